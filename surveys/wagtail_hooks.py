"""Registers what the questionnaires add to the admin; nothing else."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .responses_panel import PANEL
from .viewsets.campaigns import CampaignViewSet
from .viewsets.reports import SeasonReportViewSet


@hooks.register("register_admin_viewset")
def campaigns():
    return CampaignViewSet()


@hooks.register("register_admin_viewset")
def season_reports():
    return SeasonReportViewSet()


@hooks.register("register_partner_panel")
def responses_of_a_partner():
    return PANEL


@hooks.register("register_log_actions")
def what_is_logged(actions):
    actions.register_action("surveys.export", _("Export answers"), _("Answers exported"))
    actions.register_action("surveys.erase", _("Erase an answer on request"), _("Answer erased on request"))
    actions.register_action("surveys.purge", _("Erase links and texts"), _("Links and texts erased"))
    actions.register_action("surveys.print", _("Print questionnaires"), _("Questionnaires printed"))
    actions.register_action("surveys.import", _("Import answers"), _("Answers imported"))
    actions.register_action("surveys.report_pdf", _("Open a report as PDF"), _("Report opened as PDF"))
