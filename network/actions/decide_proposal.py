"""A partner's correction is accepted, in part or as a whole, or declined: once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..models import Change, Contact, Proposal
from .change_partner import Actor, change_contact, change_partner
from .coordinate_visit import name_coordinator
from .send_in import PERSON, PROFILE, ROLE
from .write_to_partner import write_answer


class AlreadyDecided(Exception):
    """Somebody decided meanwhile; `decided` is what became of it."""

    def __init__(self, decided) -> None:
        super().__init__(str(decided))
        self.decided = decided


def waiting(model, pk: int):
    """The record, locked until the transaction ends. Raises AlreadyDecided."""
    decided = model.objects.select_for_update().get(pk=pk)
    if decided.state != decided.State.WAITING:
        raise AlreadyDecided(decided)
    return decided


def close(decided, state: str, answer: str, *, user, at: datetime) -> None:
    decided.state, decided.answer, decided.decided_by, decided.decided_at = state, answer, user, at
    decided.save()


@transaction.atomic
def decide_proposal(
    proposal: Proposal,
    fields: Collection[str],
    people: Collection[int],
    answer: str,
    *,
    user,
    at: datetime,
    declined: bool = False,
) -> Proposal:
    """Writes the chosen `fields` of the organisation and the chosen entries of `people` (their positions).

    Nothing chosen means declined; a mere message has nothing to choose and is taken note of. The sender is told.
    Raises AlreadyDecided.
    """
    proposal = waiting(Proposal, proposal.pk)
    if declined:
        fields, people = (), ()
    actor = Actor(user=user, role=ROLE)
    values = {name: proposal.profile[name][1] for name in PROFILE if name in fields and name in proposal.profile}
    if values:
        change_partner(proposal.partner, values, actor=actor, at=at, verb=Change.Verb.PROPOSAL)
    taken = [entry for number, entry in enumerate(proposal.people) if number in people]
    for entry in taken:
        _write_person(proposal, entry, actor, at)
    offered = bool(proposal.profile or proposal.people)
    accepted = bool(values or taken) or not (offered or declined)
    state = Proposal.State.ACCEPTED if accepted else Proposal.State.DECLINED
    close(proposal, state, answer, user=user, at=at)
    if proposal.contact_id:
        write_answer("proposal", proposal, owner=user)
    return proposal


def _write_person(proposal: Proposal, entry: dict, actor: Actor, at: datetime) -> None:
    """A person who is gone from the record meanwhile stays gone."""
    if entry["act"] == "add":
        told_on = timezone.localdate(proposal.sent_at)
        values = {name: entry["values"].get(name, ["", ""])[1] for name in PERSON}
        values |= {"source": ROLE, "notice_on": told_on, "verified_on": told_on}
        contact = Contact(partner=proposal.partner)
        change_contact(contact, values, actor=actor, at=at)
        name_coordinator(contact, at=at, replied_at=proposal.sent_at)
        return
    contact = proposal.partner.contacts.filter(pk=entry["contact"], erased_at=None).first()
    if contact is None:
        return
    if entry["act"] == "remove":
        change_contact(contact, {"active": False}, actor=actor, at=at)
        return
    values = {name: pair[1] for name, pair in entry["values"].items() if name in PERSON}
    change_contact(contact, values | {"verified_on": timezone.localdate(at)}, actor=actor, at=at)
