"""The Thai search on SQLite, over the FTS5 table that Wagtail's migrations make."""

from __future__ import annotations

from django.db import connections, models
from django.db.models import F, FloatField, Func, IntegerField
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite import sqlite as base
from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression, normalize
from modelsearch.query import And, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from .indexing import SplitsText
from .querying import AsksInClusters, AsksInWords

# FTS5's unicode61 takes Thai vowel signs and tone marks (category Mn) for separators and drops them: ข่าว (news) and
# ข้าว (rice) would be one word. Characters for private use (Co) are part of words, so the marks are stored as those.
_AS_PRIVATE = {mark: 0xE000 + mark for mark in (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))}


def encode(text: str) -> str:
    """The text as it stands in the index."""
    return text.translate(_AS_PRIVATE)


class ThaiSQLiteIndex(SplitsText, base.SQLiteIndex):
    encode = staticmethod(encode)


class _Score(Func):
    """The score of a row that was hit. The hits are found once and kept: asking FTS5 about every row is quadratic."""

    output_field = FloatField()

    def __init__(self, hits: str, params: list) -> None:
        super().__init__(F("pk"))
        self.hits, self.params = hits, params

    def as_sql(self, compiler, connection, **_extra):
        pk, pk_params = compiler.compile(self.source_expressions[0])
        # S608 here and below: the SQL is put together from names of tables and columns, what was typed is a parameter.
        sql = f"(WITH hits AS MATERIALIZED ({self.hits}) SELECT hits.score FROM hits WHERE hits.pk = {pk})"  # noqa: S608
        return sql, (*self.params, *pk_params)


class ThaiSQLiteQueryCompiler(AsksInWords, base.SQLiteSearchQueryCompiler):
    encode = staticmethod(encode)
    #: Of the columns autocomplete, body and title. bm25 saturates, so that one hit in a title outweighs many in a body.
    WEIGHTS = "0.0, 1.0, 100.0"

    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText):
            lexemes = self.lexemes(query, Lexeme)
            return None if lexemes is None else SearchQueryExpression(lexemes, config=config)
        if isinstance(query, Phrase):
            phrase = self.phrase(query)
            return SearchQueryExpression(Lexeme(phrase), config=config) if phrase else None
        if isinstance(query, And | Or):
            parts = [self.build_search_query_content(part, config) for part in query.subqueries]
            return self.combined(parts, join_all=isinstance(query, And))
        return super().build_search_query_content(query, config)

    def search(self, config, start, stop, score_field=None):
        query = normalize(self.query)
        if isinstance(query, MatchAll):
            return self.queryset[start:stop]
        negated = isinstance(query, Not)
        if negated:
            query = query.subquery
        asked = None if isinstance(query, MatchAll) else self.build_search_query_content(query, config)
        if asked is None:
            everything = negated and not isinstance(query, MatchAll)
            return (self.queryset if everything else self.queryset.none())[start:stop]
        hits, params = self._hits(asked)
        found = RawSQL(f"SELECT pk FROM ({hits})", params)  # noqa: S608, S611
        if negated:
            return self._ordered(self.queryset.exclude(pk__in=found))[start:stop]
        queryset = self.narrowed(self.queryset.filter(pk__in=found))
        if score_field or self.order_by_relevance:
            queryset = queryset.annotate(**{score_field or "_score": _Score(hits, params)})
        if self.order_by_relevance:
            return queryset.order_by(score_field or "_score", "-pk")[start:stop]
        return self._ordered(queryset)[start:stop]

    def _ordered(self, queryset):
        return queryset if queryset.query.order_by else queryset.order_by("-pk")

    def _hits(self, asked) -> tuple[str, list]:
        """The SQL of the primary keys that match and their scores (the lower the better), and its parameters."""
        fts, entries = base.SQLiteFTSIndexEntry._meta.db_table, base.IndexEntry._meta.db_table
        connection = connections[self.queryset.db]
        match, params = MatchExpression(self.columns(), asked).as_sql(
            self.queryset.query.get_compiler(connection=connection), connection
        )
        types = ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(self.queryset.model))
        # CROSS JOIN and the plus sign keep SQLite from walking the entries and asking FTS5 about each of them.
        hits = (
            f"SELECT {self._pk()} AS pk, bm25({fts}, {self.WEIGHTS}) AS score FROM {fts} "  # noqa: S608
            f"CROSS JOIN {entries} e ON e.id = {fts}.rowid WHERE {match} AND +e.content_type_id IN ({types})"
        )
        return hits, params

    def _pk(self) -> str:
        """The index keeps keys as text; here as the model's table has them."""
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        if isinstance(key, models.UUIDField):
            return "REPLACE(e.object_id, '-', '')"
        return "CAST(e.object_id AS INTEGER)" if isinstance(key, IntegerField) else "e.object_id"


class ThaiSQLiteAutocompleteQueryCompiler(
    AsksInClusters, ThaiSQLiteQueryCompiler, base.SQLiteAutocompleteQueryCompiler
):
    WEIGHTS = "1.0, 0.0, 0.0"


class ThaiSQLiteBackend(base.SQLiteSearchBackend):
    index_class = ThaiSQLiteIndex
    query_compiler_class = ThaiSQLiteQueryCompiler
    autocomplete_query_compiler_class = ThaiSQLiteAutocompleteQueryCompiler
