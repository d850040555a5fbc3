"""What a query asks the index, the same on both databases."""

from __future__ import annotations

import operator
from functools import reduce

from django.db import models
from django.db.models import Q

from ..thai import arabic_digits, thai_digits, visible
from .text import LONGEST_QUERY, clusters, phrases, words


class AsksInWords:
    """Mixed into modelsearch's query compiler of a database. A chunk of the query between spaces is one phrase."""

    split = staticmethod(words)

    @staticmethod
    def encode(text: str) -> str:
        return text

    def lexemes(self, query, make):
        """The query's phrases, each made into a lexeme and joined by its operator; None when it asks for nothing.

        make: (phrase, prefix=bool) to a lexeme. Only letters and digits reach it: splitting drops everything else.
        """
        found = [self.encode(phrase) for phrase in phrases(query.query_string, self.split)]
        if not found:
            return None
        *head, last = found
        join = operator.or_ if query.operator == "or" else operator.and_
        return reduce(join, [*(make(phrase) for phrase in head), make(last, prefix=self.LAST_TERM_IS_PREFIX)])

    def phrase(self, query) -> str:
        """A Phrase query as one phrase, spaces or not; empty when it asks for nothing."""
        return self.encode(" ".join(self.split(query.query_string[:LONGEST_QUERY])))

    def combined(self, queries: list, join_all: bool):
        """The parts of an And or Or query as one, without those that ask for nothing; None when none is left."""
        found = [query for query in queries if query is not None]
        return reduce(operator.and_ if join_all else operator.or_, found) if found else None

    def columns(self) -> list[str]:
        """Which of the index's columns, title and body, hold the fields that are asked for."""
        if self.fields is None:
            return ["title", "body"]
        return sorted({"title" if name == "title" else "body" for name in self.fields}, reverse=True)

    def narrowed(self, queryset):
        """The queryset without what was found in other fields than those asked for.

        The index keeps all fields but the title in one column. Plain text fields are therefore read again; a stream
        field, or one of a related object, is taken at the index's word.
        """
        if self._index_is_exact() or not all(_is_text(queryset.model, name) for name in self.fields):
            return queryset
        chunks = [chunk for chunk in self.query.query_string[:LONGEST_QUERY].split() if words(chunk)]
        found = [reduce(operator.or_, (_holds(name, chunk) for name in self.fields)) for chunk in chunks]
        join = operator.or_ if getattr(self.query, "operator", "and") == "or" else operator.and_
        return queryset.filter(reduce(join, found)) if found else queryset

    def _index_is_exact(self) -> bool:
        return self.fields is None or not hasattr(self.query, "query_string") or self.columns() == ["title"]


class AsksInClusters(AsksInWords):
    """For autocomplete: the index's third column, whatever the fields."""

    split = staticmethod(clusters)

    def columns(self) -> list[str]:
        return ["autocomplete"]


def _is_text(model: type[models.Model], name: str) -> bool:
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    return type(field) in (models.CharField, models.TextField, models.SlugField, models.EmailField, models.URLField)


def _holds(name: str, chunk: str) -> Q:
    typed = visible(chunk.replace("\0", ""))
    forms = {typed, arabic_digits(typed), thai_digits(typed)}
    return reduce(operator.or_, (Q(**{f"{name}__icontains": form}) for form in forms))
