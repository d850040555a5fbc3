"""What the network does by itself, by hand: each chore is a subcommand that its module adds to CHORES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.management.base import BaseCommand
from django.utils import timezone

from network.actions.change_partner import Actor
from network.actions.follow_visits import follow_visits
from network.actions.forget_registrations import forget_old_registrations
from network.actions.observe_partners import observe_partners
from network.actions.purge_contacts import MONTHS, purge_contacts
from network.actions.recompute_standings import recompute_standings
from network.actions.send_digests import send_digests


@dataclass(frozen=True)
class Chore:
    """`do(options, write)` does it; `add_arguments(parser)` says what it may be told. All know --dry-run."""

    help: str
    do: Callable[[dict, Callable[[str], object]], None]
    add_arguments: Callable = lambda parser: None


def recompute(options: dict, write) -> None:
    observed = observe_partners(actor=Actor(role="network recompute"), at=timezone.now(), dry_run=options["dry_run"])
    done = recompute_standings(actor=Actor(role="network recompute"), at=timezone.now(), dry_run=options["dry_run"])
    for (before, after), number in sorted(done.moves.items()):
        write(f"{before} -> {after}: {number}")
    write(f"partners={done.partners} changed={done.changed} observed={observed}")


def purge(options: dict, write) -> None:
    how = {"at": timezone.now(), "months": options["months"], "dry_run": options["dry_run"]}
    write(f"contacts={purge_contacts(**how)}")
    write(f"registrations={forget_old_registrations(**how)}")


def follow(options: dict, write) -> None:
    if options["dry_run"]:
        write("follow has no dry run: it writes to partners")
        return
    now = timezone.now()
    done = follow_visits(now)
    write(f"begun={done.begun} sent={done.sent} settled={done.settled} digests={send_digests(now)}")


CHORES: dict[str, Chore] = {
    "recompute": Chore("Rebuild the status of every partner from what was observed.", recompute),
    "follow": Chore("Follow visits up: thanks, reminders of Form 2, the letter of a Monday.", follow),
    "purge": Chore(
        "Erase people who ceased to be contacts, or came to an event, long ago.",
        purge,
        lambda parser: parser.add_argument("--months", type=int, default=MONTHS),
    ),
}


class Command(BaseCommand):
    help = "Chores of the partner network."

    def add_arguments(self, parser) -> None:
        chores = parser.add_subparsers(dest="chore", required=True)
        for name, chore in CHORES.items():
            one = chores.add_parser(name, help=chore.help)
            one.add_argument("--dry-run", action="store_true", help="Say what would change; write nothing.")
            chore.add_arguments(one)

    def handle(self, *args, chore: str, **options) -> None:
        CHORES[chore].do(options, self.stdout.write)
