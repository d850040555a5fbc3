"""Names for what Wagtail and wagtail-localize show without a name that could be translated.

A form field without a label, a model without a verbose name and a column without a heading are called after their
Python names, in English. Each is named here once; catalogues do the rest. The names of models and model fields are for
screens only: migrations read what the classes were declared with.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LINK_TEXT = _("Link text")


def _label(form: type, **labels: Promise) -> None:
    for name, label in labels.items():
        form.base_fields[name].label = label


def _name(model: type, singular: Promise, plural: Promise) -> None:
    model._meta.verbose_name, model._meta.verbose_name_plural = singular, plural


def name_the_nameless() -> None:
    """Run once, when all apps are ready."""
    _name_fields_of_windows()
    _name_columns()
    _name_translation()


def _name_fields_of_windows() -> None:
    from wagtail.admin.forms import choosers
    from wagtail.admin.forms.auth import LoginForm
    from wagtail.admin.forms.workflows import TaskChooserSearchForm, WorkflowPageForm
    from wagtail.users.forms import PagePermissionsForm

    _label(choosers.ExternalLinkChooserForm, link_text=LINK_TEXT)
    _label(choosers.AnchorLinkChooserForm, url=_("Name of the place in the page"), link_text=LINK_TEXT)
    _label(
        choosers.EmailLinkChooserForm,
        email_address=_("E-mail address"),
        link_text=LINK_TEXT,
        subject=_("Subject"),
        body=_("Message"),
    )
    _label(choosers.PhoneLinkChooserForm, phone_number=_("Telephone number"), link_text=LINK_TEXT)
    _label(LoginForm, password=_("Password"))
    _label(PagePermissionsForm, page=_("Page"))
    _label(WorkflowPageForm, page=_("Page"))
    TaskChooserSearchForm.__init__ = _naming_task_type(TaskChooserSearchForm.__init__)


def _naming_task_type(make: Callable[..., None]) -> Callable[..., None]:
    """The one field that a form makes for itself, each time anew."""

    def make_and_name(form, *args, **kwargs) -> None:
        make(form, *args, **kwargs)
        if "task_type" in form.fields:
            form.fields["task_type"].label = _("Task type")

    return make_and_name


def _name_columns() -> None:
    from wagtail.sites.views import IndexView

    headings = {"port": _("Port"), "site_name": _("Name of the site"), "root_page": _("Topmost page")}
    for column in IndexView.columns:
        column.label = headings.get(column.name, column.label)


def _name_translation() -> None:
    from wagtail.models import Locale
    from wagtail_localize.models import Translation
    from wagtail_localize.views.report import TranslationsReportFilterSet

    _name(Locale, _("language"), _("languages"))
    _name(Translation, _("translation"), _("translations"))
    TranslationsReportFilterSet.base_filters["source_locale"].label = _("From language")
    TranslationsReportFilterSet.base_filters["target_locale"].label = _("Into language")
