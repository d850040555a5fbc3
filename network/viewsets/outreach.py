from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import (
    board,
    calendar,
    photos,
    progress,
    questions,
    record,
    seasons,
    suggestions,
    trips,
    visit_letters,
    visits,
)


class OutreachMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("network.view_visit")


class OutreachViewSet(ViewSet):
    """The screens of a season. What they show and write is in the views."""

    name = "outreach"
    url_prefix = "network/outreach"
    icon = "calendar-check"
    menu_label = _("Outreach season")
    menu_order = 90
    menu_item_class = OutreachMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", board.BoardView, "index"),
            screen("many/", board.ManyView, "many"),
            screen("letters-a/", visit_letters.LetterAView, "letters_a"),
            screen("candidates/", suggestions.SuggestionsView, "suggestions"),
            screen("candidates/<int:pk>/screening/", suggestions.ScreeningView, "screening"),
            screen("calendar/", calendar.CalendarView, "calendar"),
            screen("calendar/<int:pk>/renew/", calendar.FeedView, "feed_renew"),
            screen("readiness/", record.ReadinessView, "readiness"),
            screen("progress/", progress.ProgressView, "progress"),
            screen("progress.csv", progress.ProgressFileView, "progress_file"),
            screen("photos/", photos.PhotosView, "photos"),
            screen("questions/", questions.QuestionsView, "questions"),
            screen("trips/", trips.TripsView, "trips"),
            screen("trips/<int:pk>/", trips.TripView, "trip"),
            screen("trips/<int:pk>/run-sheets.pdf", trips.RunSheetView, "run_sheets"),
            screen("budget/<slug:centre>/", trips.LedgerView, "ledger"),
            screen("budget/<slug:centre>/give/", trips.AllocationView, "allocation"),
            screen("seasons/new/", seasons.SeasonAddView, "season_add"),
            screen("seasons/<int:pk>/", seasons.SeasonView, "season"),
            screen("seasons/<int:pk>/quotas/", seasons.QuotaView, "quotas"),
            screen("seasons/<int:pk>/state/", seasons.SeasonStateView, "season_state"),
            screen("seasons/<int:pk>/plan/", seasons.PlanView, "plan"),
            screen("seasons/<int:pk>/plan.<slug:form>", seasons.PlanFileView, "plan_file"),
            screen("visits/worker.js", record.FieldWorkerView, "field_worker"),
            screen("visits/<int:pk>/", visits.VisitView, "visit"),
            screen("visits/<int:pk>/do/<slug:name>/", visits.StepView, "step"),
            screen("visits/<int:pk>/record/", record.RecordView, "record"),
            screen("visits/<int:pk>/call/", visits.CallView, "call"),
            screen("visits/<int:pk>/follow-ups/<int:row>/", visits.FollowUpView, "follow_up"),
            screen("visits/<int:pk>/banner/", visits.BannerNowView, "banner_now"),
            screen("visits/<int:pk>/kit/", visits.KitView, "kit"),
            screen("visits/<int:pk>/visit.ics", visits.VisitIcsView, "ics"),
            screen("visits/<int:pk>/photos/<int:photo>/", record.PhotoView, "photo"),
        ]
