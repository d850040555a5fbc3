"""The registers a season draws on, in Wagtail's own lists and forms: teams, holidays, rates, kit, readiness."""

from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column

from home.access import may_do, scope_of
from home.models import CentreGroup
from home.templatetags.dates import short_date

from ..models import Holiday, KitItem, LessonLearned, Rate, ReadinessItem, Team
from ..team_rights import may_for_team
from ..views import lessons
from .scoped import ScopedAddView, ScopedDeleteView, ScopedEditView, ScopedIndexView, ScopedViewSet


class OfAll:
    """Registers that belong to the whole office: whoever has the right sees every row."""

    def get_queryset(self):
        return self.model.objects.all()

    def may(self, *_record) -> bool:
        return True


class OpenAddView(OfAll, ScopedAddView):
    pass


class OpenIndexView(OfAll, ScopedIndexView):
    def seen(self):
        return self.model.objects.all()


class OpenEditView(OfAll, ScopedEditView):
    pass


class OpenDeleteView(OfAll, ScopedDeleteView):
    pass


class OpenViewSet(ScopedViewSet):
    index_view_class = OpenIndexView
    add_view_class = OpenAddView
    edit_view_class = OpenEditView
    delete_view_class = OpenDeleteView


class TeamForm:
    """Offers as leader and members only people of the user's centres."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        scope = scope_of(self.request.user)
        if not scope.everything:
            groups = CentreGroup.objects.filter(centre__in=scope.centres).values("group")
            for name in ("leader", "members"):
                people = form.fields[name].queryset.filter(groups__in=groups, is_active=True).distinct()
                form.fields[name].queryset = people
        return form


class TeamAddView(TeamForm, ScopedAddView):
    pass


class TeamEditView(TeamForm, ScopedEditView):
    """A leader keeps his own team only."""

    def may(self, record) -> bool:
        return super().may(record) and may_for_team(self.request.user, "change_team", record.centre_id, self.kept)

    @cached_property
    def kept(self) -> Team:
        """The team as it is stored: who made himself its leader in the form was not."""
        return Team.objects.get(pk=self.kwargs["pk"])


class TeamIndexView(ScopedIndexView):
    select_related = ("centre", "leader")

    def may(self, verb: str, record) -> bool:
        return super().may(verb, record) and may_for_team(self.request.user, f"{verb}_team", record.centre_id, record)


class TeamViewSet(ScopedViewSet):
    model = Team
    icon = "group"
    name = "teams"
    url_prefix = "network/teams"
    menu_order = 95
    index_view_class = TeamIndexView
    add_view_class = TeamAddView
    edit_view_class = TeamEditView
    list_display = ["name", Column("centre", label=_("centre"), accessor="centre.region"), "leader", "active"]
    list_filter = ["centre", "active"]
    ordering = ["centre", "name"]
    panels = [
        FieldRowPanel([FieldPanel("centre"), FieldPanel("name")], heading=_("Team")),
        FieldPanel("leader"),
        FieldPanel("members"),
        FieldPanel("active"),
    ]


class HolidayViewSet(OpenViewSet):
    model = Holiday
    icon = "date"
    name = "holidays"
    url_prefix = "network/holidays"
    menu_order = 96
    list_display = [Column("on", label=_("date"), accessor=lambda one: short_date(one.on), sort_key="on"), "name"]
    ordering = ["-on"]
    panels = [FieldPanel("on"), FieldPanel("name")]


class RateViewSet(OpenViewSet):
    model = Rate
    icon = "tag"
    name = "rates"
    url_prefix = "network/rates"
    menu_order = 97
    list_display = [
        "name",
        Column("category", label=_("category"), accessor="get_category_display"),
        "amount",
        "unit",
        Column("from_on", label=_("in force from"), accessor=lambda one: short_date(one.from_on), sort_key="from_on"),
        Column("until_on", label=_("in force until"), accessor=lambda one: short_date(one.until_on)),
    ]
    ordering = ["category", "name", "-from_on"]
    panels = [
        FieldRowPanel([FieldPanel("category"), FieldPanel("name")], heading=_("Rate")),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("from_on"), FieldPanel("until_on")]),
        FieldPanel("source"),
    ]


class OfSeason(OfAll):
    """What a closed season asked for is read, never changed."""

    def may(self, *asked) -> bool:
        return not asked[-1].season.closed


class KitIndexView(OfSeason, OpenIndexView):
    select_related = ("season",)


class OfSeasonAddView(OfSeason, ScopedAddView):
    pass


class OfSeasonEditView(OfSeason, ScopedEditView):
    pass


class OfSeasonDeleteView(OfSeason, ScopedDeleteView):
    pass


class OfSeasonViewSet(OpenViewSet):
    index_view_class = KitIndexView
    add_view_class = OfSeasonAddView
    edit_view_class = OfSeasonEditView
    delete_view_class = OfSeasonDeleteView


class KitItemViewSet(OfSeasonViewSet):
    model = KitItem
    icon = "list-ol"
    name = "kit"
    url_prefix = "network/kit"
    menu_order = 98
    list_display = ["name", "number", "per_visit", "stock", Column("season", label=_("season"))]
    list_filter = ["season"]
    ordering = ["-season", "number"]
    panels = [
        FieldRowPanel([FieldPanel("season"), FieldPanel("number")], heading=_("Season")),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("per_visit"), FieldPanel("stock")]),
    ]


class ReadinessItemViewSet(OfSeasonViewSet):
    model = ReadinessItem
    icon = "tick"
    name = "readiness_items"
    url_prefix = "network/readiness-items"
    menu_order = 98
    list_display = ["name", "number", Column("season", label=_("season"))]
    list_filter = ["season"]
    ordering = ["-season", "number"]
    panels = [
        FieldRowPanel([FieldPanel("season"), FieldPanel("number")], heading=_("Season")),
        FieldPanel("name"),
        FieldPanel("explanation"),
    ]


class LessonIndexView(ScopedIndexView):
    select_related = ("centre", "by", "guide")


class GuideColumn(Column):
    """The guide that was made of a lesson, or the way to make one."""

    cell_template_name = "network/admin/outreach/guide_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        user = parent_context["request"].user
        may_promote = may_do(user, "network.promote_lessonlearned", instance.centre_id)
        more = {"guide": instance.guide, "may_promote": may_promote}
        return super().get_cell_context_data(instance, parent_context) | more


class LessonSaved:
    def save_instance(self):
        self.form.instance.by = self.form.instance.by or self.request.user
        self.form.instance.at = self.form.instance.at or timezone.now()
        return super().save_instance()


class LessonAddView(LessonSaved, ScopedAddView):
    pass


class KeptByCentre:
    """Every centre reads all lessons; it changes its own."""

    def get_queryset(self):
        return LessonLearned.objects.kept_by(self.request.user)


class LessonEditView(KeptByCentre, ScopedEditView):
    pass


class LessonDeleteView(KeptByCentre, ScopedDeleteView):
    pass


class LessonViewSet(ScopedViewSet):
    model = LessonLearned
    icon = "openquote"
    name = "lessons"
    url_prefix = "network/lessons"
    menu_order = 99
    index_view_class = LessonIndexView
    add_view_class = LessonAddView
    edit_view_class = LessonEditView
    delete_view_class = LessonDeleteView
    list_display = [
        "title",
        "tags",
        Column("centre", label=_("centre"), accessor="centre.region"),
        Column("at", label=_("written at"), accessor=lambda one: short_date(one.at), sort_key="at"),
        GuideColumn("guide", label=_("guide")),
    ]
    list_filter = ["centre"]
    search_fields = ["title", "text", "tags"]
    ordering = ["-at"]
    panels = [FieldPanel("centre"), FieldPanel("title"), FieldPanel("text"), FieldPanel("tags")]

    def get_urlpatterns(self):
        promote = path("<int:pk>/promote/", self.construct_view(lessons.PromoteView), name="promote")
        return [*super().get_urlpatterns(), promote]
