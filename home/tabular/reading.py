"""What kind of file is it? Judged by its first bytes, never by its name."""

from __future__ import annotations

from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from .delimited import read_text
from .table import Limits, Table, TableRefused

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PACKED = b"PK"
MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<style", b"<meta", b"<head")


def read_table(file: BinaryIO, name: str = "", *, limits: Limits | None = None) -> Table:
    """The first visible table of an XLSX, CSV or TSV file (UTF-8, UTF-16 or Windows-874).

    `name` only serves the words of the refusal. Raises TableRefused, in words, for everything else and for what is
    larger than `limits`; no file makes it raise anything else.
    """
    limits = limits or Limits()
    data = file.read(limits.bytes + 1)
    if len(data) > limits.bytes:
        raise TableRefused(
            _("The file is larger than %(size)s. Please split it into several files.")
            % {"size": filesizeformat(limits.bytes)}
        )
    if data.startswith(OLD_EXCEL):
        raise TableRefused(
            _(
                "This is a workbook of an old Excel (.xls), or one protected by a password. Please open it in Excel, "
                "remove the password, choose “Save as” and the type “Excel Workbook (.xlsx)”, and upload that file."
            )
        )
    if data.startswith(PACKED):
        # It loads openpyxl's calendar and formats, 15 MB; most processes never read a workbook.
        from .excel import read_workbook

        return read_workbook(data, limits)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(MARKUP):
        raise TableRefused(
            _(
                "This file is a web page that only calls itself a spreadsheet. Please open it in Excel, choose "
                "“Save as” and the type “Excel Workbook (.xlsx)”, and upload that file."
            )
        )
    return read_text(data, limits)
