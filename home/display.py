"""How a reader wants pages drawn: size of text, contrast, theme. Kept in one harmless cookie. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

COOKIE = "display"
SIZES = ("normal", "large", "larger")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Display:
    size: str = "normal"
    contrast: bool = False
    theme: str = "auto"

    @property
    def code(self) -> str:
        """The one spelling of these preferences: what the cookie holds and what a cached page is kept under."""
        words = (self.size, "contrast" if self.contrast else "", self.theme)
        return ".".join(word for word in words if word not in ("", "normal", "auto"))

    @property
    def classes(self) -> str:
        """Classes for the html element, such as "text-large contrast theme-dark"."""
        names = {"large": "text-large", "larger": "text-larger", "light": "theme-light", "dark": "theme-dark"}
        return " ".join(names.get(word, word) for word in self.code.split(".") if word)

    @property
    def smaller(self) -> str:
        """One step down, or "" at the smallest."""
        place = SIZES.index(self.size)
        return SIZES[place - 1] if place else ""

    @property
    def larger(self) -> str:
        """One step up, or "" at the largest."""
        return dict(pairwise(SIZES)).get(self.size, "")

    def changed(self, wish: str) -> Display:
        """With one wish granted: "size-large", "contrast-on", "theme-dark" …; unknown wishes change nothing."""
        what, _, value = wish.partition("-")
        if what == "size" and value in SIZES:
            return replace(self, size=value)
        if what == "theme" and value in THEMES:
            return replace(self, theme=value)
        if what == "contrast" and value in ("on", "off"):
            return replace(self, contrast=value == "on")
        return self


def read(cookie: str | None) -> Display:
    """The preferences a cookie names; whatever else stands in it is ignored."""
    words = (cookie or "")[:60].split(".")
    return Display(
        size=next((word for word in words if word in SIZES), "normal"),
        contrast="contrast" in words,
        theme=next((word for word in words if word in THEMES), "auto"),
    )
