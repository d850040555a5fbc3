"""Campaigns, codes and answers for tests: each function makes one with as little as its type allows."""

from datetime import date
from itertools import count

from surveys.actions.found_surveys import found_instrument
from surveys.actions.give_code import give_code
from surveys.actions.open_campaign import open_campaign
from surveys.actions.save_answer import Arrival, save_answer
from surveys.models import Campaign, PairCode, Response
from tests.network_factories import partner
from tests.season_factories import NOW, season, visit

BEFORE, AFTER = date(2027, 1, 13), date(2027, 4, 20)
_names = count(1)


def campaign(**fields) -> Campaign:
    dates = {"opens_on": date(2026, 11, 1), "closes_on": date(2027, 7, 31)}
    of = fields.pop("season", None) or season()
    return open_campaign(of, found_instrument(), now=NOW, **dates | fields)


def code(of: Campaign, **fields) -> PairCode:
    organisation = fields.pop("partner", None) or partner(website="http://partner.example")
    return give_code(of, visit(organisation, season=of.season, **fields))


def arrival(**fields) -> Arrival:
    return Arrival(**{"form_name": f"form-{next(_names)}", "answered_on": BEFORE, "seconds": 600} | fields)


def answer(to: PairCode, wave: int = 1, raw: dict | None = None, **fields) -> Response:
    """Filled in by a teacher who gives no further answers, unless `raw` says otherwise."""
    fields.setdefault("answered_on", BEFORE if wave == 1 else AFTER)
    return save_answer(to.campaign, wave, {"RTYPE": "3"} | (raw or {}), to, arrival(**fields), now=NOW)
