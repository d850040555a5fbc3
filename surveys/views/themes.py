"""The screen on which staff give what people wrote a theme."""

from __future__ import annotations

from itertools import islice

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from ..actions.code_texts import code_text
from ..models import Campaign, Response, TextTheme, Theme
from ..report.texts import TEXTS, answers_with_texts
from .reports import ReportsScreen

PER_PAGE = 20


class ThemesView(ReportsScreen, TemplateView):
    """Twenty texts at a time, those without a theme first unless all are asked for."""

    needs = "surveys.code_texts"
    template_name = "surveys/admin/themes.html"
    page_title = gettext_lazy("Themes of free texts")

    @cached_property
    def campaign(self) -> Campaign:
        return get_object_or_404(Campaign.objects.select_related("season"), pk=self.kwargs["campaign"])

    @cached_property
    def mine(self):
        return Response.objects.for_user(self.request.user).filter(campaign=self.campaign)

    @property
    def shows_all(self) -> bool:
        return self.request.GET.get("show") == "all"

    def _texts(self) -> tuple[list, int]:
        """(the texts to show, how many have no theme)."""
        texts = list(answers_with_texts(self.campaign, self.mine))
        done = set(TextTheme.objects.filter(response__in=self.mine).values_list("response_id", "variable"))
        waiting = [text for text in texts if (text[0], text[2]) not in done]
        return texts if self.shows_all else waiting, len(waiting)

    def get_context_data(self, **kwargs):
        texts, waiting = self._texts()
        page = Paginator(texts, PER_PAGE).get_page(self.request.GET.get("p"))
        pks = [pk for pk, *_rest in page]
        answers = self.mine.select_related("province").defer("answers", "codes").in_bulk(pks)
        chosen: dict[tuple[int, str], set[str]] = {}
        for pk, name, code in TextTheme.objects.filter(response__in=pks).values_list(
            "response_id", "variable", "theme__code"
        ):
            chosen.setdefault((pk, name), set()).add(code)
        rows = [
            {
                "answer": answers[pk],
                "key": f"{pk}-{name}",
                "kind": {"th": TEXTS[name][0], "en": TEXTS[name][1]},
                "text": text,
                "chosen": chosen.get((pk, name), set()),
            }
            for pk, _wave, name, text in page
        ]
        return super().get_context_data(
            rows=rows,
            themes=list(Theme.objects.all()),
            page_obj=page,
            waiting=waiting,
            shows_all=self.shows_all,
            **kwargs | {"campaign": self.campaign},
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Each text on the screen is named in a hidden field, so that one without a tick loses its themes."""
        named = [key.partition("-") for key in islice(request.POST.getlist("text"), PER_PAGE)]
        wanted = [(int(pk), name) for pk, _dash, name in named if pk.isdecimal() and name in TEXTS]
        answers = self.mine.defer("answers", "codes").in_bulk([pk for pk, _name in wanted])
        changed = sum(
            code_text(
                answers[pk], name, request.POST.getlist(f"{pk}-{name}"), by=request.user, at=timezone.now()
            )
            for pk, name in wanted
            if pk in answers
        )  # fmt: skip
        messages.success(request, _("%(count)d texts were given their themes.") % {"count": changed})
        more = "?show=all" if self.shows_all else ""
        return redirect(reverse("season_reports:themes", args=[self.campaign.pk]) + more)

    def crumbs(self) -> list[dict[str, str]]:
        return [{"url": "", "label": str(self.page_title)}]
