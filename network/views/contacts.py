"""The people, notes and files of one partner."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from ..actions.change_partner import change_contact
from ..actions.write_note import add_file, remove_file, remove_note, write_note
from ..forms.contact import ContactForm, FileForm, NoteForm
from ..models import Contact
from .staff import PartnerScreen


class ContactAddView(PartnerScreen, TemplateView):
    needs = "network.add_contact"
    template_name = "network/admin/contact_form.html"
    page_title = gettext_lazy("New contact")

    @cached_property
    def contact(self) -> Contact:
        return Contact(partner=self.partner)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(ContactForm(instance=self.contact))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ContactForm(request.POST, instance=self.contact)
        if not form.is_valid():
            return self.draw(form)
        # The form has written into the record already; what the history compares with is read again.
        stored = Contact.objects.get(pk=self.contact.pk) if self.contact.pk else Contact(partner=self.partner)
        change_contact(stored, form.cleaned_data, actor=self.actor, at=self.now)
        messages.success(request, _("The contact was saved."))
        return redirect("partners:record", self.partner.pk)

    def draw(self, form: ContactForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, contact=self.contact))


class ContactEditView(ContactAddView):
    needs = "network.change_contact"
    page_title = gettext_lazy("Contact")

    @cached_property
    def contact(self) -> Contact:
        return get_object_or_404(self.partner.contacts.filter(erased_at=None), pk=self.kwargs["contact"])


class ContactActiveView(PartnerScreen, View):
    """One press: the person has left, or is back."""

    http_method_names = ["post"]
    needs = "network.change_contact"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        contact = get_object_or_404(self.partner.contacts.filter(erased_at=None), pk=self.kwargs["contact"])
        change_contact(contact, {"active": bool(request.POST.get("active"))}, actor=self.actor, at=self.now)
        return redirect("partners:record", self.partner.pk)


class NoteAddView(PartnerScreen, View):
    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = NoteForm(request.POST)
        if form.is_valid():
            write_note(self.partner, form.cleaned_data["text"], actor=self.actor, at=self.now)
            messages.success(request, _("The note was added."))
        else:
            messages.error(request, _("The note is empty or longer than 4,000 characters; it was not added."))
        return redirect("partners:record", self.partner.pk)


class NoteRemoveView(PartnerScreen, View):
    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        remove_note(get_object_or_404(self.partner.notes, pk=self.kwargs["note"]), actor=self.actor, at=self.now)
        messages.success(request, _("The note was taken away. The history keeps it."))
        return redirect("partners:record", self.partner.pk)


class FileAddView(PartnerScreen, View):
    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            add_file(self.partner, data["file"], data["title"], actor=self.actor, at=self.now)
            messages.success(request, _("The file was added."))
        else:
            messages.error(request, " ".join(str(problem) for found in form.errors.values() for problem in found))
        return redirect("partners:record", self.partner.pk)


class FileView(PartnerScreen, View):
    """Always as a download: nothing of it is opened on our own address."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        file = get_object_or_404(self.partner.files, pk=self.kwargs["file"])
        try:
            opened = file.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        name = f"{file.title[:100]}{Path(file.file.name).suffix}"
        response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/octet-stream")
        response["Cache-Control"] = "private, no-store"
        return response


class FileRemoveView(PartnerScreen, View):
    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        remove_file(get_object_or_404(self.partner.files, pk=self.kwargs["file"]), actor=self.actor, at=self.now)
        messages.success(request, _("The file was taken away."))
        return redirect("partners:record", self.partner.pk)
