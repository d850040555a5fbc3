"""How staff find an organisation: by its name, a former one, its place, its code, as they would type it."""

from __future__ import annotations

from wagtail.search.backends import get_search_backend

from home.search.text import LONGEST_QUERY, words
from home.thai import clean

from . import codes
from .kinds import kind_of, stripped


def matching(partners, typed: str):
    """The partners of a queryset that a query finds; all of them for an empty one, none for signs without letters.

    Asks the search index, which finds words, and where it finds none for names that begin so: one small query. «อบต.»
    and its like stand for the kind, and what follows is what may be the beginning. Keeps the queryset's own order. What
    is found in two ways is united before it meets the partners: PostgreSQL would walk through all of them for an OR.
    """
    typed = clean(typed.replace("\0", " "))[:LONGEST_QUERY]
    if not typed:
        return partners
    if code := _code(typed):
        return partners.filter(code=code)
    if not words(typed):
        return partners.none()
    kind, bare = kind_of(typed), stripped(typed)
    everyone = partners.model._default_manager.all()
    if not kind:
        return partners & _words_or_beginnings(everyone, typed)
    if bare == typed or not words(bare):
        of_kind = everyone.filter(kind=kind.value, name_th=typed)
    else:
        of_kind = everyone.filter(kind=kind.value) & _words_or_beginnings(everyone, bare)
    return partners.filter(pk__in=_in_words(everyone, typed).values("pk").union(of_kind.order_by().values("pk")))


def _code(typed: str) -> str:
    try:
        return codes.read_code(typed)
    except codes.WrongCode:
        return ""


def _words_or_beginnings(everyone, typed: str):
    in_words = _in_words(everyone, typed)
    if in_words.exists():
        return in_words
    return get_search_backend().autocomplete(typed, everyone, order_by_relevance=False).get_queryset().order_by()


def _in_words(everyone, typed: str):
    return get_search_backend().search(typed, everyone, order_by_relevance=False).get_queryset().order_by()
