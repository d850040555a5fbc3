"""The sheets of many kits in the background: one item for each kit, all of them one file at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.joined import join_pdfs
from home.models import Job, JobItem
from home.storage import private_storage

from ..instrument.items import WAVES
from ..models import Campaign, PairCode
from .print_sheets import SheetTooLong, print_sheets

KIND = "print-questionnaires"
#: So many kits are printed while one waits.
AT_ONCE = 2


def print_kits(campaign: Campaign, codes: Sequence[PairCode], *, owner, title: str) -> Job:
    """Prints both forms of every code in the order given; the file hangs on the job."""
    return jobs.enqueue(KIND, [(code.written, {"code": code.pk}) for code in codes], owner=owner, title=title)


def _place(item: JobItem) -> str:
    return f"jobs/sheets/{item.job_id}-{item.pk}.pdf"


def _print(item: JobItem, job: Job) -> bytes:
    code = PairCode.objects.for_printing().filter(pk=item.payload["code"]).exclude(visit=None).first()
    if code is None:
        raise jobs.ItemRefused(_("This code is gone."))
    try:
        return print_sheets([code], now=timezone.now(), waves=WAVES)
    except SheetTooLong as problem:
        raise jobs.ItemRefused(too_long(problem.wave)) from None


def too_long(wave: int) -> str:
    return _("Form %(wave)s does not fit on one sheet. Please shorten it.") % {"wave": wave}


def _join(job: Job) -> None:
    done = list(job.items.filter(state=JobItem.State.DONE).order_by("pk"))
    if done:
        job.result.save(f"questionnaires-{job.pk}.pdf", ContentFile(join_pdfs(_parts(done))), save=False)
    for item in done:
        private_storage().delete(_place(item))
    job.message = _("Sheets of %(kits)s kits, both forms, to be printed on both sides.") % {"kits": len(done)}


def _parts(items: list[JobItem]) -> Iterator[tuple[str, bytes]]:
    for item in items:
        with private_storage().open(_place(item)) as file:
            yield item.key, file.read()


@jobs.job_kind(KIND, prepare=_print, finish=_join)
def print_kit(item: JobItem, job: Job, printed: bytes) -> None:
    storage, name = private_storage(), _place(item)
    storage.delete(name)
    storage.save(name, ContentFile(printed))
