"""The demonstration as readers meet it: production's static files, page cache and headers, on loopback without TLS."""

from lmi_site.settings.base import *  # noqa: F403 - a settings module is its base plus a few words
from lmi_site.settings.base import STORAGES

SECRET_KEY = "journeys-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "tests.journeys.urls"
LMI_TASKS = "immediate"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["jobs"]},
}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
