import pytest

from network.linkcheck.detect import Banner
from network.linkcheck.fetch import Door, Limits, Reach
from network.linkcheck.sweep import Site, look_at_all
from network.linkcheck.targets import Ours
from tests.network.linkcheck import farm
from tests.network.linkcheck.farm import Farm

HOST = "lmi.example.go.th"
OURS = Ours(frozenset({HOST}), "7KQ2M4")
LINK = f'<html><body><a href="https://{HOST}/from/7KQ2M4/">x</a>'.encode()


def open_door(deadline=2.0):
    limits = Limits(deadline=deadline, body=2000, per_address=50)
    return lambda: Door(limits=limits, allow=lambda address, port: address.startswith("127."))


async def by_path(_reader, writer, path):
    if path.startswith("/silent"):
        return await farm.silent(_reader, writer, path)
    bodies = {"/with": LINK, "/links": LINK, "/long": b"<html><body>" + b"<p>x</p>" * 1000 + LINK}
    return await farm.send(writer, bodies.get(path, b"<html><body><p>nothing"))


def test_every_site_comes_back_once_and_one_that_hangs_holds_up_nobody():
    with Farm(by_path) as server:
        paths = ["/with", "/without", "/silent", "/long"] * 20
        sites = (Site(key, server.url + path, OURS, robots=True) for key, path in enumerate(paths))
        seen = list(look_at_all(sites, open_door(deadline=0.5), workers=16))
    assert sorted(one.site.key for one in seen) == list(range(80))
    by_address = {one.site.address.rpartition("/")[2]: (one.answer.reach, one.finding.banner) for one in seen}
    assert by_address == {
        "with": (Reach.OK, Banner.LINK),
        "without": (Reach.OK, Banner.ABSENT),
        "silent": (Reach.TIMEOUT, Banner.UNKNOWN),
        "long": (Reach.TOO_LARGE, Banner.UNKNOWN),
    }
    assert not any(one.answer.body for one in seen)


def test_where_the_home_page_has_no_banner_the_page_where_it_was_last_seen_is_asked():
    with Farm(by_path) as server:
        site = Site(1, f"{server.url}/home", OURS, robots=True, evidence=f"{server.url}/links")
        (seen,) = look_at_all(iter([site]), open_door())
        assert seen.finding.banner == Banner.LINK
        assert seen.answer.final == f"{server.url}/links"
        assert server.seen == ["/home", "/links"]


def test_sites_are_taken_only_as_fast_as_they_are_looked_at():
    taken = []

    def sites(url):
        for key in range(100):
            taken.append(key)
            yield Site(key, f"{url}/with", OURS, robots=True)

    with Farm(by_path) as server:
        sweep = look_at_all(sites(server.url), open_door(), workers=5)
        next(sweep)
        assert len(taken) <= 6
        sweep.close()


def test_no_sites_are_no_work():
    assert list(look_at_all(iter(()), open_door())) == []


def test_a_door_that_cannot_be_opened_is_told_to_whoever_asked():
    def broken():
        raise RuntimeError("no door")

    with pytest.raises(RuntimeError, match="no door"):
        list(look_at_all(iter([Site(1, "http://127.0.0.1/", OURS)]), broken))
