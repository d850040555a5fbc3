from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from network.actions.change_partner import Actor
from network.actions.recompute_standings import recompute_standings
from network.models import Partner
from tests import network_factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Asia/Bangkok"))
TODAY = NOW.date()
CLOCK = Actor(role="clock")


def test_standings_follow_from_what_was_observed_and_the_history_says_so():
    member = make.partner(status="prospect", joined_on=TODAY - timedelta(days=7), banner_seen_on=TODAY)
    new = make.partner(status="prospect", joined_on=TODAY - timedelta(days=6), banner_seen_on=TODAY, suitable=True)
    done = recompute_standings(actor=CLOCK, at=NOW)
    assert done.partners == 2
    assert done.moves == {("prospect", "member"): 1, ("prospect", "screened_ok"): 1}
    member.refresh_from_db()
    new.refresh_from_db()
    assert (member.status, new.status) == ("member", "screened_ok")
    line = member.changes.get()
    assert (line.verb, line.actor, line.fields) == ("observed", "clock", {"status": ["prospect", "member"]})


def test_a_second_run_changes_nothing():
    make.partner(status="member")
    assert recompute_standings(actor=CLOCK, at=NOW).changed == 1
    assert recompute_standings(actor=CLOCK, at=NOW).changed == 0


def test_a_dry_run_writes_nothing(capsys):
    partner = make.partner(status="member")
    call_command("network", "recompute", "--dry-run")
    assert "member -> prospect: 1" in capsys.readouterr().out
    partner.refresh_from_db()
    assert partner.status == "member"
    assert not partner.changes.exists()


@pytest.mark.parametrize("count", [3, 300])
def test_the_price_is_the_same_for_few_and_for_many(count, django_assert_max_num_queries):
    Partner.objects.bulk_create(
        Partner(code=f"{n:06}", name_th=f"{n}", kind="sao", province_id=1, status="member") for n in range(count)
    )
    # Twice a chunk is read; one transaction, in which SQLite takes only so many rows in a statement.
    with django_assert_max_num_queries(12):
        recompute_standings(actor=CLOCK, at=NOW)
    assert not Partner.objects.filter(status="member").exists()
