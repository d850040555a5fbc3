"""How two records of one organisation are recognised: its website's host, or kind, bare name and sub-district. Pure."""

from __future__ import annotations

from home.thai import fold

from .kinds import stripped


def name_key(kind: str, name: str, subdistrict_code: str) -> str:
    """What two spellings share; empty where there is no name to compare."""
    bare = stripped(fold(name))
    return f"{kind}:{bare}:{subdistrict_code}" if bare else ""
