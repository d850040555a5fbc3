"""What somebody filled in, judged item by item: what is wrong is named, and everything else is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from home.thai import BUDDHIST_OFFSET, arabic_digits, clean

from .items import DONT_KNOW, NO_ANSWER, SKIPPED, Form, Item, Kind

Answer = int | str
#: Earlier years are not days on which a banner was put up; a later calendar year is one of the Buddhist era.
FIRST_YEAR, LAST_YEAR = 1990, 2200


class WrongAnswer(ValueError):
    """`rule` names the sentence; `low` and `high` are the limits it speaks of."""

    def __init__(self, rule: str, low: int = 0, high: int = 0):
        super().__init__(rule)
        self.rule, self.low, self.high = rule, low, high


@dataclass(frozen=True)
class Wrong:
    """An answer that cannot be taken: the item's name, the rule, and its limits."""

    name: str
    rule: str
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Settled:
    """`answers`: variable to code, number or text; days as ISO text. `wrong`: in the order of the form."""

    answers: Mapping[str, Answer]
    wrong: tuple[Wrong, ...]

    @property
    def blanks(self) -> int:
        return sum(answer == NO_ANSWER for answer in self.answers.values())


def settle(
    form: Form, raw: Mapping[str, str], sections: Iterable[str] | None = None, *, on_paper: bool = False
) -> Settled:
    """Answers of a form from texts as they were typed, ticked or keyed.

    `raw` holds a text for each item; a tick is "1". Items that their rule hides are skipped whatever is said there.
    With `sections` only problems of these are named, for somebody who has not come to the others yet. `on_paper`
    nobody can be asked again: what must be answered may be blank.
    """
    looked_at = set(sections) if sections is not None else {section.name for section in form.sections}
    answers: dict[str, Answer] = {}
    wrong: list[Wrong] = []
    for section in form.sections:
        items = [replace(item, required=False) for item in section.items] if on_paper else section.items
        found = _settle_items(items, raw, answers)
        wrong += found if section.name in looked_at else []
    return Settled(answers, tuple(wrong))


def _settle_items(items: Sequence[Item], raw: Mapping[str, str], answers: dict[str, Answer]) -> list[Wrong]:
    wrong = []
    ticked = {item.group for item in items if item.kind is Kind.TICK and raw.get(item.name, "").strip() == "1"}
    for item in items:
        if not item.rule.holds(answers):
            if item.coded or item.kind is Kind.INT:
                answers[item.name] = SKIPPED
            continue
        text = raw.get(item.name, "")
        try:
            answer = _tick(text, item.group in ticked) if item.kind is Kind.TICK else read_answer(item, text)
        except WrongAnswer as problem:
            wrong.append(Wrong(item.name, problem.rule, problem.low, problem.high))
            answer = NO_ANSWER if item.coded or item.kind is Kind.INT else ""
        if answer != "":
            answers[item.name] = answer
    return wrong + _alone(items, answers)


def _tick(text: str, any_ticked: bool) -> Answer:
    """Nothing ticked at all is no answer; beside ticks, an empty box means no."""
    match text.strip():
        case "1":
            return 1
        case "" | "0":
            return 0 if any_ticked else NO_ANSWER
    raise WrongAnswer("code")


def _alone(items: Sequence[Item], answers: Mapping[str, Answer]) -> list[Wrong]:
    """An exclusive tick beside another one contradicts it."""
    wrong = []
    for item in items:
        if item.exclusive and answers.get(item.name) == 1:
            others = [one for one in items if one.group == item.group and one.kind is Kind.TICK and one is not item]
            if any(answers.get(one.name) == 1 for one in others):
                wrong.append(Wrong(item.name, "exclusive"))
    return wrong


def read_answer(item: Item, text: str) -> Answer:
    """One answer; NO_ANSWER or an empty text where nothing is said. Raises WrongAnswer."""
    text = clean(text) if item.kind is not Kind.TEXT else text.strip()
    if not text:
        if item.required:
            raise WrongAnswer("required")
        return NO_ANSWER if item.coded or item.kind is Kind.INT else ""
    return _READERS[item.kind](item, text)


def _code(item: Item, text: str) -> Answer:
    code = _whole(text)
    if code in item.codes or (code == DONT_KNOW and item.dont_know) or (code == NO_ANSWER and not item.required):
        return code
    raise WrongAnswer("code")


def _int(item: Item, text: str) -> Answer:
    number = _whole(text.replace(",", ""))
    if number == NO_ANSWER:
        return number
    low, high = item.low or 0, item.high if item.high is not None else 2**31
    if not low <= number <= high:
        raise WrongAnswer("limits", low, high)
    return number


def _whole(text: str) -> int:
    digits = arabic_digits(text).removesuffix(".0")
    if not (digits.removeprefix("-").isdecimal() and digits.isascii() and len(digits) < 11):
        raise WrongAnswer("number")
    return int(digits)


def _day(_item: Item, text: str) -> Answer:
    """A day in either calendar: 2569-01-31 as browsers send it, 31/1/2569 as people write it."""
    parts = arabic_digits(text).replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.strip().isdecimal() for part in parts):
        raise WrongAnswer("date")
    numbers = [int(part) for part in parts]
    year, month, day = numbers if numbers[0] > 31 else numbers[::-1]
    if year > LAST_YEAR:
        year -= BUDDHIST_OFFSET
    try:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError
        return date(year, month, day).isoformat()
    except ValueError:
        raise WrongAnswer("date") from None


def _url(item: Item, text: str) -> Answer:
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in address
    except ValueError:
        sound = False
    if not sound:
        raise WrongAnswer("url")
    return _text(item, address)


def _text(item: Item, text: str) -> Answer:
    if len(text) > item.width:
        raise WrongAnswer("too_long", len(text), item.width)
    return text


_READERS: Mapping[Kind, Callable[[Item, str], Answer]] = {
    Kind.SINGLE: _code,
    Kind.INT: _int,
    Kind.DATE: _day,
    Kind.URL: _url,
    Kind.TEXT: _text,
}
