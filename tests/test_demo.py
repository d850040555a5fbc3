"""The demonstration: loaded once, it is what it says it is; loaded twice, nothing changes."""

import io
import json
import re
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Sum
from django.test import override_settings
from PIL import Image
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision

from home import periods, places
from home.blocks import PortalStreamBlock
from home.models import (
    BulletinPage,
    Centre,
    DatasetPage,
    FAQPage,
    GuidePage,
    Indicator,
    NewsPage,
    Observation,
    Office,
    PortalDocument,
    PortalImage,
    ProvincePage,
    PublicationPage,
    Release,
    ServicePage,
)
from lmi_site.demo import content, markup, pictures, quoting, series

THAI_LETTERS = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
PASSWORD = "only-for-this-test"
OURS = [model for label in ("home", "wagtailcore", "auth") for model in apps.get_app_config(label).get_models()]


def load(*arguments: str) -> str:
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """What the command printed. The tests of this module read what it left; all of it is gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load("--password", PASSWORD)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(said, db):
    return said


def live(model, language="th"):
    return model.objects.live().filter(locale__language_code=language)


def test_the_portal_is_full(loaded):
    assert live(NewsPage).count() >= 42
    assert set(live(NewsPage).values_list("kind", flat=True)) == set(NewsPage.Kind.values)
    assert live(NewsPage, "en").count() >= 12
    assert live(BulletinPage).count() == 3
    assert live(ServicePage).count() == live(ServicePage, "en").count() == 6
    assert live(ProvincePage).count() == live(ProvincePage, "en").count() == 77
    assert {page.topic.code for page in live(GuidePage)} == {code for code, _th, _en in places.TOPICS}
    assert live(GuidePage, "en").count() >= 3
    assert live(PublicationPage).count() >= 2
    assert live(DatasetPage).count() == 2
    assert Release.objects.count() >= 14
    assert Release.objects.filter(state=Release.State.POSTPONED).exclude(note_th="").exclude(note_en="").count() == 1


def test_services_are_named_as_in_the_manual(loaded):
    assert list(live(ServicePage).order_by("number").values_list("title", "owner_division", "service_url")) == [
        ("สมัครงาน/แจ้งตำแหน่งงานว่าง", "กองพัฒนาระบบบริการจัดหางาน", "http://smartjob.doe.go.th"),
        ("ข้อมูลอาชีพ และการแนะนำอาชีพ", "กองส่งเสริมการมีงานทำ", "http://www.doe.go.th/vgnew"),
        ("ให้คำแนะนำการไปทำงานต่างประเทศ", "กองบริหารแรงงานไทยไปทำงานต่างประเทศ", "http://www.doe.go.th/overseas"),
        ("การขออนุญาตการทำงานของคนต่างด้าว", "สำนักบริหารแรงงานต่างด้าว", "http://www.doe.go.th/alien"),
        ("การตรวจและคุ้มครองคนหางาน", "กองทะเบียนจัดหางานกลางและคุ้มครองคนหางาน", "http://www.doe.go.th/ipd"),
        ("บริการข้อมูลตลาดแรงงาน", "กองบริหารข้อมูลตลาดแรงงาน", "http://doe.go.th/lmia"),
    ]


def test_news_of_a_kind_are_complete(loaded):
    for page in live(NewsPage):
        assert page.summary, page.slug
        assert page.topics.exists(), page.slug
        assert page.first_published_at.date() == page.last_published_at.date() == page.date
        paragraphs = "".join(str(block.value) for block in page.body if block.block_type == "paragraph").count("<p>")
        assert paragraphs >= 2, page.slug
    for page in live(NewsPage).filter(kind=NewsPage.Kind.NETWORK):
        assert "สมมติ" in page.credit_name


def test_pages_would_pass_their_own_forms(loaded):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        page.full_clean()
        for field in streams(page):
            value = getattr(page, field.name)
            value.stream_block.clean(value)


def streams(page):
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


def texts(value):
    """Every string in the raw value of a stream, but for ids and kinds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name not in ("id", "type"):
                yield from texts(entry)


