"""The figures by which a report is summed up and one year is compared with the next. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: name: (in Thai, in English, unit, decimals). In the order in which they are shown.
NAMES: Mapping[str, tuple[str, str, str, int]] = {
    "visited": ("กลุ่มเป้าหมายที่เข้าพบ", "Organisations visited", "แห่ง", 0),
    "returned": ("แบบสอบถามที่ใช้ได้", "Usable forms", "ชุด", 0),
    "response": ("แบบ 2 ที่ได้รับคืน", "Form 2 returned", "%", 1),
    "paired": ("จับคู่ก่อน–หลังได้", "Paired before and after", "คู่", 0),
    "known_before": ("รู้จักบริการโดยเฉลี่ย ก่อน", "Know a service, before", "%", 1),
    "known_after": ("รู้จักบริการโดยเฉลี่ย หลัง", "Know a service, after", "%", 1),
    "use_before": ("ระดับการใช้บริการ ก่อน", "Level of use, before", "", 2),
    "use_after": ("ระดับการใช้บริการ หลัง", "Level of use, after", "", 2),
    "knowledge_before": ("ความรู้และการเข้าถึง ก่อน", "Knowledge and access, before", "", 2),
    "knowledge_after": ("ความรู้และการเข้าถึง หลัง", "Knowledge and access, after", "", 2),
    "satisfaction": ("ความพึงพอใจเฉลี่ย", "Mean satisfaction", "", 2),
    "satisfaction_percent": ("ร้อยละความพึงพอใจ", "Satisfaction in percent", "%", 2),
    "network": ("ประโยชน์จากเครือข่าย", "Benefit of the network", "", 2),
    "banner": ("ติดตั้งแบนเนอร์แล้ว", "Banner on the site", "%", 1),
}


def facts(content: Mapping[str, Any]) -> dict[str, float | None]:
    total, kpi = content["funnel"]["total"], content["kpi"]["figures"]
    known = [line for line in content["known"] if line.get("before_percent") is not None]
    use, knowledge = _last(content["use"]), _last(content["knowledge"])
    satisfied, network = _mean(content["satisfaction"]), _mean(content["network"])
    return {
        "visited": kpi.get("visited", {}).get("value"),
        "returned": total["before"] + total["after"] + total["open"],
        "response": _percent(total["after"], total["sent"]),
        "paired": total["paired"],
        "known_before": _average(known, "before_percent"),
        "known_after": _average(known, "after_percent"),
        "use_before": use.get("before_mean"),
        "use_after": use.get("after_mean"),
        "knowledge_before": knowledge.get("before_mean"),
        "knowledge_after": knowledge.get("after_mean"),
        "satisfaction": satisfied.get("mean"),
        "satisfaction_percent": satisfied.get("percent"),
        "network": network.get("mean"),
        "banner": _percent(kpi.get("banner", {}).get("value"), kpi.get("banner", {}).get("of")),
    }


def _last(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean of a table stands in its last line."""
    return lines[-1] if lines and lines[-1].get("mean_of_table") else {}


def _mean(table: Mapping[str, Any]) -> dict[str, Any]:
    return table["means"][0] if table["means"] else {}


def _percent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else 100 * part / whole


def _average(lines: list[dict[str, Any]], name: str) -> float | None:
    return sum(line[name] for line in lines) / len(lines) if lines else None
