"""The register of sent letters (ทะเบียนหนังสือส่ง, แบบที่ ๑๔) as staff read, search and take it away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.template.loader import render_to_string
from wagtail.search.backends import get_search_backend

from home import pdf
from home.search.text import LONGEST_QUERY, words
from home.tabular import Sheet, write_csv, write_xlsx
from home.thai import arabic_digits, clean, short_date, thai_digits

from .models import Letter, LetterBook

#: The columns of the form, word for word; the register is a Thai original whatever the reader's language.
HEADERS = ("เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
STYLE = "network/css/register.css"
_DONE = {Letter.State.ISSUED: "ออกแล้ว ยังไม่ได้ส่ง", Letter.State.SENT: "ส่งแล้ว", Letter.State.REPLIED: "ได้รับตอบแล้ว"}


@dataclass(frozen=True)
class Entry:
    """A line of the register, in the order of HEADERS."""

    running: int
    number: str
    dated: str
    sender: str
    recipient: str
    subject: str
    done: str
    note: str

    @property
    def cells(self) -> tuple[object, ...]:
        return (
            self.running, self.number, self.dated, self.sender, self.recipient, self.subject, self.done, self.note,
        )  # fmt: skip


def registered(letters):
    """A queryset of letters as the register lists them, the latest number first; two queries with its pages' count."""
    return letters.registered().select_related("book", "centre", "partner").in_order()


def in_register(letters, typed: str):
    """The letters of a queryset that a query finds: a running number, the number as written, or words in Thai.

    All of them for an empty query, none for signs without letters; Thai digits count as digits.
    """
    typed = clean(typed.replace("\0", " "))[:LONGEST_QUERY]
    if not typed:
        return letters
    figures = arabic_digits(typed)
    if figures.isdecimal():
        return letters.filter(number=int(figures)) if int(figures) < 2**31 else letters.none()
    by_number = Q(number_text__icontains=figures) if any(each.isdigit() for each in figures) else Q(pk__in=[])
    return letters.filter(by_number | Q(pk__in=_found(typed))) if words(typed) else letters.filter(by_number)


def _found(typed: str):
    backend, everyone = get_search_backend(), Letter._default_manager.all()
    in_words = backend.search(typed, everyone, order_by_relevance=False).get_queryset().order_by()
    if in_words.exists():
        return in_words.values("pk")
    return backend.autocomplete(typed, everyone, order_by_relevance=False).get_queryset().order_by().values("pk")


def entry_of(letter: Letter) -> Entry:
    void = letter.state == Letter.State.VOID
    notes = [letter.note, f"ยกเลิก: {letter.void_reason}" if void else "", _answered(letter)]
    return Entry(
        running=letter.number,
        number=letter.number_text,
        dated=short_date(letter.dated_on),
        sender=letter.centre.name_th,
        recipient=letter.recipient or letter.organisation,
        subject=letter.subject,
        done="ยกเลิก" if void else _DONE[letter.state],
        note=" · ".join(note for note in notes if note),
    )


def _answered(letter: Letter) -> str:
    return f"ตอบเมื่อ {short_date(letter.replied_on)} {letter.reply}".strip() if letter.replied_on else ""


def register_rows(letters: Iterable[Letter]) -> Iterator[tuple[object, ...]]:
    for letter in letters:
        yield entry_of(letter).cells


def register_csv(letters) -> Iterator[bytes]:
    return write_csv(HEADERS, register_rows(registered(letters).iterator(500)))


def register_xlsx(letters) -> bytes:
    return write_xlsx(Sheet("ทะเบียนหนังสือส่ง", HEADERS, register_rows(registered(letters).iterator(500))))


def register_pdf(letters, book: LetterBook) -> bytes:
    """One book on A4 across, as the form is ruled: oldest first, Thai digits. The same letters give the same bytes."""
    entries = [entry_of(letter) for letter in registered(letters.filter(book=book)).order_by("number")]
    rows = [[thai_digits(cell) for cell in entry.cells] for entry in entries]
    title = f"ทะเบียนหนังสือส่ง พ.ศ. {thai_digits(book.year)}"
    context = {"title": title, "centre": book.centre, "series": book.series_th, "headers": HEADERS, "rows": rows}
    body = render_to_string("network/pdf/register.html", context)
    return pdf.render_pdf(
        body, title=title, language="th", stylesheets=(STYLE,), variant=pdf.ARCHIVAL, author=book.centre.name_th
    )
