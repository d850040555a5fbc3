"""An office's own TH Sarabun for its letters. Pure; `wording` has the sentences for what is refused."""

from __future__ import annotations

from home import fonts, ownfont
from home.ownfont import Fault, FontRefused

from .look import Faces

__all__ = ["FAMILY", "Fault", "FontRefused", "faces_of"]
#: What `letter.css` calls it.
FAMILY = "Office Sarabun"


def faces_of(text: bytes, strong: bytes | None = None) -> Faces:
    """Both faces from the uploaded files, with the same changes as the site's own typeface; takes about a second.

    Without a strong file the first one serves for both. The same files give the same bytes. Raises FontRefused.
    """
    return Faces(
        text=ownfont.repaired(text, fonts.TEXT, FAMILY),
        strong=ownfont.repaired(strong if strong is not None else text, fonts.STRONG, FAMILY),
    )
