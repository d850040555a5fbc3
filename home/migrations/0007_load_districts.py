from django.db import migrations

from home import places


def load(apps, schema_editor):
    province_model, district_model, subdistrict_model = (
        apps.get_model("home", name) for name in ("Province", "District", "Subdistrict")
    )
    provinces = dict(province_model.objects.values_list("code", "pk"))
    district_model.objects.bulk_create(
        district_model(code=row.code, name_th=row.name_th, name_en=row.name_en, province_id=provinces[row.code[:2]])
        for row in places.districts()
    )
    districts = dict(district_model.objects.values_list("code", "pk"))
    subdistrict_model.objects.bulk_create(
        subdistrict_model(
            code=row.code,
            name_th=row.name_th,
            name_en=row.name_en,
            zip_code=row.zip_code,
            district_id=districts[row.code[:4]],
        )
        for row in places.subdistricts()
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0006_districts_and_offices")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
