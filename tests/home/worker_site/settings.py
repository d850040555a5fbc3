import os

from lmi_site.settings.development import *  # noqa: F403 - a settings module is its base plus a few words
from lmi_site.settings.development import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.home.worker_site"]
DEBUG = False
LMI_JOBS_LEASE = 1
LMI_JOBS_SLICE = 0.2
HANG_AT = os.environ.get("HANG_AT", "")
HANG_MARK = os.environ.get("HANG_MARK", "")
