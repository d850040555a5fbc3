"""wagtail-localize finds nothing to translate in a typed table by itself; here through its own extract and ingest."""

from datetime import date
from decimal import Decimal

import pytest
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from home import figure_tables
from tests import factories, figure_factories

pytestmark = pytest.mark.django_db

ENGLISH = {
    "ระดับการศึกษา": "Education",
    "ตำแหน่งงานว่าง": "Vacancies",
    "ผู้สมัครงาน": "Applicants",
    "มัธยมศึกษา": "Secondary",
    "ปวช. และ ปวส.": "Vocational",
}


@pytest.fixture
def bulletin():
    section = figure_factories.bulletin_section(factories.home_page())
    return figure_factories.bulletin(section, date(2026, 4, 1), demand=[figure_factories.table_block()])


def of_the_table(page):
    return [
        segment
        for segment in extract_segments(page)
        if segment.path.startswith("demand.") and ".table." in segment.path
    ]


def test_headings_and_words_are_offered_for_translation_and_numbers_are_not(bulletin):
    words = {segment.string.data for segment in of_the_table(bulletin)}
    assert words == set(ENGLISH)


def test_paths_are_unique(bulletin):
    paths = [segment.path for segment in extract_segments(bulletin)]
    assert len(paths) == len(set(paths))


def test_translated_words_come_back_to_their_places_and_numbers_stay(bulletin):
    segments = extract_segments(bulletin)
    for segment in segments:
        if hasattr(segment, "string"):
            segment.string = StringValue(ENGLISH.get(segment.string.data, segment.string.data))
    copy = type(bulletin).objects.get(pk=bulletin.pk)
    ingest_segments(bulletin, copy, bulletin.locale, factories.locale("en"), segments)
    table = figure_tables.read(copy.demand[0].value["table"])
    assert table.headings == ["Education", "Vacancies", "Applicants"]
    assert table.labels == ("Secondary", "Vocational")
    assert table.series[0].values == (Decimal(4120), Decimal(2875))


def test_a_row_that_has_gone_since_is_passed_over(bulletin):
    segments = of_the_table(bulletin)
    block = type(bulletin).objects.get(pk=bulletin.pk).demand[0]
    table = block.value["table"]
    table.row_data = table.row_data[:1]
    inner = [segment.unwrap()[1].unwrap()[1].unwrap()[1] for segment in segments]
    restored = block.block.child_blocks["table"].restore_translated_segments(table, inner)
    assert len(restored.row_data) == 1
