import pytest
import time_machine
from django.utils import timezone

from network import links

NOON = "2026-11-22T12:00:00+07:00"


def test_a_token_says_whose_it_is_and_which_version():
    token = links.make_token(17, 3, links.PROFILE)
    assert links.read_token(token, links.PROFILE) == links.Claim(17, 3)


@pytest.mark.parametrize("purpose", [links.COORDINATOR, links.UNSUBSCRIBE, "form2", ""])
def test_a_token_is_worth_nothing_for_another_purpose(purpose):
    with pytest.raises(links.WrongLink):
        links.read_token(links.make_token(17, 3, links.PROFILE), purpose)


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.replace(":", "."), lambda t: ""])
def test_a_token_that_was_touched_is_refused(spoil):
    with pytest.raises(links.WrongLink):
        links.read_token(spoil(links.make_token(17, 3, links.PROFILE)), links.PROFILE)


@pytest.mark.parametrize(("purpose", "days"), [(links.PROFILE, 7), (links.COORDINATOR, 60)])
def test_a_token_holds_as_many_days_as_its_purpose_says(purpose, days):
    with time_machine.travel(NOON, tick=False) as clock:
        token = links.make_token(1, 1, purpose)
        clock.shift(days * 86_400 - 1)
        assert links.read_token(token, purpose)
        clock.shift(2)
        with pytest.raises(links.WrongLink):
            links.read_token(token, purpose)


def test_unsubscribing_never_expires():
    with time_machine.travel(NOON, tick=False) as clock:
        token = links.make_token(1, 1, links.UNSUBSCRIBE)
        clock.shift(20 * 365 * 86_400)
        assert links.read_token(token, links.UNSUBSCRIBE)


def test_the_site_may_set_other_days(settings):
    settings.LMI_LINK_DAYS = {links.PROFILE: 1}
    with time_machine.travel(NOON, tick=False) as clock:
        token = links.make_token(1, 1, links.PROFILE)
        clock.shift(86_401)
        assert timezone.now()
        with pytest.raises(links.WrongLink):
            links.read_token(token, links.PROFILE)
