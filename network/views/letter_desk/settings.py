"""The settings of letters beyond their forms: an emblem to look at, specimens, a national text made one's own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from home.access import may_do

from ...letter_troubles import GAPS
from ...letters.blanks import BLANKS
from ...models import Letter, LetterOffice, LetterTemplate, Signatory
from ...models.letters.texts import WRITTEN
from .drawing import draw
from .screen import LettersScreen, centres_where, pdf_response

#: Whom specimens are addressed to: nobody.
SPECIMEN = {
    "recipient": "นายกองค์การบริหารส่วนตำบลตัวอย่าง",
    "organisation": "องค์การบริหารส่วนตำบลตัวอย่าง",
    "recipient_address": "99 หมู่ 9 ตำบลตัวอย่าง\nอำเภอตัวอย่าง จังหวัดตัวอย่าง",
    "recipient_zip": "10000",
}
SUBJECT = "ตัวอย่างหนังสือสำหรับตรวจหัวหนังสือ"
BODY = (
    "ด้วย{ศูนย์}ได้ตั้งค่าหัวหนังสือของหน่วยงาน จึงจัดพิมพ์หนังสือฉบับนี้เป็นตัวอย่างเพื่อตรวจสอบตราครุฑ ที่อยู่ เลขที่หนังสือ และลายมือชื่อ\n\n"
    "โปรดตรวจสอบว่าข้อความทุกบรรทัดถูกต้องตรงกับแบบของหน่วยงาน หากพบข้อความที่ต้องแก้ไข ให้แก้ไขในหน้าหัวหนังสือ\n\n"
    "จึงเรียนมาเพื่อโปรดทราบ"
)


def gaps_in_words(office: LetterOffice) -> list[str]:
    """What is not set, as short sentences without a full stop."""
    return [str(GAPS[gap]).rstrip(".") for gap in office.gaps()]


def specimen(centre, **fields) -> Letter:
    """A letter to nobody, never saved: its blanks filled with their examples."""
    # No row has this key, so there are no enclosures to look for.
    return Letter(
        pk=0,
        centre=centre,
        state=Letter.State.DRAFT,
        signatory=Signatory.objects.active().filter(centre=centre).first(),
        blanks={blank.name: blank.example for blank in BLANKS if not blank.table},
        drafted_at=timezone.now(),
        **SPECIMEN,
        **fields,
    )


class OfficeScreen(LettersScreen, View):
    needs = "network.view_letteroffice"

    @cached_property
    def office(self) -> LetterOffice:
        mine = LetterOffice.objects.for_user(self.request.user).select_related("centre")
        return get_object_or_404(mine, pk=self.kwargs["pk"])


class EmblemView(OfficeScreen):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.office.emblem:
            raise Http404
        try:
            opened = self.office.emblem.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        kind = "image/svg+xml" if self.office.emblem.name.endswith(".svg") else "image/png"
        response = FileResponse(opened, content_type=kind)
        response["Cache-Control"] = "private, no-store"
        return response


class SpecimenView(OfficeScreen):
    """How a letter of this office looks with the settings as they are."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        letter = specimen(self.office.centre, subject=SUBJECT, body=BODY)
        return pdf_response(draw(letter, timezone.localdate()).data, "specimen.pdf")


class TemplateScreen(LettersScreen, View):
    needs = "network.view_lettertemplate"

    @cached_property
    def text(self) -> LetterTemplate:
        usable = LetterTemplate.objects.usable_by(self.request.user) | LetterTemplate.objects.for_user(
            self.request.user
        )
        return get_object_or_404(usable.distinct(), pk=self.kwargs["pk"])


class SampleView(TemplateScreen):
    """A ready text as a letter, with examples in its blanks."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        centres = centres_where(request.user, "view_lettertemplate")
        centre = self.text.centre or (centres[0] if centres else None)
        if centre is None:
            raise PermissionDenied
        letter = specimen(centre, **{name: getattr(self.text, name) for name in WRITTEN})
        return pdf_response(draw(letter, timezone.localdate()).data, "sample.pdf")


class AdaptView(TemplateScreen):
    """Copies a text for one's own centre, to be changed there."""

    needs = "network.add_lettertemplate"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        centres = centres_where(request.user, "add_lettertemplate")
        if len(centres) != 1 or not may_do(request.user, "network.add_lettertemplate", centres[0].pk):
            raise PermissionDenied
        old = self.text
        new = LetterTemplate.objects.create(
            name=_("%(name)s (%(centre)s)") % {"name": old.name[:80], "centre": centres[0].region},
            centre=centres[0],
            enclosures=old.enclosures,
            **{name: getattr(old, name) for name in WRITTEN},
        )
        messages.success(request, _("This is your centre's own copy. Change it as you need it."))
        return redirect("letter_templates:edit", new.pk)
