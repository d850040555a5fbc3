import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import Province
from network.codes import check_letter
from network.models import ListColumns, Partner
from tests import network_factories as make
from tests.network.staff import member

pytestmark = pytest.mark.django_db
LIST = reverse("partners:index")


@pytest.fixture
def officer(client):
    user = member("officer", "north")
    client.force_login(user)
    return user


def names(client, query=""):
    return [row["name"] for row in client.get(LIST + query).context["rows"]]


def test_only_partners_of_ones_own_centre_are_listed_in_the_order_of_the_dictionary(client, officer):
    make.partner(name_th="เทศบาลตำบลแม่ทะ")
    make.partner(name_th="ดอยงาม")
    make.partner(name_th="ใต้", province=Province.objects.get(slug="songkhla"))
    assert names(client) == ["ดอยงาม", "เทศบาลตำบลแม่ทะ"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("แม่ทะ", ["องค์การบริหารส่วนตำบลแม่ทะ"]),
        ("อบต.แม่ทะ", ["องค์การบริหารส่วนตำบลแม่ทะ"]),
        ("ทต.แม่ทะ", []),
        ("สุขาภิบาลเก่า", ["องค์การบริหารส่วนตำบลแม่ทะ"]),
        ("ลำปาง", ["โรงเรียนตัวอย่าง", "องค์การบริหารส่วนตำบลแม่ทะ"]),
        ("เวียงเหนือ", ["โรงเรียนตัวอย่าง"]),
        ("ไม่มีที่นี่", []),
        ("%27 OR 1=1", []),
        ("%00", ["โรงเรียนตัวอย่าง", "องค์การบริหารส่วนตำบลแม่ทะ"]),
    ],
)
def test_search_knows_names_former_names_places_and_short_kinds(client, officer, typed, expected):
    make.partner(name_th="องค์การบริหารส่วนตำบลแม่ทะ", former_names="สุขาภิบาลเก่า")
    place = make.subdistrict()
    make.partner(name_th="โรงเรียนตัวอย่าง", kind="school", subdistrict=place, district=place.district)
    assert names(client, f"?q={typed}") == expected


def test_a_code_is_found_however_it_is_typed(client, officer):
    code = "00A2B" + check_letter("00A2B")
    make.partner(code=code)
    make.partner(name_th="อื่น")
    typed = f"{code[:3]}-{code[3:]}".replace("0", "o").lower()
    assert len(names(client, f"?q={typed}")) == 1


def test_filters_narrow_and_what_is_no_filter_value_is_left_out(client, officer):
    make.partner(name_th="ก", kind="school", website="http://www.a.go.th", banner_state="live", status="member")
    make.partner(name_th="ข", kind="sao", status="prospect", province=Province.objects.get(slug="chiang-mai"))
    lampang = Province.objects.get(slug="lampang").pk
    south = Province.objects.get(slug="songkhla").pk
    for query, expected in {
        "?kind=school": ["ก"],
        "?kind=nonsense": ["ก", "ข"],
        "?website=yes": ["ก"],
        "?website=no": ["ข"],
        "?banner=live": ["ก"],
        "?status=prospect": ["ข"],
        f"?province={lampang}": ["ก"],
        f"?province={south}": ["ก", "ข"],
        "?centre=1;drop": ["ก", "ข"],
    }.items():
        assert names(client, query) == expected, query


def test_merged_records_are_listed_only_when_asked_for(client, officer):
    kept = make.partner(name_th="อยู่")
    make.partner(name_th="ไป", merged_into=kept, status="merged")
    assert names(client) == ["อยู่"]
    assert names(client, "?status=merged") == ["ไป"]


def test_columns_sort_both_ways_and_the_order_is_said_to_assistive_technology(client, officer):
    make.partner(name_th="ก", status="visited")
    make.partner(name_th="ข", status="member")
    assert names(client, "?sort=status") == ["ข", "ก"]
    assert names(client, "?sort=-status") == ["ก", "ข"]
    assert names(client, "?sort=-nothing") == ["ก", "ข"]
    assert 'aria-sort="descending"' in client.get(LIST + "?sort=-status").content.decode()


def test_a_user_keeps_the_columns_of_his_own(client, officer):
    make.partner(phone="0 5400 0000")
    client.post(reverse("partners:columns"), {"column": ["phone", "nonsense"]})
    assert ListColumns.objects.get(user=officer).columns == ["name", "phone"]
    assert client.get(LIST).context["rows"][0]["cells"] == ["0 5400 0000"]
    client.force_login(member("director", "north"))
    assert len(client.get(LIST).context["headings"]) == 8


