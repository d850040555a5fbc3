"""wagtail-localize asks for one permission for all pages; here the page itself is asked too."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.views.edit_translation import upload_pofile
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView


class SubmitOwnPageTranslationView(SubmitPageTranslationView):
    def get_object(self):
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page


class UpdateOwnTranslationsView(UpdateTranslationsView):
    """Carrying a changed original over to its translations: by who may change it, and published by who may publish."""

    def get_object(self):
        source = super().get_object()
        instance = source.get_source_instance()
        if isinstance(instance, Page) and not instance.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return source

    def form_valid(self, form):
        if form.cleaned_data["publish_translations"] and not all(
            self._may_publish(translation.get_target_instance())
            for translation in self.object.translations.filter(enabled=True)
        ):
            raise PermissionDenied
        return super().form_valid(form)

    def _may_publish(self, target) -> bool:
        return not isinstance(target, Page) or target.permissions_for_user(self.request.user).can_publish()


def upload_translated_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's upload of a PO file trips over a form without a file, and over a file without its header."""
    try:
        return upload_pofile(request, translation_id)
    except KeyError:
        messages.error(request, _("Choose the PO file that was downloaded from this translation."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
