import pytest
from django.core.cache import caches

from home.caches import CalmFileCache


@pytest.fixture
def dead_redis(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "home.caches.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1",  # a port where nothing listens
            "OPTIONS": {"socket_connect_timeout": 1},
        }
    }
    return caches["default"]


def test_a_redis_that_does_not_answer_is_an_empty_cache(dead_redis):
    dead_redis.set("a", 1)
    dead_redis.set_many({"a": 1})
    assert dead_redis.add("a", 1) is True
    assert dead_redis.get("a") is None
    assert dead_redis.get("a", "default") == "default"
    assert dead_redis.get_many(["a"]) == {}
    assert dead_redis.get_or_set("a", lambda: "made") == "made"
    assert not dead_redis.has_key("a")
    assert dead_redis.incr("a") == 1
    assert dead_redis.delete("a") is False
    dead_redis.delete_many(["a"])


@pytest.mark.django_db
def test_pages_are_answered_while_redis_is_down(dead_redis, client):
    from tests import factories

    section = factories.news_section(factories.home_page())
    assert client.get(section.url).status_code == 200


def test_the_file_cache_forgets_when_it_has_too_many_files(tmp_path):
    cache = CalmFileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 50}})
    for number in range(3000):
        cache.set(f"key-{number}", number)
    # Files are counted at one write in 200: that none of so many is one happens once in three million runs.
    assert len(list(tmp_path.iterdir())) < 3000
    cache.set("last", "kept")
    assert cache.get("last") == "kept"
