from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .media import serve_media

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    path("", include("network.urls")),
    *static(settings.MEDIA_URL, view=serve_media),  # nothing outside development: there a server in front does it
    *i18n_patterns(
        path("", include("home.urls_by_language")),
        path("", include("network.urls_by_language")),
        path("", include("surveys.urls_by_language")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
