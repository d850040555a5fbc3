"""Name the permissions in the language of the office: Django keeps their names in the database, in English only."""

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Permission
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "add": _("Add: %(what)s"),
    "change": _("Edit: %(what)s"),
    "delete": _("Delete: %(what)s"),
    "view": _("View: %(what)s"),
}


def name_permissions() -> int:
    """Give every permission its name in the site's first language. The number of names that changed."""
    renamed = []
    with override(settings.LANGUAGE_CODE):
        for permission in Permission.objects.select_related("content_type"):
            name = _name(permission)
            if name != permission.name:
                permission.name = name
                renamed.append(permission)
    Permission.objects.bulk_update(renamed, ["name"], batch_size=100)
    return len(renamed)


def _name(permission: Permission) -> str:
    model = permission.content_type.model_class()
    if model is not None:
        for action, sentence in ACTIONS.items():
            if permission.codename == get_permission_codename(action, model._meta):
                return str(sentence) % {"what": model._meta.verbose_name}
    return gettext(permission.name)
