from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from ..access import centre_of, scope_of


class CentreApprovalTask(AbstractGroupApprovalTask):
    """Approval by somebody of the chosen groups who answers for the page's centre: its moderators, or headquarters."""

    class Meta:
        verbose_name = _("Approval by the centre")
        verbose_name_plural = _("Approvals by the centre")

    def _may_approve(self, obj, user) -> bool:
        return user.is_superuser or (self._user_in_groups(user) and scope_of(user).may_approve(centre_of(obj)))

    def user_can_access_editor(self, obj, user):
        return self._may_approve(obj, user)

    def locked_for_user(self, obj, user):
        return not self._may_approve(obj, user)

    def user_can_lock(self, obj, user):
        return self._may_approve(obj, user)

    def get_actions(self, obj, user):
        return super().get_actions(obj, user) if self._may_approve(obj, user) else []

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs).specific()
        if user.is_superuser or scope_of(user).everything:
            return states
        mine = [
            state.pk
            for state in states.select_related("revision")
            if state.revision and self._may_approve(state.revision.as_object(), user)
        ]
        return TaskState.objects.filter(pk__in=mine)

    @classmethod
    def get_description(cls):
        return _("Moderators of the page's own centre, or headquarters, approve.")
