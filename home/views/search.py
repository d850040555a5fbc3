from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import site_search
from ..facets import query_string

SUGGESTIONS_MAX_AGE = 300


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page of results for `q`, narrowed by `kind` and `province`. Whatever is asked, the answer is a page."""
    now = timezone.now()
    question = site_search.question_from(request.GET)
    found = site_search.find(question, now)
    page = Paginator(found.keys, site_search.PER_PAGE).get_page(request.GET.get("page", "")[:9])
    context = {
        "title": _("Search: %(query)s") % {"query": question.query} if question.query else _("Search"),
        "noindex": True,
        "question": question,
        "chosen": question.chosen,
        "filtered": bool(question.kind or question.province),
        "found": found,
        "more_than_shown": found.count > len(found.keys),
        "most": site_search.MOST,
        "page_of_results": page,
        "results": site_search.results(question, found.fit, tuple(page.object_list), now),
        "section_hits": site_search.hits_of_sections(question) if page.number == 1 else (),
        "facets": site_search.facets(question, found),
        "query": query_string(question.chosen),
        "without_filters": site_search.without_filters(question),
    }
    return render(request, "home/search.html", context)


@require_safe
def search_suggest(request: HttpRequest) -> JsonResponse:
    """{"suggestions": [{"title": …, "url": …}]}: at most eight pages whose titles hold what was typed in `q` so far."""
    found = site_search.suggestions(site_search.question_from(request.GET), timezone.now())
    response = JsonResponse({"suggestions": [{"title": one.title, "url": one.url} for one in found]})
    response.headers["Cache-Control"] = f"public, max-age={SUGGESTIONS_MAX_AGE}"
    return response
