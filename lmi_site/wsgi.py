import os

from django.core.wsgi import get_wsgi_application

from home.startup import keep_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lmi_site.settings.production")
application = get_wsgi_application()
keep_what_is_loaded()
