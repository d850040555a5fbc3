from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lmi_site"
