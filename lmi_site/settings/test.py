"""The suite's settings: real databases, in-process queue, nothing outside the test's own folder."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - a settings module is its base plus a few words
from .base import BASE_DIR, DATABASES

SECRET_KEY = "test-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
_SCRATCH = Path(tempfile.mkdtemp(prefix="lmi-test-"))
MEDIA_ROOT = _SCRATCH / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Tests of pages count the queries of making them; tests of the page cache switch it on.
LMI_PAGE_CACHE = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["jobs"]},
}
# A file, so that --reuse-db skips Wagtail's eight seconds of migrations on the next run.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    (BASE_DIR / ".cache").mkdir(exist_ok=True)
    # A test's database need not outlive a power cut.
    OPTIONS = DATABASES["default"]["OPTIONS"]
    DATABASES["default"]["OPTIONS"] = {**OPTIONS, "init_command": f"{OPTIONS['init_command']}PRAGMA synchronous=OFF;"}
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("LMI_TEST_DB", str(BASE_DIR / ".cache" / "test.sqlite3"))}
else:
    DATABASES["default"]["OPTIONS"] = {}
# Tests say themselves when counts are written.
LMI_HITS_SECONDS = 0
