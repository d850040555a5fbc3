"""Those of a bench, with Wagtail's own forms beside ours to be compared with."""

from .settings import *  # noqa: F403 - a settings module is its base plus a few words
from .settings import INSTALLED_APPS

INSTALLED_APPS = ["wagtail.contrib.forms", *INSTALLED_APPS]
