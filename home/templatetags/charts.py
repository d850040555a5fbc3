import hashlib

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ..figure_tables import FigureTable
from ..generation import cached

register = template.Library()


@register.simple_tag
def chart(table: FigureTable, kind: str, labelled_by: str) -> SafeString | str:
    """A figure table drawn as "bars" or a "line"; empty for any other kind and where there is nothing to draw.

    `labelled_by` is the id of the sentence that says what the drawing shows: to a screen reader the drawing is one
    picture with that name, and the table beside it carries the numbers.
    """
    # Known by what it shows, not by where it stands: a draft's drawing is never taken for the live page's.
    digest = hashlib.sha256(repr((table, kind, labelled_by)).encode()).hexdigest()
    return cached(f"chart:{get_language()}:{digest}", lambda: _drawn(table, kind, labelled_by))


def _drawn(table: FigureTable, kind: str, labelled_by: str) -> SafeString | str:
    drawn = table.chart(kind)
    if not drawn:
        return ""
    return render_to_string(
        f"home/charts/{drawn.kind}.html",
        {
            "chart": drawn,
            "ticks": list(reversed(drawn.ticks)) if drawn.kind == "line" else [],
            "decimals": table.decimals,
            "labelled_by": labelled_by,
            "missing": gettext("no data"),
        },
    )
