"""What only PostgreSQL does."""

import pytest
from django.db import connection
from wagtail.search.backends import get_search_backend

from home.models import NewsPage
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the text search vectors are PostgreSQL's"),
]


def entries() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object_id, title::text, autocomplete::text, body::text, title_norm, title_text, body_text "
            "FROM wagtailsearch_indexentry ORDER BY content_type_id, object_id"
        )
        return cursor.fetchall()


def test_what_stands_in_the_index_is_what_modelsearch_itself_would_write(monkeypatch):
    from modelsearch.backends.database.postgres.postgres import PostgresIndex

    from home.search.postgresql import WritesPlainly

    section = factories.news_section(factories.home_page())
    pages = [
        factories.news(section, title="ตลาดแรงงานไตรมาสนี้", summary="จังหวัดแพร่ 100 % ‘ก’ \\ :*"),
        factories.news(section, title="...", summary="", body=[("paragraph", "<p>ข่าวดี</p>")]),
    ]
    get_search_backend().add_bulk(NewsPage, pages)
    ours = entries()
    assert any("แรงงาน" in title for _key, title, *_rest in ours)
    monkeypatch.setattr(WritesPlainly, "add_items", PostgresIndex.add_items)
    get_search_backend().add_bulk(NewsPage, pages)
    assert entries() == ours
