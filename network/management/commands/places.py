from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.tabular import TableRefused
from network.actions.import_places import KINDS, WrongList, import_places, read_places

SHOWN = 20


class Command(BaseCommand):
    help = "Bring districts or sub-districts in line with an official list (columns code, th, en, zip)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("act", choices=["import"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=KINDS, required=True)
        parser.add_argument("--dry-run", action="store_true", help="Say what would change; write nothing.")

    def handle(self, *args, file: Path, kind: str, dry_run: bool, **options) -> None:
        try:
            rows = read_places(file, KINDS[kind])
            outcome = import_places(rows, KINDS[kind], dry_run=dry_run)
        except (WrongList, TableRefused, OSError) as problem:
            raise CommandError(str(problem)) from problem
        for code in outcome.new[:SHOWN]:
            self.stdout.write(f"new {code} {rows[code]['name_th']}")
        for code, fields in list(outcome.changed.items())[:SHOWN]:
            told = ", ".join(f"{name}: {before} -> {after}" for name, (before, after) in fields.items())
            self.stdout.write(f"changed {code} {told}")
        for code in outcome.missing[:SHOWN]:
            self.stdout.write(f"missing {code}")
        self.stdout.write(
            f"new={len(outcome.new)} changed={len(outcome.changed)} unchanged={outcome.unchanged}"
            f" missing={len(outcome.missing)}"
        )
