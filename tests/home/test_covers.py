import re
from types import SimpleNamespace

import pytest
from defusedxml import ElementTree
from django.template import Context, Template

from home import covers, marks
from home.models import NewsPage
from home.places import provinces

from .drawn import pixels

KINDS = [*NewsPage.Kind.values, "", "bulletin"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [covers.WIDTH, covers.WIDE])
def test_a_cover_is_small_silent_and_without_style(kind, width):
    for province in provinces():
        svg = covers.cover_svg(kind, province.slug, width)
        assert len(svg.encode()) <= 1200
        assert ElementTree.fromstring(svg).get("aria-hidden") == "true"
        assert not re.search(r"\b(id|style|class|href)=|<style|url\(", svg)


def test_the_same_place_wears_the_same_cloth_and_places_differ():
    slugs = [province.slug for province in provinces()]
    assert covers.cover_svg("market", "nan") == covers.cover_svg("market", "nan")
    assert covers.cover_svg("market", "nan") != covers.cover_svg("fraud", "nan")
    assert len({covers.cover_svg("market", slug) for slug in slugs}) > 40


def test_every_kind_of_news_has_a_cloth_of_its_own():
    grounds = {covers.cloth(kind, "nan").dye for kind in NewsPage.Kind.values}
    assert len(grounds) == len(NewsPage.Kind.values)


def test_nothing_that_was_typed_reaches_the_drawing():
    card = SimpleNamespace(kind="<script>", seed='"><script>alert(1)</script>')
    html = Template("{% load covers %}{% cover card %}").render(Context({"card": card}))
    assert html.startswith("<svg") and "script" not in html


def test_a_banner_is_wider_not_coarser():
    card = SimpleNamespace(kind="market", seed="nan")
    html = Template("{% load covers %}{% cover card wide=True %}").render(Context({"card": card}))
    assert 'viewBox="0 0 96 25"' in html


def test_the_mark_is_the_same_left_and_right():
    drawn = pixels(marks.mark_svg(), marks.SIZE)
    assert drawn
    assert all(drawn.get((marks.SIZE - 1 - x, y)) == colour for (x, y), colour in drawn.items())


def test_the_files_of_the_mark_are_the_ones_we_draw():
    from home.management.commands.build_marks import FOLDER, PNGS

    assert (FOLDER / "favicon.svg").read_text() == marks.mark_svg() + "\n"
    assert all((FOLDER / name).read_bytes() == marks.mark_png(side) for name, side in PNGS.items())
