import gzip
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from home import pagecache
from tests import factories


class View:
    """Answers anew each time, and counts."""

    def __init__(self, **headers):
        self.calls, self.headers, self.status, self.kind = 0, headers, 200, "text/html; charset=utf-8"

    def __call__(self, request):
        self.calls += 1
        return HttpResponse(
            f"<p>ครั้งที่ {self.calls}</p>" + "ข้อความ " * 200,
            status=self.status,
            content_type=self.kind,
            headers=self.headers,
        )


@pytest.fixture
def view():
    return View()


@pytest.fixture
def get(view, settings):
    settings.LMI_PAGE_CACHE = True
    middleware = pagecache.PageCacheMiddleware(view)

    def get(path="/news/", method="get", cookies=None, **headers):
        request = getattr(RequestFactory(), method)(path, **headers)
        request.COOKIES.update(cookies or {})
        return middleware(request)

    return get


def body(response) -> str:
    content = response.content
    return (gzip.decompress(content) if response.headers.get("Content-Encoding") == "gzip" else content).decode()


def test_the_second_reader_gets_the_same_page_without_the_view(get, view):
    assert body(get()) == body(get())
    assert view.calls == 1


def test_a_packed_answer_says_so_and_an_unpacked_one_is_the_same(get):
    packed = get(HTTP_ACCEPT_ENCODING="br, gzip")
    plain = get()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert body(packed) == body(plain)
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content)
    assert "Content-Encoding" not in get(HTTP_ACCEPT_ENCODING="gzip;q=0").headers
    for response in (packed, plain):
        assert {"Accept-Encoding", "Cookie"} <= {name.strip() for name in response.headers["Vary"].split(",")}


def test_browsers_ask_again_and_hear_304(get, view):
    first = get()
    assert "max-age=0" in first.headers["Cache-Control"] and "public" in first.headers["Cache-Control"]
    again = get(HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert get(HTTP_IF_NONE_MATCH='W/"another"').status_code == 200
    assert view.calls == 1


def test_preferences_make_a_page_of_their_own_and_nonsense_none(get, view):
    get(cookies={"display": "larger.dark"})
    get(cookies={"display": "dark.larger.<script>"})
    assert view.calls == 1
    get()
    get(cookies={"display": "anything"})
    assert view.calls == 2


def test_the_order_of_parameters_does_not_matter(get, view):
    get("/news/?kind=market&year=2026")
    get("/news/?year=2026&kind=market")
    assert view.calls == 1
    get("/news/?year=2025&kind=market")
    assert view.calls == 2


@pytest.mark.parametrize("query", ["q=งาน", "kind=a&other=1", "kind=<b>", "page=" + "9" * 80, "&".join(["page=1"] * 7)])
def test_what_the_cache_does_not_know_is_answered_afresh(get, view, query):
    get(f"/news/?{query}")
    get(f"/news/?{query}")
    assert view.calls == 2


def test_advertisers_marks_find_the_page_but_never_make_it(get, view):
    get("/news/?fbclid=x")
    get("/news/?utm_source=line")
    assert view.calls == 2  # nothing was kept
    get("/news/")
    get("/news/?fbclid=y")
    assert view.calls == 3


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_readers_with_a_session_are_answered_afresh(get, view, cookie):
    get()
    answer = get(cookies={cookie: "abc"})
    assert view.calls == 2
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "ครั้งที่ 1" in body(get())


@pytest.mark.parametrize("method", ["post", "put", "options"])
def test_only_reading_is_cached(get, view, method):
    get(method=method)
    get(method=method)
    assert view.calls == 2


@pytest.mark.parametrize("headers", [{"Cache-Control": "private"}, {"Cache-Control": "no-store"}])
def test_what_says_it_is_private_is_not_kept(get, view, headers):
    view.headers = headers
    get()
    get()
    assert view.calls == 2


@pytest.mark.parametrize("status", [301, 404, 500])
def test_only_whole_pages_are_kept(get, view, status):
    view.status = status
    get()
    get()
    assert view.calls == 2


def test_files_are_not_kept(get, view):
    view.kind = "application/pdf"
    get()
    assert "gzip" not in get(HTTP_ACCEPT_ENCODING="gzip").headers.get("Content-Encoding", "")
    assert view.calls == 2


def test_an_answer_with_a_cookie_is_not_kept(settings):
    settings.LMI_PAGE_CACHE = True
    calls = []

    def view(request):
        calls.append(1)
        response = HttpResponse("form")
        response.set_cookie("csrftoken", "secret")
        return response

    middleware = pagecache.PageCacheMiddleware(view)
    for _ in range(2):
        assert "csrftoken" in middleware(RequestFactory().get("/")).cookies
    assert len(calls) == 2


def test_hosts_schemes_and_paths_are_kept_apart(get, view):
    get()
    get(secure=True)
    get(HTTP_HOST="other.example")
    get("/en/news/")
    assert view.calls == 4


def test_a_page_is_not_shown_on_the_next_day(get, view, monkeypatch):
    get()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    get()
    assert view.calls == 2


def test_uncached_answers_are_packed_too(get, settings):
    settings.LMI_PAGE_CACHE = False
    response = get(HTTP_ACCEPT_ENCODING="gzip")
    assert response.headers["Content-Encoding"] == "gzip"
    assert "ครั้งที่ 1" in body(response)
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.fixture
def site(db, settings):
    settings.LMI_PAGE_CACHE = True
    home = factories.home_page()
    return factories.news_section(home)


def test_publishing_shows_at_once(site, client):
    page = factories.news(site, title="ข่าวแรก")
    assert "ข่าวแรก" in client.get(page.url).content.decode()
    page.title = "ข่าวที่แก้แล้ว"
    page.save_revision().publish()
    assert "ข่าวที่แก้แล้ว" in client.get(page.url).content.decode()
    page.unpublish()
    assert client.get(page.url).status_code == 404


def test_a_page_that_becomes_private_is_private_at_once(site, client):
    page = factories.news(site, title="ข่าวภายใน")
    client.get(page.url)
    page.view_restrictions.create(restriction_type="login")
    assert client.get(page.url).status_code == 302


def test_a_hit_asks_the_database_nothing(site, client, django_assert_num_queries):
    client.get(site.url)
    with django_assert_num_queries(0):
        assert client.get(site.url).status_code == 200


SECOND_PROCESS = """
import os, sys, django
from django.conf import settings
settings.configure(
    USE_TZ=True, SECRET_KEY="x", DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    CACHES={"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": sys.argv[1]}},
)
django.setup()
from home import generation
if sys.argv[2] == "bump":
    generation.bump()
else:
    print(generation.cached("page", lambda: sys.argv[2]))
"""


def test_another_process_sees_a_publication_at_once(tmp_path):
    def run(word):
        command = [sys.executable, "-c", SECOND_PROCESS, str(tmp_path), word]
        env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout.strip()

    assert run("old") == "old"
    assert run("new") == "old"
    run("bump")
    assert run("new") == "new"
