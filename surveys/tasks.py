"""The kinds of jobs of the questionnaires: they register themselves as they are read."""

from .actions.export_answers import export_one
from .actions.print_kits import print_kit
from .actions.print_report import keep_print

__all__ = ["export_one", "keep_print", "print_kit"]
