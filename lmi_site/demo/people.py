"""Log-ins for trying out the site, and the contact data of the office that is invented with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Site
from wagtail.users.models import UserProfile

from home.models import Centre, CentreGroup, Office

Role = CentreGroup.Role
CENTRE = "north"


@dataclass(frozen=True)
class LogIn:
    username: str
    name: str
    what: str


#: Username, name and what it is for; the role and centre of each are in _ROLES.
LOG_INS = (
    LogIn("demo-admin", "ผู้ดูแลระบบ (สาธิต)", "superuser"),
    LogIn("demo-hq", "เจ้าหน้าที่ส่วนกลาง (สาธิต)", "headquarters"),
    LogIn("demo-moderator", "ผู้ตรวจข่าวภาคเหนือ (สาธิต)", "moderator of the North"),
    LogIn("demo-editor", "บรรณาธิการภาคเหนือ (สาธิต)", "editor of the North"),
    LogIn("demo-leader", "หัวหน้าสายภาคเหนือ (สาธิต)", "team leader of the North"),
    LogIn("demo-officer", "เจ้าหน้าที่เครือข่ายภาคเหนือ (สาธิต)", "network officer of the North"),
    LogIn("demo-director", "ผู้อำนวยการศูนย์ภาคเหนือ (สาธิต)", "director of the North"),
    LogIn("demo-clerk", "ธุรการศูนย์ภาคเหนือ (สาธิต)", "general administration section of the North"),
)
_ROLES = {
    "demo-hq": (Role.HQ, None),
    "demo-moderator": (Role.MODERATOR, CENTRE),
    "demo-editor": (Role.EDITOR, CENTRE),
    "demo-leader": (Role.TEAM_LEADER, CENTRE),
    "demo-officer": (Role.OFFICER, CENTRE),
    "demo-director": (Role.DIRECTOR, CENTRE),
    "demo-clerk": (Role.ADMIN_SECTION, CENTRE),
}


@transaction.atomic
def load_log_ins(password: str) -> int:
    """Create the log-ins that are missing, all with one password; existing ones keep theirs. How many."""
    users = get_user_model()
    created = 0
    for log_in in LOG_INS:
        if users.objects.filter(username=log_in.username).exists():
            continue
        is_admin = log_in.username not in _ROLES
        user = users.objects.create_user(
            log_in.username,
            f"{log_in.username}@lmi.example",
            password,
            first_name=log_in.name,
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        UserProfile.objects.create(user=user, preferred_language="th")
        if not is_admin:
            role, centre = _ROLES[log_in.username]
            user.groups.add(CentreGroup.objects.get(role=role, centre__code=centre).group)
        created += 1
    return created


def load_office() -> int:
    """Mark the site as a demonstration and give office and centres invented contact data where they have none."""
    office = Office.for_site(Site.objects.get(is_default_site=True))
    written = 0
    if not office.demonstration:
        office.demonstration = True
        office.address_th = office.address_th or "ที่อยู่สาธิต กรุงเทพมหานคร 10000"
        office.address_en = office.address_en or "Demonstration address, Bangkok 10000"
        office.phone = office.phone or "0 2000 0000"
        office.email = office.email or "lmi@lmi.example"
        office.save()
        written += 1
    for number, centre in enumerate(Centre.objects.filter(phone="", email="", address_th=""), 1):
        centre.address_th = f"ที่อยู่สาธิตของศูนย์{centre.region_th}"
        centre.address_en = f"Demonstration address, {centre.region_en}"
        centre.phone = f"0 2000 00{number:02}"
        centre.email = f"{centre.code}@lmi.example"
        centre.save()
        written += 1
    return written
