"""What comes nearest when no page holds what was asked for: the same letters inside words, or some of the words."""

from __future__ import annotations

import operator
from functools import reduce

from django.db import connection
from django.db.models import Q, Value
from django.db.models.fields import IntegerField, TextField
from django.db.models.functions import Cast, Concat, Replace
from modelsearch.conf import get_app_config
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks

from .text import LONGEST_QUERY, RUN, normal, words

SHORTEST = 2
#: Words that nearly every page holds, so that holding one of them brings no page nearer.
COMMON = frozenset(
    word
    for line in (
        "ที่ และ ของ ใน ไม่ มี เป็น ได้ ให้ จาก กับ การ ความ ผู้ คือ ว่า ซึ่ง จะ ไป มา แต่ หรือ โดย เพื่อ นี้ นั้น อยู่ แล้ว ก็ ตาม ถึง ต้อง จริง",
        "the and of in to for is are on at by or with from a an",
    )
    for word in line.split()
)
MOST_WORDS = 12


def containing(pages, query: str):
    """The pages of a queryset in whose indexed text every run of the query's letters stands, also inside words.

    Reads the index entries from first to last, so it is for queries that found nothing; integer primary keys only.
    """
    runs = [run for run in RUN.findall(normal(query[:LONGEST_QUERY])) if len(run) >= SHORTEST]
    if not runs:
        return pages.none()
    entries = (
        get_app_config()
        .get_model("IndexEntry")
        .objects.filter(content_type_id__in=get_descendants_content_types_pks(pages.model))
    )
    if connection.vendor == "sqlite":
        from .sqlite import encode

        title, body = "title", "body"
    else:
        encode, title, body = str, "title_text", "body_text"
    # The words of the index are apart; what was asked for may lie across their edges.
    text = TextField()
    entries = entries.annotate(
        letters=Replace(Concat(title, body, output_field=text), Value(" "), Value(""), output_field=text)
    )
    entries = entries.filter(reduce(operator.and_, (Q(letters__contains=encode(run)) for run in runs)))
    return pages.filter(pk__in=entries.values_list(Cast("object_id", IntegerField())))


def telling_words(query: str) -> list[str]:
    """The words of a query that tell pages apart, each once."""
    found = dict.fromkeys(words(query[:LONGEST_QUERY]))
    return [word for word in found if len(word) >= SHORTEST and word not in COMMON][:MOST_WORDS]


def some_words(query: str) -> PlainText | None:
    """A query for any of the telling words of a query; None when it has none besides what was asked for already."""
    found = telling_words(query)
    asked_already = len(found) < 2 and found == words(query)
    return PlainText(" ".join(found), operator="or") if found and not asked_already else None
