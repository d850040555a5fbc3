"""A photograph of a visit is released for the site, or taken back. Until then only staff of the centre see it."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, ReferenceIndex

from home.founding import names
from home.models import PortalImage

from ..models import VisitPhoto
from .change_partner import Actor
from .move_visit import locked, write_down


class NoCaption(Exception):
    """Nobody has said what the photograph shows; a picture of the site needs its description."""


class PictureInUse(Exception):
    """Pages show the picture: it has to leave them before it can be taken back."""


@transaction.atomic
def release_photo(photo: VisitPhoto, caption: str, *, actor: Actor, at: datetime) -> VisitPhoto:
    """Puts a copy among the pictures of the site, in the centre's collection. Done twice it is done once.

    Raises NoCaption.
    """
    if not caption.strip():
        raise NoCaption
    stored = VisitPhoto.objects.select_for_update().get(pk=photo.pk)
    stored.caption = caption.strip()[:200]
    if stored.image_id:
        stored.save(update_fields=["caption"])
        return stored
    stored.image = _picture(stored)
    stored.released, stored.released_by, stored.released_at = True, actor.user, at
    stored.save()
    visit = locked(stored.visit_id)
    write_down(visit, "photo", actor, at, before=visit.state, fields={"released": ["", stored.caption]})
    return stored


@transaction.atomic
def withdraw_photo(photo: VisitPhoto, *, actor: Actor, at: datetime) -> VisitPhoto:
    """Makes a photograph private again; its picture leaves the site. Raises PictureInUse."""
    stored = VisitPhoto.objects.select_for_update().get(pk=photo.pk)
    image = stored.image
    if image and ReferenceIndex.get_references_to(image).exists():
        raise PictureInUse
    stored.image, stored.released, stored.released_by, stored.released_at = None, False, None, None
    stored.save()
    if image:
        image.delete()
    visit = locked(stored.visit_id)
    write_down(visit, "photo", actor, at, before=visit.state, fields={"released": [stored.caption, ""]})
    return stored


def _picture(photo: VisitPhoto) -> PortalImage:
    partner = photo.visit.partner
    collection = names.CENTRE_COLLECTION.format(region=partner.province.centre.region_th)
    known = Collection.objects.filter(name=collection).first()
    with photo.file.open("rb") as opened:
        file = ContentFile(opened.read(), name=f"visit-{photo.pk}.jpg")
    return PortalImage.objects.create(
        title=f"{photo.caption} ({partner.name_th})"[:255], file=file, description=photo.caption,
        credit=partner.province.centre.name_th, collection=known or Collection.get_first_root_node(),
    )  # fmt: skip
