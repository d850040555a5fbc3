"""What is said about an answer that cannot be taken, and about a questionnaire that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .instrument.answering import Settled, Wrong
from .instrument.checks import Problem

OF_ANSWERS: Mapping[str, object] = {
    "required": _("Please answer this question."),
    "code": _("Please choose one of the answers offered."),
    "number": _("Please write a whole number in digits."),
    "limits": _("Please write a number from %(low)s to %(high)s."),
    "date": _("Please write a day such as 31/1/2570."),
    "url": _("Please write an address such as www.example.go.th."),
    "too_long": _("This text has %(low)s letters; at most %(high)s are kept. Please shorten it."),
    "exclusive": _("This answer does not go together with another one ticked. Please leave one of them."),
}
OF_QUESTIONNAIRES: Mapping[str, object] = {
    "not_yaml": _("This is not valid YAML."),
    "too_long": _("The definition is too long."),
    "too_many": _("There are too many items."),
    "twice": _("“%(detail)s” stands here twice."),
    "mapping": _("A list of names and values is expected here."),
    "list": _("A list is expected here."),
    "text": _("A text is expected here."),
    "number": _("A number is expected here."),
    "rule": _("“%(detail)s” is no rule. Rules look like RTYPE in [1, 2], WEBOK == 1 or BNWILL != 4."),
    "measure": _("“%(detail)s” is no measure: nominal, ordinal or scale."),
    "two_forms": _("A questionnaire has exactly two forms, 1 and 2."),
    "block": _("There is no block “%(detail)s”."),
    "rows": _("“%(detail)s” are no rows of a grid."),
    "exclusive": _("“%(detail)s” is not among the options."),
    "kind": _("“%(detail)s” is no type of item."),
    "scale": _("There is no scale “%(detail)s”."),
    "three_missing": _("The missing codes are −7, −8 and −9, no more and no fewer."),
    "no_th": _("The Thai text is missing."),
    "no_en": _("The English text is missing."),
    "too_many_bytes": _("The text is too long for SPSS (%(detail)s bytes; a Thai letter takes three)."),
    "name_twice": _("This name stands twice."),
    "section_twice": _("Each section needs a name of its own."),
    "no_items": _("This section asks nothing."),
    "name": _("A name has at most eight capital letters, digits or _, begins with a letter and is no word of SPSS."),
    "width": _("The width of a text is from 1 to 1,500 letters."),
    "long_text_name": _("A long text needs a name of at least five letters."),
    "limits": _("A number needs min and max, from 0 up."),
    "options": _("A question needs at least two answers."),
    "code": _("A code is from 0 to 127, not “%(detail)s”."),
    "rule_name": _("The rule asks for “%(detail)s”, which is no coded item before this one."),
    "rule_code": _("The rule asks for a code that is not offered: %(detail)s."),
    "pair": _("Both forms ask this, but with different codes."),
    "construct": _("“%(detail)s” is no item of five levels."),
    "kind_changed": _("The type of an item never changes; a new question needs a new name."),
    "code_gone": _("Codes are never taken away: %(detail)s."),
}


def of_answer(wrong: Wrong) -> str:
    return str(OF_ANSWERS[wrong.rule]) % {"low": f"{wrong.low:,}", "high": f"{wrong.high:,}"}


def of_problem(problem: Problem) -> str:
    return str(OF_QUESTIONNAIRES[problem.rule]) % {"detail": problem.detail}


def of_several(count: int) -> str:
    return ngettext("One answer needs another look.", "%(count)s answers need another look.", count) % {"count": count}


OF_DOUBTS: Mapping[str, object] = {
    "straight": _("the same column ticked throughout"),
    "fast": _("answered faster than it can be read"),
    "empty": _("more than four in ten left blank"),
    "contact": _("a text may hold a telephone number or an address"),
    "double": _("second answer of a code"),
    "backwards": _("Form 2 is dated before Form 1"),
    "bot": _("looks like a machine"),
}
OF_ROWS: Mapping[str, object] = {
    "form": _("FORM must be 1 or 2."),
    "code": _("There is no such pair code in your provinces."),
    "answered": _("This form was answered with this code already, and the answer is with us."),
}


def of_doubt(doubt: str) -> str:
    return str(OF_DOUBTS.get(doubt, doubt))


def of_row(rule: str, settled: Settled | None) -> str:
    """Why a row of a file is not taken, each wrong answer by its variable."""
    if settled is not None and settled.wrong:
        return " ".join(f"{wrong.name}: {of_answer(wrong)}" for wrong in settled.wrong)
    return str(OF_ROWS[rule])
