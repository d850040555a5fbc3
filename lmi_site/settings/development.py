"""One machine, one command: debug pages, mail in files, no secrets to set."""

import os

from .base import *  # noqa: F403 - a settings module is its base plus a few words

DEBUG = True
SECRET_KEY = "development-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]
# Who changes a template wants to see it.
LMI_PAGE_CACHE = os.environ.get("LMI_PAGE_CACHE") == "1"
# The demonstration's partner sites live on this machine (manage.py demo_sites).
LMI_CHECK_LOOPBACK = os.environ.get("LMI_CHECK_LOOPBACK") == "1"
