"""The anchor of every ratio: one line of Django and no middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("", lambda request: HttpResponse("hello, world"))]

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench-only", MIDDLEWARE=[], DEBUG=False)
application = get_wsgi_application()
