import pytest

from home import citation

URL = "https://example.go.th/research/1/"


@pytest.mark.parametrize(
    ("authors", "thai", "english"),
    [
        ("สมชาย ใจดี", "สมชาย ใจดี.", "สมชาย ใจดี."),
        ("ก ข\nค ง", "ก ข และค ง.", "ก ข & ค ง."),
        ("ก ข\n\n ค ง \nจ ฉ\n", "ก ข, ค ง และจ ฉ.", "ก ข, ค ง & จ ฉ."),
    ],
)
def test_authors_are_listed_as_each_language_lists_them(authors, thai, english):
    assert citation.thai(authors, 2026, "T", "P", URL).startswith(thai)
    assert citation.english(authors, 2026, "T", "P", URL).startswith(english)


def test_the_year_is_the_readers():
    assert citation.thai("A", 2026, "ชื่อ", "กรมการจัดหางาน", URL) == f"A. (2569). ชื่อ. กรมการจัดหางาน. {URL}"
    assert citation.english("A", 2026, "Title", "DOE", URL) == f"A. (2026). Title. DOE. {URL}"


def test_a_missing_publisher_leaves_no_hole_and_no_stop_is_doubled():
    assert citation.english("A.", 2026, "Title.", "", URL) == f"A. (2026). Title. {URL}"
