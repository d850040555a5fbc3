import pytest

from home.imports import lookups
from home.models import Indicator, Province

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("เชียงใหม่", "50"), ("จังหวัดเชียงใหม่", "50"), ("จ. เชียงใหม่", "50"), ("Chiang Mai", "50"), ("chiangmai", "50"),
        ("50", "50"), ("๕๐", "50"), ("ชม", "50"), ("ชม.", "50"),
        ("กทม.", "10"), ("กรุงเทพฯ", "10"), ("กรุงเทพมหานคร", "10"),
        ("ภาคเหนือ", "north"), ("north", "north"), ("Northeast", "northeast"), ("ทั้งประเทศ", "TH"), ("TH", "TH"),
        ("ประเทศไทย", "TH"), ("Whole country", "TH"),
    ],
)  # fmt: skip
def test_places_are_found_by_every_name_they_go_by(word, code):
    assert lookups.places().find(word).code == code


def test_every_province_is_found_by_its_code_and_by_both_its_names():
    places = lookups.places()
    for province in Province.objects.all():
        for word in (province.code, province.name_th, province.name_en):
            assert places.find(word).province == province


def test_a_misspelt_place_is_not_guessed_but_the_nearest_is_suggested():
    with pytest.raises(lookups.NotFound, match="เชียงใหม่"):
        lookups.places().find("เชียงไหม่")


def test_nonsense_gets_no_suggestion():
    with pytest.raises(lookups.NotFound) as refusal:
        lookups.places().find("xyzzy")
    assert "xyzzy" in str(refusal.value)


def test_indicators_are_found_by_code_and_name():
    vacancies = Indicator.objects.create(code="vacancies", name_th="ตำแหน่งงานว่าง", name_en="Vacancies", unit_th="อัตรา")
    found = lookups.indicators()
    assert {found.find(word) for word in ("vacancies", "VACANCIES", "ตำแหน่งงานว่าง")} == {vacancies}
    with pytest.raises(lookups.NotFound, match="“vacancies”"):
        found.find("vacancys")


def test_a_file_full_of_nonsense_is_not_compared_word_by_word():
    places = lookups.places()
    for number in range(lookups.MOST_SUGGESTIONS):
        with pytest.raises(lookups.NotFound):
            places.find(f"nonsense {number}")
    with pytest.raises(lookups.NotFound) as refusal:
        places.find("เชียงไหม่")
    assert "เชียงใหม่" not in str(refusal.value)
