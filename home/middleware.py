from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.urls import NoReverseMatch, reverse

from . import policy


class ProxyMiddleware:
    """Behind `LMI_PROXIES` proxies of our own the reader's address is what the outermost of them wrote down.

    Each proxy appends to X-Forwarded-For; what stands further to the left came from outside and may be a lie.
    """

    def __init__(self, get_response):
        self.proxies = getattr(settings, "LMI_PROXIES", 0)
        if not self.proxies:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        told = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(told) >= self.proxies and told[-self.proxies]:
            request.META["REMOTE_ADDR"] = told[-self.proxies]
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """The headers that Django's own SecurityMiddleware has no setting for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", policy.PERMISSIONS)
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        # Pages are ours alone; files may stand on a partner's page.
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's, with one policy for readers, one for the admin and one for its editors."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            parts.config = self._directives(request)
        return parts

    def _directives(self, request) -> dict[str, list[str]]:
        directives = self._screen(request)
        if origin := getattr(settings, "LMI_MEDIA_ORIGIN", ""):
            directives = {**directives, "img-src": [*directives["img-src"], origin]}
        return directives

    def _screen(self, request) -> dict[str, list[str]]:
        if not request.path_info.startswith(_admin_prefix()):
            return policy.PUBLIC
        match = getattr(request, "resolver_match", None)
        return policy.EDITOR if match and match.view_name in policy.EDITOR_SCREENS else policy.ADMIN


def _admin_prefix() -> str:
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:  # a site may be served without its admin
        return "/admin/"
