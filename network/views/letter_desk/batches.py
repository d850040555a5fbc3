"""One letter to many: the list of batches, one batch from text to delivery, and every recipient's page."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.access import may_do

from ...actions.keep_enclosures import keep_enclosures
from ...actions.make_batch import change_batch
from ...actions.move_letter import WrongState
from ...letter_content import office_of
from ...letter_problems import placed_all
from ...letter_troubles import batch_troubles, letter_troubles, office_troubles, with_what_is_written
from ...models import Delivery, Letter, LetterBatch
from .acts import overtaken
from .batch_acts import BY_NAME, REFUSALS, offered, refusal
from .drawing import draw, keep, kept, with_words_of
from .editor import Editing, file_of, pages_in_words, refused_words, version_in
from .screen import BatchScreen, LettersScreen, centres_where, pdf_response
from .typed import Typed

PER_PAGE = 50
State = LetterBatch.State
#: What a batch goes through, for the line of steps.
STEPS = (
    (State.DRAFT, gettext_lazy("Write the text, look at the recipients")),
    (State.CHECKED, gettext_lazy("Checked")),
    (State.APPROVED, gettext_lazy("Approved")),
    (State.ISSUED, gettext_lazy("Issued: print and send")),
)


class BatchListView(LettersScreen, TemplateView):
    template_name = "network/admin/letters/batches.html"
    page_title = gettext_lazy("Batches")

    def get_context_data(self, **kwargs):
        batches = LetterBatch.objects.for_user(self.request.user).select_related("drafted_by")
        # Counting groups the rows, and a grouped query forgets the order of its model.
        counted = batches.annotate(count=Count("letters")).order_by("-drafted_at", "-pk")
        page = Paginator(counted, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page, may_write=bool(centres_where(self.request.user, "add_letter")), **kwargs
        )


class BatchView(BatchScreen, TemplateView):
    """The whole way of a batch; asked for with ?fragment it is only the part that changes while a job runs."""

    def get_template_names(self):
        return [f"network/admin/letters/{'batch_progress' if 'fragment' in self.request.GET else 'batch'}.html"]

    def get_page_title(self):
        return self.batch.title

    def crumbs(self):
        return super().crumbs()[:2]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        act = BY_NAME.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        if not any(may_do(request.user, f"network.{right}", self.batch.centre_id) for right in act.rights):
            raise PermissionDenied
        form = act.form(request.POST, prefix=act.name)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(failed=(act, form)), status=422)
        try:
            result = act.do(self.batch, form.cleaned_data, self.actor, self.now, version_in(request.POST))
        except REFUSALS as problem:
            messages.error(request, refusal(problem))
        else:
            if act.name == "email" and result is None:
                messages.warning(request, _("There was nothing to e-mail: every letter with an address has been sent."))
            else:
                messages.success(request, str(act.done))
        return redirect("letters:batch", self.batch.pk)

    @cached_property
    def job(self):
        """The one that runs, else the one that ran last."""
        jobs = [job for job in (self.batch.job, self.batch.bundle_job) if job]
        return next((job for job in jobs if job.is_open), jobs[0] if jobs else None)

    def get_context_data(self, **kwargs):
        if "fragment" in self.request.GET:
            return super().get_context_data(job=self.job, **kwargs)
        failed_act, failed_form = kwargs.pop("failed", (None, None))
        acts = [
            (act, failed_form if act == failed_act else act.form(prefix=act.name))
            for act in offered(self.batch, self.request.user)
        ]
        return super().get_context_data(
            job=self.job,
            steps=self._steps(),
            acts=[one for one in acts if one[0].first],
            more_acts=[one for one in acts if not one[0].first],
            open_act=failed_act,
            may_edit=self._may_edit(),
            **self._letters(),
            **kwargs,
        )

    def _may_edit(self) -> bool:
        mine = may_do(self.request.user, "network.change_letter", self.batch.centre_id)
        return mine and self.batch.state == State.DRAFT

    def _steps(self) -> list[dict]:
        order = [state for state, _label in STEPS]
        here = order.index(self.batch.state) if self.batch.state in order else -1
        return [
            {"label": label, "past": number < here, "here": number == here}
            for number, (_state, label) in enumerate(STEPS)
        ]

    def _letters(self) -> dict[str, object]:
        letters = self.batch.letters.order_by("pk")
        counts = dict(letters.order_by().values_list("state").annotate(Count("pk")))
        alive = sum(count for state, count in counts.items() if state != Letter.State.VOID)
        found = {
            "alive": alive,
            "dropped": counts.get(Letter.State.VOID, 0),
            "page_obj": Paginator(letters.select_related("partner"), PER_PAGE).get_page(self.request.GET.get("p")),
        }
        if self.batch.state in (State.ISSUED, State.APPROVED):
            found |= self._numbers(letters) | {"mails": self._mails()}
        if self.batch.state in (State.DRAFT, State.CHECKED, State.APPROVED):
            found |= self._troubles()
        return found

    def _numbers(self, letters) -> dict[str, object]:
        ends = letters.registered().aggregate(first=Min("number"), last=Max("number"), count=Count("pk"))
        with_mail = letters.registered().exclude(recipient_email="").exclude(state=Letter.State.VOID).count()
        return {"numbers": ends, "with_mail": with_mail}

    def _mails(self) -> list[tuple[str, str, int]]:
        lines = Delivery.objects.filter(letter__batch=self.batch, channel=Delivery.Channel.EMAILED)
        counts = dict(lines.order_by().values_list("state").annotate(Count("pk")))
        return [(state, label, counts[state]) for state, label in Delivery.State.choices if counts.get(state)]

    def _troubles(self) -> dict[str, object]:
        """By letter, what is wrong; said before anything is issued."""
        troubled = batch_troubles(self.batch, timezone.localdate())
        return {
            "office_troubles": office_troubles(office_of(self.batch.centre)),
            "stopping": [(one.letter, _stopping(one.troubles)) for one in troubled if one.stops],
            "no_address": sum(_has(one.troubles, "recipient_address") for one in troubled),
            "no_mail": sum(_has(one.troubles, "recipient_email") for one in troubled),
        }


def _stopping(troubles) -> list[str]:
    return [one.text for one in placed_all(troubles) if one.stops]


def _has(troubles, field: str) -> bool:
    return any(trouble.field == field and not trouble.stops for trouble in troubles)


class LookView(BatchScreen, TemplateView):
    """Any recipient's page, with the way to the one before and the one after."""

    template_name = "network/admin/letters/batch_look.html"
    page_title = gettext_lazy("Preview")

    def get_context_data(self, **kwargs):
        keys = list(self.batch.letters.exclude(state=Letter.State.VOID).order_by("pk").values_list("pk", flat=True))
        number = self.kwargs["number"]
        if not 1 <= number <= len(keys):
            raise Http404
        letter = with_what_is_written(Letter.objects).get(pk=keys[number - 1])
        troubles = letter_troubles(letter, timezone.localdate()) if letter.is_open else []
        return super().get_context_data(
            letter=letter,
            count=len(keys),
            before=number - 1 if number > 1 else None,
            after=number + 1 if number < len(keys) else None,
            problems=placed_all(troubles),
            may_edit=self.batch.state == State.DRAFT
            and may_do(self.request.user, "network.change_letter", self.batch.centre_id),
            **kwargs,
        )


