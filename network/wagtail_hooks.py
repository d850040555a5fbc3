"""Registers what the network adds to the admin; nothing else."""

from wagtail import hooks

from . import banner_story, letter_panels, link_panel, partner_panels, visits_panel
from .outreach_panel import TasksPanel
from .panels import HOOK, MY_HOOK
from .viewsets.group import NetworkGroup
from .viewsets.letters import LettersGroup


@hooks.register("register_admin_viewset")
def records():
    return [NetworkGroup(), LettersGroup()]


for panel in (
    *partner_panels.OWN,
    banner_story.PANEL,
    link_panel.PANEL,
    visits_panel.PANEL,
    letter_panels.PANEL,
):
    hooks.register(HOOK, lambda panel=panel: panel)

hooks.register(MY_HOOK, lambda: banner_story.MY_PANEL)


@hooks.register("construct_homepage_panels")
def todo(request, panels):
    panels.extend([letter_panels.WaitingPanel(), TasksPanel()])