def test_no_thai_is_live_under_english_addresses(loaded):
    pages = Page.objects.live().filter(locale__language_code="en").specific()
    assert len(pages) > 100
    for page in pages:
        plain = ("title", "draft_title", "summary", "abstract", "authors", "publisher", "audience", "owner_division")
        plain += ("promise", "credit_name", "contact_name", "volume", "seo_title", "search_description")
        found = [getattr(page, name, "") for name in plain]
        for field in streams(page):
            found += texts(getattr(page, field.name).get_prep_value())
        for name in ("corrections", "files"):
            children = getattr(page, name, None)
            found += (
                [getattr(child, "text", "") or getattr(child, "title", "") for child in children.all()]
                if children
                else []
            )
        assert [text for text in found if THAI_LETTERS.search(text)] == [], page.url_path


def test_english_pages_point_to_english_pages(loaded):
    targets = [related.target for page in live(NewsPage, "en") for related in page.related.all()]
    assert targets
    assert {target.locale.language_code for target in targets} == {"en"}


def test_every_figure_is_marked_as_demonstration(loaded):
    assert Observation.objects.exists()
    assert not Observation.objects.exclude(demonstration=True, source="ข้อมูลสาธิต").exists()
    marks = ("ข้อมูลสาธิต", "Demonstration data")
    seen = 0
    for page in Page.objects.live().filter(depth__gt=1).specific():
        for field in streams(page):
            for block in getattr(page, field.name):
                if block.block_type in ("figures", "figure", "key_figure"):
                    seen += 1
                    assert block.value["source"] in marks, page.slug
                    assert block.value["as_of"], page.slug
    assert seen > 30
    assert Office.objects.get().demonstration


def test_figures_add_up(loaded):
    quarter = periods.parse("2026-Q3")
    rows = Observation.objects.filter(period_kind=quarter.kind, period_start=quarter.start)
    for code in ("vacancies", "employed", "foreign-workers"):
        of_code = rows.filter(indicator__code=code)
        country = of_code.get(province=None, centre=None).value
        assert of_code.filter(province__isnull=False).aggregate(sum=Sum("value"))["sum"] == country
        assert of_code.filter(centre__isnull=False).aggregate(sum=Sum("value"))["sum"] == country
        for centre in Centre.objects.all():
            of_provinces = of_code.filter(province__centre=centre).aggregate(sum=Sum("value"))["sum"]
            assert of_provinces == of_code.get(centre=centre).value
    part, whole = (rows.get(indicator__code=code, province__slug="tak").value for code in ("unemployed", "employed"))
    rate = rows.get(indicator__code="unemployment-rate", province__slug="tak").value
    assert rate == (100 * part / (part + whole)).quantize(Decimal("0.01"))


def test_provinces_have_a_year_and_centres_have_two(loaded):
    vacancies = Indicator.objects.get(code="vacancies").observations
    assert vacancies.filter(province__slug="nan").count() == 4
    assert vacancies.filter(centre__code="north").count() == 8
    assert vacancies.of_country().count() == 8
    assert Indicator.objects.filter(headline=True).count() == 4


def test_bulletins_quote_the_figures_of_the_province_pages(loaded):
    page = live(BulletinPage).get(slug="north-2026-q3")
    table = next(block for block in page.demand if block.block_type == "figures").value["table"]
    drawn = {row[0]: row[1] for row in ([cell.value for cell in row] for row in table.rows)}
    assert len(drawn) == 17
    known = Observation.objects.get(
        indicator__code="vacancies", province__name_th="น่าน", period_start=page.period_start, period_kind="quarter"
    )
    assert drawn["น่าน"] == known.value
    assert all(list(getattr(page, chapter)) for chapter in BulletinPage.CHAPTERS)
    assert page.corrections.count() == 1
    assert page.has_translation(Page.objects.filter(locale__language_code="en").first().locale)


