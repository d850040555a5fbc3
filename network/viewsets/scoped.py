"""Records of the network in Wagtail's own screens, held to the centres of whoever looks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from home.access import for_user, may_do, scope_of
from home.models import Centre, District, Province, ProvincialOffice, Subdistrict
from home.viewsets.listing import RecordIndexView

from ..models import Volunteer

#: How one gets from a record of the portal to its centre; those of the network say it themselves.
CENTRE_OF = {
    Centre: "pk",
    Province: "centre",
    District: "province__centre",
    Subdistrict: "district__province__centre",
    ProvincialOffice: "province__centre",
}
#: The same for a record's right: the way to the centre, where the record has none of its own.
BELONGS = {
    District: "province.centre_id",
    Subdistrict: "district.province.centre_id",
    ProvincialOffice: "province.centre_id",
    Volunteer: "district.province.centre_id",
}


def centre_of(record) -> int | None:
    """The key of the centre a record belongs to; None for what is headquarters'."""
    for name in BELONGS.get(type(record), "centre_id").split("."):
        record = getattr(record, name)
    return record


def may_with(user, verb: str, record) -> bool:
    """Whether a user may do something (`change`, `delete` …) with a record, in the very centre it belongs to."""
    meta = record._meta
    return may_do(user, f"{meta.app_label}.{verb}_{meta.model_name}", centre_of(record))


def mine(model, user):
    """The records of a model that belong to the user's centres."""
    if model in CENTRE_OF:
        return for_user(model.objects.all(), user, CENTRE_OF[model])
    return model.objects.for_user(user)


class HeldToCentre:
    """Finds only records of the user's centres: for everything else there is no such record."""

    def get_queryset(self):
        return mine(self.model, self.request.user)


class RightThere:
    """The right is asked for in the very centre of the record: who keeps one centre's may only write in another."""

    right = "change"

    def demand_right(self, record) -> None:
        if not self.may(record):
            raise PermissionDenied

    def may(self, record) -> bool:
        return may_with(self.request.user, self.right, record)


class RightOverRecord(RightThere):
    """For screens of a record that exists: it is found first, so that a foreign one stays unknown."""

    def get_object(self, queryset=None):
        record = super().get_object(queryset)
        self.demand_right(record)
        return record


class RightInChosenCentre(RightThere):
    """For forms in which the centre, or a place of one, is chosen."""

    def form_valid(self, form):
        self.demand_right(form.instance)
        return super().form_valid(form)


class FormOfCentre:
    """Offers in a form only the places of the user's centres."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        user = self.request.user
        for field in form.fields.values():
            model = getattr(getattr(field, "queryset", None), "model", None)
            if model in CENTRE_OF:
                field.queryset = for_user(field.queryset, user, CENTRE_OF[model])
        if "centre" in form.fields and not scope_of(user).everything:
            form.fields["centre"].required = True
            form.fields["centre"].empty_label = None
        return form


class ScopedIndexView(RecordIndexView):
    """Leads to the form only of what the user may change there."""

    def get_base_queryset(self):
        return self.seen().select_related(*self.select_related)

    def seen(self):
        return mine(self.model, self.request.user)

    def may(self, verb: str, record) -> bool:
        return may_with(self.request.user, verb, record)

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self.may("change", instance) else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self.may("delete", instance) else None


class ScopedAddView(RightInChosenCentre, FormOfCentre, generic.CreateView):
    right = "add"


class ScopedEditView(RightOverRecord, RightInChosenCentre, HeldToCentre, FormOfCentre, generic.EditView):
    pass


class ScopedDeleteView(RightOverRecord, HeldToCentre, generic.DeleteView):
    right = "delete"


class ScopedViewSet(ModelViewSet):
    """List, form and deletion; Wagtail's history and usage of a record would not ask whose it is."""

    index_view_class = ScopedIndexView
    add_view_class = ScopedAddView
    edit_view_class = ScopedEditView
    delete_view_class = ScopedDeleteView
    copy_view_enabled = False
    search_backend_name = None
    add_to_reference_index = False
    list_per_page = 50
    LEFT_OUT = ("history", "history_results", "usage")

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"history_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self):
        return [one for one in super().get_urlpatterns() if one.name not in self.LEFT_OUT]


class Nameless:
    """The report of all changes is read by every centre: there a person goes by what he is, not by his name."""

    verb = ""

    def save_instance(self):
        instance = self.form.save()
        self._log(instance)
        return instance

    def delete_action(self):
        with transaction.atomic():
            self._log(self.object)
            self.object.delete()

    def _log(self, instance) -> None:
        log(instance=instance, action=self.verb, title=str(self.model._meta.verbose_name))


class NamelessAddView(Nameless, ScopedAddView):
    verb = "wagtail.create"


class NamelessEditView(Nameless, ScopedEditView):
    verb = "wagtail.edit"


class NamelessDeleteView(Nameless, ScopedDeleteView):
    verb = "wagtail.delete"
