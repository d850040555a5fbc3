"""Build the two font files of the site from the @fontsource/sarabun package."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ... import fonts, letterfont


class Command(BaseCommand):
    help = "Builds the site's two font files from the @fontsource/sarabun package (from npm pack)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("package", type=Path, help="the .tgz that npm pack leaves, or the folder it unpacks to")
        parser.add_argument("--to", type=Path, default=fonts.FOLDER, help="where the files go")

    def handle(self, *, package: Path, to: Path, **options) -> None:
        for weight in letterfont.WEIGHTS:
            try:
                thai, latin = (letterfont.read_source(package, script, weight) for script in ("thai", "latin"))
            except letterfont.SourceMissing as problem:
                raise CommandError(str(problem)) from problem
            target = to / fonts.FILES[weight]
            target.write_bytes(letterfont.build(thai, latin, weight))
            self.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes")
