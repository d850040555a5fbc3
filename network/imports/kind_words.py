"""Which kind of organisation a row is about, from its column and from its name. Pure but for the words of refusals."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _

from home.thai import fold

from ..kinds import BY_VALUE, KINDS, kind_of

LOCAL = ("pao", "city", "town", "subdistrict_municipality", "sao", "special")
SCHOOLS = tuple(kind.value for kind in KINDS if kind.school)
MUNICIPALITIES = ("city", "town", "subdistrict_municipality")
#: Words of a column that leave the kind open: the name must say it.
GROUPS = {
    "เทศบาล": MUNICIPALITIES,
    "อปท.": LOCAL,
    "อปท": LOCAL,
    "องค์กรปกครองส่วนท้องถิ่น": LOCAL,
    "สถานศึกษา": SCHOOLS,
    "สถาบันการศึกษา": SCHOOLS,
    "อาชีวศึกษา": ("vocational",),
    "วิทยาลัย": ("vocational",),
    "อุดมศึกษา": ("university",),
    "มัธยมศึกษา": ("school",),
    "ประถมศึกษา": ("school",),
    "โรงเรียนรัฐบาล": ("school",),
    "โรงเรียนเอกชน": ("school",),
    "ท้องถิ่นรูปแบบพิเศษ": ("special",),
}
#: Kinds whose names begin with the kind: a list that gives the kind in a column of its own leaves it out of the name.
NAMED_BY_KIND = ("pao", "city", "town", "subdistrict_municipality", "sao", "school")


class KindProblem(ValueError):
    """The row says no kind, or two; carries the reason."""


def kind_and_name(name: str, word: str) -> tuple[str, str]:
    """The kind's value, and the name with its kind in front of it where that stood in a column of its own.

    Raises KindProblem.
    """
    by_name = kind_of(name)
    allowed = _allowed(word)
    if by_name and (not allowed or by_name.value in allowed):
        return by_name.value, name
    if by_name:
        raise KindProblem(
            _("The column says “%(word)s”, the name says “%(kind)s”. Please correct one of them.")
            % {"word": word, "kind": by_name.name_th}
        )
    if len(allowed) != 1:
        raise KindProblem(
            _(
                "The kind cannot be told from the name “%(name)s”. Write it in front of the name (อบต., เทศบาลตำบล, "
                "โรงเรียน …) or in a column “ประเภท”."
            )
            % {"name": name[:80]}
        )
    kind = allowed[0]
    return kind, f"{BY_VALUE[kind].name_th}{name}" if kind in NAMED_BY_KIND else name


@lru_cache(maxsize=256)
def _allowed(word: str) -> tuple[str, ...]:
    """The kinds that a word of the column leaves; none for an empty one. Raises KindProblem for an unknown word."""
    plain = "".join(fold(word).split())
    if not plain:
        return ()
    for group, values in GROUPS.items():
        if plain == fold(group):
            return values
    for kind in KINDS:
        if plain in (kind.value, fold(kind.name_th), "".join(fold(kind.name_en).split())):
            return (kind.value,)
    if kind := kind_of(word.strip()):
        return (kind.value,)
    raise KindProblem(
        _(
            "“%(word)s” is no kind of organisation that is known: write อบจ., เทศบาลนคร, เทศบาลเมือง, เทศบาลตำบล, "
            "อบต., โรงเรียน …"
        )
        % {"word": word[:60]}
    )
