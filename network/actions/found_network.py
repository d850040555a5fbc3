"""Founds the network on a site that stands: its sections, and the groups of each centre. Run again, it adds nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Locale, Page, Site

from home.actions.found_groups import let_centres_write
from home.founding.plan import Words
from home.models import Centre, CentreGroup, HomePage

from .. import founding
from ..models import EventIndexPage, NetworkIndexPage
from .found_letters import found_letters


class NoPortal(Exception):
    """The default site has no home page of the portal yet."""


@dataclass(frozen=True)
class Founded:
    """What a run added."""

    pages: int
    groups: int
    texts: int = 0


@transaction.atomic
def found_network() -> Founded:
    """Gives the portal the sections «network» and «events» in both languages, and each centre its four groups.

    Raises NoPortal before the portal itself is founded. What administrators changed stays.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage):
        raise NoPortal
    pages = [
        *_found_section(home, NetworkIndexPage, founding.SLUG, founding.TH, founding.EN),
        *(events := _found_section(home, EventIndexPage, founding.EVENTS, founding.EVENTS_TH, founding.EVENTS_EN)),
    ]
    let_centres_write(events)
    return Founded(pages=len(pages), groups=found_network_groups(), texts=found_letters())


def _found_section(home: HomePage, model: type[Page], slug: str, thai: Words, english_words: Words) -> list[Page]:
    """The pages that were missing: the section, and its English."""
    section, made = model.objects.child_of(home).first(), []
    if section is None:
        section = _publish(model(locale=home.locale), slug, thai, home)
        made.append(section)
    english = Locale.objects.filter(language_code="en").first()
    parent = home.get_translation_or_none(english) if english else None
    if parent is None or section.has_translation(english):
        return made
    translated = model(locale=english, translation_key=section.translation_key)
    return [*made, _publish(translated, slug, english_words, parent)]


def _publish(page: Page, slug: str, words: Words, parent: Page) -> Page:
    """The menu of the site has its five entries already: the sections stand in the footer."""
    page.slug, page.title, page.summary, page.show_in_menus = slug, words.title, words.summary, False
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def found_network_groups() -> int:
    """The groups that are missing; the number of them. Rights that came with a newer release reach the others as well.

    A right that no group of a role holds is taken for a new one. Where at least one holds it, the administrators have
    had it before their eyes, and what they took from a group stays taken.
    """
    known = _known_rights()
    rights = {duty.role: _rights_of(duty, known) for duty in founding.DUTIES}
    for role, of_role in rights.items():
        _hand_out_new(Group.objects.filter(centre_group__role=role), of_role)
    _hand_out_new(Group.objects.filter(centre_group__role=CentreGroup.Role.HQ), _everything())
    return _found_groups(rights)


def _hand_out_new(groups: QuerySet[Group], rights: list[Permission]) -> None:
    held = set(Permission.objects.filter(group__in=groups).values_list("pk", flat=True))
    new = [right for right in rights if right.pk not in held]
    if new:
        _give((group, right) for group in groups for right in new)


def _give(rights: Iterable[tuple[Group, Permission]]) -> None:
    through = Group.permissions.through
    through.objects.bulk_create(
        (through(group_id=group.pk, permission_id=right.pk) for group, right in rights), ignore_conflicts=True
    )


def _found_groups(rights: dict[str, list[Permission]]) -> int:
    """All at once: 24 groups with their rights are thousands of rows."""
    there = set(CentreGroup.objects.values_list("role", "centre_id"))
    missing = {
        duty.name.format(region=centre.region_th): (duty.role, centre)
        for duty in founding.DUTIES
        for centre in Centre.objects.all()
        if (duty.role, centre.pk) not in there
    }
    Group.objects.bulk_create((Group(name=name) for name in missing), ignore_conflicts=True)
    groups = Group.objects.in_bulk(missing, field_name="name")
    CentreGroup.objects.bulk_create(
        CentreGroup(group=groups[name], role=role, centre=centre) for name, (role, centre) in missing.items()
    )
    _give((groups[name], right) for name, (role, _centre) in missing.items() for right in rights[role])
    return len(missing)


def _known_rights() -> list[Permission]:
    of_rooms = Permission.objects.filter(content_type__app_label__in=["wagtailadmin", "network", "home"])
    return list(of_rooms.select_related("content_type"))


def _rights_of(duty: founding.Duty, known: list[Permission]) -> list[Permission]:
    wanted = {("wagtailadmin", "access_admin"), *(("network", right) for right in duty.rights)}
    wanted |= {("network", f"{verb}_{model}") for model, verbs in duty.records for verb in verbs}
    wanted |= {("home", "view_provincialoffice")}
    if duty.office:
        wanted |= {("home", "add_provincialoffice"), ("home", "change_provincialoffice")}
    return [one for one in known if (one.content_type.app_label, one.codename) in wanted]


def _everything() -> list[Permission]:
    """What headquarters may do: everything of the network but its logs and what is its centres' own, and the places."""
    of_network = Permission.objects.filter(content_type__app_label="network").exclude(
        Q(content_type__model__in=founding.LOGS) | Q(codename__in=founding.OF_THE_CENTRE)
    )
    places = Permission.objects.filter(content_type__app_label="home", content_type__model__in=founding.HQ_PLACES)
    return [*of_network, *places]
