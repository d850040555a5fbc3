import io
import zipfile
from hashlib import sha256

import pytest

from home.tabular import read_table
from surveys.actions.import_answers import import_answers
from surveys.bundles import write_bundle
from surveys.dataset import read_dataset
from surveys.keyed_files import LIMITS, UnknownFile, read_rows
from surveys.models import Response
from tests import survey_factories as make
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.campaign()


@pytest.fixture
def packed(campaign, tmp_path):
    code = make.code(campaign)
    make.answer(code, raw={"LV1": "2", "AW1": "0", "SUGG_T": "=HYPERLINK(1)", "SEX": "1"})
    make.answer(code, 2, raw={"LV1": "5", "AW1": "1", "BNLINK": "1", "BNDATE": "1/2/2570", "NREACH": "120"})
    target = tmp_path / "bundle.zip"
    sums = write_bundle(read_dataset(campaign, texts=True), campaign.revision, target, title="แบบสอบถาม 2570")
    return zipfile.ZipFile(target), sums


def test_a_bundle_has_everything_and_its_checksums(packed):
    archive, sums = packed
    assert set(archive.namelist()) == {
        "answers-long.sav", "answers-pairs.sav", "tables.sps", "answers.csv", "answers.xlsx", "codebook.xlsx",
        "codebook.html", "questionnaire.yaml", "SHA256SUMS",
    }  # fmt: skip
    listed = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert listed == sums
    assert all(sha256(archive.read(name)).hexdigest() == digest for name, digest in listed.items())


def test_no_cell_of_an_export_is_a_formula(packed):
    text = packed[0].read("answers.csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    table = read_table(io.BytesIO(packed[0].read("answers.xlsx")), limits=LIMITS)
    cell = table.rows[0].cells[table.headers.index("SUGG_T")]
    assert cell == "=HYPERLINK(1)"


def test_a_csv_begins_with_the_mark_that_excel_needs(packed):
    assert packed[0].read("answers.csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx", "answers-long.sav"])
def test_what_was_exported_can_be_imported_into_an_empty_campaign(packed, campaign, admin_user, name):
    known = {response.wave: response.answers for response in Response.objects.all()}
    Response.objects.all().delete()
    rows = read_rows(io.BytesIO(packed[0].read(name)), name, campaign.revision.questionnaire)
    tried = import_answers(campaign, rows, user=admin_user, now=NOW, dry_run=True)
    assert [outcome.verdict for outcome in tried] == ["new", "new"]
    assert not Response.objects.exists()
    import_answers(campaign, rows, user=admin_user, now=NOW, dry_run=False)
    assert {response.wave: response.answers for response in Response.objects.all()} == known
    again = import_answers(campaign, rows, user=admin_user, now=NOW, dry_run=False)
    assert [outcome.verdict for outcome in again] == ["known", "known"]
    assert Response.objects.count() == 2


def test_a_row_that_cannot_be_taken_says_why_and_the_others_are_taken(campaign, admin_user):
    one, two = make.code(campaign), make.code(campaign)
    lines = [
        "FORM,PAIRKEY,RTYPE,SEX,A/AGEGRP",
        f"1,{one.written},3,1,2",
        f"1,{two.written},3,9,2",
        "1,TE8T-1FDVX,3,1,2",
        f"5,{two.written},3,1,2",
        f"1,{one.written},2,1,2",
    ]
    rows = read_rows(io.BytesIO("\n".join(lines).encode()), "x.csv", campaign.revision.questionnaire)
    done = import_answers(campaign, rows, user=admin_user, now=NOW, dry_run=False)
    assert [(outcome.verdict, outcome.rule) for outcome in done] == [
        ("new", ""), ("error", "answers"), ("error", "code"), ("error", "form"), ("double", ""),
    ]  # fmt: skip
    assert Response.objects.usable().get().answers["AGEGRP"] == 2


def test_a_table_of_something_else_is_refused(campaign):
    for body in (b"a,b\n1,2\n", b"$FL2 nonsense"):
        with pytest.raises(UnknownFile):
            read_rows(io.BytesIO(body), "x", campaign.revision.questionnaire)
