from datetime import timedelta

import pytest

from network.models import Partner
from surveys import season_tables as tables
from surveys.actions.repack_answers import repack_answers
from surveys.dataset import read_dataset
from surveys.demo import load
from surveys.demo.simulate import SHIFT
from surveys.models import Campaign
from tests.network_factories import partner
from tests.season_factories import NOW, TODAY

from ..simulated import dataset

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_loaded_once_and_pairs_throughout():
    for _one in range(12):
        partner()
    assert load(TODAY, NOW)
    assert load(TODAY + timedelta(days=1), NOW) == 0
    campaign = Campaign.objects.select_related("season", "revision").get()
    data = read_dataset(campaign)
    assert len(data.pairs.people) == Partner.objects.count() == 12
    assert not data.pairs.backwards
    assert repack_answers(repair=False).wrong == ()


def test_the_effect_put_in_is_the_effect_found():
    lines = {line.name: line for line in tables.paired_levels(dataset(), ["LV1", "KN1", "BN1", "KNM", "LVM"])}
    for name in ("LV1", "KN1"):
        assert lines[name].t.low > 0
        assert lines[name].t.mean == pytest.approx(SHIFT[name[:2]][1], abs=0.2)
    assert lines["KNM"].t.mean == pytest.approx(SHIFT["KN"][1], abs=0.1)
    assert lines["KNM"].adjusted < 0.001
