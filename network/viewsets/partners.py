from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import banners, bulk, contacts, merging, partner_record, partners, people


class PartnerMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("network.view_partner")


class PartnerViewSet(ViewSet):
    """The staff's screens of the partners. What they show and write is in the views."""

    name = "partners"
    url_prefix = "network/partners"
    icon = "group"
    menu_label = _("Partners")
    menu_order = 100
    menu_item_class = PartnerMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", partners.PartnerListView, "index"),
            screen("columns/", partners.ColumnsView, "columns"),
            screen("bulk/", bulk.BulkView, "bulk"),
            screen("new/", partner_record.AddView, "add"),
            screen("places/", partner_record.PlacesView, "places"),
            screen("duplicates/", merging.DuplicatesView, "duplicates"),
            screen("people/", people.PeopleView, "people"),
            screen("people/<int:pk>/", people.PersonView, "person"),
            screen("people/<int:pk>/person.<slug:form>", people.PersonExportView, "person_export"),
            screen("<int:pk>/", partner_record.RecordView, "record"),
            screen("<int:pk>/edit/", partner_record.EditView, "edit"),
            screen("<int:pk>/history/", partner_record.HistoryView, "history"),
            screen("<int:pk>/merge/", merging.MergeView, "merge"),
            screen("<int:pk>/unmerge/<int:merge>/", merging.UnmergeView, "unmerge"),
            screen("<int:pk>/banner/", banners.BannerView, "banner"),
            screen("<int:pk>/banner/check/", banners.CheckNowView, "banner_check"),
            screen("<int:pk>/banner/poster-<slug:size>.pdf", banners.PosterView, "banner_poster"),
            screen("<int:pk>/banner/suspicion/", banners.SuspicionView, "banner_suspicion"),
            screen("<int:pk>/contacts/new/", contacts.ContactAddView, "contact_add"),
            screen("<int:pk>/contacts/<int:contact>/", contacts.ContactEditView, "contact_edit"),
            screen("<int:pk>/contacts/<int:contact>/active/", contacts.ContactActiveView, "contact_active"),
            screen("<int:pk>/notes/new/", contacts.NoteAddView, "note_add"),
            screen("<int:pk>/notes/<int:note>/remove/", contacts.NoteRemoveView, "note_remove"),
            screen("<int:pk>/files/new/", contacts.FileAddView, "file_add"),
            screen("<int:pk>/files/<int:file>/", contacts.FileView, "file"),
            screen("<int:pk>/files/<int:file>/remove/", contacts.FileRemoveView, "file_remove"),
        ]
