"""The parts that a partner's record consists of, and those of the partner's own overview.

Upper features add theirs to what staff see through the hook `register_partner_panel`:

    @hooks.register("register_partner_panel")
    def visits():
        return PartnerPanel("visits", _("Visits"), 300, "network/panels/visits.html", visits_of)

`context(partner, request)` returns what the template needs, or None where there is nothing to show or nothing that this
user may see. The template gets `partner`, `panel` and `request` as well.

What the partner itself sees behind its link grows the same way, through `register_my_panel`, which asks for the same
PartnerPanel. There `request.user` is nobody and whoever asks is the partner: a context must tell nothing of others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks

from .models import Partner

HOOK, MY_HOOK = "register_partner_panel", "register_my_panel"


def _nothing_more(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    return {}


@dataclass(frozen=True)
class PartnerPanel:
    """A part of the record; `order` from 0 (top) to 1000, ours are multiples of 100. `wide` takes the whole row."""

    name: str
    title: str
    order: int
    template: str
    context: Callable[[Partner, HttpRequest], dict[str, Any] | None] = _nothing_more
    wide: bool = False

    def render(self, partner: Partner, request: HttpRequest) -> str:
        """The panel's HTML; empty where it has nothing to show."""
        context = self.context(partner, request)
        if context is None:
            return ""
        return render_to_string(self.template, {"partner": partner, "panel": self, **context}, request=request)


@dataclass(frozen=True)
class Drawn:
    panel: PartnerPanel
    html: str


def panels(hook: str = HOOK) -> list[PartnerPanel]:
    return sorted((make() for make in hooks.get_hooks(hook)), key=lambda panel: (panel.order, panel.name))


def drawn_panels(partner: Partner, request: HttpRequest, hook: str = HOOK) -> list[Drawn]:
    """What the record, or the partner's own overview, shows to whoever asks, in order."""
    drawn = (Drawn(panel, panel.render(partner, request)) for panel in panels(hook))
    return [one for one in drawn if one.html.strip()]