def test_every_picture_says_in_words_what_it_shows(loaded):
    assert PortalImage.objects.count() >= 5
    for image in PortalImage.objects.all():
        assert THAI_LETTERS.search(image.description)
        assert image.description_en
        assert not THAI_LETTERS.search(image.description_en)
    for page in Page.objects.live().filter(depth__gt=1).specific():
        for field in streams(page):
            for block in getattr(page, field.name):
                if block.block_type == "picture":
                    assert block.value["image"].contextual_alt_text, page.slug


def test_files_are_what_they_are_called(loaded):
    documents = PortalDocument.objects.all()
    assert len(documents) >= 5
    for document in documents:
        with document.open_file() as file:
            start = file.read(5)
        assert start == (b"%PDF-" if document.filename.endswith(".pdf") else b"PK\x03\x04\x14"), document.title


def test_questions_stand_in_four_groups(loaded):
    for language in ("th", "en"):
        groups = live(FAQPage, language).get().questions
        assert len(groups) == 4
        assert sum(len(group.value["questions"]) for group in groups) >= 15


def test_a_second_run_changes_nothing(loaded):
    def state():
        counts = {model._meta.label: model.objects.count() for model in OURS}
        revisions = list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "last_published_at"))
        releases = list(Release.objects.order_by("pk").values_list("pk", "sequence", "changed_at"))
        return counts, revisions, releases

    before = state()
    assert "0 pages and records written" in load("--password", PASSWORD)
    assert state() == before


def test_what_an_editor_changed_or_deleted_stays_so_or_comes_back(loaded):
    province = live(ProvincePage).get(slug="nan")
    province.summary = "คำแนะนำของบรรณาธิการ"
    province.save_revision().publish()
    news = live(NewsPage).get(slug="season-2570-begins")
    Page.objects.filter(translation_key=news.translation_key).exclude(pk=news.pk).get().delete()
    assert "news: 1" in load()
    assert live(ProvincePage).get(slug="nan").summary == "คำแนะนำของบรรณาธิการ"
    assert live(NewsPage, "en").filter(slug="season-2570-begins").exists()


def test_a_site_with_news_is_left_alone_if_only_an_empty_one_is_to_be_filled(loaded):
    revisions = Revision.objects.count()
    said = load("--if-empty")
    assert "nothing loaded" in said
    assert "demo-editor" in said
    assert Revision.objects.count() == revisions


def test_people_can_log_in_with_their_roles(loaded, client):
    assert "demo-editor" in loaded
    assert PASSWORD not in loaded
    roles = {
        name: sorted(groups)
        for name, groups in (
            (user.username, user.groups.values_list("centre_group__role", "centre_group__centre__code"))
            for user in apps.get_model("auth.User").objects.filter(username__startswith="demo-")
        )
    }
    assert roles == {
        "demo-admin": [],
        "demo-hq": [("hq", None)],
        "demo-moderator": [("moderator", "north")],
        "demo-editor": [("editor", "north")],
        "demo-leader": [("team_leader", "north")],
        "demo-officer": [("officer", "north")],
        "demo-director": [("director", "north")],
        "demo-clerk": [("admin_section", "north")],
        # Nobody's log-in: the hand that wrote the example letters, without a password.
        "demo-letters": [("admin_section", "north"), ("director", "north"), ("officer", "north")],
    }
    user = apps.get_model("auth.User").objects.get(username="demo-editor")
    assert user.check_password(PASSWORD)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


@override_settings(DEBUG=True)
def test_development_tells_its_password(loaded):
    apps.get_model("auth.User").objects.filter(username__startswith="demo-").delete()
    assert "password: lmi-demo-2570" in load()


@override_settings(DEBUG=False)
def test_a_site_that_is_not_for_development_gets_no_known_password(loaded):
    apps.get_model("auth.User").objects.filter(username__startswith="demo-").delete()
    assert "There are no demonstration log-ins" in load()
    assert not apps.get_model("auth.User").objects.filter(username__startswith="demo-").exists()


