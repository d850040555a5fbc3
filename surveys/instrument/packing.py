"""The coded answers of a form as one byte each, in the order of the form: what statistics read."""

from __future__ import annotations

from collections.abc import Mapping

from .items import NO_ANSWER, Form


class WrongPacking(ValueError):
    """The bytes are not those of this form."""


def pack(form: Form, answers: Mapping[str, object]) -> bytes:
    """int8, −9 where an item is not mentioned. Raises WrongPacking for a code that is no byte."""
    codes = [answers.get(item.name, NO_ANSWER) for item in form.coded]
    try:
        return bytes(code & 0xFF for code in map(_byte, codes))
    except (TypeError, ValueError):
        raise WrongPacking from None


def _byte(code: object) -> int:
    if isinstance(code, bool) or not isinstance(code, int) or not -128 <= code <= 127:
        raise ValueError
    return code


def unpack(form: Form, packed: bytes) -> dict[str, int]:
    """Raises WrongPacking."""
    if len(packed) != len(form.coded):
        raise WrongPacking
    return {item.name: byte - 256 if byte > 127 else byte for item, byte in zip(form.coded, packed, strict=True)}
