import os

from django.core.asgi import get_asgi_application

from home.startup import keep_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lmi_site.settings.production")
application = get_asgi_application()
keep_what_is_loaded()
