"""Volunteers, agreements, offices and places in the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.models import Centre, Province, ProvincialOffice
from network.models import Agreement, Volunteer
from tests import network_factories as make
from tests.network.staff import member

pytestmark = pytest.mark.django_db


def agreement(title, days=None, centre="north", signed=-400):
    today = timezone.localdate()
    return Agreement.objects.create(
        title=title,
        party="อบจ.",
        centre=Centre.objects.get(code=centre) if centre else None,
        signed_on=today + timedelta(days=signed),
        expires_on=None if days is None else today + timedelta(days=days),
    )


def titles(client, query=""):
    return [one.title for one in client.get(reverse("agreements:index") + query).context["object_list"]]


def test_the_register_tells_what_is_in_force_what_ends_soon_and_what_is_over(client):
    agreement("เกินกำหนด", -1)
    agreement("ใกล้", 20)
    agreement("ไกล", 100)
    agreement("ไม่มีวันสิ้นสุด")
    client.force_login(member("director", "north"))
    assert titles(client, "?state=expired") == ["เกินกำหนด"]
    assert titles(client, "?state=within_30") == ["ใกล้"]
    assert titles(client, "?state=within_180") == ["ใกล้", "ไกล"]
    assert set(titles(client, "?state=in_force")) == {"ใกล้", "ไกล", "ไม่มีวันสิ้นสุด"}
    assert client.get(reverse("agreements:index") + "?export=csv").status_code == 200


def test_agreements_of_headquarters_are_seen_by_all_and_kept_by_headquarters(client):
    agreement("ใต้", centre="south")
    national = agreement("กรม", centre=None)
    client.force_login(member("director", "north"))
    assert titles(client) == ["กรม"]
    assert client.get(reverse("agreements:edit", args=[national.pk])).status_code == 404
    client.force_login(member("hq"))
    assert client.get(reverse("agreements:edit", args=[national.pk])).status_code == 200


def test_a_centre_makes_agreements_of_its_own_only(client):
    client.force_login(member("director", "north"))
    south = Centre.objects.get(code="south").pk
    form = {"title": "MOU", "party": "x", "scope": "dla", "signed_on": "2026-01-01"}
    for centre in ("", south):
        answer = client.post(reverse("agreements:add"), form | {"centre": centre})
        assert "centre" in answer.context["form"].errors
    client.post(reverse("agreements:add"), form | {"centre": Centre.objects.get(code="north").pk})
    assert Agreement.objects.get().centre.code == "north"


def test_an_agreement_cannot_end_before_it_is_signed(client):
    client.force_login(member("hq"))
    form = {"title": "MOU", "party": "x", "scope": "dla", "signed_on": "2026-01-02", "expires_on": "2026-01-01"}
    assert "expire before" in client.post(reverse("agreements:add"), form).content.decode()


def test_volunteers_stay_within_their_centre_and_their_names_out_of_the_common_log(client):
    client.force_login(member("officer", "north"))
    district = make.subdistrict().district
    south = Province.objects.get(slug="songkhla").districts.first()
    form = {"name": "อาสา สมมติ", "phone": "08 1234 5678", "active": "on"}
    assert "district" in client.post(reverse("volunteers:add"), form | {"district": south.pk}).context["form"].errors
    client.post(reverse("volunteers:add"), form | {"district": district.pk})
    volunteer = Volunteer.objects.get()
    client.post(reverse("volunteers:edit", args=[volunteer.pk]), form | {"district": district.pk, "phone": "1"})
    labels = set(ModelLogEntry.objects.values_list("label", flat=True))
    assert len(ModelLogEntry.objects.all()) == 2
    assert not any("สมมติ" in label for label in labels)
    client.force_login(member("officer", "south"))
    assert not list(client.get(reverse("volunteers:index")).context["object_list"])


@pytest.mark.parametrize("name", ["volunteers", "offices", "subdistricts", "agreements"])
@pytest.mark.parametrize("count", [1, 30])
def test_a_register_costs_the_same_queries_for_few_rows_and_for_many(
    client, name, count, django_assert_max_num_queries
):
    places = [make.subdistrict(code) for code in ("520101", "520102")]
    for number in range(count):
        Volunteer.objects.create(district=places[number % 2].district, name=f"{number}")
        agreement(f"{number}", 10)
    for province in Province.objects.all()[:count]:
        ProvincialOffice.objects.create(province=province, kind="labour", name_th="สนร.")
    client.force_login(member("hq"))
    client.get(reverse(f"{name}:index"))
    with django_assert_max_num_queries(22):
        client.get(reverse(f"{name}:index"))
