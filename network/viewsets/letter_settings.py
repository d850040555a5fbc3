"""What letters are made of, kept by the centres: letterheads, signers, ready texts, registers."""

from __future__ import annotations

from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from home.access import may_do
from home.templatetags.dates import short_date

from ..actions.change_partner import Actor
from ..actions.give_number import begin_book
from ..forms.letter_settings import BookForm, OfficeForm, SignatoryForm, TemplateForm
from ..forms.letter_words import blank_list
from ..models import LetterBook, LetterOffice, LetterTemplate, Signatory
from ..views.letter_desk import settings as screens
from .scoped import ScopedAddView, ScopedIndexView, ScopedViewSet


class LetterSettings(ScopedViewSet):
    def screens(self) -> list:
        return []

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), *self.screens()]

    def screen(self, address: str, view, name: str):
        return path(address, self.construct_view(view), name=name)


class TextActions(Column):
    """What can be done with a ready text from the list, also with one that is headquarters' to keep."""

    cell_template_name = "network/admin/letters/text_acts.html"

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        mine = may_do(request.user, "network.change_lettertemplate", instance.centre_id)
        return {
            **super().get_cell_context_data(instance, parent_context),
            "may_adapt": not mine and request.user.has_perm("network.add_lettertemplate"),
            "csrf_token": get_token(request),
        }


