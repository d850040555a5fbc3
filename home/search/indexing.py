"""What goes into the index: every field of an object with its text cut into words, or into clusters for autocomplete.

modelsearch's indexes read an object through the fields it names itself, so they are handed a stand-in that names the
same fields with other values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from .text import clusters, words

#: Longer texts are split each time: names of places stand in thousands of objects, a body in one.
A_NAME = 80


def split_value(value: object, split: Callable[[str], list[str]]) -> str:
    """A field's value, which may be a text, a number, or a list or mapping of them, as tokens with spaces between."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(split_value(item, split) for item in value.values())
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        text = str(value)
        return _split_name(text, split) if len(text) <= A_NAME else " ".join(split(text))
    return " ".join(split_value(item, split) for item in value)


@lru_cache(maxsize=4096)
def _split_name(text: str, split: Callable[[str], list[str]]) -> str:
    return " ".join(split(text))


class ReadSearchField(SearchField):
    """A search field of one object whose value is read already."""

    def __init__(self, field: SearchField, value: str) -> None:
        super().__init__(field.field_name, boost=field.boost)
        self.value = value

    def get_value(self, obj) -> str:
        return self.value


class ReadAutocompleteField(AutocompleteField):
    """The same of a field for autocomplete."""

    def __init__(self, field: AutocompleteField, value: str) -> None:
        super().__init__(field.field_name)
        self.value = value

    def get_value(self, obj) -> str:
        return self.value


def read_fields(obj, fields, encode: Callable[[str], str]) -> Iterator[ReadSearchField | ReadAutocompleteField]:
    """The search fields of an object and of what it names beside itself, split and encoded; filters are left out."""
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _related(field.get_value(obj)):
                yield from read_fields(related, field.fields, encode)
        elif isinstance(field, SearchField):
            yield ReadSearchField(field, encode(split_value(field.get_value(obj), words)))
        elif isinstance(field, AutocompleteField):
            yield ReadAutocompleteField(field, encode(split_value(field.get_value(obj), clusters)))


def _related(value) -> list:
    if value is None:
        return []
    if isinstance(value, Manager):
        return list(value.all())
    return [value() if callable(value) else value]


class StandIn:
    """An object as modelsearch's indexer sees it. The indexer asks for each value three to five times."""

    def __init__(self, original, encode: Callable[[str], str]) -> None:
        self.pk = original.pk
        self._fields = list(read_fields(original, original.get_search_fields(), encode))

    def get_search_fields(self) -> list:
        return self._fields


class SplitsText:
    """Mixed into modelsearch's index of a database."""

    @staticmethod
    def encode(text: str) -> str:
        return text

    def add_items(self, model, objs) -> None:
        super().add_items(model, [StandIn(obj, self.encode) for obj in objs])

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: a title weighs the same however long it is, and no save has to walk through the whole table."""


def plain_text(obj) -> str:
    """The text of an object outside its title, in the order of its search fields: what an excerpt is cut from."""
    fields = [field for field in obj.get_search_fields() if type(field) is SearchField and field.field_name != "title"]
    return " ".join(filter(None, (_plain(field.get_value(obj)) for field in fields)))


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(_plain, value)))
    return str(value)
