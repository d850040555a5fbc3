"""A database of the storm's own, made from the models in seconds; transactions as in production."""

import os
from pathlib import Path

from lmi_site.settings.base import *  # noqa: F403 - a settings module is its base plus a few words
from lmi_site.settings.base import DATABASES


class _Unmigrated:
    """Tables are made from the models as they are: a hundred migrations would take longer than the storm."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


SECRET_KEY = "test-only-not-a-secret"
MIGRATION_MODULES = _Unmigrated()
MEDIA_ROOT = Path(os.environ["LMI_VAR"]) / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The index of words has tables that only its migrations make.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.search", "SEARCH_CONFIG": "simple", "AUTO_UPDATE": False}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Each process its own connection; a pool would be shared by fork.
    DATABASES["default"]["OPTIONS"] = {}
    DATABASES["default"]["CONN_MAX_AGE"] = 60
