from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from home.models import Province
from network.actions.change_partner import Actor, EditedMeanwhile, change_partner
from network.actions.merge_partners import CannotMerge, CannotUnmerge, merge_partners, unmerge_partners
from network.actions.write_note import add_file, write_note
from network.models import HitCount, LinkSpan, Merge, Partner
from network.outreach import states
from tests import network_factories as make
from tests.letter_factories import Desk
from tests.network.staff import member
from tests.season_factories import screening, season, visit

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ACTOR = Actor(role="test")


@pytest.fixture
def pair():
    kept = make.partner(name_th="อบต.เวียงเหนือ", phone="0 5400 0000", joined_on=date(2025, 5, 1))
    gone = make.partner(
        name_th="องค์การบริหารส่วนตำบลเวียงเหนือ",
        former_names="สภาตำบลเวียงเหนือ",
        phone="0 5411 1111",
        website="http://www.wn.go.th",
        joined_on=date(2024, 5, 1),
        banner_state="live",
    )
    make.contact(gone)
    write_note(gone, "บันทึก", actor=ACTOR, at=NOW)
    add_file(gone, ContentFile(b"x", "a.pdf"), "แฟ้ม", actor=ACTOR, at=NOW)
    return kept, gone


def fresh(*partners):
    return [Partner.objects.get(pk=partner.pk) for partner in partners]


def columns(partner):
    left_out = ("_state", "version", "updated_at")
    return {name: value for name, value in vars(Partner.objects.get(pk=partner.pk)).items() if name not in left_out}


def test_two_become_one_and_nothing_is_lost(pair):
    kept, gone = pair
    merge_partners(kept, gone, {"website": gone.website}, actor=ACTOR, at=NOW)
    kept, gone = fresh(kept, gone)
    assert (kept.name_th, kept.phone, kept.website) == ("อบต.เวียงเหนือ", "0 5400 0000", "http://www.wn.go.th")
    assert kept.former_names.splitlines() == ["สภาตำบลเวียงเหนือ", "องค์การบริหารส่วนตำบลเวียงเหนือ"]
    assert (kept.joined_on, kept.banner_state) == (date(2024, 5, 1), "live")
    assert (kept.contacts.count(), kept.notes.count(), kept.files.count()) == (1, 1, 1)
    assert (gone.status, gone.merged_into) == ("merged", kept)
    assert gone.changes.first().verb == "merged"


def test_the_code_that_went_leads_to_the_record_that_is_kept(pair):
    kept, gone = pair
    merge_partners(kept, gone, {}, actor=ACTOR, at=NOW)
    assert Partner.objects.by_code(gone.code.lower()) == kept
    third = make.partner(name_th="ที่สาม")
    merge_partners(third, fresh(kept)[0], {}, actor=ACTOR, at=NOW)
    assert Partner.objects.by_code(gone.code) == third
    for wrong in ("", "AAAAAA1", "!"):
        with pytest.raises(Partner.DoesNotExist):
            Partner.objects.by_code(wrong)


def test_separated_again_both_are_what_they_were(pair):
    kept, gone = pair
    before = columns(kept), columns(gone)
    merge = merge_partners(
        kept, gone, {"phone": gone.phone, "website": gone.website, "kind": "town"}, actor=ACTOR, at=NOW
    )
    unmerge_partners(merge, actor=ACTOR, at=NOW)
    assert (columns(kept), columns(gone)) == before
    assert (gone.contacts.count(), gone.notes.count(), gone.files.count()) == (1, 1, 1)
    assert [line.verb for line in kept.changes.order_by("pk")] == ["merged", "unmerged"]


def test_what_was_changed_since_stays_when_they_are_separated(pair):
    kept, gone = pair
    merge = merge_partners(kept, gone, {"phone": gone.phone, "website": gone.website}, actor=ACTOR, at=NOW)
    change_partner(fresh(kept)[0], {"phone": "0 5499 9999"}, actor=ACTOR, at=NOW)
    make.contact(kept, name="ใหม่ หลังรวม")
    unmerge_partners(merge, actor=ACTOR, at=NOW)
    kept, gone = fresh(kept, gone)
    assert (kept.phone, kept.website) == ("0 5499 9999", "")
    assert kept.contacts.get().name == "ใหม่ หลังรวม"


def test_what_cannot_be_merged_or_separated_is_refused_and_left_alone(pair):
    kept, gone = pair
    with pytest.raises(CannotMerge):
        merge_partners(kept, kept, {}, actor=ACTOR, at=NOW)
    with pytest.raises(EditedMeanwhile):
        merge_partners(kept, gone, {}, actor=ACTOR, at=NOW, versions=(kept.version, gone.version + 1))
    merge = merge_partners(kept, gone, {}, actor=ACTOR, at=NOW)
    with pytest.raises(CannotMerge):
        merge_partners(kept, gone, {}, actor=ACTOR, at=NOW)
    third = make.partner(name_th="ที่สาม")
    merge_partners(third, kept, {}, actor=ACTOR, at=NOW)
    with pytest.raises(CannotUnmerge):
        unmerge_partners(merge, actor=ACTOR, at=NOW)
    assert Merge.objects.filter(undone_at=None).count() == 2


