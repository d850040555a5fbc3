"""The one door to spreadsheets: nothing else in the project opens or writes XLSX and CSV.

read_table() takes what Thai offices send and never more than its limits allow; write_xlsx() and write_csv() make files
in which no cell is a formula.
"""

from .reading import read_table
from .table import Limits, Row, Sheet, Table, TableRefused
from .text import plain_text
from .writing import write_csv, write_xlsx

__all__ = ["Limits", "Row", "Sheet", "Table", "TableRefused", "plain_text", "read_table", "write_csv", "write_xlsx"]
