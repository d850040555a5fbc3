"""The door against hostile servers. Nothing here dials anything but loopback: other addresses meet a socket factory
that writes them down and refuses."""

import asyncio
import errno
import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from network.linkcheck.fetch import Answer, Door, Limits, Reach, Tls
from network.linkcheck.guard import is_public
from tests.network.linkcheck import farm
from tests.network.linkcheck.farm import Farm

LIMITS = Limits(deadline=0.8, slow=0.5, lookup=0.5, body=2**20)


def on_loopback(address: str, _port: int) -> bool:
    return address.startswith("127.")


def visit(address: str, robots: bool | None = None, **how) -> Answer:
    return asyncio.run(_visit(address, robots, **{"limits": LIMITS, "allow": on_loopback, **how}))


async def _visit(address, robots, **how):
    async with Door(**how) as door:
        return await door.visit(address, robots=robots)


HOSTILE = {
    "a body that drips": (farm.dripping, Reach.TIMEOUT),
    "headers that drip": (farm.slow_headers, Reach.TIMEOUT),
    "silence": (farm.silent, Reach.TIMEOUT),
    "redirects without end": (farm.redirecting_for_ever, Reach.LOOP),
    "a bomb": (farm.bomb(), Reach.TOO_LARGE),
    "ten megabytes of tags": (farm.tags, Reach.TOO_LARGE),
    "headers without end": (farm.endless_headers, Reach.BROKEN),
    "another protocol": (farm.no_http, Reach.BROKEN),
    "a cut line": (farm.cutting_off, Reach.BROKEN),
    "a promise too large": (farm.promising_too_much, Reach.TOO_LARGE),
    "a promise too small": (farm.promising_too_little, Reach.BROKEN),
    "a redirect to nowhere": (farm.redirecting_to("http://[::"), Reach.BAD_ADDRESS),
    "a redirect to a file": (farm.redirecting_to("file:///etc/passwd"), Reach.BAD_ADDRESS),
    "a redirect to another protocol": (farm.redirecting_to("gopher://127.0.0.1/"), Reach.BAD_ADDRESS),
    "an error of theirs": (farm.page(b"x", status="503 Service Unavailable"), Reach.HTTP_5XX),
    "nothing there": (farm.page(b"x", status="404 Not Found"), Reach.HTTP_4XX),
    "a body that is not packed as said": (farm.page(b"x" * 99, headers="Content-Encoding: gzip\r\n"), Reach.TOO_LARGE),
    "a page": (farm.page(b"<html>"), Reach.OK),
    "a packed page": (farm.packed(b"<html>"), Reach.OK),
}


@pytest.mark.parametrize(("handler", "reach"), HOSTILE.values(), ids=HOSTILE.keys())
def test_every_server_gets_a_verdict_on_time(handler, reach):
    with Farm(handler) as server:
        answer = visit(server.url)
    assert answer.reach == reach
    assert answer.seconds <= LIMITS.deadline + 1
    assert len(answer.body) <= LIMITS.body


def test_a_packed_page_is_unpacked_and_the_rest_of_a_bomb_is_not_read():
    with Farm(farm.packed("<html>ไทย".encode())) as server:
        assert visit(server.url).body.decode() == "<html>ไทย"
    with Farm(farm.bomb()) as server:
        assert len(visit(server.url).body) == LIMITS.body


def test_nobody_home_is_refused_and_an_unknown_name_is_a_matter_of_names():
    with Farm(farm.silent) as server:
        gone = server.url
    assert visit(gone).reach == Reach.REFUSED

    async def nobody(_host, _port):
        raise OSError("no such name")

    assert visit("http://nobody.example/", resolve=nobody).reach == Reach.DNS


@pytest.mark.parametrize(
    "address",
    [
        *("", "www.example.go.th", "http://", "http://:80/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://[::1/"),
        *(
            "javascript:alert(1)",
            "http://127.0.0.1:99999/",
            "http://127.0.0.1:x/",
            "http://a b/",
            f"http://{'x' * 300}.th/",
        ),
    ],
)
def test_a_malformed_address_is_a_verdict_too(address):
    assert visit(address).reach in (Reach.BAD_ADDRESS, Reach.DNS)


class Recorder:
    """Writes down who would be dialled, and dials nobody."""

    def __init__(self):
        self.dialled = []

    def __call__(self, info):
        self.dialled.append(info[4][0])
        raise ConnectionRefusedError


