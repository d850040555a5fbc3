"""What the screens of the letters have in common: who sees which letter, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.access import for_user, may_do, scope_of
from home.models import Centre

from ...letter_troubles import GAPS
from ...models import Letter, LetterBatch, LetterOffice
from ..staff import StaffScreen

PDF = "application/pdf"


class LettersScreen(StaffScreen):
    """A screen of the letters' desk."""

    needs = "network.view_letter"
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        items = WagtailAdminTemplateMixin.get_breadcrumbs_items(self)
        return [*items, {"url": reverse("letters:index"), "label": str(_("Letters"))}, *self.crumbs()]


class LetterScreen(LettersScreen):
    """A screen about one letter of the user's centres; whether another exists is not told."""

    @cached_property
    def letter(self) -> Letter:
        mine = Letter.objects.for_user(self.request.user).select_related(
            "centre", "signatory", "batch", "partner__province", "corrects", "book", "template"
        )
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(letter=self.letter, **kwargs)

    def crumbs(self) -> list[dict[str, str]]:
        here = {"url": reverse("letters:letter", args=[self.letter.pk]), "label": name_of(self.letter)}
        return [here, *super().crumbs()]


class BatchScreen(LettersScreen):
    """A screen about one batch of the user's centres."""

    @cached_property
    def batch(self) -> LetterBatch:
        mine = LetterBatch.objects.for_user(self.request.user).select_related(
            "centre", "signatory", "template", "job", "bundle_job", "drafted_by"
        )
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(batch=self.batch, **kwargs)

    def crumbs(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("letters:batches"), "label": str(_("Batches"))},
            {"url": reverse("letters:batch", args=[self.batch.pk]), "label": self.batch.title},
            *super().crumbs(),
        ]


def name_of(letter: Letter) -> str:
    """What a letter is called on screens: its number, else its subject."""
    return letter.number_text or letter.subject or str(_("(no subject yet)"))


def centres_where(user, right: str) -> list[Centre]:
    """The centres in which a user has a right (`add_letter` …)."""
    mine = for_user(Centre.objects.all(), user, "pk")
    return [centre for centre in mine if may_do(user, f"network.{right}", centre.pk)]


@dataclass(frozen=True)
class Missing:
    """A centre that cannot issue letters yet: what is not set, in words, and where it is set by this user ("")."""

    centre: Centre
    gaps: list[str]
    url: str


def offices_missing(user) -> list[Missing]:
    """For the user's own centres; headquarters, which sees them all, is told on the list of letterheads."""
    scope = scope_of(user)
    if scope.everything:
        return []
    centres = (
        Centre.objects.filter(pk__in=scope.centres).prefetch_related("signatories").select_related("letter_office")
    )
    found = []
    for centre in centres:
        office = getattr(centre, "letter_office", None) or LetterOffice(centre=centre)
        if gaps := office.gaps():
            found.append(Missing(centre, [str(GAPS[gap]).rstrip(".") for gap in gaps], _settings_of(office, user)))
    return found


def _settings_of(office: LetterOffice, user) -> str:
    if not may_do(user, "network.change_letteroffice", office.centre_id):
        return ""
    try:
        return reverse("letter_offices:edit", args=[office.pk]) if office.pk else reverse("letter_offices:add")
    except NoReverseMatch:  # pragma: no cover - a site may leave the settings out
        return ""


def pdf_response(data: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A private PDF that may stand in a frame of ours."""
    response = HttpResponse(data, content_type=PDF)
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
