from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0008_news_by_mail")]

    operations = [
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["kind", "status", "order_key", "id"], name="partner_by_kind"),
        ),
    ]
