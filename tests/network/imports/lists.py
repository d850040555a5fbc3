"""Lists for tests: a user who may import, and a list received from rows of words."""

import io

from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone

from home.models import Centre, CentreGroup
from home.tabular import read_table
from network.imports import steps
from network.models import PartnerImport

HEADER = ("ชื่อหน่วยงาน", "ประเภท", "จังหวัด", "อำเภอ", "ตำบล", "เว็บไซต์", "โทรศัพท์")


def officer(name: str = "officer", centre: str | None = "north", role: str = CentreGroup.Role.OFFICER) -> User:
    """Somebody who may add and change partners of one centre; with None, of all."""
    user = User.objects.create_user(name, password="a long password")
    group = Group.objects.create(name=name)
    rights = ["access_admin", "view_partner", "add_partner", "change_partner"]
    group.permissions.set(Permission.objects.filter(codename__in=rights))
    where = Centre.objects.get(code=centre) if centre else None
    CentreGroup.objects.create(group=group, centre=where, role=role if centre else CentreGroup.Role.HQ)
    user.groups.add(group)
    return user


def csv(*rows, header=HEADER) -> bytes:
    return "\n".join(",".join(row) for row in (header, *rows)).encode()


def received(content: bytes, user, *, source: str = "import") -> PartnerImport:
    table = read_table(io.BytesIO(content))
    return steps.receive(content, "list.csv", source=source, table=table, owner=user, now=timezone.now())


def verdicts(batch: PartnerImport) -> dict[int, str]:
    return dict(batch.rows.exclude(verdict="").values_list("line", "verdict"))


def reasons(batch: PartnerImport, line: int) -> dict[str, str]:
    """{column: reason} of what is wrong in a line."""
    return {one["column"]: one["reason"] for one in batch.rows.get(line=line).problems if not one["remark"]}


def applied(batch: PartnerImport, *, leave_out: bool = False) -> PartnerImport:
    steps.start_apply(batch, user=batch.upload.owner, now=timezone.now(), leave_out=leave_out)
    batch.refresh_from_db()
    return batch
