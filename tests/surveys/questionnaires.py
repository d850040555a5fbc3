"""The drafted questionnaire, read once, and a small one that tests can bend."""

from functools import cache
from pathlib import Path

import surveys
from surveys.instrument.items import Questionnaire
from surveys.instrument.source import read

DRAFTED = Path(surveys.__file__).parent / "data" / "field-visits.yaml"

SMALL = """
revision: "1"
missing:
  -7: {th: "ข้าม", en: "Skipped"}
  -8: {th: "ไม่ทราบ", en: "Don't know"}
  -9: {th: "ไม่ตอบ", en: "No answer"}
forms:
  1: &form
    code: F1
    th: แบบ 1
    en: Form 1
    sections:
      - id: A
        th: ทั่วไป
        en: General
        items:
          - {var: SITE, type: single, required: true, th: "มีเว็บไซต์", en: "Has a site", labels: {1: {th: "มี", en: "Yes"}, 0: {th: "ไม่มี", en: "No"}}}
          - {var: PLACED, type: date, th: "วันที่เชื่อม", en: "Placed on", show_if: "SITE == 1"}
          - {var: NSHARE, type: int, min: 0, max: 500, th: "จำนวน", en: "How many"}
          - {var: SITEURL, type: url, width: 200, th: "ที่อยู่", en: "Address"}
          - {var: WORDS, type: text, width: 40, th: "ข้อเสนอแนะ", en: "Suggestions"}
      - id: B
        th: ช่องทาง
        en: Channels
        type: multi
        exclusive: [CH_99]
        options:
          CH_01: {th: "เว็บไซต์", en: "Website"}
          CH_02: {th: "อื่น ๆ", en: "Other", other_text: CH_X}
          CH_99: {th: "ไม่เคย", en: "Never"}
  2: *form
"""  # noqa: E501 - as people write it


@cache
def drafted() -> Questionnaire:
    return read(DRAFTED.read_text())


@cache
def small() -> Questionnaire:
    return read(SMALL)
