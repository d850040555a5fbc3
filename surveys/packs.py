"""The packed answers of a campaign as columns of one-byte codes: one query, one block of memory.

numpy is loaded by whoever asks, not when the site starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .instrument.items import Form

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class WrongPacks(ValueError):
    """A row is not as long as the form says; `surveys repack` puts it right."""


def columns(form: Form, packs: Iterable[bytes]) -> dict[str, npt.NDArray[np.int8]]:
    """Item name to its codes, in the order of the rows. Raises WrongPacks."""
    import numpy as np

    width = len(form.coded)
    joined = b"".join(packs)
    if width == 0 or len(joined) % width:
        raise WrongPacks
    table = np.frombuffer(joined, np.int8).reshape(-1, width)
    # Turned once, so that every column is read in one go.
    turned = np.ascontiguousarray(table.T)
    return {item.name: turned[place] for place, item in enumerate(form.coded)}
