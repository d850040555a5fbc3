"""A centre's report from today's records: its content, its snapshot, and the checksum of the data behind both."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from home.models import Centre

from ..dataset import Dataset, read_dataset
from ..models import Campaign, Response, SeasonReport
from . import funnel, themes, work
from .comparing import compared
from .digests import digest
from .facts import facts
from .snapshot import take_snapshot
from .tables import tables

SCHEMA = 1


@dataclass(frozen=True)
class Built:
    content: dict[str, Any]
    snapshot: bytes


def build(report: SeasonReport, today: date) -> Built:
    """What a report of a centre says today."""
    campaign, centre = report.campaign, report.centre
    dataset = dataset_of(campaign, centre)
    snapshot = take_snapshot(dataset)
    content = {
        "schema": SCHEMA,
        "scope": scope(campaign, centre, today),
        "funnel": funnel.funnel(campaign, centre, dataset),
        **tables(dataset, campaign.bands),
        "told_and_seen": work.told_and_seen(dataset),
        "kpi": work.kpi(campaign, centre),
        "banners": work.banners(campaign, centre, today),
        "themes": themes.themes(campaign, centre),
        "checksum": dataset.checksum,
    }
    content["facts"] = facts(content)
    content["parts"] = parts(content, snapshot)
    content["last_year"] = compared(report, content["facts"])
    return settled(content, snapshot)


def settled(content: dict[str, Any], snapshot: bytes) -> Built:
    """As it comes back from the database, so that today's numbers and frozen ones are of one make."""
    return Built(json.loads(json.dumps(content, allow_nan=False)), snapshot)


def dataset_of(campaign: Campaign, centre: Centre) -> Dataset:
    return read_dataset(campaign, Response.objects.filter(campaign=campaign, province__centre=centre).usable())


def scope(campaign: Campaign, centre: Centre | None, today: date) -> dict[str, Any]:
    season, revision = campaign.season, campaign.revision
    return {
        "centre": centre.code if centre else None,
        "name": {"th": centre.name_th, "en": centre.name_en or centre.name_th} if centre else NATION,
        "region": {"th": centre.region_th, "en": centre.region_en} if centre else NATION,
        "year": season.fiscal_year,
        "project": season.project_title,
        "field_start": season.field_start.isoformat(),
        "field_end": season.field_end.isoformat(),
        "opens_on": campaign.opens_on.isoformat(),
        "closes_on": campaign.closes_on.isoformat(),
        "questionnaire": {
            "th": revision.instrument.name_th,
            "en": revision.instrument.name_en or revision.instrument.name_th,
            "number": revision.number,
            "checksum": revision.checksum,
        },
        "bands": campaign.bands,
        "on": today.isoformat(),
    }


NATION = {"th": "ทั่วประเทศ", "en": "The nation"}


def parts(content: dict[str, Any], snapshot: bytes) -> dict[str, str]:
    """A digest of each part; the answers' is that of the anonymous rows, which says more than the numbers."""
    return {
        "answers": hashlib.sha256(snapshot + digest([content["funnel"]]).encode()).hexdigest(),
        "visits": digest([content["kpi"]]),
        "banners": digest([content["banners"], content["told_and_seen"]]),
        "themes": digest([content["themes"]]),
    }
