"""The Thai catalogues: complete, faithful to the holes and tags of the English, compiled, and in one vocabulary."""

import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import translation

from home.management.commands import platform_messages

ROOMS = ("home", "network", "surveys", "lmi_site")
OWN = Path(settings.LOCALE_PATHS[0]) / "th" / "LC_MESSAGES"
PLATFORM = Path(settings.LOCALE_PATHS[1]) / "th" / "LC_MESSAGES"
CATALOGUES = sorted([*OWN.glob("*.po"), *PLATFORM.glob("*.po")])
HOLES = re.compile(r"%\(\w+\)[sdrf]|%(?:\.\d+)?[sdf](?![a-z])|\{\w*\}|</?\w+")
LEFT_IN_ENGLISH = {"%(classname)s object (%(id)s)", "IPv4", "IPv6", "HTTP Accept", "Wagtail API v2", "Wagtail API v3"}
# Two Thai words with a comma between them and none in the English: an old translator who could not decide.
ALTERNATIVES = re.compile(r"[ก-๛]\s*,\s*[ก-๛]")
# Words of the old catalogues that an office does not write.
ODD = re.compile(
    "เซฟ|ก๊อป|เว็บไซด์|อัพโหลด|อัพเดท|อัปเดต|ลิงค์|เวอร์ชั่?น|เกร็ดเล็ก|ของสะสม|แท็กซ์|(?<!ขอบ)คุณ(?!สมบัติ|ภาพ|วุฒิ|ค่า|ธรรม)|มั้ย|อันไหน|ฟิลด์|ไฟล์|คอลัมน์"
)


def name(path: Path) -> str:
    return f"{path.parent.parent.parent.name}/{path.name}"


def entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def english(entry: polib.POEntry) -> str:
    return entry.msgid_plural or entry.msgid


def thai(entry: polib.POEntry) -> str:
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def translated(path: Path) -> list[polib.POEntry]:
    return [entry for entry in entries(path) if thai(entry)]


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> dict[str, set[tuple[str | None, str]]]:
    """The msgids of our code today, by domain, as makemessages finds them in a copy of it."""
    copy = tmp_path_factory.mktemp("source")
    for room in ROOMS:
        unneeded = shutil.ignore_patterns("migrations", "fonts", "demo", "data", "*.png", "*.svg", "__pycache__")
        shutil.copytree(Path(settings.BASE_DIR) / room, copy / room, ignore=unneeded)
    (copy / "locale").mkdir()
    found = {}
    with pytest.MonkeyPatch.context() as patch, override_settings(LOCALE_PATHS=[copy / "locale"]):
        patch.chdir(copy)
        for domain in platform_messages.DOMAINS:
            call_command("makemessages", locale=["th"], domain=domain, no_location=True, stdout=StringIO())
            path = copy / "locale" / "th" / "LC_MESSAGES" / f"{domain}.po"
            found[domain] = {key(entry) for entry in entries(path)} if path.exists() else set()
    return found


def test_no_translating_function_goes_by_a_name_that_makemessages_does_not_know():
    renamed = re.compile(r"import .*\b[np]*gettext(?:_lazy|_noop)? as (?!_\b)\w+")
    sources = (path for room in ROOMS for path in (Path(settings.BASE_DIR) / room).rglob("*.py"))
    assert [str(path) for path in sources if renamed.search(path.read_text())] == []


@pytest.mark.parametrize("domain", platform_messages.DOMAINS)
def test_every_sentence_of_our_code_is_in_the_catalogue_and_nothing_else(extracted, domain):
    path = OWN / f"{domain}.po"
    ours = {key(entry) for entry in entries(path)} if path.exists() else set()
    assert extracted[domain] - ours == set(), "run makemessages and translate these"
    assert ours - extracted[domain] == set(), "no longer in the code"


def test_our_code_has_sentences(extracted):
    assert len(extracted["django"]) > 300


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_nothing_is_untranslated_or_doubtful(path):
    assert [entry.msgid for entry in entries(path) if not thai(entry) or entry.fuzzy] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_holes_and_tags_are_those_of_the_english(path):
    wrong = {
        english(entry): thai(entry)
        for entry in translated(path)
        if set(HOLES.findall(english(entry))) != set(HOLES.findall(thai(entry)))
    }
    assert wrong == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_a_translation_is_thai(path):
    latin = {
        english(entry)
        for entry in translated(path)
        if re.search("[a-z]{2}", HOLES.sub("", english(entry))) and not re.search("[ก-๛]", thai(entry))
    }
    assert latin - LEFT_IN_ENGLISH == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_the_compiled_catalogue_is_fresh(path):
    compiled = {key(entry): thai(entry) for entry in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == {key(entry): thai(entry) for entry in translated(path)}


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_there_is_one_plural_form(path):
    assert polib.pofile(str(path)).metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_the_installed_packages_have_nothing_new_to_say():
    call_command("platform_messages", check=True, stdout=StringIO())


def spoken() -> Iterator[tuple[str, str]]:
    """English and the Thai that users see, for all that Wagtail and wagtail-localize say."""
    with translation.override("th"):
        for package, folder, _is_read in platform_messages.packages():
            if package.startswith("wagtail"):
                for entry in entries(folder / "en" / "LC_MESSAGES" / "django.po"):
                    if entry.msgid_plural:
                        text = translation.npgettext(entry.msgctxt or "", entry.msgid, entry.msgid_plural, 2)
                        if not entry.msgctxt:
                            text = translation.ngettext(entry.msgid, entry.msgid_plural, 2)
                    elif entry.msgctxt:
                        text = translation.pgettext(entry.msgctxt, entry.msgid)
                    else:
                        text = translation.gettext(entry.msgid)
                    yield english(entry), text


def test_wagtail_speaks_one_thai():
    said = list(spoken())
    assert len(said) > 1500
    assert {source: text for source, text in said if ALTERNATIVES.search(text) and "," not in source} == {}
    assert {source: text for source, text in said if ODD.search(text)} == {}
    assert {source: text for source, text in said if re.search("[a-z]{3} [a-z]{3}", text) and source == text} == {}


def test_our_own_thai_avoids_the_odd_words():
    assert {entry.msgid: thai(entry) for entry in entries(OWN / "django.po") if ODD.search(thai(entry))} == {}


@pytest.mark.parametrize(
    ("source", "text"),
    [("Save", "บันทึก"), ("Publish", "เผยแพร่"), ("Draft", "ฉบับร่าง"), ("History", "ประวัติ"), ("Workflows", "ขั้นตอนการอนุมัติ")],
)
def test_the_words_of_the_glossary_win_over_the_shipped_ones(source, text):
    with translation.override("th"):
        assert translation.gettext(source) == text
