"""Spreadsheets on their way into the records: recognise the columns, try without writing, confirm, import once."""
