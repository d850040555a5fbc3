"""Guessing passwords ends after five, for that user from that address and for nobody else."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse

pytestmark = pytest.mark.django_db

LOGIN = reverse("wagtailadmin_login")
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"
PASSWORD = "a long enough word"


@pytest.fixture
def chief():
    return User.objects.create_superuser("chief", "chief@example.test", PASSWORD)


def try_login(client, password, username="chief", address=HERE, **more):
    data = {"username": username, "password": password, **more.pop("data", {})}
    return client.post(LOGIN, data, REMOTE_ADDR=address, **more)


def is_logged_in(client) -> bool:
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def guess(client, times=5, **where):
    for number in range(times):
        response = try_login(client, f"wrong {number}", **where)
    return response


def test_the_sixth_try_is_refused_even_with_the_right_password(client, chief):
    assert guess(client, 4).status_code == 200
    assert guess(client, 1).status_code == 429
    response = try_login(client, PASSWORD)
    assert response.status_code == 429
    assert "15" in response.content.decode()
    assert response.headers["Retry-After"] == "900"
    assert not is_logged_in(client)


def test_the_same_user_logs_in_from_another_address(client, chief):
    guess(client)
    try_login(client, PASSWORD, address=ELSEWHERE)
    assert is_logged_in(client)


def test_another_user_logs_in_from_the_same_address(client, chief):
    User.objects.create_superuser("other", password=PASSWORD)
    guess(client)
    try_login(client, PASSWORD, username="other")
    assert is_logged_in(client)


def test_an_unknown_user_is_answered_like_a_known_one(client, chief):
    known, unknown = (try_login(client, "wrong", username=name) for name in ("chief", "nobody"))
    assert known.status_code == unknown.status_code
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    locked = [guess(client, 5, username=name) for name in ("chief", "nobody")]
    assert [response.status_code for response in locked] == [429, 429]
    sentences = [response.content.decode().partition("<main")[2] for response in locked]
    assert sentences[0] == sentences[1] != ""


def test_a_right_password_forgets_the_wrong_ones(client, chief):
    guess(client, 4)
    try_login(client, PASSWORD)
    client.logout()
    assert guess(client, 4).status_code == 200


def test_a_made_up_address_in_a_header_does_not_help_the_guesser(client, chief):
    for number in range(5):
        try_login(client, f"wrong {number}", headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert try_login(client, PASSWORD).status_code == 429


@pytest.fixture
def behind_a_proxy(settings):
    """Our own proxy appends the address it sees to whatever the guesser wrote."""
    settings.LMI_PROXIES = 1


def test_behind_a_proxy_readers_are_told_apart(behind_a_proxy, client, chief):
    for number in range(5):
        forwarded = f"192.0.2.{number}, {HERE}"
        response = try_login(client, "wrong", address="127.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert response.status_code == 429
    try_login(client, PASSWORD, address="127.0.0.1", headers={"X-Forwarded-For": ELSEWHERE})
    assert is_logged_in(client)


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/", "//evil.example/", r"\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_nobody_is_led_away_after_logging_in(client, chief, where):
    response = try_login(client, PASSWORD, data={"next": where})
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


def test_a_forgotten_password_is_answered_alike_for_everybody(client, chief):
    answers = [
        client.post(reverse("wagtailadmin_password_reset"), {"email": email})
        for email in ("chief@example.test", "nobody@example.test")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert [message.to for message in mail.outbox] == [["chief@example.test"]]


def test_a_session_gets_a_new_name_when_somebody_logs_in(client, chief):
    client.get(LOGIN)
    session = client.session
    session["before"] = "x"
    session.save()
    name = session.session_key
    client.cookies["sessionid"] = name
    try_login(client, PASSWORD)
    assert client.session.session_key != name


@pytest.mark.parametrize("word", ["short", "password1234", "123456789012", "chiefchief12"])
def test_weak_passwords_are_refused(client, chief, word):
    client.force_login(chief)
    data = {"old_password": PASSWORD, "new_password1": word, "new_password2": word}
    client.post(reverse("wagtailadmin_account"), {f"password-{name}": value for name, value in data.items()})
    chief.refresh_from_db()
    assert chief.check_password(PASSWORD)
