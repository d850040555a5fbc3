"""What partners' pages ask of us: the banner's picture, its link, the news frame. Quick, counted, never in the way.

No session is opened, no cookie set, and a code that we do not know still gets a picture, a frame or the portal.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from home import policy
from home.generation import cached
from home.models import NewsIndexPage, Province, news_archive
from home.policy import NONE, SELF

from .. import snippets
from ..banner_picture import STYLES, picture
from ..hits import Known, count_channel, count_hit, known_codes
from ..mail import office
from ..models import ChannelHit, HitCount, ShortLink

#: The frame may stand on any page, and does nothing but show text and links.
FRAME = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
FEW = 6
KEPT = "public, max-age=3600"


@require_safe
def banner(request: HttpRequest, name: str) -> HttpResponse:
    """The picture: «7KQ2M4», «7KQ2M4-dark», «7KQ2M4-large», each also with «@2x».

    A shared cache may answer for an hour, so that hits are undercounted and "seen today" stays true.
    """
    asked, scale, _rest = name.partition("@2x")
    code, dash, variant = asked.partition("-")
    if known := known_codes.of(code):
        count_hit(request, HitCount.Kind.BANNER, known)
    drawn = picture(dash + variant if dash + variant in STYLES else "", 2 if scale else 1)
    fresh = request.META.get("HTTP_IF_NONE_MATCH") == drawn.etag
    response = HttpResponseNotModified() if fresh else HttpResponse(drawn.data, content_type="image/png")
    response.headers["ETag"] = drawn.etag
    response.headers["Cache-Control"] = KEPT
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def from_partner(request: HttpRequest, code: str) -> HttpResponse:
    """A click on a banner: on to the news of the partner's province. The target is ours, so nobody is led astray."""
    known = known_codes.of(code)
    if known:
        count_hit(request, HitCount.Kind.CLICK, known)
    return _on(news_of(known.province if known else ""))


@require_safe
def go(request: HttpRequest, code: str) -> HttpResponse:
    """A short address on a channel, /go/<code>?c=line: a short link's target, or the news of a partner's province."""
    channel = request.GET.get("c", "")
    channel = channel if channel in ChannelHit.Channel.values else ChannelHit.Channel.OTHER
    target = _target_of(code)
    if target:
        count_channel(request, code.upper(), channel)
    elif known := known_codes.of(code):
        count_channel(request, known.code, channel)
        target = news_of(known.province)
    return _on(target or news_of(""))


def _target_of(code: str) -> str:
    if not (code.isascii() and code.isalnum() and len(code) == 6):
        return ""
    found = cached(
        f"short-link:{code.upper()}",
        lambda: ShortLink.objects.filter(code=code.upper()).values_list("target", flat=True).first() or "",
    )
    return found if found.startswith("/") and not found.startswith(("//", "/\\")) else ""


def _on(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def news_of(province: str) -> str:
    """The address of the news of a province, of all news, or of the portal where there is no news section."""
    section = cached("embeds:news", _news_section)
    if section is None:
        return "/"
    return f"{section}?{urlencode({'province': province})}" if province else section


def _news_section() -> str | None:
    page = NewsIndexPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return page.url if page else None


@require_safe
@xframe_options_exempt
def widget(request: HttpRequest, code: str) -> HttpResponse:
    """The news frame. An unknown code gets the news of the whole country."""
    known = known_codes.of(code)
    if known:
        count_hit(request, HitCount.Kind.WIDGET, known)
    province = known.province if known else ""
    with override(settings.LANGUAGE_CODE):
        html = cached(f"widget:{province}:{known.code if known else ''}", lambda: _drawn_widget(known, province), 300)
    response = HttpResponse(html)
    response._csp_config = FRAME  # as django-csp's own decorator leaves it
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Permissions-Policy"] = policy.PERMISSIONS
    return response


def _drawn_widget(known: Known | None, province: str) -> str:
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    place = Province.objects.filter(slug=province).first() if province else None
    news = news_archive.cards(news_archive.filtered(locale.pk, {"province": province} if place else {})[:FEW])
    if place and not news:
        news = news_archive.cards(news_archive.all_news(locale.pk)[:FEW])
    title = _("Labour market news of %(province)s") % {"province": place.name} if place else _("Labour market news")
    base = snippets.base_url()
    oembed = ""
    if known:
        query = urlencode({"url": snippets.widget_address(known.code), "format": "json"})
        oembed = f"{base}{reverse('oembed')}?{query}"
    more = f"{base}{reverse('from_partner', args=[known.code])}" if known else f"{base}{news_of('')}"
    return render_to_string(
        "network/widget.html",
        {"title": title, "news": news, "more": more, "oembed": oembed, "office": office().name_th},
    )


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 for the news frame: editors that know it turn the frame's address into the frame."""
    address = request.GET.get("url", "")
    start = snippets.widget_address("")
    code = address.removeprefix(start.rstrip("/")).strip("/")
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "only json"}, status=501)
    known = known_codes.of(code) if address.startswith(start.rstrip("/")) else None
    if known is None:
        return JsonResponse({"error": "unknown address"}, status=404)
    width = _bounded(request.GET.get("maxwidth", ""), 600)
    height = _bounded(request.GET.get("maxheight", ""), 420)
    answer = JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": snippets.ALT,
            "provider_name": office().name_th,
            "provider_url": f"{snippets.base_url()}/",
            "cache_age": 86400,
            "width": width,
            "height": height,
            "html": snippets.widget(known.code, str(width), height),
        }
    )
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _bounded(typed: str, usual: int) -> int:
    return min(int(typed), usual) if typed.isdigit() and 0 < len(typed) < 6 and int(typed) else usual


@require_safe
def checker(request: HttpRequest) -> HttpResponse:
    """Who the visitor is that introduces itself as our checker, for whoever finds it in a server's log."""
    text = render_to_string("network/checker.txt", {"office": office(), "base": snippets.base_url()})
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
