"""Pictures where no server stands in front: on the machine of whoever develops or tries the demonstration."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.cache import patch_cache_control
from django.views.static import serve


def serve_media(request: HttpRequest, path: str):
    """A file of MEDIA_ROOT, kept by the browser as docs/operations.md asks of a server in front. Raises Http404."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, public=True, max_age=settings.MEDIA_SECONDS)
    return response
