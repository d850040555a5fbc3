"""The site's addresses, its pictures, which a web server in front hands out in production, and a page that breaks."""

from django.urls import path, re_path

from lmi_site.media import serve_media
from lmi_site.urls import urlpatterns as site


def breaks(request):
    raise RuntimeError("asked to break")


urlpatterns = [
    re_path(r"^media/(?P<path>.*)$", serve_media),
    path("breaks/", breaks),
    *site,
]
