import pytest

from network.phones import WrongPhone, read_phone
from network.place_names import UnknownPlace, find_place


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0 5422 1234", "0 5422 1234"),
        ("๐๕๔-๒๒๑๒๓๔ ต่อ ๑๒", "054-221234 ต่อ 12"),
        ("054-221234-5", "054-221234-5"),
        ("0 5422 1234, 08 1234 5678", "0 5422 1234, 08 1234 5678"),
        ("โทร. 02 245 2708 หรือ 1506", "โทร. 02 245 2708 หรือ 1506"),
        ("+66 81 234 5678", "+66 81 234 5678"),
        ("(054) 221 234 #101", "(054) 221 234 #101"),
        (" - ", ""),
        ("", ""),
    ],
)
def test_numbers_are_read_as_offices_write_them(typed, kept):
    assert read_phone(typed) == kept


@pytest.mark.parametrize("typed", ["123", "05422123", "0 1111 1111", "โทรมา", "0 5422 1234 5678", "0 5422 1234, x"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(WrongPhone):
        read_phone(typed)


class Place:
    def __init__(self, code, name_th, name_en):
        self.code, self.name_th, self.name_en = code, name_th, name_en


PLACES = [
    Place("5201", "เมืองลำปาง", "Mueang Lampang"),
    Place("5202", "แม่เมาะ", "Mae Mo"),
    Place("5213", "เมืองปาน", "Mueang Pan"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("อ.แม่เมาะ", 1), ("อำเภอ แม่เมาะ", 1), ("mae mo", 1), ("เมือง", 0), ("เเม่เมาะ", 1), ("", None)],
)
def test_places_are_found_as_people_name_them(typed, found):
    assert find_place(typed, PLACES) is (None if found is None else PLACES[found])


def test_an_unknown_place_comes_with_names_like_it():
    with pytest.raises(UnknownPlace) as unknown:
        find_place("แม่เมา", PLACES)
    assert unknown.value.near[0] == "แม่เมาะ"
