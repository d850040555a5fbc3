"""Registers what the portal adds to the admin; nothing else."""

from django.db import models
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, SlugInput
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from .access import CentrePagePermissionPolicy
from .address_language import refuse_other_languages
from .day_fields import NO_DAY, DayField, MomentField
from .panels import WelcomePanel
from .slugs import TABLE
from .views.moving import refuse_unless_movable
from .views.redirects import one_by_one
from .views.translations import SubmitOwnPageTranslationView, UpdateOwnTranslationsView, upload_translated_file
from .viewsets.groups import PlacesGroup, StatisticsGroup
from .viewsets.jobs import JobViewSet

register_permission_policy(Page, CentrePagePermissionPolicy(Page))
register_form_field_override(models.SlugField, override=lambda field: {"widget": SlugInput(formatters=list(TABLE))})
register_form_field_override(models.DateField, override={"form_class": DayField, "widget": AdminDateInput})
register_form_field_override(models.DateTimeField, override={"form_class": MomentField, "widget": AdminDateTimeInput})
hooks.register("before_serve_page", refuse_other_languages)
hooks.register("before_move_page", refuse_unless_movable)


@hooks.register("register_admin_urls")
def guarded_urls():
    """Stand before the same addresses of wagtail-localize and wagtail.contrib.redirects: home is installed first."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitOwnPageTranslationView.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateOwnTranslationsView.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_translated_file),
        path("redirects/import/", one_by_one),
        path("redirects/import/process/", one_by_one),
    ]


@hooks.register("insert_global_admin_css")
def thai_letters():
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin/thai.css"))


@hooks.register("insert_global_admin_js")
def starters():
    names = ("init", "autosave")
    return format_html_join("\n", '<script src="{}"></script>', [[static(f"home/admin/{name}.js")] for name in names])


@hooks.register("insert_global_admin_js")
def days():
    return format_html('<script src="{}" data-no-day="{}"></script>', static("home/admin/dates.js"), NO_DAY)


@hooks.register("register_admin_viewset")
def records():
    return [StatisticsGroup(), PlacesGroup(), JobViewSet()]


@hooks.register("register_log_actions")
def verbs_of_our_own(actions):
    actions.register_action("home.import", _("Import of a file"), _("Imported from a file"))


@hooks.register("construct_homepage_panels")
def welcome(request, panels):
    panels.append(WelcomePanel())