class BlanksPanel(HelpPanel):
    """The list of named blanks, beside the text in which they may stand."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "blank_list": blank_list()}


def _gaps(office: LetterOffice) -> str:
    gaps = screens.gaps_in_words(office)
    return gettext("not set: %(gaps)s") % {"gaps": ", ".join(gaps)} if gaps else gettext("complete")


class OfficeIndexView(ScopedIndexView):
    select_related = ("centre",)

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("centre__signatories")


class LetterOfficeViewSet(LetterSettings):
    model = LetterOffice
    icon = "home"
    name = "letter_offices"
    url_prefix = "network/letter-offices"
    menu_label = _("Letterheads")
    menu_order = 500
    index_view_class = OfficeIndexView
    edit_template_name = "network/admin/letters/office_form.html"
    list_display = [
        Column("centre", label=_("centre"), sort_key="centre__order"),
        Column("code", label=_("code before the number")),
        Column("state", label=_("state"), accessor=_gaps),
        Column("updated_at", label=_("changed at"), accessor=lambda office: short_date(office.updated_at)),
    ]
    ordering = ["centre__order"]
    edit_handler = ObjectList(
        [
            FieldPanel("centre"),
            MultiFieldPanel(
                [FieldPanel("agency"), FieldPanel("address"), FieldPanel("memo_agency"), FieldPanel("emblem")],
                heading=_("Head of the letter"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("code"),
                    FieldRowPanel([FieldPanel("own_series"), FieldPanel("own_mark")]),
                    FieldPanel("circulars_apart"),
                ],
                heading=_("Number"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("section"),
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]),
                    FieldPanel("email"),
                    FieldPanel("reply_address"),
                    FieldPanel("stamp"),
                ],
                heading=_("Contact"),
            ),
            MultiFieldPanel(
                [FieldPanel("thai_digits"), FieldRowPanel([FieldPanel("font_regular"), FieldPanel("font_bold")])],
                heading=_("Typeface"),
            ),
        ],
        base_form_class=OfficeForm,
    )

    def screens(self):
        return [
            self.screen("<int:pk>/emblem/", screens.EmblemView, "emblem"),
            self.screen("<int:pk>/specimen.pdf", screens.SpecimenView, "specimen"),
        ]


class SignatoryIndexView(ScopedIndexView):
    select_related = ("centre",)


class SignatoryViewSet(LetterSettings):
    model = Signatory
    icon = "user"
    name = "signatories"
    url_prefix = "network/signatories"
    menu_label = _("Signers")
    menu_order = 510
    index_view_class = SignatoryIndexView
    list_display = [
        "name",
        "position",
        Column("centre", label=_("centre")),
        BooleanColumn("active", label=_("signs now"), sort_key="active"),
    ]
    ordering = ["centre__order", "-active", "order", "name"]
    edit_handler = ObjectList(
        [
            FieldPanel("centre"),
            FieldPanel("name"),
            FieldPanel("position"),
            FieldPanel("acting_for"),
            FieldRowPanel([FieldPanel("active"), FieldPanel("order")]),
        ],
        base_form_class=SignatoryForm,
    )


class TemplateIndexView(ScopedIndexView):
    """The texts of headquarters concern every centre: all see and use them, headquarters keeps them."""

    select_related = ("centre",)

    def seen(self):
        mine = LetterTemplate.objects.for_user(self.request.user)
        return (mine | LetterTemplate.objects.usable_by(self.request.user)).distinct()


class LetterTemplateViewSet(LetterSettings):
    model = LetterTemplate
    icon = "doc-full"
    name = "letter_templates"
    url_prefix = "network/letter-texts"
    menu_label = _("Ready texts")
    menu_order = 300
    index_view_class = TemplateIndexView
    edit_template_name = "network/admin/letters/template_form.html"
    list_display = [
        "name",
        Column("kind", label=_("kind"), accessor="get_kind_display", sort_key="kind"),
        Column("purpose", label=_("purpose"), accessor="get_purpose_display", sort_key="purpose"),
        Column(
            "centre",
            label=_("centre"),
            accessor=lambda one: one.centre.region if one.centre else gettext("headquarters"),
        ),
        BooleanColumn("active", label=_("in use"), sort_key="active"),
        TextActions("acts", label=_("Look")),
    ]
    list_filter = ["kind", "purpose", "active"]
    search_fields = ["name", "subject"]
    ordering = ["purpose", "name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("centre")], heading=_("Text")),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("purpose"), FieldPanel("active")]),
            FieldRowPanel([FieldPanel("urgency"), FieldPanel("urgency_within"), FieldPanel("manners")]),
            FieldPanel("subject"),
            FieldPanel("body"),
            BlanksPanel(template="network/admin/letters/blanks_help.html"),
            FieldPanel("enclosure_lines"),
            FieldRowPanel([FieldPanel("copies_to"), FieldPanel("reply_slip")]),
        ],
        base_form_class=TemplateForm,
    )

    def screens(self):
        return [
            self.screen("<int:pk>/sample.pdf", screens.SampleView, "sample"),
            self.screen("<int:pk>/adapt/", screens.AdaptView, "adapt"),
        ]


class BookIndexView(ScopedIndexView):
    select_related = ("centre",)

    def get_edit_url(self, instance):
        return None


class BookAddView(ScopedAddView):
    """A register is begun through its act, which the log tells of; there is nothing to edit in it afterwards."""

    def get_edit_url(self):
        return self.get_success_url()

    def get_success_buttons(self):
        return []

    def save_instance(self):
        data = self.form.cleaned_data
        return begin_book(
            data["centre"],
            data["series"],
            data["year"],
            data["first"],
            actor=Actor(user=self.request.user),
            at=timezone.now(),
        )


class LetterBookViewSet(LetterSettings):
    model = LetterBook
    icon = "list-ol"
    name = "letter_books"
    url_prefix = "network/letter-books"
    menu_label = _("Start numbers")
    menu_order = 520
    index_view_class = BookIndexView
    add_view_class = BookAddView
    list_display = [
        Column("centre", label=_("centre"), sort_key="centre__order"),
        Column("series", label=_("series"), accessor="get_series_display", sort_key="series"),
        Column("year", label=_("year (Buddhist era)"), accessor=lambda book: str(book.year), sort_key="year"),
        Column("first", label=_("first number"), accessor=lambda book: str(book.first)),
        Column("last", label=_("last number given"), accessor=lambda book: str(book.last) if book.used else "—"),
    ]
    ordering = ["-year", "centre__order", "series"]
    #: A book is begun, and then only counted up.
    LEFT_OUT = (*LetterSettings.LEFT_OUT, "edit", "delete")
    edit_handler = ObjectList(
        [
            FieldPanel("centre"),
            FieldRowPanel([FieldPanel("series"), FieldPanel("year")]),
            FieldPanel("first"),
        ],
        base_form_class=BookForm,
    )

    def register_admin_url_finder(self):
        """None: a book has no page of its own that other screens could lead to."""
