"""The run-sheet: one page for each visit, with everything one needs on the way and there; printed in the background."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home import jobs, pdf, qr
from home.models import Job, JobItem
from home.thai import WEEKDAYS, long_date

from ..models import KitItem, TravelRequest, Visit
from ..outreach import standard

KIND = "run-sheets"
STYLE = "network/css/run-sheet.css"
_HERE = "https://run-sheet.invalid/"


def map_address(partner) -> str:
    """Where the partner is, to the metre, short enough to be typed; empty without coordinates."""
    if partner.latitude is not None and partner.longitude is not None:
        return f"https://www.openstreetmap.org/?mlat={partner.latitude:.5f}&mlon={partner.longitude:.5f}#map=15"
    return ""


def print_run_sheets(visits: Sequence[Visit]) -> bytes:
    """The PDF, in Thai. The same visits give the same bytes."""
    drawings, sheets = {}, []
    for visit in visits:
        address = _record_address(visit)
        drawings[f"{_HERE}{visit.pk}.svg"] = qr.svg(address)
        at = timezone.localtime(visit.appointment)
        sheets.append(
            {
                "visit": visit,
                "partner": visit.partner,
                "when": f"วัน{WEEKDAYS[at.weekday()]}ที่ {long_date(at.date())} เวลา {at:%H.%M} น.",
                "map": map_address(visit.partner),
                "record": address,
                "kit": list(KitItem.objects.filter(season=visit.season_id)),
                "people": list(visit.partner.contacts.active()),
            }
        )
    with override("th"):
        body = render_to_string("network/pdf/run_sheets.html", {"sheets": sheets, "steps": standard.STEPS})
    return pdf.render_pdf(
        body, title="ใบนำการเข้าพบ", language="th", stylesheets=(pdf.PAPER, STYLE), base_url=_HERE, pictures=drawings
    )


def _record_address(visit: Visit) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('outreach:record', args=[visit.pk])}"


def visits_on(travel: TravelRequest) -> list[Visit]:
    """The appointed visits of a trip in their order, with what their sheets say."""
    related = ("partner__province", "partner__district", "partner__subdistrict", "coordinator", "team", "season")
    return list(travel.visits.alive().exclude(appointment=None).select_related(*related).order_by("appointment"))


def sheets_are_fresh(travel: TravelRequest, visits: Sequence[Visit]) -> bool:
    """Whether the kept file says what the visits say now."""
    made = travel.run_sheets_at
    return bool(travel.run_sheets and made and all(visit.updated_at <= made for visit in visits))


@transaction.atomic
def order_run_sheets(travel: TravelRequest, *, owner=None) -> Job:
    """Has the sheets of a trip printed in the background; afterwards the file hangs on the request."""
    title = _("Run-sheets of %(trip)s") % {"trip": travel}
    job = jobs.enqueue(KIND, [(f"travel-{travel.pk}", {"travel": travel.pk})], owner=owner, title=title)
    TravelRequest.objects.filter(pk=travel.pk).update(run_sheets_job=job)
    return job


def _print(item: JobItem, job: Job) -> tuple[bytes, object]:
    """Drawn outside of the transaction; what changes while it is drawn makes the file stale."""
    begun = timezone.now()
    visits = visits_on(TravelRequest.objects.get(pk=item.payload["travel"]))
    if not visits:
        raise jobs.ItemRefused(_("No visit of this trip has an appointment."))
    return print_run_sheets(visits), begun


@jobs.job_kind(KIND, prepare=_print)
def keep_run_sheets(item: JobItem, job: Job, printed: tuple[bytes, object]) -> None:
    data, begun = printed
    travel = TravelRequest.objects.get(pk=item.payload["travel"])
    old = (travel.run_sheets.storage, travel.run_sheets.name) if travel.run_sheets else None
    travel.run_sheets.save(f"run-sheets-{travel.pk}.pdf", ContentFile(data), save=False)
    travel.run_sheets_at = begun
    travel.save(update_fields=["run_sheets", "run_sheets_at"])
    if old:
        transaction.on_commit(lambda: old[0].delete(old[1]), robust=True)
