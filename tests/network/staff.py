"""Members of staff of the network for tests: the groups as they are founded, and people in them."""

from django.contrib.auth.models import Group, Permission, User
from wagtail.users.models import UserProfile

from home.models import Centre, CentreGroup
from network.actions.found_network import found_network_groups


def found_groups() -> None:
    group, _created = Group.objects.get_or_create(name="HQ")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    CentreGroup.objects.get_or_create(group=group, role=CentreGroup.Role.HQ, centre=None)
    found_network_groups()


def member(role: str, centre: str | None = None) -> User:
    """A user with a role in a centre, who reads English; headquarters has no centre."""
    if not CentreGroup.objects.filter(role="officer").exists():
        found_groups()
    code = Centre.objects.get(code=centre) if centre else None
    user = User.objects.create_user(f"{role}-{centre}", password="a long enough word")
    UserProfile.objects.create(user=user, preferred_language="en")
    user.groups.add(Group.objects.get(centre_group__role=role, centre_group__centre=code))
    return user
