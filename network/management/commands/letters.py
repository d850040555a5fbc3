"""Official letters by hand: each chore is a subcommand. docs/letters-register.md says when one needs them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home import jobs
from network.actions.bundle_batch import NothingIssued, bundle_letters, keep_bundle
from network.actions.change_partner import Actor
from network.actions.check_letter import BatchNotReady, LetterNotReady
from network.actions.issue_batch import issue_batch
from network.actions.issue_letter import issue_letter
from network.actions.move_letter import WrongState
from network.actions.send_letter import NoPdf, send_again
from network.actions.sweep_letters import PATIENCE, sweep_letters
from network.actions.verify_letters import verify_letters
from network.models import Letter, LetterBatch


class Command(BaseCommand):
    help = (
        "Official letters: issue approved ones, look whether all are whole, rebuild bundles, finish what was cut off."
    )

    def add_arguments(self, parser) -> None:
        chores = parser.add_subparsers(dest="chore", required=True)
        issue = chores.add_parser("issue", help="Number approved letters, or a whole batch, and make their PDFs.")
        issue.add_argument("letters", nargs="*", type=int, help="Keys of letters.")
        issue.add_argument("--batch", type=int, help="The key of a batch.")
        issue.add_argument("--user", required=True, help="Who issues them: somebody who may in their centre.")
        chores.add_parser("verify", help="Read every stored PDF and the log again; fails when something is wrong.")
        bundle = chores.add_parser("bundle", help="Put the letters of a batch together anew, for the printer.")
        bundle.add_argument("bundle", metavar="batch", type=int, help="The key of a batch.")
        bundle.add_argument("--to", type=Path, help="Write the PDF there as well.")
        sweep = chores.add_parser("sweep", help="Make the PDFs that an interruption left out.")
        sweep.add_argument("--now", action="store_true", help="Also of letters issued within the last minute.")

    def handle(self, *args, chore: str, **options) -> None:
        {"issue": self._issue, "verify": self._verify, "bundle": self._bundle, "sweep": self._sweep}[chore](options)

    def _issue(self, options: dict) -> None:
        user = get_user_model().objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']}.")
        actor = Actor(user=user)
        try:
            if options["batch"]:
                self._issue_batch(_found(LetterBatch, options["batch"]), actor)
            for key in options["letters"]:
                letter = issue_letter(_found(Letter, key), actor=actor, at=timezone.now())
                self.stdout.write(f"{letter.number_text} {letter.sha256}")
        except PermissionDenied:
            raise CommandError(f"{user} may not issue letters of this centre.") from None
        except (LetterNotReady, WrongState) as problem:
            raise CommandError(f"Not ready: {problem}") from None
        except BatchNotReady as problem:
            words = [f"{each.letter.recipient}: {one.words}" for each in problem.troubled for one in each.troubles]
            raise CommandError("\n".join(["Not ready:", *words])) from None

    def _issue_batch(self, batch: LetterBatch, actor: Actor) -> None:
        """Does here what the worker would do; beside a worker that is at it already it only waits for its turn."""
        job = issue_batch(batch, actor=actor, at=timezone.now())
        while jobs.work(job.pk):
            pass
        job.refresh_from_db()
        self.stdout.write(f"{job.get_state_display()}: done={job.done} failed={job.failed} {job.message}")

    def _verify(self, options: dict) -> None:
        verified = verify_letters()
        for wrong in verified.wrong:
            self.stderr.write(wrong)
        self.stdout.write(
            f"letters={verified.letters} books={verified.books} lines={verified.lines} wrong={len(verified.wrong)}"
        )
        if verified.wrong:
            raise CommandError("Not everything is what it was.")

    def _bundle(self, options: dict) -> None:
        batch = _found(LetterBatch, options["bundle"])
        try:
            bundle = bundle_letters(batch.letters)
        except NothingIssued:
            raise CommandError("No letter of this batch is issued yet.") from None
        except NoPdf:
            raise CommandError("The PDF of a letter is missing or was changed: see letters verify.") from None
        keep_bundle(batch, bundle)
        if options["to"]:
            options["to"].write_bytes(bundle.pdf)
        self.stdout.write(f"pdf={len(bundle.pdf)} zip={len(bundle.archive)}")

    def _sweep(self, options: dict) -> None:
        swept = sweep_letters(now=timezone.now(), patience=timedelta() if options["now"] else PATIENCE)
        again = send_again(now=timezone.now())
        self.stdout.write(f"printed={swept.printed} failed={swept.failed} uncertain={swept.uncertain} again={again}")
        if swept.failed:
            raise CommandError("Some PDFs cannot be made; the log says why.")


def _found(model, key: int):
    found = model.objects.filter(pk=key).first()
    if found is None:
        raise CommandError(f"There is no {model._meta.model_name} {key}.")
    return found
