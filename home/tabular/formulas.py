"""Text that a spreadsheet program would take for a formula, and the apostrophe that keeps it a text. Pure."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """The text with an apostrophe before it where one is needed, also where one stands there already."""
    return f"'{text}" if _is_dangerous(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith("'") and _is_dangerous(text) else text


def _is_dangerous(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA_STARTS)
