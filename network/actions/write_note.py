"""Notes and files on a partner's record: added and taken away, each with its line of history."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import Change, Partner, PartnerFile, PartnerNote
from .change_partner import Actor, record


@transaction.atomic
def write_note(partner: Partner, text: str, *, actor: Actor, at: datetime) -> PartnerNote:
    """Adds a note. Its text may speak of a person, so the history keeps it where erasing finds it."""
    note = PartnerNote.objects.create(partner=partner, text=text, author=actor.user)
    record(partner, Change.Verb.NOTE, actor, at, personal={"note": ["", text]})
    return note


@transaction.atomic
def remove_note(note: PartnerNote, *, actor: Actor, at: datetime) -> Change:
    line = record(note.partner, Change.Verb.NOTE, actor, at, personal={"note": [note.text, ""]})
    note.delete()
    return line


@transaction.atomic
def add_file(partner: Partner, file, title: str, *, actor: Actor, at: datetime) -> PartnerFile:
    added = PartnerFile.objects.create(partner=partner, file=file, title=title, author=actor.user)
    record(partner, Change.Verb.NOTE, actor, at, fields={"file": ["", title]})
    return added


@transaction.atomic
def remove_file(file: PartnerFile, *, actor: Actor, at: datetime) -> Change:
    """Takes a file off the record; what is stored goes when the database has agreed."""
    stored, name = file.file.storage, file.file.name
    line = record(file.partner, Change.Verb.NOTE, actor, at, fields={"file": [file.title, ""]})
    file.delete()
    transaction.on_commit(lambda: stored.delete(name))
    return line
