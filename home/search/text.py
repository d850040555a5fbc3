"""How a text becomes words to search by, where a query stands in a text, and what of the text to show. Pure.

Thai is written without spaces between words. A run of Thai letters is cut along the path through the known words that
leaves the fewest characters unknown, then has the fewest words, then the longest ones, then the longer one first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..thai import fold
from .lexicon import known_words, longest_word

Split = Callable[[str], list[str]]

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UNSEEN = "\u200b-\u200d\u2060\ufeff\u00ad"
#: A consonant with all that is written before, above, below and after it: no word begins or ends inside.
CLUSTER = re.compile(rf"[\u0e40-\u0e44]?[\u0e01-\u0e2e][{_MARK}]*[\u0e30\u0e32\u0e33]?|.", re.DOTALL)
#: The same in a text as it was typed: with invisible characters and a doubled เ.
_TYPED = re.compile(
    rf"[\u0e40-\u0e44{_UNSEEN}]*[\u0e01-\u0e2e][{_MARK}{_UNSEEN}]*[\u0e30\u0e32\u0e33]?[{_UNSEEN}]*|.", re.DOTALL
)
#: What is searched: Thai without ฯ and ๆ, numbers, words of other scripts.
RUN = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+|[0-9]+|[^\W\d_\u0e00-\u0e7f]+")
_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b])\u0e32")
_TONE_AFTER_AM = re.compile("\u0e33([\u0e48-\u0e4b])")
_TONE_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e39])")

LONGEST_RUN = 400
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Span:
    """From `start` up to, not including, `end`; in characters of the text as it is."""

    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; `hit` when it is what was searched for."""

    text: str
    hit: bool = False


def normal(text: str) -> str:
    """The text as it is compared: folded, and marks typed in the wrong order put right (นำ้ and นํ้า are น้ำ)."""
    folded = _TONE_AFTER_AM.sub("\\1\u0e33", _SPLIT_AM.sub("\\1\u0e33", fold(text)))
    return _TONE_BEFORE_VOWEL.sub(r"\2\1", folded)


def words(text: str) -> list[str]:
    """The words of a text, normal() and in order; punctuation and white space are gone."""
    return [word for run in RUN.findall(normal(text)) for word in _words_of(run)]


def clusters(text: str) -> list[str]:
    """As words(), with Thai cut into clusters instead, so that whatever was typed so far is a prefix."""
    return [piece for run in RUN.findall(normal(text)) for piece in (CLUSTER.findall(run) if _is_thai(run) else (run,))]


def phrases(query: str, split: Split = words) -> list[str]:
    """What a query asks for: for each of its chunks between white space, the chunk's words with spaces between."""
    chunks = normal(query[:LONGEST_QUERY]).split()
    return list(dict.fromkeys(" ".join(found) for chunk in chunks if (found := split(chunk))))


def _is_thai(run: str) -> bool:
    return "\u0e00" <= run[0] <= "\u0e7f"


def _words_of(run: str) -> tuple[str, ...]:
    if not _is_thai(run):
        return (run,)
    # Nobody writes runs as long as this; cutting them up keeps the time linear.
    return tuple(w for i in range(0, len(run), LONGEST_RUN) for w in _cut(run[i : i + LONGEST_RUN]))


@lru_cache(maxsize=20_000)
def _cut(run: str) -> tuple[str, ...]:
    known, longest = known_words(), longest_word()
    edges = [0, *(match.end() for match in CLUSTER.finditer(run))]
    nowhere = (len(run) + 1, 0, 0, 0)
    # For each edge the best way there: unknown characters, words, minus their squared lengths, minus the edge before.
    best = [(0, 0, 0, 0)] + [nowhere] * (len(edges) - 1)
    for i, start in enumerate(edges[:-1]):
        unknown, count, squares, _before = best[i]
        for j in range(i + 1, len(edges)):
            length = edges[j] - start
            if length > longest and j > i + 1:
                break
            if run[start : edges[j]] in known:
                way = (unknown, count + 1, squares - length * length, -i)
            elif j == i + 1:
                way = (unknown + length, count + 1, squares, -i)
            else:
                continue
            best[j] = min(best[j], way)
    return tuple(_walk_back(run, edges, [-before for *_cost, before in best]))


def _walk_back(run: str, edges: list[int], before: list[int]) -> list[str]:
    found, at = [], len(edges) - 1
    while at:
        found.append(run[edges[before[at]] : edges[at]])
        at = before[at]
    return found[::-1]


class _Mapped:
    """A text made normal(), knowing where each of its characters came from."""

    def __init__(self, text: str) -> None:
        self.text = normal(text)
        self.starts: Sequence[int] = range(len(text))
        self.ends: Sequence[int] = range(1, len(text) + 1)
        if len(self.text) != len(text):
            self._map(text)

    def _map(self, text: str) -> None:
        starts, ends, parts = [], [], []
        for match in _TYPED.finditer(text):
            part = normal(match[0])
            parts.append(part)
            starts += [match.start()] * len(part)
            ends += [match.end()] * len(part)
        self.text, self.starts, self.ends = "".join(parts), starts, ends

    def span(self, start: int, end: int) -> Span:
        return Span(self.starts[start], self.ends[end - 1])

    def tokens(self, split: Split) -> Iterator[tuple[str, int, int]]:
        for run in RUN.finditer(self.text):
            at = run.start()
            for token in split(run[0]):
                yield token, at, at + len(token)
                at += len(token)


def spans(text: str, query: str) -> list[Span]:
    """Where the query's chunks stand in a text as words; where none does, as strings of clusters. In order, merged."""
    return _spans(_Mapped(text), query)


def _spans(mapped: _Mapped, query: str) -> list[Span]:
    return _found(mapped, query, words) or _found(mapped, query, clusters)


def _found(mapped: _Mapped, query: str, split: Split) -> list[Span]:
    tokens = list(mapped.tokens(split))
    names = [token for token, _start, _end in tokens]
    found = []
    for phrase in phrases(query, split):
        wanted = phrase.split(" ")
        size = len(wanted)
        for i in range(len(names) - size + 1):
            if names[i] == wanted[0] and names[i : i + size] == wanted:
                found.append(mapped.span(tokens[i][1], tokens[i + size - 1][2]))
    return _merged(found)


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, span.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def excerpt(text: str, query: str, width: int = 180) -> list[Piece]:
    """About `width` characters around the first place where the query stands, or from the beginning.

    Begins and ends at the edges of words; an ellipsis shows where something is left out.
    """
    text = " ".join(text.split())
    mapped = _Mapped(text)
    found = _spans(mapped, query)
    edges = [0, *(mapped.starts[start] for _word, start, _end in mapped.tokens(words)), len(text)]
    start, end = 0, len(text)
    if len(text) > width:
        first = found[0].start if found else 0
        start = edges[bisect_right(edges, max(0, first - width // 3)) - 1]
        end = edges[bisect_left(edges, min(start + width, len(text)))]
    pieces, at = [Piece("… ")] if start else [], start
    for span in found:
        if start <= span.start and span.end <= end:
            pieces += [Piece(text[at : span.start]), Piece(text[span.start : span.end], hit=True)]
            at = span.end
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else "")))
    return [piece for piece in pieces if piece.text]