def test_staff_choose_side_by_side_and_can_take_it_back(client, pair):
    kept, gone = pair
    client.force_login(member("team_leader", "north"))
    url = reverse("partners:merge", args=[kept.pk])
    screen = client.get(url, {"with": gone.code})
    rows = {row["name"]: row for row in screen.context["rows"]}
    assert (rows["phone"]["here"], rows["phone"]["there"]) == ("0 5400 0000", "0 5411 1111")
    assert rows["website"]["take_there"]
    client.post(
        url,
        {
            "with": gone.code,
            "keep": "other",
            "phone": "here",
            "website": "there",
            "name_th": "there",
            "here_version": kept.version,
            "there_version": gone.version,
        },
    )
    kept, gone = fresh(kept, gone)
    assert kept.merged_into == gone
    assert (gone.phone, gone.website) == ("0 5400 0000", "http://www.wn.go.th")
    client.post(reverse("partners:unmerge", args=[gone.pk, Merge.objects.get().pk]))
    assert fresh(kept)[0].merged_into is None


def test_a_stale_screen_merges_nothing(client, pair):
    kept, gone = pair
    client.force_login(member("team_leader", "north"))
    url = reverse("partners:merge", args=[kept.pk])
    client.post(url, {"with": gone.code, "here_version": "9", "there_version": "9"})
    client.post(url, {"with": gone.code})
    client.post(url, {"with": "nonsense"})
    assert not Merge.objects.exists()


def test_a_record_of_another_centre_cannot_be_drawn_in(client, pair):
    kept, _gone = pair
    foreign = make.partner(name_th="ใต้", province=Province.objects.get(slug="songkhla"))
    client.force_login(member("team_leader", "north"))
    screen = client.get(reverse("partners:merge", args=[kept.pk]), {"with": foreign.code})
    assert screen.context["other"] is None
    assert "ใต้" not in screen.content.decode()


def test_likely_duplicates_are_found_by_website_and_by_name_and_place(client):
    place = {"subdistrict": make.subdistrict(), "district": make.subdistrict().district}
    make.partner(name_th="อบต.เวียงเหนือ", **place)
    make.partner(name_th="องค์การบริหารส่วนตำบลเวียงเหนือ", **place)
    make.partner(name_th="ก", website="http://www.same.go.th")
    make.partner(name_th="ข", website="https://same.go.th/index.php", kind="school")
    make.partner(name_th="ค", website="http://other.go.th")
    client.force_login(member("team_leader", "north"))
    groups = client.get(reverse("partners:duplicates")).context["groups"]
    assert [{partner.name_th for partner in group["partners"]} for group in groups] == [
        {"ก", "ข"},
        {"อบต.เวียงเหนือ", "องค์การบริหารส่วนตำบลเวียงเหนือ"},
    ]


class TestSeason:
    """Visits, screenings, hits and spans go along, and come back."""

    DAY = date(2027, 1, 11)

    @pytest.fixture
    def merged(self, pair):
        kept, gone = pair
        here, before = season(), season(2569)
        rows = {
            "same": visit(gone, season=here), "other": visit(gone, season=before, state=states.CLOSED),
            "screening": screening(gone),
            "letter": Desk("north").draft(partner=gone),
            "hit": HitCount.objects.create(partner=gone, day=self.DAY, kind="banner", verified=True, n=5),
            "alone": HitCount.objects.create(partner=gone, day=self.DAY, kind="click", verified=True, n=2),
        }  # fmt: skip
        visit(kept, season=here)
        HitCount.objects.create(partner=kept, day=self.DAY, kind="banner", verified=True, n=3)
        for of in (kept, gone):
            span = {"standing": "live", "first_seen": NOW, "last_seen": NOW, "current": True}
            rows[f"span of {of.pk}"] = LinkSpan.objects.create(partner=of, **span)
        return merge_partners(kept, gone, {}, actor=ACTOR, at=NOW), rows

    def test_what_only_one_has_moves_and_what_both_have_is_added_up_or_stays(self, pair, merged):
        kept, gone = pair
        _merge, rows = merged
        for name in ("other", "screening", "letter", "alone"):
            rows[name].refresh_from_db()
            assert rows[name].partner == kept, name
        assert gone.visits.get() == rows["same"]
        assert dict(kept.hits.values_list("kind", "n")) == {"banner": 8, "click": 2}
        assert kept.link_spans.count() == 2 and kept.link_spans.get(current=True) == rows[f"span of {kept.pk}"]
        of_kept = Partner.objects.get(pk=kept.pk)
        assert of_kept.screened_on == gone.screened_on

    def test_separated_again_each_has_its_own(self, pair, merged):
        kept, gone = pair
        merge, rows = merged
        unmerge_partners(merge, actor=ACTOR, at=NOW)
        for name in ("same", "other", "screening", "letter", "hit", "alone"):
            rows[name].refresh_from_db()
            assert rows[name].partner == gone, name
        assert (rows["hit"].n, kept.hits.get().n, kept.visits.count()) == (5, 3, 1)
        for of in (kept, gone):
            assert of.link_spans.get(current=True) == rows[f"span of {of.pk}"]