class BatchEditView(Editing, BatchScreen, TemplateView):
    needs = "network.change_letter"
    template_name = "network/admin/letters/batch_edit.html"
    page_title = gettext_lazy("Text of the batch")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.batch.state != State.DRAFT:
            messages.warning(request, _("Only drafts can be written on. Return the batch first to change it."))
            return redirect("letters:batch", self.batch.pk)
        return self.draw(self.typed())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        typed = self.typed(request.POST, request.FILES)
        version = version_in(request.POST)
        if not typed.is_valid():
            return self.draw(typed, version=version, status=422)
        try:
            batch = change_batch(self.batch, typed.values, actor=self.actor, at=self.now, version=version)
            if typed.enclosures.is_bound:
                keep_enclosures(batch, typed.enclosures.wanted(), actor=self.actor, at=self.now)
        except WrongState as problem:
            closed = problem.current.state != State.DRAFT
            context = {"overtaken": overtaken(problem.current), "closed": closed, "version": problem.current.version}
            return self.draw(typed, both=typed.differences(problem.current), status=409, **context)
        messages.success(request, _("The text of the batch is saved."))
        return redirect("letters:batch" if request.POST.get("then") == "look" else "letters:batch_edit", batch.pk)

    def typed(self, data=None, files=None) -> Typed:
        return Typed(self.batch, data, files, day=timezone.localdate())

    def draw(self, typed: Typed, *, status: int = 200, **context) -> HttpResponse:
        first = self.batch.letters.exclude(state=Letter.State.VOID).order_by("pk").first()
        context = self.context_of(typed, first=first, count=self.batch.letters.count(), **context)
        return self.render_to_response(self.get_context_data(**context), status=status)


class BatchPreviewView(BatchScreen, View):
    """Draws the first letter of a batch with what is typed, without saving it."""

    needs = "network.change_letter"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        day = timezone.localdate()
        typed = Typed(self.batch, request.POST, None, day=day)
        letters = with_what_is_written(self.batch.letters.exclude(state=Letter.State.VOID)).order_by("pk")
        letter = letters.first()
        if letter is None:
            raise Http404
        letter = with_words_of(letter, typed.shown())
        drawn = draw(letter, day)
        address = reverse("letters:batch_drawn", args=[self.batch.pk, keep(drawn, request.user)])
        if "application/json" not in request.headers.get("Accept", ""):
            return redirect(address)
        office = office_of(self.batch.centre)
        troubles = placed_all([*letter_troubles(letter, day, office), *office_troubles(office)])
        problems = [*refused_words(typed), *(one for one in troubles if one.stops)]
        answer = JsonResponse(
            {
                "url": address,
                "said": f"{letter.recipient} · {pages_in_words(drawn)}",
                "manners": "",
                "problems": [{"field": one.field, "words": one.words, "text": one.text} for one in problems],
            }
        )
        answer["Cache-Control"] = "private, no-store"
        return answer


class BatchDrawnView(BatchScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = kept(self.kwargs["digest"], request.user)
        if self.batch is None or data is None:
            raise Http404
        return pdf_response(data, "draft.pdf")


class BatchFileView(BatchScreen, View):
    """What was put together of a batch: the one PDF, or the ZIP."""

    FILES = {"letters.pdf": "bundle", "letters.zip": "archive"}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = self.kwargs["file"]
        if name not in self.FILES:
            raise Http404
        field = getattr(self.batch, self.FILES[name])
        if not field:
            raise Http404
        try:
            opened = field.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        ending = PurePosixPath(name).suffix
        response = FileResponse(
            opened, as_attachment=ending == ".zip", filename=f"letters-{self.batch.drafted_at:%Y-%m-%d}{ending}"
        )
        response["Cache-Control"] = "private, no-store"
        return response


class BatchEnclosureView(BatchScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return file_of(self.batch.enclosures.filter(pk=self.kwargs["enclosure"]).first())
