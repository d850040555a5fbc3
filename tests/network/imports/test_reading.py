"""What cells say: places, kinds, telephone numbers, positions, and rows that are about no organisation."""

import pytest

from home.access import EVERYTHING
from network.imports.columns import PARTNER
from network.imports.known import Register, Signs
from network.imports.noise import Carried, sift
from network.imports.places import PlaceBook
from network.imports.reading import RowReader

pytestmark = pytest.mark.django_db
LAMPANG = {"name_th": "อบต.สาธิต", "province": "ลำปาง"}
CHIANG_MAI = {"name_th": "อบต.สาธิต", "province": "เชียงใหม่"}


@pytest.fixture
def read():
    reader = RowReader(PlaceBook.load(), EVERYTHING)

    def read(**row):
        return reader.read(row)

    return read


def wrong(reading):
    return {problem.column: problem.reason for problem in reading.problems if not problem.remark}


@pytest.mark.parametrize(
    ("province", "district", "subdistrict", "code"),
    [
        ("จังหวัดลำปาง", "อำเภอเมืองลำปาง", "ตำบลบ้านเป้า", "520114"),
        ("จ.ลำปาง", "อ.เมือง", "ต.บ้านเป้า", "520114"),
        ("๕๒", "5201", "520114", "520114"),
        ("Lampang", "Mueang Lampang", "Ban Pao", "520114"),
        ("ลำ\u200bปาง", "", "บ้าน เป้า", "520114"),
        ("กทม.", "เขตพระนคร", "แขวงวังบูรพาภิรมย์", "100102"),
        ("กรุงเทพฯ", "", "วังบูรพาภิรมย์", "100102"),
    ],
)
def test_places_are_read_with_and_without_what_they_are(read, province, district, subdistrict, code):
    reading = read(name_th="โรงเรียนสาธิต", province=province, district=district, subdistrict=subdistrict)
    assert not wrong(reading)
    assert reading.values["subdistrict"].code == code
    assert reading.values["district"].code == code[:4]


def test_of_sub_districts_with_one_name_the_district_decides_then_the_postcode(read):
    # There is a สันกลาง in สันป่าตอง and one in สันกำแพง (official codes 501202 and 501313).
    assert set(wrong(read(**CHIANG_MAI, subdistrict="สันกลาง"))) == {"subdistrict"}
    assert "สันกำแพง" in wrong(read(**CHIANG_MAI, subdistrict="สันกลาง"))["subdistrict"]
    by_district = read(**CHIANG_MAI, subdistrict="สันกลาง", district="สันกำแพง")
    assert by_district.values["subdistrict"].code == "501313"
    by_postcode = read(**CHIANG_MAI, subdistrict="สันกลาง", zip_code="50120")
    assert by_postcode.values["subdistrict"].code == "501202"


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        ({"province": "ลำปราง"}, "province", "ลำปาง"),
        ({"province": ""}, "province", ""),
        ({"province": "ลำปาง", "district": "แม่ริม"}, "district", "เชียงใหม่"),
        ({"province": "ลำปาง", "district": "เถิน", "subdistrict": "บ้านเป้า"}, "subdistrict", "เมืองลำปาง"),
        ({"province": "ลำปาง", "subdistrict": "บ้านเป่า"}, "subdistrict", "บ้านเป้า"),
        ({"province": "ลำปาง", "zip_code": "50000"}, "zip_code", "เชียงใหม่"),
        ({"province": "ลำปาง", "zip_code": "5200"}, "zip_code", "5200"),
    ],
)
def test_what_is_wrong_with_a_place_is_said_with_what_would_be_right(read, cells, column, word):
    problems = wrong(read(name_th="อบต.สาธิต", **cells))
    assert set(problems) == {column}
    assert word in problems[column]


def test_an_unusual_postcode_of_the_province_is_only_remarked(read):
    reading = read(**LAMPANG, subdistrict="บ้านเป้า", zip_code="52000")
    assert reading.is_sound
    assert [problem.column for problem in reading.problems] == ["zip_code"]
    # พระบาท has two postcodes.
    assert not read(**LAMPANG, subdistrict="พระบาท", zip_code="52220").problems


@pytest.mark.parametrize(
    ("name", "column", "kind", "full"),
    [
        ("อบต.สาธิต", "", "sao", "อบต.สาธิต"),
        ("สาธิต", "อบต.", "sao", "องค์การบริหารส่วนตำบลสาธิต"),
        ("สาธิต", "เทศบาลตำบล", "subdistrict_municipality", "เทศบาลตำบลสาธิต"),
        ("เทศบาลเมืองสาธิต", "เทศบาล", "town", "เทศบาลเมืองสาธิต"),
        ("สาธิต", "โรงเรียน", "school", "โรงเรียนสาธิต"),
        ("สาธิตพาณิชยการ", "อาชีวศึกษา", "vocational", "สาธิตพาณิชยการ"),
        ("วิทยาลัยเทคนิคสาธิต", "สถานศึกษา", "vocational", "วิทยาลัยเทคนิคสาธิต"),
        ("เมืองพัทยา", "อปท.", "special", "เมืองพัทยา"),
        ("อบต.สาธิต", "เทศบาลตำบล", None, ""),
        ("สาธิต", "", None, ""),
        ("สาธิต", "สถานศึกษา", None, ""),
        ("สาธิต", "ร้านค้า", None, ""),
    ],
)
def test_the_kind_is_told_from_the_name_and_its_column(read, name, column, kind, full):
    reading = read(name_th=name, kind=column, province="ลำปาง")
    assert (reading.values.get("kind"), reading.values.get("name_th", "")) == (kind, full)
    assert ("kind" in wrong(reading)) == (kind is None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("๐๕๔-๐๐๐-๐๐๑", "0 5400 0001"),
        ("081-000-0001", "08 1000 0001"),
        (54000001, "0 5400 0001"),
        (54000001.0, "0 5400 0001"),
        ("0 5400 0001, 054000002", "0 5400 0001, 0 5400 0002"),
        ("054-000-001 ต่อ 12", "054-000-001 ต่อ 12"),
        ("-", None),
        ("12345", "error"),
    ],
)
def test_telephone_numbers_are_kept_as_offices_print_them(read, typed, kept):
    reading = read(**LAMPANG, phone=typed)
    assert ("error" if "phone" in wrong(reading) else reading.values.get("phone")) == kept


