from datetime import date, timedelta

import pytest

from network.outreach.overdue import Alert, Patience, Watched, alert

TODAY = date(2027, 1, 13)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("watched", "expected"),
    [
        (Watched("letter_a_sent", letter_a_on=ago(13)), None),
        (Watched("letter_a_sent", letter_a_on=ago(14)), Alert("remind", "soon", 0)),
        (Watched("letter_a_sent", letter_a_on=ago(27)), Alert("remind", "soon", 13)),
        (Watched("letter_a_sent", letter_a_on=ago(28)), Alert("suggest_replacement", "late", 0)),
        (Watched("coordinated", letter_a_on=ago(60)), None),
        (Watched("ready", appointed_on=ago(1)), None),
        (Watched("ready", appointed_on=ago(2)), Alert("no_record", "late", 0)),
        (Watched("visited", appointed_on=ago(40)), None),
        (Watched("appointed", appointed_on=ago(-4)), None),
        (Watched("appointed", appointed_on=ago(-3)), Alert("not_ready", "late", 3)),
        (Watched("ready", appointed_on=ago(-3)), None),
        (Watched("selected", expected_to=ago(0)), None),
        (Watched("selected", expected_to=ago(1)), Alert("window_passed", "late", 0)),
    ],
)
def test_when_a_visit_is_late(watched, expected):
    assert alert(watched, Patience(), TODAY) == expected


def test_a_season_may_be_more_patient():
    watched = Watched("letter_a_sent", letter_a_on=ago(20))
    assert alert(watched, Patience(remind=21), TODAY) is None
