"""The report's paragraphs in official Thai, written from its figures, and kept as people have changed them.

Sentences are data (report-sentences.yaml). One whose figure is missing is left out, so that nothing is said of what is
not known or may not be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from ..analysis.adjust import written_p
from .suppression import blanked
from .wording import BANDS as words_of_bands
from .wording import signed_number

SOURCE = Path(__file__).resolve().parent.parent / "data" / "report-sentences.yaml"
BANDS = {band: names["th"] for band, names in words_of_bands.items()}
SIGNIFICANT = 0.05
Holes = dict[str, str | None]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return data


def keys() -> tuple[str, ...]:
    return tuple(key for key, one in _data().items() if isinstance(one, dict) and "sentences" in one)


def titles() -> Mapping[str, str]:
    return {key: _data()[key]["title"] for key in keys()}


@dataclass(frozen=True)
class Paragraph:
    """`text` is what stands in the report; `generated` what its figures say now.

    `outdated`: somebody wrote it from other figures than today's.
    """

    key: str
    title: str
    text: str
    generated: str
    edited: bool = False
    outdated: bool = False


def paragraphs(content: Mapping[str, Any], kept: Mapping[str, Mapping[str, str]]) -> list[Paragraph]:
    """In the order of the report. `kept`: {key: {"text", "basis"}} of those that people have changed."""
    texts = generated(content)
    found = []
    for key in keys():
        own = kept.get(key)
        outdated = own is not None and own["basis"] != basis(texts[key])
        text = own["text"] if own else texts[key]
        found.append(Paragraph(key, titles()[key], text, texts[key], own is not None, outdated))
    return found


def basis(text: str) -> str:
    """A digest of what was generated, to tell later whether it would still be the same."""
    return sha256(text.encode()).hexdigest()[:16]


def generated(content: Mapping[str, Any]) -> dict[str, str]:
    """Each paragraph as its figures have it; of a published content nothing that is hidden there."""
    holes = _holes(blanked(content))
    return {key: _filled(_data()[key]["sentences"], holes["all"] | holes.get(key, {})) for key in keys()}


def _filled(sentences: list[str], holes: Holes) -> str:
    said = []
    for sentence in sentences:
        names = [name for _text, name, _spec, _how in Formatter().parse(sentence) if name]
        if all(holes.get(name) is not None for name in names):
            said.append(sentence.format(**{name: holes[name] for name in names}))
    return " ".join(said)


def number(value: float | None, decimals: int = 0) -> str | None:
    return None if value is None else f"{value:,.{decimals}f}"


def signed(value: float | None, decimals: int = 2) -> str | None:
    return None if value is None else signed_number(value, decimals)


def _holes(content: Mapping[str, Any]) -> dict[str, Holes]:
    """What each paragraph may speak of; `all` belongs to every one of them."""
    return {
        "all": _of_all(content),
        "work": _of_work(content["kpi"]["figures"]),
        "profile": _of_profile(content["profile"]),
        "known": _of_known(content["known"]),
        "use": _most_risen(content["use"]),
        "channels": _of_ticks(content["channels"]),
        "satisfaction": _of_levels(content["satisfaction"]["lines"]),
        "network": _of_levels(content["network"]["lines"]),
        "groups": _of_groups(content["groups"]),
        "banner": _of_banner(content),
        "problems": _of_ticks(content["obstacles"]) | _of_themes(content["themes"]),
        "last_year": _of_last_year(content["last_year"]),
        "proposal": _of_levels(content["satisfaction"]["lines"]) | _of_ticks(content["obstacles"]),
    }


def _of_all(content: Mapping[str, Any]) -> Holes:
    scope, total, facts = content["scope"], content["funnel"]["total"], content["facts"]
    visited = content["kpi"]["figures"].get("visited", {})
    holes: Holes = {
        "year": str(scope["year"]),
        "name": scope["name"]["th"] if scope["centre"] else "กองบริหารข้อมูลตลาดแรงงาน",
        "project": scope["project"],
        "visited": number(facts["visited"]),
        "visited_of": _of_quota(visited),
        **{name: number(facts[name]) for name in ("returned", "paired")},
        **{name: number(facts[name], 1) for name in ("known_before", "known_after", "response", "banner")},
        "known_change": _change(facts["known_before"], facts["known_after"]),
        **{name: number(total[name]) for name in ("sent", "before", "after")},
        "open": number(total["open"] or None),
        **_of_means(content),
    }
    for name in ("use", "benefit", "knowledge"):
        holes |= _of_paired(name, content[name])
    return holes


def _of_quota(visited: Mapping[str, Any]) -> str:
    if not visited.get("of"):
        return ""
    share = 100 * visited["value"] / visited["of"]
    return f" จากเป้าหมาย {number(visited['of'])} แห่ง คิดเป็นร้อยละ {number(share, 1)}"


def _change(before: float | None, after: float | None, decimals: int = 1) -> str | None:
    if before is None or after is None:
        return None
    first, second = round(before, decimals), round(after, decimals)
    return str(_data()["change"]["up" if second > first else "down" if second < first else "same"])


def _of_means(content: Mapping[str, Any]) -> Holes:
    holes: Holes = {}
    for name in ("satisfaction", "network"):
        line = content[name]["means"][0] if content[name]["means"] else {}
        holes |= {name: number(line.get("mean"), 2), f"{name}_sd": number(line.get("sd"), 2)}
        holes |= {f"{name}_percent": number(line.get("percent"), 2), f"{name}_band": BANDS.get(line.get("band") or 0)}
    return holes


def _of_paired(name: str, lines: list[Mapping[str, Any]]) -> Holes:
    line = lines[-1] if lines and lines[-1]["mean_of_table"] else {}
    before, after = line.get("before_mean"), line.get("after_mean")
    holes: Holes = {
        f"{name}_before": number(before, 2),
        f"{name}_after": number(after, 2),
        f"{name}_before_band": BANDS.get(line.get("before_band") or 0),
        f"{name}_after_band": BANDS.get(line.get("after_band") or 0),
        f"{name}_change": _change(before, after, 2),
    }
    holes |= {f"{name}_{part}": signed(line.get(part)) for part in ("mean", "low", "high")}
    return holes | {f"{name}_significance": _significance(line)}


def _significance(line: Mapping[str, Any]) -> str | None:
    if line.get("p") is None:
        return None
    kind = "yes" if line["p"] < SIGNIFICANT else "no"
    p = written_p(line["p"])
    return str(_data()["significance"][kind]).format(
        t=number(line["t"], 2), df=line["df"], p=p.replace("<", "< ") if p.startswith("<") else f"= {p}"
    )


def _of_work(figures: Mapping[str, Mapping[str, Any]]) -> Holes:
    def value(name: str) -> float | None:
        return figures.get(name, {}).get("value")

    def share(name: str) -> str | None:
        one = figures.get(name, {})
        return number(100 * one["value"] / one["of"], 1) if one.get("of") and one.get("value") is not None else None

    people = [value(name) for name in ("staff", "teachers", "pupils", "public")]
    heads = sum(one for one in people if one) or None
    holes: Holes = {name: number(value(name)) for name in ("new", "again")}
    holes |= {"people": number(heads), "replied": number(value("replied") or None), "replied_percent": share("replied")}
    return holes | {"spent": number(value("spent") or None, 2), "spent_percent": share("spent")}


def _of_profile(profile: Mapping[str, Any]) -> Holes:
    holes: Holes = {}
    for variable, name in (("RTYPE", "role"), ("AGEGRP", "age"), ("EDU", "edu")):
        table = next((one for one in profile.get("2", []) if one["name"] == variable), None)
        lines = [line for line in table["lines"] if line.get("n") and line.get("percent")] if table else []
        if lines:
            most = max(lines, key=lambda line: line["n"])
            holes |= {name: most["words"]["th"], f"{name}_percent": number(most["percent"], 1)}
    return holes


def _of_known(lines: list[Mapping[str, Any]]) -> Holes:
    known = [line for line in lines if line.get("points") is not None]
    if not known:
        return {}
    most = max(known, key=lambda line: line["points"])
    tested = [line for line in known if line.get("adjusted") is not None]
    mean = sum(line["points"] for line in known) / len(known)
    holes: Holes = {"points": signed(mean, 1)}
    if most["points"] > 0:
        holes |= {"most": most["words"]["th"], "most_points": signed(most["points"], 1)}
    if tested:
        significant = sum(line["adjusted"] < SIGNIFICANT for line in tested)
        holes |= {"significant": str(significant), "tested": str(len(tested))}
    return holes


def _most_risen(lines: list[Mapping[str, Any]]) -> Holes:
    items = [line for line in lines if not line["mean_of_table"] and (line.get("mean") or 0) > 0]
    if not items:
        return {}
    most = max(items, key=lambda line: line["mean"])
    return {"most": most["words"]["th"], "most_mean": signed(most["mean"])}


def _of_ticks(table: Mapping[str, Any]) -> Holes:
    form = table["forms"].get("2") or {"lines": []}
    lines = sorted(
        (line for line in form["lines"] if line.get("of_people") and not line["exclusive"]),
        key=lambda line: -line["of_people"],
    )
    holes: Holes = {}
    for name, line in zip(("first", "second"), lines, strict=False):
        holes |= {name: line["words"]["th"], f"{name}_percent": number(line["of_people"], 1)}
    return holes


def _of_levels(lines: list[Mapping[str, Any]]) -> Holes:
    known = [line for line in lines if line.get("mean") is not None]
    if not known:
        return {}
    first, last = max(known, key=lambda line: line["mean"]), min(known, key=lambda line: line["mean"])
    holes: Holes = {"first": first["words"]["th"], "first_mean": number(first["mean"], 2)}
    if first is not last:
        holes |= {"last": last["words"]["th"], "last_mean": number(last["mean"], 2)}
    return holes


def _of_groups(tables: list[Mapping[str, Any]]) -> Holes:
    found, tested = [], False
    for table in tables:
        outcomes = [one for one in table["outcomes"] if one.get("test") and one["test"]["p"] is not None]
        tested |= bool(outcomes)
        significant = [one["words"]["th"] for one in outcomes if one["test"]["p"] < SIGNIFICANT]
        if significant:
            found.append(f"{table['words']['th']} ({', '.join(significant)})")
    if found:
        return {"differing": " และ".join(found)}
    return {"no_difference": str(_data()["no_difference"])} if tested else {}


def _of_banner(content: Mapping[str, Any]) -> Holes:
    live = content["kpi"]["figures"].get("banner", {}).get("value")
    one = content["banners"]
    return {"live": number(live), "shown": number(one["shown"] or None), "clicks": number(one["clicks"])}


def _of_themes(table: Mapping[str, Any]) -> Holes:
    lines = [line for line in table["lines"] if line.get("n")]
    return {"theme": lines[0]["words"]["th"], "theme_n": number(lines[0]["n"])} if lines else {}


def _of_last_year(table: Mapping[str, Any] | None) -> Holes:
    if not table:
        return {}
    lines = {line["name"]: line for line in table["lines"]}
    holes: Holes = {"last_year": str(table["year"])}
    for name, decimals in (("satisfaction", 2), ("returned", 0)):
        line = lines[name]
        holes |= {f"{name}_{when}": number(line[when], decimals) for when in ("before", "after")}
        holes[f"{name}_change"] = _change(line["before"], line["after"], decimals)
    return holes
