from dataclasses import replace

import numpy as np

from surveys import season_tables as of_season
from surveys.dataset import Dataset, Wave
from surveys.report.snapshot import read_snapshots, take_snapshot
from surveys.report.tables import tables

from ..questionnaires import drafted
from ..simulated import dataset


def part(start: int, end: int) -> Dataset:
    """Some of the simulated people, as a centre would have them."""
    whole = dataset(120)
    waves = {
        wave: Wave(one.form, one.rows[start:end], {name: column[start:end] for name, column in one.codes.items()})
        for wave, one in whole.waves.items()
    }
    return Dataset(whole.questionnaire, whole.fiscal_year, waves)


def test_the_snapshots_of_the_centres_give_the_tables_of_all_their_answers():
    whole = dataset(120)
    joined = read_snapshots(drafted(), 2570, [take_snapshot(part(0, 50)), take_snapshot(part(50, 120))])
    assert tables(joined, "boonchom") == tables(whole, "boonchom")
    assert len(joined.pairs.people) == 120


def test_a_snapshot_leads_back_to_no_sheet_and_no_partner():
    one = part(0, 40)
    moved = {
        wave: replace(
            each,
            rows=tuple(
                replace(row, pk=row.pk + 9000, code=row.code + 777, partner=row.partner + 555) for row in each.rows
            ),
        )
        for wave, each in one.waves.items()
    }
    assert take_snapshot(Dataset(one.questionnaire, 2570, moved)) == take_snapshot(one)


def test_a_table_says_what_the_statistics_say():
    whole = dataset(120)
    found = tables(whole, "boonchom")
    test = of_season.paired_levels(whole, ["KN1"])[0].t
    line = found["knowledge"][0]
    assert (line["mean"], line["t"], line["n"]) == (test.mean, test.t, test.n)
    first, second = whole.paired("AW1")
    known = found["known"][0]
    assert (known["before"], known["after"]) == (int((first == 1).sum()), int((second == 1).sum()))
    counts = found["satisfaction"]["lines"][0]["counts"]
    assert counts == [int(np.sum(whole.waves[2].codes["SA1"] == level)) for level in range(1, 6)]
    answers = found["banner_answers"]["counts"]
    places = whole.paired_places
    will, link = whole.waves[1].codes["BNWILL"][places[0]], whole.waves[2].codes["BNLINK"][places[1]]
    assert answers[0][0] == int(((will == 1) & (link == 1)).sum())


def test_answers_of_one_partner_by_different_people_are_compared_partner_by_partner():
    one = part(0, 30)
    # The second sheet is of somebody else: no two sheets share a code.
    after = one.waves[2]
    others = Wave(after.form, tuple(replace(row, code=row.code + 1000) for row in after.rows), after.codes)
    apart = Dataset(one.questionnaire, 2570, {1: one.waves[1], 2: others})
    lines = {line["name"]: line for line in tables(apart, "boonchom")["partners"]}
    people = {line["name"]: line for line in tables(one, "boonchom")["knowledge"]}
    assert lines["KNM"]["n"] == people["KNM"]["n"]
    assert lines["KNM"]["mean"] == people["KNM"]["mean"]
    assert tables(apart, "boonchom")["knowledge"][0]["n"] == 0
