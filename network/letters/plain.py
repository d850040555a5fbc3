"""Frozen dataclasses as plain JSON values, and back. Pure.

A value of a class among several (`A | B`) is kept as {"a": …}. Fields that an older program did not know take their
defaults; fields that this program does not know are refused, because dropping them would change what was said.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


class Unreadable(ValueError):
    """What was kept is not what it should be; says where."""


def of(value: Any, hint: Any = None) -> Any:
    """The value as dictionaries, lists, strings, numbers, booleans and None."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        inner = typing.get_args(hint)[0] if hint else None
        return [of(each, inner) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: of(getattr(value, field.name), hint) for field, hint in _fields(type(value))}
        return {_key(type(value)): kept} if len(_classes(hint)) > 1 else kept
    return value


def read(hint: type[T], content: Any) -> T:
    """The value of that class. Raises Unreadable."""
    result: T = _read(hint, content, hint.__name__)
    return result


def _read(hint: Any, content: Any, where: str) -> Any:
    if content is None and type(None) in typing.get_args(hint):
        return None
    if classes := _classes(hint):
        return _read_class(classes, content, where)
    if typing.get_origin(hint) is tuple:
        _expect(isinstance(content, list), where)
        inner = typing.get_args(hint)[0]
        return tuple(_read(inner, each, f"{where}[{index}]") for index, each in enumerate(content))
    hint = next((each for each in typing.get_args(hint) if each is not type(None)), hint)
    if hint is date or issubclass(hint, Enum):
        read_text: Callable[[str], Any] = date.fromisoformat if hint is date else hint
        try:
            return read_text(content)
        except (ValueError, TypeError) as problem:
            raise Unreadable(where) from problem
    _expect(type(content) is hint, where)
    return content


def _read_class(classes: tuple[type, ...], content: Any, where: str) -> Any:
    _expect(isinstance(content, dict), where)
    chosen = classes[0]
    if len(classes) > 1:
        _expect(len(content) == 1, where)
        [(name, content)] = content.items()
        found = [each for each in classes if _key(each) == name]
        _expect(bool(found) and isinstance(content, dict), f"{where}.{name}")
        chosen = found[0]
    known = _fields(chosen)
    _expect(content.keys() <= {field.name for field, _hint in known}, f"{where}: {sorted(content)}")
    _expect(all(field.name in content or field.default is not MISSING for field, _hint in known), where)
    values = {
        field.name: _read(hint, content[field.name], f"{where}.{field.name}")
        for field, hint in known
        if field.name in content
    }
    return chosen(**values)


def _expect(holds: bool, where: str) -> None:
    if not holds:
        raise Unreadable(where)


@cache
def _fields(kind: type) -> list[tuple[Field[Any], Any]]:
    hints = typing.get_type_hints(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


def _classes(hint: Any) -> tuple[type, ...]:
    """The dataclasses that a value of this type may be of."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return tuple(each for each in options if isinstance(each, type) and is_dataclass(each))


def _key(kind: type) -> str:
    return kind.__name__.lower()
