"""Partner codes: five characters of Crockford's base32 and one that catches typing errors. Pure."""

from __future__ import annotations

import secrets

#: Crockford's alphabet: no I, L, O or U, so that a code survives handwriting and the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 5
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_READ_AS = str.maketrans("OIL", "011", "- ")


class WrongCode(ValueError):
    """The text is not a partner code: too long, too short, or a letter of it is mistyped."""


def check_letter(body: str) -> str:
    """The sixth character: Luhn's sum modulo 32, which changes with any single mistyped character."""
    total = 0
    for position, letter in enumerate(reversed(body)):
        value = _VALUES[letter] * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def new_code() -> str:
    """A random code; who stores it makes sure it is the only one."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + check_letter(body)


def read_code(typed: str) -> str:
    """The code a person meant: any case, O for 0, I and L for 1, hyphens and spaces ignored.

    Raises WrongCode.
    """
    code = typed.upper().translate(_READ_AS)
    if len(code) != LENGTH + 1 or any(letter not in _VALUES for letter in code):
        raise WrongCode(typed)
    if check_letter(code[:LENGTH]) != code[LENGTH]:
        raise WrongCode(typed)
    return code
