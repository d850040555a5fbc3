"""The gold corpus of the Thai search: documents with known word boundaries, and what each query ought to find."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parent / "data" / "search_corpus.txt"
#: The provinces whose names are also parts of other words, or words themselves, and some whose names are neither.
PROVINCES = (
    "แพร่", "ตาก", "น่าน", "เลย", "ตราด", "พะเยา", "ระยอง", "สงขลา", "เชียงใหม่", "ขอนแก่น",
    "ยะลา", "ชุมพร", "สุรินทร์", "กรุงเทพมหานคร", "นครราชสีมา", "อุดรธานี", "ภูเก็ต", "สระแก้ว", "กาญจนบุรี", "นนทบุรี",
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A title and a body with a bar at every word boundary that is not a space."""

    gold_title: str
    gold_body: str

    @property
    def title(self) -> str:
        return self.gold_title.replace("|", "")

    @property
    def body(self) -> str:
        return self.gold_body.replace("|", "")

    def holds(self, query: str) -> bool:
        """Whether the query stands between two gold boundaries, in the title or in the body."""
        return bool(_aligned(query).search(f" {self.gold_title}\n{self.gold_body} "))


@cache
def _aligned(query: str) -> re.Pattern:
    return re.compile(r"(?<=[|\s])" + r"\|?".join(map(re.escape, query)) + r"(?=[|\s])")


def _section(name: str) -> list[str]:
    text = CORPUS.read_text(encoding="utf-8")
    return [line for line in text.split(f"[{name}]\n")[1].split("\n[")[0].splitlines() if line]


TITLES, BODIES = _section("titles"), _section("bodies")
QUERIES = [word for line in _section("queries") for word in line.split()]


def documents(count: int, seed: int = 2569) -> list[Document]:
    """Documents made of one title and two bodies each; the same ones for the same seed."""
    pick = random.Random(seed)

    def filled(template: str) -> str:
        return template.format(
            province=pick.choice(PROVINCES),
            year=pick.choice(("2567", "2568", "2569")),
            number=pick.randint(5, 9999),
            quarter=pick.randint(1, 4),
        )

    return [
        Document(filled(pick.choice(TITLES)), filled(pick.choice(BODIES)) + "\n" + filled(pick.choice(BODIES)))
        for _each in range(count)
    ]


@dataclass(frozen=True)
class Quality:
    """Means over the queries: the share of relevant documents that were found, and of found ones that are relevant."""

    recall: float
    precision: float
    imperfect: tuple[str, ...]


def measure(gold: list[Document], find: Callable[[str], Iterable[int]]) -> Quality:
    """Ask every query. find: query to the positions in `gold` of the documents it finds."""
    recalls, precisions, imperfect = [], [], []
    for query in QUERIES:
        relevant = {i for i, document in enumerate(gold) if document.holds(query)}
        found = set(find(query))
        recalls.append(len(found & relevant) / len(relevant))
        precisions.append(len(found & relevant) / len(found) if found else 1.0)
        if found != relevant:
            imperfect.append(query)
    return Quality(sum(recalls) / len(QUERIES), sum(precisions) / len(QUERIES), tuple(imperfect))
