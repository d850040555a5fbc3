from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..address_language import site_of
from ..context import office_of
from ..feeds import FORMATS, Feed
from ..generation import cached
from ..language_switch import home_url
from ..models import Office
from ..subscriptions import EVERYTHING, Subscription, everything, groups, items_of, subjects


def feeds(request: HttpRequest) -> HttpResponse:
    """The page for people: what one can subscribe to."""
    context = {"title": _("News feeds"), "everything": everything(), "groups": groups()}
    return render(request, "home/feeds.html", context)


def feed(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """The feed of the whole site in one of three formats."""
    if what != EVERYTHING:
        raise Http404
    return _answer(request, everything(), form)


def feed_about(request: HttpRequest, what: str, value: str, form: str) -> HttpResponse:
    """The feed of a topic, a province, a centre or a kind of news."""
    try:
        title = subjects(what)[value]
    except KeyError:
        raise Http404 from None
    return _answer(request, Subscription(title, what, value), form)


def _answer(request: HttpRequest, subscription: Subscription, form: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    feed = _feed(request, subscription, form)
    body = FORMATS[form].write(feed)
    response = HttpResponse(body, content_type=FORMATS[form].content_type)
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(feed.updated_at.timestamp())
    response.headers["Access-Control-Allow-Origin"] = "*"
    modified = int(feed.updated_at.timestamp())
    return get_conditional_response(request, etag=etag, last_modified=modified, response=response)


def _feed(request: HttpRequest, subscription: Subscription, form: str) -> Feed:
    language = get_language()
    site = site_of(request)
    office = cached(f"office:{site.pk}", lambda: office_of(site)) if site else Office()
    return Feed(
        title=f"{office.name}: {subscription.title}",
        description=office.parent,
        language=language,
        home_url=request.build_absolute_uri(home_url(language) or "/"),
        feed_url=request.build_absolute_uri(subscription.urls[form]),
        author=office.name,
        items=items_of(language, subscription.what, subscription.value),
    )
