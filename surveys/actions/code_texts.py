from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from ..models import Response, TextTheme, Theme


@transaction.atomic
def code_text(response: Response, variable: str, codes: Collection[str], *, by, at: datetime) -> bool:
    """The text of an answer is about these themes and no others; whether that is new. Unknown codes are left out."""
    wanted = {theme.pk: theme for theme in Theme.objects.filter(code__in=codes)}
    mine = TextTheme.objects.filter(response=response, variable=variable)
    held = set(mine.values_list("theme_id", flat=True))
    if held == set(wanted):
        return False
    mine.exclude(theme__in=wanted).delete()
    TextTheme.objects.bulk_create(
        TextTheme(response=response, variable=variable, theme=theme, by=by, at=at)
        for pk, theme in wanted.items()
        if pk not in held
    )
    names = sorted(theme.code for theme in wanted.values())
    log(instance=response, action="wagtail.edit", user=by, data={"themes": names, "variable": variable})
    return True
