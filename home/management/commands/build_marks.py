"""Draw the site's mark again as the files that browsers ask for."""

from pathlib import Path

from django.core.management.base import BaseCommand

from ... import marks

FOLDER = Path(marks.__file__).parent / "static" / "home" / "img"
PNGS = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}


class Command(BaseCommand):
    help = "Draws the site's mark as favicon.svg and as icons for phones."

    def handle(self, **options) -> None:
        (FOLDER / "favicon.svg").write_text(marks.mark_svg() + "\n")
        for name, side in PNGS.items():
            (FOLDER / name).write_bytes(marks.mark_png(side))
