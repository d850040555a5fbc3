"""XML from strangers, read as a stream of events: no entities, no element without end, never more than was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Self
from xml.parsers import expat

SLICE = 2**16
LONGEST_TOKEN = 2**20


class MarkupRefused(Exception):
    """Not well-formed, with a document type of its own, or larger than agreed."""


class Reader:
    """Base of the readers of one part each: `start`, `text` and `end` get local names, without namespace prefixes."""

    #: How many elements the part may have.
    most_elements = 200_000

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def text(self, data: str) -> None: ...

    def end(self, name: str) -> None: ...

    def feed(self, file: BinaryIO) -> Iterator[None]:
        """Read the file slice by slice; yields after each one. Raises MarkupRefused."""
        parser, elements = expat.ParserCreate(), 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal elements
            elements += 1
            if elements > self.most_elements:
                raise MarkupRefused("too many elements")
            self.start(name.rpartition(":")[2], attributes)

        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _no_document_type
        fed = 0
        try:
            while piece := file.read(SLICE):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise MarkupRefused("one token without end")
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise MarkupRefused(str(problem)) from None
        yield

    def read(self, file: BinaryIO) -> Self:
        """Read the whole file; the reader itself."""
        for _slice in self.feed(file):
            pass
        return self


def _no_document_type(*_declaration: object) -> None:
    raise MarkupRefused("document type")
