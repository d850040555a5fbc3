from django.db import migrations, models

from home.thai import sort_key

AT_ONCE = 500


def fill(apps, schema_editor):
    partners = apps.get_model("network", "Partner").objects.only("name_th", "order_key")
    waiting = []
    for partner in partners.iterator(AT_ONCE):
        partner.order_key = "\t".join(sort_key(partner.name_th))
        waiting.append(partner)
    partners.bulk_update(waiting, ["order_key"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("network", "0004_private_pictures")]

    operations = [
        migrations.AddField(
            model_name="partner",
            name="order_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=410),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["order_key", "id", "status"], name="partner_by_dictionary"),
        ),
    ]
