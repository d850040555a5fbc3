"""A demonstration network: organisations that do not exist, in places that do, each marked as an example."""

from .load import load

__all__ = ["load"]
