"""Everything from the environment; without its words the site does not start. docs/operations.md lists them."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 - a settings module is its base plus a few words
from .base import LMI_PROXIES, MEDIA_SECONDS, STORAGES

#: What the site cannot guess, and an example of each for the sentence that asks for it.
WORDS = {
    "LMI_SECRET_KEY": "50 or more random characters",
    "LMI_ALLOWED_HOSTS": "lmi.example.go.th",
    "LMI_BASE_URL": "https://lmi.example.go.th",
    "DATABASE_URL": "postgres://user:password@host:5432/lmi",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.go.th:587",
    "LMI_MAIL_FROM": "lmi@example.go.th",
}
if missing := [f"{word} (such as {example})" for word, example in WORDS.items() if not os.environ.get(word)]:
    raise ImproperlyConfigured(f"The site does not start before the environment has: {', '.join(missing)}.")

DEBUG = False
SECRET_KEY = os.environ["LMI_SECRET_KEY"]
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("LMI_SECRET_KEY is too easy to guess: it takes 50 or more random characters.")
SECRET_KEY_FALLBACKS = os.environ.get("LMI_OLD_SECRET_KEYS", "").split()
ALLOWED_HOSTS = [host.strip() for host in os.environ["LMI_ALLOWED_HOSTS"].split(",") if host.strip()]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("LMI_ALLOWED_HOSTS names the site's hosts; * would let anybody choose where links lead.")

_base = urlsplit(os.environ["LMI_BASE_URL"])
if _base.scheme != "https" or not _base.hostname:
    raise ImproperlyConfigured("LMI_BASE_URL is the address readers use and begins with https://")
WAGTAILADMIN_BASE_URL = f"{_base.scheme}://{_base.netloc}"
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

# Encrypted, always. Two years, as browsers' preload lists ask.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^-/"]  # A load balancer asks for life signs inside the house, without encryption.
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if LMI_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The prefix makes browsers refuse these cookies from another host, another path or an unencrypted answer.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
if _bucket := os.environ.get("LMI_S3_BUCKET"):
    _s3 = {
        "bucket_name": _bucket,
        "endpoint_url": os.environ.get("LMI_S3_ENDPOINT") or None,
        "region_name": os.environ.get("LMI_S3_REGION") or None,
        "file_overwrite": False,
        "default_acl": None,
    }
    # Pictures are public and come from their own origin; everything else is read through the site.
    LMI_MEDIA_ORIGIN = os.environ.get("LMI_MEDIA_ORIGIN", "")
    _public = {"custom_domain": urlsplit(LMI_MEDIA_ORIGIN).netloc} if LMI_MEDIA_ORIGIN else {}
    _kept = {"object_parameters": {"CacheControl": f"public, max-age={MEDIA_SECONDS}"}}
    STORAGES["default"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**_s3, **_public, **_kept}}
    STORAGES["archive"] = {"BACKEND": "home.kept_s3.KeptS3Storage", "OPTIONS": {**_s3, "location": "archive"}}
    STORAGES["private"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**_s3, "location": "private"}}

_mail = urlsplit(os.environ["EMAIL_URL"])
if _mail.scheme not in {"smtp", "smtp+tls", "smtp+ssl"} or not _mail.hostname:
    raise ImproperlyConfigured("EMAIL_URL begins with smtp://, smtp+tls:// or smtp+ssl:// and names a host.")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.hostname
EMAIL_PORT = _mail.port or {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[_mail.scheme]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtp+ssl"
EMAIL_TIMEOUT = int(parse_qs(_mail.query).get("timeout", ["15"])[0])
DEFAULT_FROM_EMAIL = SERVER_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = os.environ["LMI_MAIL_FROM"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "lmi_site.logs.JSONLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": os.environ.get("LMI_LOG", "plain")},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LMI_LOG_LEVEL", "INFO")},
    # One line for each request that went wrong is enough; Django's own handlers would mail and print it again.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
