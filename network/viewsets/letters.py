from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from ..views.letter_desk import batches, desk, editor, papers, record, register, start
from .letter_settings import LetterBookViewSet, LetterOfficeViewSet, LetterTemplateViewSet, SignatoryViewSet


class LettersMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("network.view_letter")


class LetterViewSet(ViewSet):
    """The desk of the official letters. What is shown and done is in the views."""

    name = "letters"
    url_prefix = "network/letters"
    icon = "mail"
    menu_label = _("Desk")
    menu_order = 100
    menu_item_class = LettersMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", desk.DeskView, "index"),
            screen("new/", start.StartView, "new"),
            screen("register/", register.RegisterView, "register"),
            screen("register/<int:book>.pdf", register.BookView, "book"),
            screen("<int:pk>/", record.LetterView, "letter"),
            screen("<int:pk>/edit/", editor.EditView, "edit"),
            screen("<int:pk>/recipient/", editor.RecipientView, "recipient"),
            screen("<int:pk>/preview/", editor.PreviewView, "preview"),
            screen("<int:pk>/drawn/<slug:digest>.pdf", editor.DrawnView, "drawn"),
            screen("<int:pk>/letter.pdf", papers.PdfView, "pdf"),
            screen("<int:pk>/copy.pdf", papers.CopyView, "copy"),
            screen("<int:pk>/envelope-<slug:size>.pdf", papers.EnvelopeView, "envelope"),
            screen("<int:pk>/label.pdf", papers.LabelView, "label"),
            screen("<int:pk>/enclosures/<int:enclosure>/", editor.EnclosureView, "enclosure"),
            screen("batches/", batches.BatchListView, "batches"),
            screen("batches/<int:pk>/", batches.BatchView, "batch"),
            screen("batches/<int:pk>/edit/", batches.BatchEditView, "batch_edit"),
            screen("batches/<int:pk>/preview/", batches.BatchPreviewView, "batch_preview"),
            screen("batches/<int:pk>/drawn/<slug:digest>.pdf", batches.BatchDrawnView, "batch_drawn"),
            screen("batches/<int:pk>/look/<int:number>/", batches.LookView, "batch_look"),
            screen("batches/<int:pk>/enclosures/<int:enclosure>/", batches.BatchEnclosureView, "batch_enclosure"),
            screen("batches/<int:pk>/papers/<slug:paper>.pdf", papers.BatchPaperView, "batch_paper"),
            screen("batches/<int:pk>/<str:file>", batches.BatchFileView, "batch_file"),
        ]


class _Shortcut(ViewSet):
    """A line of the menu that leads to a screen of the desk."""

    menu_item_class = LettersMenuItem
    leads_to = ""

    def get_urlpatterns(self):
        return []

    @property
    def menu_url(self):
        return reverse(self.leads_to)


class RegisterShortcut(_Shortcut):
    name = "letter_register"
    url_prefix = "network/letter-register"
    icon = "list-ul"
    menu_label = _("Register")
    menu_order = 200
    leads_to = "letters:register"


class BatchShortcut(_Shortcut):
    name = "letter_batches"
    url_prefix = "network/letter-batches"
    icon = "copy"
    menu_label = _("Batches")
    menu_order = 150
    leads_to = "letters:batches"


class LettersGroup(ViewSetGroup):
    menu_label = _("Letters")
    menu_icon = "mail"
    menu_order = 206
    items = (
        LetterViewSet,
        BatchShortcut,
        RegisterShortcut,
        LetterTemplateViewSet,
        LetterOfficeViewSet,
        SignatoryViewSet,
        LetterBookViewSet,
    )
