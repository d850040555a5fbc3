"""The words of a questionnaire, found in its YAML and put back there, so that nothing else is touched.

Whatever else the document says, its comments and its order included, stays as it was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

LANGUAGES = ("th", "en")


@dataclass(frozen=True)
class Text:
    """A text in one language. `key`: where it stands, such as "forms/1/sections/0/th"; `place`: what it belongs to."""

    key: str
    place: str
    language: str
    text: str
    start: int
    end: int


def texts(source: str) -> list[Text]:
    """All of them in their order; none where the document cannot be read."""
    try:
        root = yaml.compose(source, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    found = list(_walk(root, "", "", set())) if root is not None else []
    return sorted(found, key=lambda text: text.start)


def _walk(node: yaml.Node, path: str, place: str, seen: set[int]) -> Iterator[Text]:
    if id(node) in seen:
        return  # what is named twice is written once
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _walk(item, f"{path}/{number}", place, seen)
    elif isinstance(node, yaml.MappingNode):
        keys = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        named = keys.get("var") or keys.get("id") or keys.get("code")
        place = named.value if isinstance(named, yaml.ScalarNode) else place
        for key, value in keys.items():
            here = f"{path}/{key}".strip("/")
            if key not in LANGUAGES or not isinstance(value, yaml.ScalarNode):
                yield from _walk(value, here, _inside(place, key), seen)
            elif value.style not in ("|", ">"):
                yield Text(here, place, key, value.value, value.start_mark.index, value.end_mark.index)


def _inside(place: str, key: str) -> str:
    """A code, a tick or a part, as what is inside it is called."""
    return f"{place} {key}".strip() if key.lstrip("-").isdecimal() or key[:1].isupper() else place or key


def reworded(source: str, words: Mapping[str, str]) -> str:
    """The document with new texts by their keys; each is written as one quoted line."""
    for text in reversed(texts(source)):
        new = " ".join(words.get(text.key, text.text).split())
        if new != text.text:
            source = source[: text.start] + json.dumps(new, ensure_ascii=False) + source[text.end :]
    return source


def line_of(source: str, place: str) -> int:
    """The line, from 1, on which a problem's place first stands; 0 where it is nowhere in particular."""
    first, _space, last = place.partition(" ")
    if first == "line" and last.isdecimal():
        return int(last)
    for name in dict.fromkeys((place, place.rpartition(" ")[2], first)):
        for number, line in enumerate(source.splitlines(), 1):
            if name and name in _WORDS.findall(line):
                return number
    return 0


_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_{}]*")
