"""The commands that make the report's tables again from the exported files, in SPSS or PSPP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..instrument.items import AFTER, BEFORE, Item, Measure, Questionnaire
from .variables import tick_sets, wide_name

#: A line of a command may be long, but old versions cut it at 256 bytes.
LONGEST_LINE = 200
PROFILE = ("RTYPE", "SEX", "AGEGRP", "EDU", "OCC")
GROUPED = ("AGEGRP", "EDU", "OCC", "ORGTYPE", "REGION")
COMPARED = {BEFORE: ("KNM", "LVM"), AFTER: ("SAM", "KNM", "LVM")}


def syntax(questionnaire: Questionnaire, long_file: str, wide_file: str, *, decimals: int | None = None) -> str:
    """One file of commands; the data files lie beside it.

    With `decimals` that many are printed, and names and codes instead of labels: for checking by machine.
    """
    lines = ["* Encoding: UTF-8."]
    if decimals is not None:
        lines.append(f"SET FORMAT F{decimals + 12}.{decimals} TVARS=NAMES TNUMBERS=VALUES.")
    lines += list(_widening(questionnaire))
    lines += [f"GET FILE='{_quoted(long_file)}'.", *_sets(questionnaire)]
    for wave in (BEFORE, AFTER):
        lines += _of_one_form(questionnaire, wave)
    lines += [f"GET FILE='{_quoted(wide_file)}'.", *_of_pairs(questionnaire)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _widening(questionnaire: Questionnaire) -> Iterator[str]:
    """Long texts are as wide as the longest of their file; before ADD FILES they must be of one width."""
    items = {item.name: item for form in questionnaire.forms.values() for item in form.items}
    wide = [f"{item.name} (A{3 * item.width})" for item in items.values() if 3 * item.width > 255]
    yield "* To add files of several centres, first run in each:"
    yield from (f"*   ALTER TYPE {one}." for one in wide)


def _sets(questionnaire: Questionnaire) -> Iterator[str]:
    seen = set()
    for wave in (BEFORE, AFTER):
        for group, question, names in tick_sets(questionnaire.forms[wave]):
            if group in seen:
                continue
            seen.add(group)
            yield "MRSETS"
            yield f" /MDGROUP NAME=${group} LABEL='{_quoted(question)}'"
            yield from _wrapped(" VARIABLES=", names)
            yield " VALUE=1."


def _wrapped(start: str, names: Sequence[str]) -> Iterator[str]:
    line = start
    for name in names:
        if len(line) + len(name) > LONGEST_LINE:
            yield line
            line = "  "
        line += f"{name} "
    yield line.rstrip()


def _title(questionnaire: Questionnaire, table: int) -> str:
    words = questionnaire.tables.get(table)
    return f"TITLE 'ตารางที่ {table} {_quoted(words.th) if words else ''}'."


def _only(wave: int) -> list[str]:
    return ["TEMPORARY.", f"SELECT IF FORM = {wave}."]


def _of_one_form(questionnaire: Questionnaire, wave: int) -> Iterator[str]:
    form = questionnaire.forms[wave]
    yield f"* {form.code}: {form.words.th}."
    yield from (_title(questionnaire, 2), *_only(wave), "FREQUENCIES")
    yield from _wrapped(" /VARIABLES=", [name for name in PROFILE if name in form.by_name])
    yield " /STATISTICS=NONE /ORDER=VARIABLE."
    scales = [item.name for item in form.items if item.is_scale]
    yield from (*_only(wave), "FREQUENCIES")
    yield from _wrapped(" /VARIABLES=", scales)
    yield " /STATISTICS=MEAN STDDEV /ORDER=VARIABLE."
    for _group, question, names in tick_sets(form):
        yield from (f"* {question}.", *_only(wave), "FREQUENCIES")
        yield from _wrapped(" /VARIABLES=", names)
        yield " /STATISTICS=NONE /ORDER=VARIABLE."
    yield from _reliability(questionnaire, wave)
    yield from _comparisons(questionnaire, wave)


def _reliability(questionnaire: Questionnaire, wave: int) -> Iterator[str]:
    yield _title(questionnaire, 14)
    for construct in questionnaire.constructs:
        if set(construct.items) <= set(questionnaire.forms[wave].by_name):
            yield from (*_only(wave), "RELIABILITY")
            yield from _wrapped(" /VARIABLES=", construct.items)
            yield f" /SCALE('{construct.name}') ALL /MODEL=ALPHA /SUMMARY=TOTAL."


def _comparisons(questionnaire: Questionnaire, wave: int) -> Iterator[str]:
    known = {construct.name for construct in questionnaire.constructs}
    items, office = questionnaire.forms[wave].by_name, {one.name for one in questionnaire.office}
    means = " ".join(name for name in COMPARED[wave] if name in known)
    if not means:
        return
    yield _title(questionnaire, 11)
    if "SEX" in items:
        yield from (*_only(wave), f"T-TEST GROUPS=SEX(1,2) /VARIABLES={means}.")
    for group in GROUPED:
        if group in items or group in office:
            yield from (*_only(wave), f"ONEWAY {means} BY {group} /STATISTICS=DESCRIPTIVES HOMOGENEITY.")


def _of_pairs(questionnaire: Questionnaire) -> Iterator[str]:
    """Differences are after minus before: the answer after stands first for t, last for the ranks."""
    levels, ticks = compared_levels(questionnaire), compared_ticks(questionnaire)
    yield f"TITLE 'ก่อนและหลัง: {len(levels) + len(ticks)} ตัวแปร'."
    if levels:
        yield from _versus("T-TEST PAIRS=", levels, (AFTER, BEFORE), "(PAIRED).")
        yield from _versus("NPAR TESTS /WILCOXON=", levels, (BEFORE, AFTER), "(PAIRED).")
    if ticks:
        yield from _versus("NPAR TESTS /MCNEMAR=", ticks, (BEFORE, AFTER), "(PAIRED).")


def _versus(command: str, names: Sequence[str], waves: tuple[int, int], end: str) -> Iterator[str]:
    yield from _wrapped(command, [wide_name(name, waves[0]) for name in names])
    yield from _wrapped("  WITH ", [wide_name(name, waves[1]) for name in names])
    yield f"  {end}"


def compared_levels(questionnaire: Questionnaire) -> list[str]:
    """What is compared by t and ranks: items of levels, their means and counts."""
    derived = questionnaire.derived
    means = [
        construct.name
        for construct in questionnaire.constructs
        if construct.name in derived
        and all(set(construct.items) <= set(form.by_name) for form in questionnaire.forms.values())
    ]
    counts = [name for name in ("NAW", "NUS") if name in derived]
    return [item.name for item in questionnaire.paired if _levelled(item)] + means + counts


def compared_ticks(questionnaire: Questionnaire) -> list[str]:
    """What is compared by McNemar: yes and no."""
    used = [name for name in questionnaire.derived if name.startswith("US") and name[2:].isdigit()]
    return [item.name for item in questionnaire.paired if not _levelled(item)] + used


def _levelled(item: Item) -> bool:
    return item.measure is Measure.ORDINAL
