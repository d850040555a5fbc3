"""Loads the demonstration in steps: a step is done or not begun, and leaves what exists, so a run may be repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from home.actions.found_portal import found_portal
from home.models import NewsPage
from network import demo as network_demo
from network.actions.found_network import found_network
from surveys import demo as surveys_demo

from . import articles, bulletins, media, people, provinces, shelves
from .desk import Desk
from .figures import load_figures

#: In this order, because later texts point to earlier pages. News come last: a site that has them has everything.
_STEPS: tuple[tuple[str, Callable[[Desk], int]], ...] = (
    ("office", lambda desk: people.load_office()),
    ("pictures", media.load_pictures),
    ("documents", media.load_documents),
    ("figures", lambda desk: load_figures()),
    ("guides", articles.load_guides),
    ("services", articles.load_services),
    ("provinces", provinces.load_provinces),
    ("downloads", shelves.load_downloads),
    ("research", shelves.load_research),
    ("datasets", shelves.load_datasets),
    ("pages about the site", articles.load_standing_pages),
    ("questions", articles.load_questions),
    ("bulletins", bulletins.load_bulletins),
    ("releases", bulletins.load_releases),
    ("network", lambda desk: network_demo.load(timezone.localdate(), timezone.now())),
    ("questionnaires", lambda desk: surveys_demo.load(timezone.localdate(), timezone.now())),
    ("news", articles.load_news),
)


@dataclass(frozen=True)
class Step:
    """A step that has run, and how many pages or records it wrote."""

    name: str
    written: int


def is_loaded() -> bool:
    """Whether the site has news already, of the demonstration or of its own."""
    return NewsPage.objects.exists()


def load_demo(password: str | None, done: Callable[[Step], None] = lambda step: None) -> list[Step]:
    """Found the portal and fill it with invented content. The steps, each with what it wrote; nothing on a second run.

    `password`: of the log-ins for trying out; without one no log-ins are made. `done` hears of each step as it ends.
    """
    steps: list[Step] = []

    def run(name: str, act: Callable[[], int]) -> None:
        with transaction.atomic():
            written = act()
        steps.append(Step(name, written))
        done(steps[-1])

    run("sections", lambda: found_portal().pages)
    run("network section", _found_network)
    if password:
        run("log-ins", lambda: people.load_log_ins(password))
    desk = Desk()
    for name, act in _STEPS:
        run(name, lambda act=act: act(desk))
    return steps


def _found_network() -> int:
    """The network's section and groups: who works for it logs in with them."""
    founded = found_network()
    return founded.pages + founded.groups + founded.texts
