"""Partners and people for tests: each function makes one with as little as its type allows."""

from home.models import Province, Subdistrict
from network.models import Contact, NetworkIndexPage, Partner
from tests import factories


def partner(**fields) -> Partner:
    """A member in Lampang's first sub-district, unless the fields say otherwise."""
    if "province" not in fields:
        fields["province"] = Province.objects.get(slug="lampang")
    defaults = {"name_th": "องค์การบริหารส่วนตำบลตัวอย่าง", "kind": "sao", "status": "member", "demonstration": True}
    return Partner.objects.create(**defaults | fields)


def subdistrict(code: str = "520101") -> Subdistrict:
    return Subdistrict.objects.select_related("district__province").get(code=code)


def contact(of: Partner, **fields) -> Contact:
    defaults = {"title": "นาง", "name": "สาธิต ตัวอย่าง", "phone": "0 2000 0000", "email": "person@example.invalid"}
    return Contact.objects.create(partner=of, **defaults | fields)


def network_section(home, **fields) -> NetworkIndexPage:
    return factories.child(home, NetworkIndexPage, **({"slug": "network", "title": "เครือข่าย"} | fields))