def resolving(**names):
    async def resolve(host, _port):
        found = names[host.replace(".", "_").replace("-", "_")]
        return found if isinstance(found, list) else [next(found)]

    return resolve


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1"),  # noqa: S104 - an address to be refused
    *("::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "255.255.255.255"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_inside_is_never_dialled(address):
    recorder = Recorder()
    answer = visit(
        "http://inside.example/", allow=is_public, resolve=resolving(inside_example=[address]), make_socket=recorder
    )
    assert answer.reach == Reach.NOT_ALLOWED
    assert recorder.dialled == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"),
        *("169.254.169.254", "10.0.0.1", "[fe80::1]", "[64:ff9b::7f00:1]"),
    ],
)
def test_an_inner_address_written_in_any_way_is_never_dialled(host):
    recorder = Recorder()
    assert visit(f"http://{host}/", allow=is_public, make_socket=recorder).reach in (Reach.NOT_ALLOWED, Reach.DNS)
    assert recorder.dialled == []


def test_one_inner_address_among_public_ones_is_enough_to_stay_away():
    recorder = Recorder()
    names = resolving(mixed_example=["8.8.8.8", "10.0.0.1"])
    assert (
        visit("http://mixed.example/", allow=is_public, resolve=names, make_socket=recorder).reach == Reach.NOT_ALLOWED
    )
    assert recorder.dialled == []


def test_a_public_address_is_dialled_as_it_was_checked():
    recorder = Recorder()
    names = resolving(site_example=["203.150.1.1"])
    visit("http://site.example/", allow=is_public, resolve=names, make_socket=recorder)
    assert set(recorder.dialled) == {"203.150.1.1"}


def test_a_name_that_changes_its_mind_between_the_check_and_the_call_is_checked_again():
    """Rebinding: the first lookup is public, the second is not."""
    recorder = Recorder()
    answers = iter(["203.150.1.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"])
    names = resolving(rebind_example=answers)
    visit("http://rebind.example/", allow=is_public, resolve=names, make_socket=recorder)
    assert "127.0.0.1" not in recorder.dialled


def test_the_socket_itself_is_the_last_check():
    """Even if names were checked wrongly, no socket is made for an inner address."""
    recorder = Recorder()
    calls = []

    def allow_once(address, port):
        calls.append(address)
        return len(calls) == 1

    names = resolving(site_example=["127.0.0.1"])
    answer = visit("http://site.example/", allow=allow_once, resolve=names, make_socket=recorder)
    assert recorder.dialled == []
    assert len(calls) > 1
    assert answer.reach == Reach.NOT_ALLOWED


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://user@127.0.0.1/"])
def test_a_redirect_inside_is_not_followed(target):
    with Farm(farm.redirecting_to(target)) as server:
        answer = visit(server.url)
    assert answer.reach == Reach.NOT_ALLOWED
    assert answer.chain == (server.url, target)


def test_ports_other_than_those_of_websites_are_not_tried():
    recorder = Recorder()
    names = resolving(site_example=["8.8.8.8"])
    answer = visit("http://site.example:22/", allow=is_public, resolve=names, make_socket=recorder)
    assert answer.reach == Reach.NOT_ALLOWED


def test_redirects_are_followed_and_told():
    async def handler(_reader, writer, path):
        if path == "/":
            await farm.send(writer, b"", status="301 Moved", headers="Location: home#top\r\n")
        else:
            await farm.send(writer, b"<html>here")

    with Farm(handler) as server:
        answer = visit(f"{server.url}/")
        assert (answer.reach, answer.final) == (Reach.OK, f"{server.url}/home")
        assert answer.chain == (f"{server.url}/", f"{server.url}/home")


def test_a_cover_page_that_sends_the_reader_on_is_passed_through():
    async def handler(_reader, writer, path):
        cover = b'<html><META HTTP-EQUIV="refresh" CONTENT="3; URL=index2.php">'
        await farm.send(writer, cover if path == "/" else b"<html>inside")

    with Farm(handler) as server:
        assert visit(f"{server.url}/").body == b"<html>inside"


def test_another_owners_site_at_the_end_of_a_redirect_is_told_apart():
    async def names(_host, _port):
        return ["127.0.0.1"]

    async def handler(_reader, writer, path):
        if path == "/":
            place = f"http://parking.example.com:{server.port}/x"
            await farm.send(writer, b"", status="302 Found", headers=f"Location: {place}\r\n")
        else:
            await farm.send(writer, b"<html>for sale")

    with Farm(handler) as server:
        answer = visit(f"http://old.example.go.th:{server.port}/", resolve=names)
        same = visit(f"http://www.example.com:{server.port}/", resolve=names)
    assert answer.reach == Reach.MOVED_AWAY
    assert same.reach == Reach.OK


