"""Reports for tests: a season of two centres with answers, and the people who write, decide and read."""

from django.contrib.auth.models import Group, Permission, User
from wagtail.users.models import UserProfile

from home.models import Centre, CentreGroup
from surveys.actions.found_surveys import found_rights
from surveys.models import Campaign
from tests import survey_factories as make
from tests.network_factories import partner
from tests.season_factories import province

#: One person before and after; every second one comes to know a service and uses it more.
BEFORE = {"SEX": "1", "AGEGRP": "3", "AW1": "0", "LV1": "1", "BN1": "3", "KN1": "2", "KN2": "2", "KN3": "2", "KN4": "3"}
AFTER = {"SEX": "1", "AGEGRP": "3", "AW1": "1", "LV1": "3", "BN1": "4", "KN1": "4", "KN2": "3", "KN3": "4", "KN4": "3"}


def person(role: str, centre: str | None = "north") -> User:
    """Somebody with a role in a centre, or of headquarters, with the rights that the questionnaires hand out."""
    found = Centre.objects.get(code=centre) if centre else None
    group, made = Group.objects.get_or_create(name=f"{role} {centre}")
    if made:
        CentreGroup.objects.create(role=role, centre=found, group=group)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        found_rights()
    user = User.objects.create_user(f"{role}-{centre}-{User.objects.count()}", password="a long enough word")
    UserProfile.objects.create(user=user, preferred_language="th")
    user.groups.add(group)
    return user


def answered(campaign: Campaign, slug: str = "lampang", n: int = 6) -> None:
    """So many organisations of a province answer both forms; some of them write something as well."""
    for number in range(n):
        code = make.code(campaign, partner=partner(province=province(slug), website="http://p.example"))
        satisfied = {f"SA{k}": str(4 + (number + k) % 2) for k in range(1, 10)} | {"SAALL": "4"}
        make.answer(code, 1, BEFORE | {"SEX": str(1 + number % 2), "AW2": str(number % 2)})
        texts = {"SUGG_T": f"ข้อความลับที่ {number}"} if number % 3 == 0 else {}
        make.answer(code, 2, AFTER | {"SEX": str(1 + number % 2), "AW2": "1"} | satisfied | texts)
