"""What keeps a letter from being issued, and the sentence beside the field."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from network.letters import checks, emblem, faces, wording
from network.letters.checks import Problem, Wrong
from network.letters.compose import Enclosure, Paragraph, Recipient, Reference, Signer, Table

from . import samples

GOOD = samples.EXTERNAL


def body(text):
    return replace(GOOD, body=(Paragraph(text),))


@pytest.mark.parametrize(
    "letter",
    [samples.EXTERNAL, samples.MEMO, samples.CIRCULAR, samples.STAMPED, samples.CERTIFICATE, samples.LONG,
     replace(samples.EXTERNAL, number="", date=None, reply_slip=samples.SLIP, qr="http://portal.test/v/1")],
)  # fmt: skip
def test_a_good_letter_has_no_problems(letter):
    assert checks.problems(letter) == []


@pytest.mark.parametrize(
    ("letter", "field", "wrong"),
    [
        (replace(GOOD, recipient=Recipient(" ")), "recipient.title", Wrong.BLANK),
        (replace(GOOD, subject=""), "subject", Wrong.BLANK),
        (replace(GOOD, body=()), "body", Wrong.BLANK),
        (replace(GOOD, signer=None), "signer", Wrong.BLANK),
        (replace(GOOD, signer=Signer("", "ก")), "signer.name", Wrong.BLANK),
        (replace(GOOD, sender=replace(GOOD.sender, code_prefix="")), "sender.code_prefix", Wrong.BLANK),
        (replace(samples.STAMPED, sender=replace(GOOD.sender, stamp="")), "sender.stamp", Wrong.BLANK),
        (replace(GOOD, enclosures=(Enclosure(""),)), "enclosures[0].title", Wrong.BLANK),
        (replace(GOOD, references=(Reference("ก", ""),)), "references[0].number", Wrong.BLANK),
        (replace(GOOD, subject="ก" * 5000), "subject", Wrong.TOO_LONG),
        (body("ก" * 7000), "body[0].text", Wrong.TOO_LONG),
        (body("ขอแสดงความยินดี 🎉"), "body[0].text", Wrong.NOT_IN_TYPEFACE),
        (body("คุณ {ชื่อเล่น}"), "body[0].text", Wrong.UNFILLED),
        (body("ก <b>ข</b>"), "body[0].text", Wrong.MARKUP),
        (body("ก &nbsp; ข"), "body[0].text", Wrong.MARKUP),
        (replace(GOOD, recipient=Recipient("<script>x</script>")), "recipient.title", Wrong.MARKUP),
        (body("ดู file:///etc/passwd"), "body[0].text", Wrong.ADDRESS),
        (body("ดู http://10.0.0.1/admin"), "body[0].text", Wrong.ADDRESS),
        (body("ก\u202eข"), "body[0].text", Wrong.CONTROL),
        (replace(GOOD, enclosures=(Enclosure("ก", 0),)), "enclosures[0].count", Wrong.NO_NUMBER),
        (replace(GOOD, enclosures=(Enclosure("ก"),) * 31), "enclosures", Wrong.TOO_MANY),
        (replace(GOOD, body=(Table(("ก", "ข"), (("1",),)),)), "body[0]", Wrong.UNEVEN),
        (replace(GOOD, recipient=Recipient("นายกรัฐมนตรี")), "manners", Wrong.MANNERS),
    ],
)  # fmt: skip
def test_bad_input_is_named_with_its_field(letter, field, wrong):
    found = checks.problems(letter)
    assert [(problem.field, problem.wrong) for problem in found] == [(field, wrong)]
    with override("th"):
        assert wording.sentence(found[0])


def test_an_address_that_is_safe_and_the_office_s_signs_are_allowed():
    assert checks.problems(body("ดู https://www.example.go.th/x และ www.example.go.th (ก < ข) ต่าง ๆ ฯลฯ")) == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_fault_has_a_sentence(language):
    with override(language):
        assert all(wording.sentence(Problem("x", wrong, "7")) for wrong in Wrong)
        assert all(wording.refused(emblem.EmblemRefused(fault)) for fault in emblem.Fault)
        assert all(wording.refused(faces.FontRefused(fault)) for fault in faces.Fault)
        assert "ก" in wording.unknown_blank("ก")