def test_news_inside_long_sentences_are_found(loaded):
    thai = Locale.objects.get(language_code="th")
    found = NewsPage.objects.live().filter(locale=thai).search("แช่แข็ง")
    assert [page.slug for page in found] == ["new-graduates-2569"]


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_light_and_the_same_every_time(name):
    body = pictures.jpeg(name)
    assert len(body) <= 150_000
    assert Image.open(io.BytesIO(body)).size == (1600, 900)
    assert pictures.jpeg(name) == body


REFERENCES = markup.References(page={"a": 7}.__getitem__, image=None, document=None)


def blocks(text):
    """Kinds and values; lists without the wrapping that gives each item an id."""
    value = PortalStreamBlock().to_python(json.loads(markup.stream(text, REFERENCES, "seed")))
    return [(block.block_type, plain(block.block, block.value)) for block in value]


def plain(block, value):
    return json.loads(json.dumps(unwrapped(block.get_prep_value(value))))


def unwrapped(value):
    if isinstance(value, dict):
        return {name: unwrapped(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [unwrapped(entry["value"]) for entry in value]
    return value


def test_plain_text_becomes_paragraphs_and_lists_in_one_block():
    assert blocks("one **two** <3\n\n- a\n- [b](page:a)\n\n1. c") == [
        (
            "paragraph",
            '<p>one <b>two</b> &lt;3</p><ul><li>a</li><li><a linktype="page" id="7">b</a></li></ul><ol><li>c</li></ol>',
        )
    ]


def test_own_blocks_stand_apart():
    text = "## Head\n\n> said\n> — who\n\n::: note Mind\nthis\n:::\n\n::: steps\n1. first | do\n2. then\n:::"
    assert blocks(text) == [
        ("heading", {"text": "Head", "level": "h2"}),
        ("quote", {"text": "said", "source": "who"}),
        ("callout", {"tone": "note", "title": "Mind", "text": "<p>this</p>"}),
        (
            "steps",
            {
                "title": "",
                "steps": [{"title": "first", "text": "<p>do</p>"}, {"title": "then", "text": ""}],
            },
        ),
    ]


def test_the_same_text_is_the_same_stream():
    text = "one\n\n::: steps\n1. first | do\n:::"
    assert markup.stream(text, REFERENCES, "a") == markup.stream(text, REFERENCES, "a")
    assert markup.stream(text, REFERENCES, "a") != markup.stream(text, REFERENCES, "b")


@pytest.mark.parametrize("text", ["> nobody said it", "::: magic x\n:::", "::: note x\ny\n::: note z\n:::"])
def test_mark_up_that_means_nothing_is_refused(text):
    with pytest.raises(markup.BrokenMarkup):
        blocks(text)


def test_an_unknown_page_is_refused():
    with pytest.raises(KeyError):
        blocks("[x](page:nowhere)")


def test_a_fence_that_stays_open_is_refused():
    with pytest.raises(content.BrokenContent):
        content.split("+++\nslug = 'a'\n")


def test_holes_are_filled_with_the_figures_of_the_series():
    quarter = periods.parse("2026-Q3")
    value = series.value("vacancies", "north", quarter)
    before = series.value("vacancies", "north", quarter.previous)
    assert quoting.quote("{{vacancies north 2026-Q3}}", "th") == f"{value:,}"
    assert quoting.quote("{{trend vacancies north 2026-Q3}}", "en") == ("rose" if value > before else "fell")
    assert quoting.quote("{{change vacancies north 2026-Q3}}", "th") == f"{abs(100 * (value - before) / before):.1f}"
    assert quoting.quote("@centres 2026-Q3 vacancies", "en").splitlines()[0] == f"| North | {value:,} |"
    with pytest.raises(KeyError):
        quoting.quote("{{nothing north 2026-Q3}}", "th")


def test_a_flow_adds_up_its_months_and_a_stock_is_its_last():
    months = [periods.parse(f"2026-0{number}") for number in (7, 8, 9)]
    quarter = periods.parse("2026-Q3")
    assert series.value("vacancies", "tak", quarter) == sum(series.value("vacancies", "tak", month) for month in months)
    assert series.value("employed", "tak", quarter) == series.value("employed", "tak", months[-1])
