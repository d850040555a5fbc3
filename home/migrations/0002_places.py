from django.db import migrations

from home import places

OFFICE_TH = "ศูนย์บริหารข้อมูลตลาดแรงงาน"
OFFICE_EN = "Labour Market Information Administration Centre"


def load_provinces(apps, schema_editor):
    centre_model, province_model, topic_model = (apps.get_model("home", name) for name in ("Centre", "Province", "Topic"))
    centres = {}
    for order, (code, region_th, region_en) in enumerate(places.CENTRES, 1):
        centres[code] = centre_model.objects.create(
            code=code,
            name_th=f"{OFFICE_TH}{region_th}",
            name_en=f"{OFFICE_EN}, {region_en}",
            region_th=region_th,
            region_en=region_en,
            order=order,
        )
    province_model.objects.bulk_create(
        province_model(
            code=row.code,
            slug=row.slug,
            name_th=row.name_th,
            name_en=row.name_en,
            abbr_th=row.abbr_th,
            centre=centres[row.centre],
            latitude=row.latitude,
            longitude=row.longitude,
        )
        for row in places.provinces()
    )
    topic_model.objects.bulk_create(
        topic_model(code=code, name_th=th, name_en=en, order=order)
        for order, (code, th, en) in enumerate(places.TOPICS, 1)
    )


def load_districts(apps, schema_editor):
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
    dependencies = [("home", "0001_initial")]
    operations = [
        migrations.RunPython(load_provinces, migrations.RunPython.noop),
        migrations.RunPython(load_districts, migrations.RunPython.noop),
    ]
