"""Figures, bulletins and releases for tests, live and complete."""

from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

from home.models import (
    BulletinIndexPage,
    BulletinPage,
    Centre,
    Indicator,
    Observation,
    Province,
    ProvinceIndexPage,
    ProvincePage,
    Release,
    ReleaseCalendarPage,
)
from tests.factories import child

SOURCE = "กองบริหารข้อมูลตลาดแรงงาน"
AS_OF = date(2026, 6, 30)


def block_id(name: str) -> str:
    """A steady identity, so that two languages' blocks are the same block."""
    return str(uuid5(NAMESPACE_URL, name))


def table_block(name: str = "table", *, columns=None, rows=None, **values) -> dict:
    """A figure table in raw form. `columns` are (type, heading) pairs, `rows` lists of raw cells."""
    columns = columns or [("text", "ระดับการศึกษา"), ("number", "ตำแหน่งงานว่าง"), ("number", "ผู้สมัครงาน")]
    rows = [["มัธยมศึกษา", "4120", "3985"], ["ปวช. และ ปวส.", "2875", "1960"]] if rows is None else rows
    value = {
        "caption": "ตำแหน่งงานว่างและผู้สมัครงาน",
        "finding": "ตำแหน่งงานว่างมีมากกว่าผู้สมัครงาน",
        "chart": "bars",
        "table": {
            "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
            "rows": [{"values": row} for row in rows],
            "caption": "",
        },
        "unit": "คน",
        "source": SOURCE,
        "as_of": AS_OF.isoformat(),
    }
    return {"type": "figures", "id": block_id(name), "value": value | values}


def key_figure_block(name: str = "key", **values) -> dict:
    value = {
        "label": "ตำแหน่งงานว่าง",
        "value": "12345",
        "previous": "12000",
        "unit": "อัตรา",
        "decimals": 0,
        "source": SOURCE,
        "as_of": AS_OF.isoformat(),
    }
    return {"type": "figure", "id": block_id(name), "value": value | values}


def bulletin_section(home: Page, **fields) -> BulletinIndexPage:
    return child(home, BulletinIndexPage, **({"slug": "bulletins", "show_in_menus": True} | fields))


def bulletin(section: Page, start: date, centre: str = "", kind: str = "quarter", **fields) -> BulletinPage:
    """A bulletin of a centre by its code, or of the country."""
    return child(
        section,
        BulletinPage,
        **(
            {
                "period_kind": kind,
                "period_start": start,
                "centre": Centre.objects.get(code=centre) if centre else None,
                "released_on": start,
            }
            | fields
        ),
    )


def calendar_page(section: Page, **fields) -> ReleaseCalendarPage:
    return child(section, ReleaseCalendarPage, **({"slug": "calendar"} | fields))


def release(due_on: date, **fields) -> Release:
    start = fields.pop("period_start", date(2026, 7, 1))
    return Release.objects.create(
        **(
            {"title_th": "สถานการณ์ตลาดแรงงาน", "period_kind": "quarter", "period_start": start, "due_on": due_on}
            | fields
        )
    )


def indicator(code: str = "vacancies", **fields) -> Indicator:
    return Indicator.objects.create(
        **(
            {"code": code, "name_th": "ตำแหน่งงานว่าง", "name_en": "Vacancies", "unit_th": "อัตรา", "headline": True}
            | fields
        )
    )


def observation(of: Indicator, start: date, value, place=None, **fields) -> Observation:
    """A figure of a province, of a centre, or of the country."""
    where = {"province": place} if isinstance(place, Province) else {"centre": place}
    return Observation.objects.create(
        indicator=of,
        period_start=start,
        value=Decimal(value),
        **({"period_kind": "quarter", "source": SOURCE, "as_of": AS_OF} | where | fields),
    )


def province_section(home: Page, **fields) -> ProvinceIndexPage:
    return child(home, ProvinceIndexPage, **({"slug": "provinces"} | fields))


def province_page(section: Page, slug: str, **fields) -> ProvincePage:
    province = Province.objects.get(slug=slug)
    return child(section, ProvincePage, **({"title": province.name_th, "slug": slug, "province": province} | fields))