@pytest.mark.parametrize(
    ("latitude", "longitude", "sound"),
    [(18.28, 99.49, True), ("๑๘.๒๘", "99.49", True), (99.49, 18.28, False), (18.28, "", False), ("x", 99.4, False)],
)
def test_positions_lie_in_thailand_and_come_in_pairs(read, latitude, longitude, sound):
    assert read(**LAMPANG, latitude=latitude, longitude=longitude).is_sound is sound


def test_the_village_number_joins_the_address_once(read):
    assert read(**LAMPANG, address="99", moo=3).values["address"] == "99 หมู่ที่ 3"
    assert read(**LAMPANG, address="99 หมู่ 3", moo="3").values["address"] == "99 หมู่ 3"


MAPPING = {"name_th": 0, "province": 1, "district": 2}


def sifted(*rows):
    carried, found = Carried(), []
    for line, row in enumerate(rows, 2):
        one = sift(line, row, MAPPING, PARTNER, carried)
        carried = one.carried
        found.append(one.row and (one.row["province"], one.row["district"]))
    return found


def test_rows_about_no_organisation_are_passed_over():
    assert (
        sifted(
            ("ชื่อหน่วยงาน", "จังหวัด", "อำเภอ"),
            ("รวม", None, None),
            ("รวมทั้งสิ้น 25 แห่ง", None, None),
            (None, None, 25),
            ("หมายเหตุ ข้อมูลสาธิต", None, None),
        )
        == [None] * 5
    )
    assert sifted(("โรงเรียนรวมใจสาธิต", "ลำปาง", None)) == [("ลำปาง", None)]


def test_merged_cells_and_headings_hand_their_place_down():
    assert sifted(
        ("ก", "ลำปาง", "เถิน"),
        ("ข", None, None),
        ("ค", None, "งาว"),
        ("ง", None, None),
        ("จ", "แพร่", None),
        ("ฉ", None, None),
    ) == [("ลำปาง", "เถิน"), ("ลำปาง", "เถิน"), ("ลำปาง", "งาว"), ("ลำปาง", "งาว"), ("แพร่", None), ("แพร่", None)]
    assert sifted(("จังหวัดลำปาง", None, None), ("อำเภอเถิน", None, None), ("ก", None, None)) == [
        None,
        None,
        ("ลำปาง", "เถิน"),
    ]
    assert sifted(("อำเภอเถิน", None, None), ("ก", "ลำปาง", None))[1] == ("ลำปาง", "เถิน")


def signs(name="สาธิต", kind="sao", district=None, subdistrict=None, host="", spelt=""):
    return Signs(kind, 1, district, subdistrict, spelt or f"{kind}{name}", f"{kind}:{name}:", host)


@pytest.mark.parametrize(
    ("known", "asked", "result"),
    [
        (signs(), signs(), ("same", "")),
        (signs(district=1, subdistrict=11), signs(district=1, subdistrict=11), ("same", "")),
        (signs(district=1), signs(), ("same", "")),
        (signs(kind="school", district=1), signs(kind="school"), ("twin", "place")),
        (signs(district=1), signs(district=2), ("", "")),
        (signs(district=1, subdistrict=11), signs(district=1, subdistrict=12), ("", "")),
        (signs(), signs(spelt="อบตสาธิต"), ("twin", "name")),
        (signs(district=1), signs(district=2, spelt="อบตสาธิต"), ("", "")),
        (signs(host="a.example"), signs(name="อื่น", kind="school", host="a.example"), ("twin", "host")),
        (signs(), signs(kind="town"), ("", "")),
    ],
)
def test_who_is_the_same_and_who_may_be(known, asked, result):
    register = Register()
    register.add(7, known)
    match = register.match(asked)
    assert ("same" if match.same else "twin" if match.twin else "", match.why) == result


def test_a_postcode_that_the_register_does_not_know_keeps_nobody_out_where_it_may_be_real(read):
    # สันทราย has a post office of its own, 50210, beside the 50290 of the register.
    near = read(**CHIANG_MAI, district="สันทราย", zip_code="50210")
    assert near.is_sound
    assert near.values["zip_code"] == "50210"
    assert [problem.column for problem in near.problems] == ["zip_code"]
    assert set(wrong(read(**CHIANG_MAI, district="สันทราย", zip_code="99999"))) == {"zip_code"}
