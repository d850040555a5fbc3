"""The bundle of a campaign’s answers as far as a user may see them: at once when few, else in the background."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from ..models import Campaign, Response

KIND = "export-answers"
#: So many answers are packed while one waits.
AT_ONCE = 5_000


def answers_of(campaign: Campaign, user):
    """The usable answers of the user's provinces."""
    return Response.objects.for_user(user).filter(campaign=campaign).usable()


def export_answers(campaign: Campaign, user, *, now: datetime) -> tuple[str, bytes]:
    """The name of the file and the file."""
    # numpy and SPSS's writer take seconds to load, and only who exports needs them.
    from ..bundles import stamp, write_bundle
    from ..dataset import read_dataset

    title = f"{campaign.revision.instrument.name_th} {campaign.season.fiscal_year}"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "bundle.zip"
        dataset = read_dataset(campaign, answers_of(campaign, user), texts=True)
        write_bundle(dataset, campaign.revision, target, title=title)
        return f"questionnaires-{campaign.season.fiscal_year}-{stamp(now)}.zip", target.read_bytes()


def export_later(campaign: Campaign, *, owner, title: str) -> Job:
    """The file hangs on the job when it is done."""
    return jobs.enqueue(KIND, [(str(campaign.season.fiscal_year), {"campaign": campaign.pk})], owner=owner, title=title)


def _pack(item: JobItem, job: Job) -> tuple[str, bytes]:
    if job.owner is None or not job.owner.has_perm("surveys.export_response"):
        raise jobs.ItemRefused(_("Whoever asked for this may not export answers any more."))
    campaign = Campaign.objects.select_related("season", "revision__instrument").get(pk=item.payload["campaign"])
    return export_answers(campaign, job.owner, now=timezone.now())


@jobs.job_kind(KIND, prepare=_pack)
def export_one(item: JobItem, job: Job, packed: tuple[str, bytes]) -> None:
    name, data = packed
    job.result.save(name, ContentFile(data), save=False)
    job.save(update_fields=["result"])