def test_the_filtered_list_leaves_with_its_columns_and_no_cell_is_a_formula(client, officer):
    make.partner(name_th="=HYPERLINK(1)", kind="school")
    make.partner(name_th="อื่น", kind="sao")
    response = client.get(LIST + "?kind=school&export=csv")
    (row,) = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert "'=HYPERLINK(1)" in row.values()
    assert Partner.objects.get(kind="school").code in row.values()
    response = client.get(LIST + "?kind=school&export=xlsx")
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert page.max_row == 2
    assert "f" not in {cell.data_type for cell in page[2]}
    assert page["A2"].value == "=HYPERLINK(1)"


@pytest.mark.parametrize("query", ["", "?q=ตัวอย่าง", "?q=อบต.ตัวอ", "?status=member&website=no"])
@pytest.mark.parametrize("role", ["officer", "hq"])
@pytest.mark.parametrize("count", [2, 60])
def test_the_list_costs_the_same_queries_for_few_and_for_many(
    client, role, count, query, django_assert_max_num_queries
):
    client.force_login(member(role, "north" if role == "officer" else None))
    for number in range(count):
        make.partner(name_th=f"ตัวอย่าง {number}")
    client.get(LIST)
    # Session, account, rights and languages for the frame; the number of partners and the rows for the list, or, for a
    # search, whether the index knows the word, a page of what fits with how much there is, and the rows.
    with django_assert_max_num_queries(8):
        client.get(LIST + query)


@pytest.mark.parametrize(
    ("asked", "number", "first"), [("1", 1, 0), ("2", 2, 50), ("999", 2, 50), ("0", 1, 0), ("x", 1, 0)]
)
def test_what_a_search_finds_has_pages_and_says_how_many_there_are(client, officer, asked, number, first):
    for position in range(60):
        make.partner(name_th=f"ตัวอย่าง {position:02}")
    page = client.get(LIST, {"q": "ตัวอย่าง", "p": asked}).context
    assert (page["page_obj"].number, page["page_obj"].paginator.count) == (number, 60)
    assert [row["name"] for row in page["rows"]] == [f"ตัวอย่าง {n:02}" for n in range(60)][first : first + 50]


def bulk(client, **data):
    return client.post(reverse("partners:bulk"), data, follow=True)


def test_what_is_done_to_many_is_asked_first_and_then_written_in_each_history(client, officer):
    two = [make.partner(name_th=name) for name in ("ก", "ข")]
    keys = [partner.pk for partner in two]
    asked = bulk(client, act="source", id=keys)
    assert "ก" in asked.content.decode()
    assert not Partner.objects.filter(source="pao").exists()
    bulk(client, act="source", id=keys, source="pao", confirmed="1")
    assert Partner.objects.filter(source="pao").count() == 2
    assert all(partner.changes.get().fields == {"source": ["staff", "pao"]} for partner in two)
    assert two[0].changes.get().by == officer


def test_partners_of_other_centres_are_never_touched_by_their_keys(client, officer):
    own = make.partner()
    foreign = make.partner(name_th="ใต้", province=Province.objects.get(slug="songkhla"))
    bulk(client, act="note", id=[own.pk, foreign.pk], text="สวัสดี", confirmed="1")
    assert own.notes.count() == 1
    assert foreign.notes.count() == 0
    assert "Choose" in bulk(client, act="note", id=[foreign.pk]).content.decode() or not foreign.notes.exists()


def test_everything_in_the_filtered_list_can_be_chosen_at_once(client, officer):
    make.partner(name_th="ก", kind="school")
    make.partner(name_th="ข", kind="sao")
    bulk(client, act="close", everything="1", kind="school", closed_on="2026-05-01", confirmed="1")
    assert list(Partner.objects.filter(status="closed").values_list("name_th", flat=True)) == ["ก"]


def test_bad_requests_for_many_are_answered_in_words(client, officer):
    partner = make.partner()
    assert bulk(client, act="nonsense", id=[partner.pk]).status_code == 404
    assert bulk(client, act="note").status_code == 200
    assert bulk(client, act="note", id=["x", "9" * 30]).status_code == 200
    refused = bulk(client, act="close", id=[partner.pk], closed_on="31 กุมภา", confirmed="1")
    assert refused.context["form"].errors
    assert Partner.objects.get().closed_on is None


def test_leaving_the_network_is_one_line_and_done_once(client, officer):
    partner = make.partner()
    for _again in range(2):
        bulk(client, act="leave", id=[partner.pk], reason="ยุบ", confirmed="1")
    partner.refresh_from_db()
    assert partner.status == "opted_out"
    assert timezone.localdate(partner.opted_out_at) == timezone.localdate()
    assert partner.changes.get().verb == "left"
