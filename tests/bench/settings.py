"""The settings of a bench: as in production, without TLS in front."""

import os

from lmi_site.settings.base import *  # noqa: F403 - a settings module is its base plus a few words

SECRET_KEY = "bench-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
LMI_PAGE_CACHE = os.environ.get("LMI_PAGE_CACHE", "1") == "1"
