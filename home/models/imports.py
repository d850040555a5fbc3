import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..access import scope_of
from ..storage import private_storage
from .jobs import Job


def new_token() -> str:
    return secrets.token_urlsafe(24)


class FileImportQuerySet(models.QuerySet):
    def of(self, user, *, kind: str):
        """The files a user may look at: his own; all of them for headquarters and superusers."""
        found = self.filter(kind=kind).select_related("owner", "job")
        return found if scope_of(user).everything else found.filter(owner=user)

    def expired(self, now):
        """Files that were never confirmed in time."""
        return self.exclude(state=FileImport.State.IMPORTED).filter(expires_at__lt=now).exclude(file="")


class FileImport(models.Model):
    """A spreadsheet on its way in: uploaded, checked without writing, confirmed by its token, imported once."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns to be named")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, to be confirmed")
        REFUSED = "refused", _("has problems, nothing imported")
        IMPORTING = "importing", _("being imported")
        IMPORTED = "imported", _("imported")

    kind = models.SlugField(_("kind"), max_length=40)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="file_imports", verbose_name=_("uploaded by")
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to="imports/%Y/%m", blank=True)
    name = models.CharField(_("name of the file"), max_length=200)
    mapping = models.JSONField(default=dict, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    report = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    expires_at = models.DateTimeField(_("can be confirmed until"))
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)

    objects = FileImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return self.name
