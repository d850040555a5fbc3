"""News that a partner sent becomes a page «news from the network», or is declined with an answer: once."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Collection

from home.founding import names
from home.models import NewsIndexPage, NewsPage, PortalImage
from home.thai import long_date

from ..models import Change, Contribution
from .change_partner import Actor, record
from .decide_proposal import close, waiting
from .send_in import ROLE
from .write_to_partner import write_answer

SUMMARY = 280
#: The page is Thai whoever accepts it, so these words are.
ON, AT, MORE = "วันที่จัด", "สถานที่", "ดูรายละเอียดเพิ่มเติม"


class NoNewsSection(Exception):
    """The portal has no Thai news section to put the page into."""


def news_section() -> NewsIndexPage:
    """Raises NoNewsSection."""
    section = NewsIndexPage.objects.live().filter(locale__language_code="th").first()
    if section is None:
        raise NoNewsSection
    return section


@transaction.atomic
def accept_contribution(contribution: Contribution, *, publish: bool, answer: str, user, at: datetime) -> NewsPage:
    """The page, published or as a draft for the editors. Raises AlreadyDecided and NoNewsSection."""
    contribution = waiting(Contribution, contribution.pk)
    page = _page(contribution, timezone.localdate(at))
    page.lead_image = _picture(contribution)
    page.live = False
    news_section().add_child(instance=page)
    revision = page.save_revision(user=user)
    if publish:
        # The right to publish what partners send is one of the network's own, not of the pages' tree.
        revision.publish(user=user, skip_permission_checks=True)
    contribution.page = page
    close(contribution, Contribution.State.ACCEPTED, answer, user=user, at=at)
    _note(contribution, "accepted", user, at)
    return page


@transaction.atomic
def decline_contribution(contribution: Contribution, *, answer: str, user, at: datetime) -> Contribution:
    """Raises AlreadyDecided."""
    contribution = waiting(Contribution, contribution.pk)
    close(contribution, Contribution.State.DECLINED, answer, user=user, at=at)
    _note(contribution, "declined", user, at)
    return contribution


def _note(contribution: Contribution, state: str, user, at: datetime) -> None:
    fields = {"contribution": [contribution.title, state]}
    record(contribution.partner, Change.Verb.PROPOSAL, Actor(user=user, role=ROLE), at, fields=fields)
    if contribution.contact_id:
        write_answer("contribution", contribution, owner=user)


def _page(contribution: Contribution, today) -> NewsPage:
    partner = contribution.partner
    page = NewsPage(
        title=contribution.title,
        summary=summary_of(contribution.text),
        kind=NewsPage.Kind.NETWORK,
        date=today,
        centre=partner.province.centre,
        credit_name=partner.name_th,
        credit_url=partner.website[:200],
    )
    page.provinces = [partner.province]
    page.body = body_of(contribution)
    return page


def body_of(contribution: Contribution) -> list[tuple[str, object]]:
    """The body as blocks of the portal: when and where first, then the text by its paragraphs, then the link."""
    facts = []
    if contribution.happens_on:
        facts.append(f"<b>{ON}</b> {long_date(contribution.happens_on)}")
    if contribution.happens_at:
        facts.append(f"<b>{AT}</b> {escape(contribution.happens_at)}")
    paragraphs = [escape(part.strip()).replace("\n", "<br/>") for part in paragraphs_of(contribution.text)]
    texts = [f"<p>{'<br/>'.join(facts)}</p>"] if facts else []
    texts += [f"<p>{part}</p>" for part in paragraphs if part]
    blocks: list[tuple[str, object]] = [("paragraph", text) for text in texts]
    if contribution.link:
        blocks.append(("link", {"text": MORE, "page": None, "url": contribution.link}))
    return blocks


def paragraphs_of(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text.replace("\r\n", "\n"))


def summary_of(text: str) -> str:
    """The first paragraph, cut at a space: Thai puts one between sentences."""
    first = " ".join(paragraphs_of(text.strip())[0].split())
    if len(first) <= SUMMARY:
        return first
    return f"{first[:SUMMARY].rpartition(' ')[0] or first[:SUMMARY]} …"


def _picture(contribution: Contribution) -> PortalImage | None:
    if not contribution.picture:
        return None
    region = contribution.partner.province.centre.region_th
    known = Collection.objects.filter(name=names.CENTRE_COLLECTION.format(region=region)).first()
    with contribution.picture.open("rb") as opened:
        file = ContentFile(opened.read(), name=f"contribution-{contribution.pk}.jpg")
    return PortalImage.objects.create(
        title=contribution.title,
        file=file,
        description=contribution.picture_description,
        credit=contribution.partner.name_th,
        collection=known or Collection.get_first_root_node(),
    )
