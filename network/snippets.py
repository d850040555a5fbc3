"""What a partner pastes into its website: HTML that runs no script of ours and survives a strict content policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.html import escape

from .watch import base_url

#: The phrase that people see where the picture does not load, and that the verifier shows as evidence.
ALT = "ข่าวสารตลาดแรงงาน กรมการจัดหางาน"
WIDTH, HEIGHT = 300, 100
SCRIPT = "network/lmi-widget.js"


def link_address(code: str) -> str:
    return f"{base_url()}/from/{code}/"


def picture_address(code: str, style: str = "", scale: int = 1) -> str:
    return f"{base_url()}/banner/{code}{style}{'@2x' if scale == 2 else ''}.png"


def widget_address(code: str) -> str:
    return f"{base_url()}/widget/{code}/"


def banner(code: str, style: str = "") -> str:
    """The banner; `style` is empty, «-dark» or «-large»."""
    double = 2 if style == "-large" else 1
    return (
        f'<a href="{link_address(code)}"><img src="{picture_address(code, style)}"'
        f' srcset="{picture_address(code, style, 2)} 2x" width="{WIDTH * double}" height="{HEIGHT * double}"'
        f' alt="{ALT}" loading="lazy" referrerpolicy="origin"></a>'
    )


def text_link(code: str) -> str:
    return f'<a href="{link_address(code)}" referrerpolicy="origin">{ALT}</a>'


def local_banner(code: str) -> str:
    """For sites that keep all pictures themselves; the file name is the one under which ours is downloaded."""
    return (
        f'<a href="{link_address(code)}"><img src="lmi-banner.png" width="{WIDTH}" height="{HEIGHT}" alt="{ALT}"></a>'
    )


def widget(code: str, width: str = "100%", height: int = 420) -> str:
    return (
        f'<iframe src="{widget_address(code)}" title="{ALT}" width="{width}" height="{height}" loading="lazy"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="origin"></iframe>'
    )


def script(code: str) -> str:
    """The same frame, put in by a script under a name that never changes, so that its check sum can be pasted along."""
    address = escape(f"{base_url()}{settings.STATIC_URL}{SCRIPT}")
    return (
        f'<script src="{address}" data-partner="{code}" integrity="{integrity()}" crossorigin="anonymous"'
        " defer></script>"
    )


@cache
def integrity() -> str:
    """The check sum of the widget's script as browsers compare it (Subresource Integrity)."""
    digest = hashlib.sha384(Path(finders.find(SCRIPT)).read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"
