"""Where a heading may be cut into lines when no browser does it: between Thai words, never inside a cluster. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from .search.text import CLUSTER, RUN, words
from .thai import clean

#: What the office says in one breath, though the dictionary cuts it.
_COMPOUNDS = re.compile("(กรมการจัดหางาน|จัดหางาน|ตลาดแรงงาน|ตำแหน่งงานว่าง|แรงงานต่างด้าว|กระทรวงแรงงาน)")
_OPENING, _CLOSING = "“‘([", "”’)]ๆฯ,.:;!?%…"
#: A break inside a run of Thai costs as much as this share of a line left empty; after a space it costs nothing.
_INSIDE = 0.12


def pieces(text: str) -> list[str]:
    """The text, cleaned, in pieces that stay whole; a piece ends with its space. Joined, they are the text again."""
    text = clean(text)
    found, at = [], 0
    for run in RUN.finditer(text):
        found += list(text[at : run.start()])
        found += _parts(run[0])
        at = run.end()
    return _glued(found + list(text[at:]))


def _parts(run: str) -> list[str]:
    if not "\u0e00" <= run[0] <= "\u0e7f" or _COMPOUNDS.fullmatch(run):
        return [run]
    if len(split := [part for part in _COMPOUNDS.split(run) if part]) > 1:
        return [piece for part in split for piece in _parts(part)]
    lengths = [len(word) for word in words(run)]
    if sum(lengths) != len(run):
        return CLUSTER.findall(run)
    found, at = [], 0
    for length in lengths:
        found.append(run[at : at + length])
        at += length
    return found


def _glued(parts: list[str]) -> list[str]:
    """Closing signs and spaces to the piece before, opening signs to the one after, Latin and figures to each other."""
    glued: list[str] = []
    for part in parts:
        before = glued[-1] if glued else ""
        joins = before and (
            part.isspace()
            or (part, before[-1]) == ("ล", "ฯ")  # ฯลฯ
            or part[0] in _CLOSING
            or before[-1] in _OPENING
            or (_plain(before[-1]) and _plain(part[0]))
        )
        if joins:
            glued[-1] += part
        else:
            glued.append(part)
    return glued


def _plain(character: str) -> bool:
    return not character.isspace() and not "\u0e00" <= character <= "\u0e7f" and character not in _OPENING


def lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than `width`, about equally full, broken after spaces where that is possible.

    `measure` says how wide a text is. A word wider than a line is cut between clusters.
    """
    parts = [cut for piece in pieces(text) for cut in _fitting(piece, width, measure)]
    fewest = _least(parts, width, measure, balanced_to=None)
    if len(fewest) < 2:
        return fewest
    return _least(parts, width, measure, balanced_to=measure(clean(text)) / len(fewest))


def _fitting(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(piece.strip()) <= width:
        return [piece]
    found = [""]
    for cluster in CLUSTER.findall(piece):
        if found[-1] and measure(found[-1] + cluster) > width:
            found.append("")
        found[-1] += cluster
    return found


def _least(parts: list[str], width: float, measure, balanced_to: float | None) -> list[str]:
    """The cheapest way to fill lines: the fewest of them, then evenness and kind breaks."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(parts) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            wide = measure("".join(parts[start:end]).strip())
            if wide > width and start < end - 1:
                break
            cost = best[start][0] + 1.0
            if balanced_to is not None:
                cost += ((wide - balanced_to) / width) ** 2
                cost += 0.0 if end == len(parts) or parts[end - 1].endswith(" ") else _INSIDE
            ways.append((cost, start))
        best.append(min(ways))
    found, end = [], len(parts)
    while end:
        start = best[end][1]
        found.append("".join(parts[start:end]).strip())
        end = start
    return found[::-1]
