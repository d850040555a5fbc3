from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from ..models import Instrument, Revision
from .write_revision import write_revision


@transaction.atomic
def copy_instrument(of: Revision, *, slug: str, name_th: str, name_en: str, by) -> Instrument:
    """A questionnaire of its own that begins with the wording of another; neither changes the other from then on."""
    made = Instrument.objects.create(slug=slug, name_th=name_th, name_en=name_en)
    log(instance=made, action="wagtail.create", user=by)
    write_revision(made, of.source, by=by)
    return made
