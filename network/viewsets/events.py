from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import event_desk, gatherings


class EventMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("network.view_registration")


class GatheringMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("network.view_gathering")


class EventViewSet(ViewSet):
    """Who comes to the events. The pages themselves are written in the tree."""

    name = "events"
    url_prefix = "network/events"
    icon = "date"
    menu_label = _("Events")
    menu_order = 92
    menu_item_class = EventMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", event_desk.EventsView, "index"),
            screen("<int:pk>/", event_desk.EventView, "event"),
            screen("<int:pk>/people.<slug:form>", event_desk.PeopleFileView, "people_file"),
            screen("<int:pk>/sign-in.pdf", event_desk.SignInView, "sign_in"),
            screen("<int:pk>/certificates.pdf", event_desk.CertificatesView, "certificates"),
            screen("<int:pk>/people/<int:row>/", event_desk.PersonView, "person"),
            screen("<int:pk>/people/<int:row>/certificate.pdf", event_desk.CertificatesView, "certificate"),
        ]


class GatheringViewSet(ViewSet):
    """The office's own meetings and trainings: plan, lists of who was there, rosters of the year."""

    name = "gatherings"
    url_prefix = "network/trainings"
    icon = "clipboard-list"
    menu_label = _("Meetings and trainings")
    menu_order = 93
    menu_item_class = GatheringMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", gatherings.PlanView, "index"),
            screen("plan.<slug:form>", gatherings.PlanFileView, "plan_file"),
            screen("roster/", gatherings.RosterView, "roster"),
            screen("roster.xlsx", gatherings.RosterFileView, "roster_file"),
            screen("new/", gatherings.AddView, "add"),
            screen("<int:pk>/", gatherings.GatheringView, "gathering"),
            screen("<int:pk>/edit/", gatherings.EditView, "edit"),
            screen("<int:pk>/sign-in.pdf", gatherings.SignInView, "sign_in"),
            screen("<int:pk>/certificates.pdf", gatherings.CertificatesView, "certificates"),
        ]
