"""The code printed on both sheets of a kit: forty random bits and a check letter, XXXX-XXXXC. Pure.

One guess hits one of a hundred thousand codes with a chance of one in ten million.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from network.codes import ALPHABET, check_letter

LENGTH = 8
SIGNATURE = 8
_READ_AS = str.maketrans("OIL", "011", "- ")


class WrongPairCode(ValueError):
    """Too long, too short, or mistyped."""


def new_pair_code() -> str:
    """Who stores it makes sure it is the only one."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + check_letter(body)


def read_pair_code(typed: str) -> str:
    """The code a person meant, in any case, with or without the hyphen. Raises WrongPairCode."""
    code = typed.strip().upper().translate(_READ_AS)
    if len(code) != LENGTH + 1 or any(letter not in ALPHABET for letter in code):
        raise WrongPairCode(typed)
    if check_letter(code[:LENGTH]) != code[LENGTH]:
        raise WrongPairCode(typed)
    return code


def written(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def signature(code: str, wave: int, key: str) -> str:
    """What makes an address that nobody can guess from a code, for one wave of it: forty bits of an HMAC."""
    digest = hmac.new(key.encode(), f"{code}/{wave}".encode(), sha256).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:SIGNATURE])


def signed_by(given: str, code: str, wave: int, key: str) -> bool:
    return hmac.compare_digest(given.upper().encode(), signature(code, wave, key).encode())
