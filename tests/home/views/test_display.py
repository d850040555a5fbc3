import pytest

HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def post(client, wish="theme-dark", to="/news/?kind=market", **headers):
    return client.post("/display/", {"set": wish, "next": to}, **(headers or HERE))


def test_a_wish_is_kept_in_a_cookie_and_the_reader_goes_back(client):
    response = post(client)
    assert (response.status_code, response.headers["Location"]) == (303, "/news/?kind=market")
    cookie = response.cookies["display"]
    assert cookie.value == "dark"
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert post(client, "size-large").cookies["display"].value == "large.dark"


def test_wishing_for_nothing_special_takes_the_cookie_away(client):
    post(client)
    assert post(client, "theme-auto").cookies["display"]["max-age"] == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://testserver//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "https://testserver@evil.example/",
        "/" + "x" * 3000,
        "",
        "news",
        "\x00//evil.example",
        "/\t/evil.example",
    ],
)
def test_no_address_leads_elsewhere(client, address):
    location = post(client, to=address).headers["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\", "/\t"))
    assert "evil" not in location


def test_a_header_cannot_be_smuggled_in(client):
    response = post(client, to="/news/\r\nSet-Cookie: a=b")
    assert "a" not in response.cookies
    assert "\n" not in response.headers["Location"]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://evil.example/page"},
        {"HTTP_USER_AGENT": "says nothing of where it comes from"},
    ],
)
@pytest.mark.django_db
def test_another_site_cannot_set_it(client, headers):
    response = post(client, **headers)
    assert response.status_code == 403
    assert "display" not in response.cookies


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "http://testserver"}, {"HTTP_REFERER": "http://testserver/news/"}])
def test_older_browsers_can(client, headers):
    assert post(client, **headers).status_code == 303


def test_following_the_address_by_hand_does_nothing(client):
    assert client.get("/display/").status_code == 405
