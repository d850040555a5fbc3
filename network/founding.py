"""What the network is founded with: its section in two languages and the groups of each centre. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from home.founding.plan import Words
from home.models import CentreGroup

Role = CentreGroup.Role

SLUG = "network"
TH = Words(
    "หน่วยงานเครือข่าย",
    "องค์กรปกครองส่วนท้องถิ่นและสถานศึกษาที่ร่วมเผยแพร่ข้อมูลข่าวสารตลาดแรงงานสู่ตำบลและหมู่บ้าน",
)
EN = Words(
    "The network",
    "Local governments and schools that carry labour market information to sub-districts and villages.",
)
EVENTS = "events"
EVENTS_TH = Words(
    "กิจกรรมและการอบรม",
    "การเข้าพบ การอบรม การประชุมชี้แจง การประชุมครูแนะแนว และงานนัดพบแรงงานของศูนย์ ลงทะเบียนเข้าร่วมได้ที่นี่",
)
EVENTS_EN = Words(
    "Events",
    "Visits, trainings, briefings, meetings of guidance teachers and job fairs of the centres. Register here.",
)

#: What a role may do with a record, as (model, verbs).
_KEEP = ("view", "add", "change")
#: Of letters: what everybody who writes them sees and does, and what the administration section keeps besides.
_WRITING = (
    ("letter", _KEEP),
    ("letterbatch", _KEEP),
    ("lettertemplate", _KEEP),
    ("letteroffice", ("view",)),
    ("signatory", ("view",)),
    ("letterbook", ("view",)),
    ("delivery", ("view",)),
    ("letterevent", ("view",)),
)
_REGISTRY = (
    ("letteroffice", _KEEP),
    ("signatory", (*_KEEP, "delete")),
    ("letterbook", _KEEP),
    ("lettertemplate", ("delete",)),
)
_OFFICER = (
    ("partner", _KEEP),
    ("contact", _KEEP),
    ("partnernote", (*_KEEP, "delete")),
    ("partnerfile", (*_KEEP, "delete")),
    ("proposal", ("view", "change")),
    ("contribution", ("view", "change")),
    ("application", ("view", "change")),
    ("partnerimport", _KEEP),
    ("volunteer", _KEEP),
    ("agreement", ("view",)),
    *_WRITING,
    ("season", ("view",)),
    ("team", ("view",)),
    ("visit", _KEEP),
    ("screening", ("view", "add")),
    ("travelrequest", _KEEP),
    ("visitphoto", (*_KEEP, "delete")),
    ("questionasked", _KEEP),
    ("lessonlearned", _KEEP),
    ("kititem", ("view",)),
    ("shortlink", _KEEP),
    ("registration", _KEEP),
    ("gathering", _KEEP),
)
_LEADER = (
    *_OFFICER,
    ("volunteer", ("delete",)),
    ("gathering", ("delete",)),
    ("planmonth", _KEEP),
    ("team", ("change",)),
)
_KEEPER = (
    *_LEADER,
    ("agreement", (*_KEEP, "delete")),
    ("team", (*_KEEP, "delete")),
    ("kititem", _KEEP),
    ("readinessitem", (*_KEEP, "delete")),
    ("rate", (*_KEEP, "delete")),
    ("holiday", (*_KEEP, "delete")),
    ("budgetallocation", ("view",)),
)
_LEADING = ("publish_contribution", "merge_partner", "confirm_visit", "erase_registration")


@dataclass(frozen=True)
class Duty:
    """A role of a centre: what its group is called, what it may do with records, and which rights of its own."""

    role: str
    name: str
    records: tuple[tuple[str, tuple[str, ...]], ...]
    rights: tuple[str, ...] = ()
    office: bool = False


DUTIES = (
    Duty(Role.OFFICER, "เจ้าหน้าที่เครือข่ายศูนย์{region}", _OFFICER, ("check_letter", "send_letter")),
    Duty(Role.TEAM_LEADER, "หัวหน้าสายศูนย์{region}", _LEADER, (*_LEADING, "check_letter", "send_letter")),
    Duty(
        Role.DIRECTOR,
        "ผู้อำนวยการศูนย์{region}",
        _KEEPER,
        (
            *_LEADING,
            *("erase_person", "promote_lessonlearned", "approve_travelrequest", "settle_travelrequest"),
            *("check_letter", "approve_letter"),
        ),
    ),
    Duty(
        Role.ADMIN_SECTION,
        "ฝ่ายบริหารงานทั่วไปศูนย์{region}",
        (*_KEEPER, *_REGISTRY),
        (
            *("publish_contribution", "merge_partner", "erase_person", "issue_visit_letter", "settle_travelrequest"),
            "erase_registration",
            *("check_letter", "issue_letter", "send_letter"),
        ),
        office=True,
    ),
)
#: What headquarters may not do for a centre: its director approves its letters, its own section numbers them.
OF_THE_CENTRE = ("approve_letter", "issue_letter")
#: Logs are written by what is done, by nobody's hand.
LOGS = ("change", "letterevent", "letterchain")
#: Records of the portal that headquarters keeps for the network; offices are kept by the centres as well.
HQ_PLACES = ("district", "subdistrict", "provincialoffice")
