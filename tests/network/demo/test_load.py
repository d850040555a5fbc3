import pytest
from django.db import transaction
from django.utils import timezone

from home.models import Centre, Province
from network import standing
from network.actions.change_partner import Actor
from network.actions.observe_partners import observe_partners
from network.demo import load
from network.models import Application, Change, Contact, Contribution, Letter, LetterBatch, Partner, Proposal
from network.searching import matching
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def at_once(django_db_setup, django_db_blocker):
    """What was made. The tests of this module read what it left; all of it is gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.home_page()
        factories.home_page("en", source=factories.HomePage.objects.get())
        now = timezone.now()
        yield load(timezone.localdate(now), now)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(at_once, db):
    return at_once


def test_the_example_network_is_what_it_says(loaded):
    north = Partner.objects.filter(province__centre__code="north")
    assert north.count() >= 600
    assert set(north.values_list("province", flat=True)) == set(
        Province.objects.filter(centre__code="north").values_list("pk", flat=True)
    )
    for centre in Centre.objects.exclude(code="north"):
        assert Partner.objects.filter(province__centre=centre).exists()
    assert not Partner.objects.filter(demonstration=False).exists()
    assert not Partner.objects.exclude(name_th__contains="ตัวอย่าง").exists()
    assert not Partner.objects.exclude(website="").exclude(website__endswith=".example").exists()
    assert not Contact.objects.exclude(phone__startswith="0 2000 ").exists()
    assert not Contact.objects.exclude(email__endswith="@lmi.example").exists()


def test_every_standing_of_the_story_is_there_and_follows_from_what_was_seen(loaded):
    told = set(Partner.objects.values_list("status", flat=True))
    assert {
        "prospect",
        "screened_ok",
        "screened_no",
        "engaged",
        "visited",
        "member",
        "lapsed",
        "dormant",
        "opted_out",
    } == told
    today = timezone.localdate()
    for partner in Partner.objects.all():
        assert partner.status == standing.standing(partner.seen(), today), partner.code


def test_there_are_duplicates_to_find_and_things_to_decide(loaded):
    hosts = list(Partner.objects.exclude(host_key="").values_list("host_key", flat=True))
    assert len(hosts) - len(set(hosts)) == 12
    assert Proposal.objects.waiting().count() >= 5
    assert Contribution.objects.waiting().count() >= 5
    assert Application.objects.waiting().filter(suspect=True).count() == 1


def test_the_search_finds_them_and_each_has_a_history(loaded):
    partner = Partner.objects.filter(kind="school").first()
    assert partner in matching(Partner.objects.all(), partner.name_th)
    assert Change.objects.filter(verb="created").count() == Partner.objects.count()


def test_loading_again_writes_nothing(loaded):
    now = timezone.now()
    counts = Partner.objects.count(), Contact.objects.count(), Change.objects.count(), Proposal.objects.count()
    assert load(timezone.localdate(now), now) == 0
    assert counts == (
        Partner.objects.count(),
        Contact.objects.count(),
        Change.objects.count(),
        Proposal.objects.count(),
    )


def test_example_letters_are_in_every_state_and_say_that_they_are_examples(loaded):
    letters = Letter.objects.all()
    assert set(letters.values_list("state", flat=True)) == set(Letter.State.values)
    assert not letters.filter(demonstration=False).exists()
    assert list(letters.registered().order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert not letters.registered().exclude(number_text__startswith="รง 0000.0/").exists()
    assert LetterBatch.objects.get().letters.count() == 5


def test_a_season_is_in_mid_flow_with_every_state_and_what_was_observed_follows_from_it(loaded):
    from network.models import Visit
    from network.outreach import states

    there = set(Visit.objects.values_list("state", flat=True))
    assert there >= {*states.LINE, states.DECLINED, states.CANCELLED}
    observe_partners(actor=Actor(role="test"), at=timezone.now())
    engaged = set(Partner.objects.filter(open_visit=True).values_list("pk", flat=True))
    assert engaged == set(Visit.objects.filter(state__in=states.ENGAGED).values_list("partner", flat=True))
