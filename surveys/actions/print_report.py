"""A report as a tagged PDF, made in the background: a page takes the printer half a second."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home import jobs, pdf
from home.models import Job, JobItem
from network.mail import office

from ..models import SeasonReport

KIND = "print-season-report"
STYLES = (pdf.PAPER, "surveys/report-paper.css")
#: Where the emblem seems to lie. RFC 2606 keeps the name out of the real internet; the picture is handed in.
_EMBLEM = "https://report.invalid/emblem.png"
MOST_TITLE = 250


@transaction.atomic
def print_report(report: SeasonReport, *, owner=None) -> Job:
    """Begins the job; afterwards the PDF hangs on the report."""
    title = _("Season report %(report)s as PDF") % {"report": report}
    job = jobs.enqueue(KIND, [(f"report-{report.pk}", {"report": report.pk})], owner=owner, title=title[:MOST_TITLE])
    SeasonReport.objects.filter(pk=report.pk).update(job=job)
    return job


def drawn(one) -> bytes:
    """The PDF of a presented report, in Thai. The same report gives the same bytes."""
    whose = office()
    pictures = _emblem_of(whose)
    with override("th"):
        body = render_to_string(
            "surveys/report/print.html",
            {
                "report": one,
                "office": whose,
                "emblem": _EMBLEM if pictures else "",
                "unfrozen": not one.record.is_frozen,
            },
        )
    return pdf.render_pdf(
        body, title=title_of(one), language="th", stylesheets=STYLES, pictures=pictures,
        author=f"{whose.name_th} {whose.parent_th}",
    )  # fmt: skip


def title_of(one) -> str:
    scope = one.content["scope"]
    return f"รายงานผลการดำเนินงาน ปีงบประมาณ พ.ศ. {scope['year']} {scope['name']['th']}"


def _emblem_of(whose) -> dict[str, bytes]:
    if not whose.emblem:
        return {}
    with whose.emblem.get_rendition("height-240|format-png").file.open("rb") as opened:
        return {_EMBLEM: opened.read()}


def mark_of(one) -> str:
    """What a PDF of this report is known by: other words, figures or sheets give another."""
    return f"{one.mark[:48]}-{pdf.edition(STYLES)}"


def _draw(item: JobItem, job: Job):
    from ..report.presenting import for_everybody, present
    from ..report.rollup import NothingAccepted

    related = SeasonReport.objects.select_related("campaign__season", "campaign__revision__instrument", "centre")
    report = related.get(pk=item.payload["report"])
    try:
        one = present(report, timezone.localdate())
    except NothingAccepted:
        raise jobs.ItemRefused(_("No report of a centre is accepted yet.")) from None
    public = drawn(for_everybody(one)) if report.state == SeasonReport.State.PUBLISHED else None
    return drawn(one), mark_of(one), public


@jobs.job_kind(KIND, prepare=_draw)
def keep_print(item: JobItem, job: Job, made) -> None:
    """Hangs the files on the report; the ones before go once the new ones are written down."""
    body, mark, public = made
    report = SeasonReport.objects.select_related("campaign__season").get(pk=item.payload["report"])
    old = [(field.storage, field.name) for field in (report.pdf, report.public_pdf) if field]
    name = f"{report.campaign.season.fiscal_year}-{report.centre_id or 'nation'}.pdf"
    report.pdf.save(name, ContentFile(body), save=False)
    report.public_pdf = None
    if public:
        report.public_pdf.save(f"public-{name}", ContentFile(public), save=False)
    report.pdf_of = mark
    report.save(update_fields=["pdf", "public_pdf", "pdf_of"])
    for storage, kept in old:
        transaction.on_commit(lambda storage=storage, kept=kept: storage.delete(kept), robust=True)
