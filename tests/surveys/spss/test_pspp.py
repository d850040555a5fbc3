"""The tables of the report against PSPP, which reads our own .sav and runs our own .sps."""

import csv
import shutil
import subprocess
from collections import defaultdict

import pytest

from surveys import season_tables as tables
from surveys.frames import long_frame, wide_frame
from surveys.spss.files import write_sav
from surveys.spss.syntax import compared_levels, compared_ticks, syntax

from ..questionnaires import drafted
from ..simulated import dataset

pytestmark = [pytest.mark.pspp, pytest.mark.skipif(not shutil.which("pspp"), reason="PSPP is not installed")]
DECIMALS = 12


def close(value):
    """PSPP prints twelve decimals; ours must be the same number."""
    return pytest.approx(value, rel=1e-9, abs=1e-11)


class Output:
    """What PSPP printed: tables by title, in the order of printing, each a list of lines of cells."""

    def __init__(self, text):
        self.tables, lines = defaultdict(list), None
        for cells in csv.reader(text.splitlines()):
            if cells and cells[0].startswith("Table: "):
                lines = []
                self.tables[cells[0].removeprefix("Table: ")].append(lines)
            elif cells and lines is not None:
                lines.append(cells)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pspp")
    write_sav(folder / "long.sav", *long_frame(dataset()))
    write_sav(folder / "wide.sav", *wide_frame(dataset()))
    (folder / "tables.sps").write_text(syntax(drafted(), "long.sav", "wide.sav", decimals=DECIMALS), encoding="utf-8")
    done = subprocess.run(
        ["pspp", "-O", "format=csv", "-o", "out.csv", "tables.sps"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    complaints = [line for line in done.stdout.splitlines() if "error:" in line or "warning:" in line]
    assert complaints == []
    return Output((folder / "out.csv").read_text(encoding="utf-8"))


def number(cell):
    return float(cell.rstrip("%"))


@pytest.mark.parametrize("wave", [1, 2])
def test_frequencies_and_their_percentages(printed, wave):
    """A table of every single item that the report prints, for both forms in turn; missing answers below."""
    looked_at = 0
    for item in drafted().forms[wave].coded:
        if item.name not in tables.PROFILE and not item.is_scale and not item.group:
            continue
        mine = tables.frequencies(dataset(), wave, item).frequency
        table = printed.tables[item.name][0 if wave == 1 else -1]
        valid, missing = _lines_of(table)
        expected = [(line.n, line.percent, line.valid_percent) for line in mine.lines if line.n]
        assert sorted(valid) == sorted((n, _near(percent), _near(share)) for n, percent, share in expected)
        assert sorted(missing) == sorted(line.n for line in mine.missing)
        looked_at += 1
    assert looked_at == {1: 41, 2: 72}[wave]


def _near(percent):
    return pytest.approx(percent, abs=0.0501)


def _lines_of(table):
    """The valid lines as (n, percent, valid percent), the missing ones as n."""
    valid, missing, part = [], [], ""
    for cells in table[1:]:
        part = cells[0] or part
        if part == "Valid":
            valid.append((int(cells[2]), number(cells[3]), number(cells[4])))
        elif part == "Missing" and cells[1] != ".":
            missing.append(int(cells[2]))
    return valid, missing


@pytest.mark.parametrize("wave", [1, 2])
def test_means_and_deviations_of_every_level(printed, wave):
    names = [item.name for item in drafted().forms[wave].items if item.is_scale]
    known = [lines for lines in printed.tables["Statistics"] if any(cells[0] == "Mean" for cells in lines)][wave - 1]
    rows = {cells[0]: cells[2:] for cells in known}
    for place, line in enumerate(tables.levels(dataset(), wave, names)):
        assert known[0][2 + place] == line.name
        assert number(rows["Mean"][place]) == close(line.score.mean)
        assert number(rows["Std Dev"][place]) == close(line.score.sd)
        assert int(rows["N"][place]) == line.score.n


def test_paired_t(printed):
    lines = [cells for table in printed.tables["Paired Samples Test"] for cells in table if cells[0].startswith("Pair")]
    mine = tables.paired_levels(dataset(), compared_levels(drafted()))
    assert len(lines) == len(mine) == 22
    for cells, line in zip(lines, mine, strict=True):
        mean, sd, _error, low, high, t, df, p = map(number, cells[2:])
        assert (mean, sd, low, high, t) == tuple(
            map(close, (line.t.mean, line.t.sd, line.t.low, line.t.high, line.t.t))
        )
        assert df == line.t.df
        assert p == pytest.approx(line.t.p, abs=0.00051)


def test_wilcoxon(printed):
    mine = tables.paired_levels(dataset(), compared_levels(drafted()))
    ranks = [cells for table in printed.tables["Ranks"] for cells in table[1:]]
    zs = [
        cell for table in printed.tables["Test Statistics"] for cells in table if cells[0] == "Z" for cell in cells[1:]
    ]
    assert len(zs) == len(mine)
    for place, line in enumerate(mine):
        negative, positive, ties = ranks[4 * place : 4 * place + 3]
        # PSPP names the difference before − after.
        assert number(negative[4]) == close(line.ranks.positive)
        assert number(positive[4]) == close(line.ranks.negative)
        assert int(ties[2]) == line.ranks.zeros
        assert abs(number(zs[place])) == close(abs(line.ranks.z))


def test_mcnemar(printed):
    mine = tables.paired_yes_no(dataset(), compared_ticks(drafted()))
    known = [table for table in printed.tables["Test Statistics"] if table[0][1] == "N"]
    lines = [cells for table in known for cells in table[1:]]
    assert len(lines) == len(mine) == 31
    for cells, line in zip(lines, mine, strict=True):
        assert int(cells[1]) == line.test.n
        assert min(1, number(cells[2])) == pytest.approx(line.test.exact_p, abs=0.00051)


def test_mcnemar_tables(printed):
    for name in compared_ticks(drafted()):
        test = tables.paired_yes_no(dataset(), [name])[0].test
        (table,) = printed.tables[f"{name}_1 & {name}_2"]
        codes = [number(cell) for cell in table[1][1:]]
        cells = {(number(line[0]), code): int(n) for line in table[2:] for code, n in zip(codes, line[1:], strict=True)}
        assert sum(cells.values()) == test.n
        assert (cells[0, 1], cells[1, 0]) == (test.gained, test.lost)


def test_reliability(printed):
    mine = tables.reliabilities(dataset())
    known = printed.tables["Reliability Statistics"]
    totals = printed.tables["Item-Total Statistics"]
    cases = printed.tables["Case Processing Summary"]
    assert len(known) == len(mine) == 11
    for table, items, case, line in zip(known, totals, cases, mine, strict=True):
        assert number(table[1][0]) == close(line.reliability.alpha)
        assert int(case[1][1]) == line.reliability.n
        of_items = [cells for cells in items[1:] if cells[0] in line.items]
        for cells, role in zip(of_items, line.reliability.items, strict=True):
            assert number(cells[3]) == close(role.total_correlation)
            assert number(cells[4]) == close(role.alpha_without)


def test_men_and_women(printed):
    mine = [line for wave in (1, 2) for line in tables.group_comparisons(dataset(), wave) if line.group == "SEX"]
    lines = [cells for table in printed.tables["Independent Samples Test"] for cells in table[3:]]
    assert len(lines) == 2 * len(mine) == 10
    for place, line in enumerate(mine):
        pooled, welch = lines[2 * place], lines[2 * place + 1]
        assert number(pooled[2]) == close(line.two.levene.f)
        assert number(pooled[4]) == close(line.two.pooled.t)
        assert number(welch[4]) == close(line.two.welch.t)
        assert number(welch[5]) == close(line.two.welch.df)
        assert (number(pooled[-2]), number(pooled[-1])) == (close(line.two.pooled.low), close(line.two.pooled.high))


def test_many_groups(printed):
    mine = [line for wave in (1, 2) for line in _by_command(wave)]
    anova = [cells for table in printed.tables["ANOVA"] for cells in table if cells[1] == "Between Groups"]
    levene = [cells for table in printed.tables["Test of Homogeneity of Variances"] for cells in table[1:]]
    assert len(anova) == len(levene) == len(mine) == 25
    for cells, test, line in zip(anova, levene, mine, strict=True):
        assert number(cells[2]) == close(line.many.between)
        assert number(cells[5]) == close(line.many.anova.f)
        assert number(cells[3]) == line.many.anova.df1
        assert number(test[1]) == close(line.many.levene.f)


def _by_command(wave):
    return [line for line in tables.group_comparisons(dataset(), wave) if line.group != "SEX"]