@pytest.mark.parametrize(
    ("rules", "reach"),
    [
        ("User-agent: *\nDisallow: /", Reach.ROBOTS),
        ("User-agent: LMI-Network-Checker\nDisallow: /", Reach.ROBOTS),
        ("User-agent: Googlebot\nDisallow: /", Reach.OK),
        ("User-agent: *\nDisallow: /admin/", Reach.OK),
        ("User-agent: *\nDisallow: /\n\nUser-agent: LMI-Network-Checker\nAllow: /", Reach.OK),
        ("\x00\xff" * 1000, Reach.OK),
    ],
)
def test_robots_txt_is_honoured(rules, reach):
    async def handler(_reader, writer, path):
        await farm.send(writer, rules.encode() if path == "/robots.txt" else b"<html>", kind="text/plain")

    handler.own_robots = True
    with Farm(handler) as server:
        answer = visit(server.url)
        assert answer.reach == reach
        assert answer.robots == (reach == Reach.OK)
        assert server.agents == {"LMI-Network-Checker/1.0"}


def test_what_robots_txt_said_before_is_not_asked_again():
    with Farm(farm.page(b"<html>")) as server:
        assert visit(server.url, robots=True).reach == Reach.OK
        assert server.seen == ["/"]
        assert visit(server.url, robots=False).reach == Reach.ROBOTS
        assert server.seen == ["/"]


def test_no_server_is_asked_for_more_than_two_pages_at_once():
    async def slowly(_reader, writer, _path):
        await asyncio.sleep(0.05)
        await farm.send(writer, b"<html>")

    async def many(url):
        async with Door(limits=LIMITS, allow=on_loopback) as door:
            return await asyncio.gather(*(door.visit(f"{url}/{n}", robots=True) for n in range(30)))

    with Farm(slowly) as server:
        answers = asyncio.run(many(server.url))
        assert server.most_at_once == 2
    # Waiting for one's turn is not held against the site.
    assert {answer.reach for answer in answers} == {Reach.OK}
    assert max(answer.seconds for answer in answers) < 0.5


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


def served_with(certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def trusting(authority) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def over_tls(certificate, authority):
    with Farm(farm.page(b"<html>secret"), context=served_with(certificate)) as server:
        return visit(server.url, trust=trusting(authority))


def test_a_good_certificate_is_told_with_the_days_it_has_left(authority):
    ends = datetime.now(UTC) + timedelta(days=10, hours=1)
    answer = over_tls(authority.issue_cert("127.0.0.1", not_after=ends), authority)
    assert (answer.tls, answer.tls_days, answer.reach) == (Tls.OK, 10, Reach.OK)


def test_each_fault_of_a_certificate_is_named_and_the_page_read_all_the_same(authority):
    past = datetime.now(UTC) - timedelta(days=3)
    faults = {
        Tls.EXPIRED: authority.issue_cert("127.0.0.1", not_after=past),
        Tls.WRONG_HOST: authority.issue_cert("other.example"),
        Tls.UNTRUSTED: trustme.CA().issue_cert("127.0.0.1"),
    }
    for fault, certificate in faults.items():
        answer = over_tls(certificate, authority)
        assert (answer.tls, answer.reach, answer.body) == (fault, Reach.OK, b"<html>secret")
        assert answer.tls_days is None


def test_a_server_that_speaks_no_tls_at_all_has_a_verdict():
    with Farm(farm.page(b"<html>")) as server:
        answer = visit(server.url.replace("http:", "https:"))
    assert answer.reach == Reach.TLS
    assert answer.tls == Tls.FAILED


def test_an_old_door_that_is_closed_does_not_hide_the_new_one(authority):
    refusals = iter([ConnectionRefusedError(errno.ECONNREFUSED, "refused")] * 2)

    def refusing_at_first(info):
        if problem := next(refusals, None):
            raise problem
        return socket.socket(*info[:3])

    with Farm(farm.page(b"<html>new"), context=served_with(authority.issue_cert("127.0.0.1"))) as server:
        old = server.url.replace("https:", "http:")
        answer = visit(old, trust=trusting(authority), make_socket=refusing_at_first)
    assert (answer.reach, answer.body, answer.address) == (Reach.OK, b"<html>new", old)
