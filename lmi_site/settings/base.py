"""Safe defaults for every environment. Development loosens them, production takes its words from the environment."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("LMI_VAR", BASE_DIR / "var"))

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "lmi_site.urls"
WSGI_APPLICATION = "lmi_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "lmi_site",
    "surveys",
    "network",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "home.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.middleware.SecurityHeadersMiddleware",
    "home.middleware.ContentSecurityPolicyMiddleware",
    "home.pagecache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.address_language.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.portal",
            ],
        },
    }
]

# SQLite runs in WAL with IMMEDIATE transactions: with Django's defaults most writers see "database is locked".
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["pool"] = {"min_size": 1, "max_size": 8}
    # PostgreSQL reckons with turning disks, and reads all of a table to find a broad word where an index would do.
    _options.setdefault("options", "-c random_page_cost=1.1")

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "home.caches.ForgivingRedisCache", "LOCATION": REDIS_URL, "OPTIONS": {"socket_timeout": 2}}
        if REDIS_URL
        else {
            "BACKEND": "home.caches.CalmFileCache",
            "LOCATION": VAR_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    )
}

# Whole pages for readers without a session; LMI_PAGE_CACHE=0 shows what a page costs. A cache in front of the site
# (edge) may keep a page for so many seconds.
LMI_PAGE_CACHE = os.environ.get("LMI_PAGE_CACHE", "1") != "0"
LMI_EDGE_SECONDS = int(os.environ.get("LMI_EDGE_SECONDS", "60"))

# Wagtail's own small work (search index, reference index) stays in the request; our heavy work goes through "jobs".
LMI_TASKS = os.environ.get("LMI_TASKS", "db")
_JOB_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "db": "django_tasks_db.DatabaseBackend",
    "rq": "django_tasks_rq.RQBackend",
}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": _JOB_BACKENDS[LMI_TASKS], "QUEUES": ["jobs"]},
}
if LMI_TASKS == "rq":
    INSTALLED_APPS += ["django_rq", "django_tasks_rq"]
    RQ_QUEUES = {"jobs": {"URL": REDIS_URL or "redis://127.0.0.1:6379/0"}}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "home.rights.StaffBackend"]
# What nearly every screen of the admin asks of an account, read with it.
LMI_LOADED_WITH_USER = ("wagtail_userprofile", "partner_columns")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Six hours: a working day with a break in it. Wagtail's "remember me" box is what makes a session outlive the browser.
SESSION_COOKIE_AGE = 6 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
PASSWORD_RESET_TIMEOUT = 3600
X_FRAME_OPTIONS = "DENY"  # Wagtail itself lets the editor's previews stand in a frame of the editor.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# How many proxies of our own stand before the site; their X-Forwarded-For tells the reader's address.
LMI_PROXIES = int(os.environ.get("LMI_PROXIES", "0"))

# Five wrong passwords shut out that user from that address, nobody else: to shut out the user alone would let a
# stranger lock up the whole office.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "home.views.login.locked_out"
AXES_CLIENT_IP_CALLABLE = "home.views.login.address_of"
AXES_ENABLE_ADMIN = False

LANGUAGE_CODE = "th"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("th", "ไทย"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
# The first path wins: our own sentences, then our completion and correction of the platform's Thai catalogues.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "platform"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# How long a browser keeps a picture without asking: a month. A changed picture gets a new name, but a name may come
# back after its picture was deleted, so none is called immutable.
MEDIA_SECONDS = 30 * 24 * 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 15

WAGTAIL_SITE_NAME = "เครือข่ายข้อมูลข่าวสารตลาดแรงงาน"
WAGTAILADMIN_BASE_URL = os.environ.get("LMI_BASE_URL", "http://localhost:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Asia/Bangkok"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "home.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "home.PortalDocument"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.search", "SEARCH_CONFIG": "simple"}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
# A forgotten password is reset by mail; the answer is the same whether the address is known or not.
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 20_000

# Uploads. 25 million pixels are a 6000 x 4000 photograph and, opened, 100 MB of memory.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 2**20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.uploads.PortalImageForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 2**20
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# Whom to tell about a hole in the site, for /.well-known/security.txt: an e-mail address or a URL; empty: no such file.
LMI_SECURITY_CONTACT = os.environ.get("LMI_SECURITY_CONTACT", "")

# The watch over partners' sites: further host names of this site, and addresses its news had before (host or folder).
LMI_OWN_HOSTS = os.environ.get("LMI_OWN_HOSTS", "").split()
LMI_OLD_HOSTS = os.environ.get("LMI_OLD_HOSTS", "doe.go.th/lmia www.doe.go.th/lmia").split()
# Hits on partners' pages are written so many seconds apart; 0 leaves writing to whoever asks.
LMI_HITS_SECONDS = float(os.environ.get("LMI_HITS_SECONDS", "5"))
