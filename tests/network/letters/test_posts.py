import pytest

from network.letters.posts import address_lines, head_of

#: Kind and name of an organisation, and the post its letters are addressed to.
HEADS = [
    ("sao", "องค์การบริหารส่วนตำบลบ้านตัวอย่าง", "นายกองค์การบริหารส่วนตำบลบ้านตัวอย่าง"),
    ("pao", "องค์การบริหารส่วนจังหวัดลำปาง", "นายกองค์การบริหารส่วนจังหวัดลำปาง"),
    ("subdistrict_municipality", "เทศบาลตำบลตัวอย่าง", "นายกเทศมนตรีตำบลตัวอย่าง"),
    ("city", "สำนักงานเทศบาลนครตัวอย่าง", "นายกเทศมนตรีนครตัวอย่าง"),
    ("school", "โรงเรียนตัวอย่างวิทยา", "ผู้อำนวยการโรงเรียนตัวอย่างวิทยา"),
    ("vocational", "วิทยาลัยเทคนิคตัวอย่าง", "ผู้อำนวยการวิทยาลัยเทคนิคตัวอย่าง"),
    ("university", "มหาวิทยาลัยตัวอย่าง", "อธิการบดีมหาวิทยาลัยตัวอย่าง"),
    ("special", "เมืองพัทยา", "นายกเมืองพัทยา"),
    ("special", "กรุงเทพมหานคร", "ผู้ว่าราชการกรุงเทพมหานคร"),
    ("special", "อื่น", ""),
    ("sao", "", ""),
]


@pytest.mark.parametrize(("kind", "name", "post"), HEADS)
def test_the_head_of_each_kind_of_organisation(kind, name, post):
    assert head_of(kind, name) == post


def test_an_address_outside_bangkok_and_in_it():
    assert address_lines("เลขที่ 1", "เวียงเหนือ", "เมืองลำปาง", "ลำปาง") == (
        "เลขที่ 1", "ตำบลเวียงเหนือ อำเภอเมืองลำปาง", "จังหวัดลำปาง",
    )  # fmt: skip
    assert address_lines("", "ดินแดง", "ดินแดง", "กรุงเทพมหานคร") == ("แขวงดินแดง เขตดินแดง", "กรุงเทพมหานคร")
    assert address_lines("", "", "", "ลำปาง") == ("จังหวัดลำปาง",)
