"""Official lists come in by code; the shipped ones are what the country has."""

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from home.models import District, Province, Subdistrict
from home.places import PROVINCES_FILE

pytestmark = pytest.mark.django_db
DATA = PROVINCES_FILE.parent


def run(capsys, file, kind, *options) -> str:
    call_command("places", "import", str(file), "--kind", kind, *options)
    return capsys.readouterr().out


def test_the_country_has_its_provinces_districts_and_subdistricts():
    assert (Province.objects.count(), District.objects.count(), Subdistrict.objects.count()) == (77, 928, 7436)
    assert District.objects.filter(province__code="10").count() == 50
    # Two municipalities that a well-known list takes for districts, and the one that it lacks.
    assert not District.objects.filter(code__in=["7074", "9077"]).exists()
    assert District.objects.filter(code="5025").exists()


@pytest.mark.parametrize(("kind", "count"), [("districts", 928), ("subdistricts", 7436)])
def test_the_shipped_lists_change_nothing(capsys, kind, count):
    assert f"new=0 changed=0 unchanged={count} missing=0" in run(capsys, DATA / f"{kind}.tsv", kind)


def changed_list(tmp_path):
    lines = (DATA / "districts.tsv").read_text(encoding="utf-8").splitlines()
    lines = [line.replace("Mueang Lampang", "Mueang") for line in lines if not line.startswith("1002")]
    file = tmp_path / "list.tsv"
    file.write_text("\n".join([*lines, "5299\tใหม่\tNew"]), encoding="utf-8")
    return file


def test_a_dry_run_says_what_would_change_and_writes_nothing(capsys, tmp_path):
    said = run(capsys, changed_list(tmp_path), "districts", "--dry-run")
    assert "new=1 changed=1 unchanged=926 missing=1" in said
    assert "new 5299 ใหม่" in said
    assert "changed 5201 name_en: Mueang Lampang -> Mueang" in said
    assert "missing 1002" in said
    assert not District.objects.filter(code="5299").exists()


def test_what_is_new_is_added_under_its_province_and_what_is_missing_stays(capsys, tmp_path):
    run(capsys, changed_list(tmp_path), "districts")
    assert District.objects.get(code="5299").province.slug == "lampang"
    assert District.objects.get(code="5201").name_en == "Mueang"
    assert District.objects.filter(code="1002").exists()
    assert "new=0 changed=0" in run(capsys, changed_list(tmp_path), "districts")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("code\tth\n5201\tเมือง", "en"),
        ("code\tth\ten\n52\tเมือง\tx", "4 digits"),
        ("code\tth\ten\n5201\tก\tx\n5201\tข\ty", "twice"),
        ("code\tth\ten\n9901\tก\tx", "99"),
        ("", "empty"),
    ],
)
def test_a_list_of_something_else_is_refused_in_words(capsys, tmp_path, content, said):
    file = tmp_path / "list.tsv"
    file.write_text(content, encoding="utf-8")
    with override("en"), pytest.raises(CommandError, match=said):
        run(capsys, file, "districts")
    assert District.objects.count() == 928
