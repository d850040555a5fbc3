from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from .places import Centre


class CentreGroup(models.Model):
    """What a group of users is for: a role, in one centre, or in all of them (no centre: headquarters)."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        MODERATOR = "moderator", _("moderator")
        HQ = "hq", _("headquarters")
        OFFICER = "officer", _("officer")
        TEAM_LEADER = "team_leader", _("team leader")
        DIRECTOR = "director", _("centre director")
        ADMIN_SECTION = "admin_section", _("general administration section")

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="centre_group", verbose_name=_("group"))
    centre = models.ForeignKey(
        Centre, on_delete=models.CASCADE, null=True, blank=True, related_name="groups", verbose_name=_("centre")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        ordering = ["role", "centre"]
        verbose_name = _("centre group")
        verbose_name_plural = _("centre groups")

    def __str__(self) -> str:
        return str(self.group)
