from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("tasks")
        from .labels import name_the_nameless
        from .publishing import listen
        from .scripts import without_inline_scripts
        from .sidebar import with_its_script_once
        from .tree_sync import without_tree_sync

        listen()
        without_inline_scripts()
        name_the_nameless()
        without_tree_sync()
        with_its_script_once()
