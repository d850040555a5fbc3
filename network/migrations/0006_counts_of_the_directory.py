from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0005_order_of_the_dictionary")]

    operations = [
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["province", "kind", "status"], name="partner_counts"),
        ),
    ]
