"""Files that were made to hurt, and a bench to read them on: a process that may take 150 MB more than it has.

`python -m tests.home.tabular.hostile` prints what became of each of them.
"""

import io
import os
import random
import resource
import string
import zipfile

import openpyxl

NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEMORY = 150 * 2**20
#: Only against hanging for ever; what a file really costs is far below.
SECONDS = 30


def workbook(*rows) -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in rows or (["a", "b"], [1, 2]):
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def with_parts(**parts: bytes) -> bytes:
    """A sound workbook with some of its parts replaced: sheet, strings, styles, workbook."""
    names = {
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "workbook": "xl/workbook.xml",
    }
    replaced = {names[key]: content for key, content in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as sound, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sound.namelist():
            if name not in replaced:
                made.writestr(name, sound.read(name))
        for name, content in replaced.items():
            made.writestr(name, content)
    return target.getvalue()


def sheet(content: bytes) -> bytes:
    return with_parts(sheet=b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (NAMESPACE, content))


def strings(content: bytes) -> bytes:
    return with_parts(strings=b"<sst %s>%s</sst>" % (NAMESPACE, content))


def noise(length: int) -> bytes:
    """Text that does not pack, the same at each call."""
    return "".join(random.Random(7).choices(string.ascii_letters, k=length)).encode()


def _laughs() -> bytes:
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + i, (b"&%c;" % (97 + i)) * 10) for i in range(9))
    return with_parts(
        strings=b'<!DOCTYPE sst [<!ENTITY a "haha">%s]><sst %s><si><t>&j;</t></si></sst>' % (entities, NAMESPACE)
    )


def _cut_off() -> bytes:
    sound = workbook(*([number, "ก" * 50] for number in range(500)))
    return sound[: len(sound) // 2]


def _lying_archive() -> bytes:
    """Says that its sheet is small; it is not."""
    bomb = bytearray(sheet(b"<row>" + b"<c><v>1</v></c>" * 300_000 + b"</row>"))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    return bytes(bomb.replace(size, (1000).to_bytes(4, "little")))


FILES = {
    "one cell in the last corner": lambda: sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a row beyond the last": lambda: sheet(b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    "a negative row": lambda: sheet(b'<row r="-5"><c><v>1</v></c></row>'),
    "a column beyond the last": lambda: sheet(b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>'),
    "zip bomb": lambda: sheet(b"<row>" + b"<c/>" * 12_000_000 + b"</row>"),
    "many blank cells far out": lambda: sheet(
        b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in range(1, 200_000))
    ),
    "many cells": lambda: sheet((b"<row>" + b"<c><v>%s</v></c>" % noise(3) * 50 + b"</row>") * 30_000),
    "one endless token": lambda: sheet(b'<row r="1"><c t="%s"><v>1</v></c></row>' % noise(11_000_000)),
    "many strings": lambda: strings(b"".join(b"<si><t>%d</t></si>" % n for n in range(900_000))),
    "one endless string": lambda: strings(b"<si><t>%s</t></si>" % noise(11_000_000)),
    "many formats": lambda: with_parts(
        styles=b"<styleSheet %s><cellXfs>%s</cellXfs></styleSheet>" % (NAMESPACE, b'<xf numFmtId="14"/>' * 300_000)
    ),
    "entities in entities": _laughs,
    "cut off": _cut_off,
    "a lying archive": _lying_archive,
    "a string that is not there": lambda: sheet(b'<row><c t="s"><v>99</v></c></row>'),
    "a number that is none": lambda: sheet(b"<row><c><v>many</v></c></row>"),
    "no end of the sheet": lambda: with_parts(sheet=b"<worksheet><sheetData><row>"),
    "a document, not a workbook": lambda: _packed({"word/document.xml": b"<document/>"}),
    "a packed path outside": lambda: _packed({"../../etc/passwd": b"x", "xl/workbook.xml": b"<workbook/>"}),
    "too many bytes": lambda: b"a,b\n" * 3_000_000,
    "one endless line": lambda: b"," * 10_000_000,
    "many short lines": lambda: b"a,b\n" * 2_000_000,
    "quotes that never close": lambda: b'a,b\n"c,d\n' * 500_000,
    "lines inside of quotes": lambda: b'"\n",' * 2_000_000,
    "bytes of nothing": lambda: bytes(5_000_000),
    "random bytes": lambda: random.Random(1).randbytes(1_000_000),
    "half a character of UTF-16": lambda: b"\xff\xfea\x00b",
    "old Excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "a web page": lambda: b"\xef\xbb\xbf <html><body><table><tr><td>1</td></tr></table></body></html>",
    "nothing": lambda: b"",
    "blank lines": lambda: b" \r\n,,\r\n\r\n",
    "only a byte order mark": lambda: b"\xff\xfe",
}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def _size() -> int:
    with open("/proc/self/statm") as file:  # noqa: PTH123 - the kernel's own, not a file of ours
        return int(file.read().split()[0]) * resource.getpagesize()


def _verdict(name: str) -> str:
    from home.tabular import TableRefused, read_table

    file = io.BytesIO(FILES[name]())
    limit = _size() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        read_table(file, name)
    except TableRefused as problem:
        return f"refused: {problem}"
    return "read"


def main() -> None:
    """Each file in a process of its own; what becomes of it on a line: name, verdict, exit status."""
    import django

    django.setup()
    for name in FILES:
        print(name, end="\t", flush=True)
        if (child := os.fork()) == 0:
            print(_verdict(name), end="", flush=True)
            os._exit(0)
        print(f"\t{os.waitpid(child, 0)[1]}", flush=True)


if __name__ == "__main__":
    main()
