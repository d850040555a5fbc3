"""The Thai search on PostgreSQL, over the text search vectors that Wagtail's migrations make."""

from __future__ import annotations

from functools import reduce

from django.contrib.postgres.search import SearchQuery
from django.db.models import F
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres import postgres as base
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.index import AutocompleteField
from modelsearch.query import And, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from .indexing import SplitsText
from .querying import AsksInClusters, AsksInWords


class WritesPlainly(base.PostgresIndex):
    """modelsearch's way to write entries, in plain SQL and with each field read once.

    modelsearch makes a few query expressions of every text and reads every field five times: for a list of partners
    that was more work than all the rest of its import. What stands in the index is the same.
    """

    COLUMNS = ("title", "autocomplete", "body")

    def add_items(self, model, objs) -> None:
        rows: list[str] = []
        params: list = []
        content_type = get_content_type_pk(model)
        for obj in objs:
            texts = self._texts(obj)
            vectors = [self._vector(texts[column], column) for column in self.COLUMNS]
            rows.append(f"(%s, %s, {', '.join(sql for sql, _params in vectors)}, 1.0, %s, %s)")
            params += [content_type, str(obj.pk), *(param for _sql, found in vectors for param in found)]
            params += [" ".join(text for text, _weight in texts[column]) for column in ("title", "body")]
        if rows:
            with self.write_connection.cursor() as cursor:
                cursor.execute(self._upsert(rows), params)

    def _texts(self, obj) -> dict[str, list[tuple[str, str]]]:
        """For each column its texts and their weights, without the empty ones."""
        texts: dict[str, list[tuple[str, str]]] = {column: [] for column in self.COLUMNS}
        indexer = base.ObjectIndexer(obj, self.backend)
        for field in indexer.search_fields:
            for read, weight, value in indexer.prepare_field(obj, field):
                if text := value.strip():
                    column = "title" if read.field_name == "title" else "body"
                    texts["autocomplete" if isinstance(read, AutocompleteField) else column].append((text, weight))
        return texts

    def _vector(self, texts: list[tuple[str, str]], column: str) -> tuple[str, list[str]]:
        """The SQL of a column's text search vector, and its parameters."""
        config = self.backend.autocomplete_config if column == "autocomplete" else self.backend.config
        of = ("%s::regconfig, ", [config]) if config else ("", [])
        parts = [f"setweight(to_tsvector({of[0]}%s), %s)" for _text in texts]
        params = [param for text, weight in texts for param in (*of[1], text, weight)]
        return " || ".join(parts) or "to_tsvector('')", params

    def _upsert(self, rows: list[str]) -> str:
        # S608: put together from names of columns and placeholders; what is written are parameters.
        return (
            f"INSERT INTO {base.IndexEntry._meta.db_table} (content_type_id, object_id, "
            f"title, autocomplete, body, title_norm, title_text, body_text) (VALUES {', '.join(rows)}) "
            "ON CONFLICT (content_type_id, object_id) DO UPDATE SET title = EXCLUDED.title, title_norm = 1.0, "
            "autocomplete = EXCLUDED.autocomplete, body = EXCLUDED.body, title_text = EXCLUDED.title_text, "
            "body_text = EXCLUDED.body_text"
        )


class ThaiPostgresIndex(SplitsText, WritesPlainly):
    pass


class ThaiPostgresQueryCompiler(AsksInWords, base.PostgresSearchQueryCompiler):
    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText):
            lexemes = self.lexemes(query, lambda phrase, prefix=False: Lexeme(phrase, invert=invert, prefix=prefix))
            return None if lexemes is None else SearchQuery(lexemes, search_type="raw", config=config)
        if isinstance(query, Phrase):
            phrase = self.phrase(query)
            return SearchQuery(phrase, search_type="phrase", config=config, invert=invert) if phrase else None
        if isinstance(query, And | Or):
            parts = [self.build_tsquery_content(part, config=config, invert=invert) for part in query.subqueries]
            return self.combined(parts, join_all=isinstance(query, And) != invert)
        return super().build_tsquery_content(query, config=config, invert=invert)

    def get_search_vectors(self, search_query):
        """The index's columns, also for chosen fields: nobody has cut the Thai of the fields themselves into words."""
        return [(F(f"index_entries__{column}"), 1.0) for column in self.columns()]

    def search(self, config, start, stop, score_field=None, backend=None):
        inverted = isinstance(self.query, Not)
        if isinstance(self.query.subquery if inverted else self.query, MatchAll | Fuzzy):
            return super().search(config, start, stop, score_field, backend)
        asked = self.build_tsquery(self.query, config=config)
        if asked is None:
            return (self.queryset if inverted else self.queryset.none())[start:stop]
        if not (score_field or self.order_by_relevance):
            hits = self.narrowed(self.queryset.filter(pk__in=self._keys(asked)))
            return (hits if hits.query.order_by else hits.order_by("-pk"))[start:stop]
        vectors = self.get_search_vectors(asked)
        everything = reduce(
            lambda left, right: left._combine(right, "||", False), (vector for vector, _boost in vectors)
        )
        # An alias, not modelsearch's annotation: nobody needs the vector of a page, and to unpack it is the dear part.
        hits = self.narrowed(self.queryset.alias(_vector_=everything).filter(_vector_=asked))
        rank = self._build_rank_expression(vectors, config)
        return self._apply_ordering_and_scoring(hits, rank, start, stop, score_field)

    def _keys(self, asked):
        """The keys of what matches, from the index alone. It keeps them as text: joined as such, every row is cast."""
        columns = reduce(lambda left, right: left._combine(right, "||", False), map(F, self.columns()))
        types = get_descendants_content_types_pks(self.queryset.model)
        entries = base.IndexEntry._default_manager.using(self.queryset.db).filter(content_type_id__in=types)
        key = Cast("object_id", self.queryset.model._meta.pk)
        return entries.alias(_vector_=columns).filter(_vector_=asked).values_list(key, flat=True)


class ThaiPostgresAutocompleteQueryCompiler(
    AsksInClusters, ThaiPostgresQueryCompiler, base.PostgresAutocompleteQueryCompiler
):
    pass


class ThaiPostgresBackend(base.PostgresSearchBackend):
    index_class = ThaiPostgresIndex
    query_compiler_class = ThaiPostgresQueryCompiler
    autocomplete_query_compiler_class = ThaiPostgresAutocompleteQueryCompiler
