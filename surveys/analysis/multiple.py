"""Questions where several answers may be ticked: of how many people, and of how many ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Tick:
    n: int
    of_respondents: float | None
    of_responses: float | None


@dataclass(frozen=True)
class MultipleResponse:
    """`respondents`: who ticked at least one answer (as SPSS counts the cases of a set); `responses`: all ticks."""

    ticks: tuple[Tick, ...]
    respondents: int
    responses: int


def multiple_response(options: Sequence[npt.ArrayLike]) -> MultipleResponse:
    """One list of 1 and anything else per option, all in the order of the respondents."""
    ticked = [np.asarray(one) == 1 for one in options]
    if not ticked:
        return MultipleResponse((), 0, 0)
    counts = [int(one.sum()) for one in ticked]
    respondents, responses = int(np.logical_or.reduce(ticked).sum()), sum(counts)
    return MultipleResponse(
        tuple(
            Tick(n, 100 * n / respondents if respondents else None, 100 * n / responses if responses else None)
            for n in counts
        ),
        respondents,
        responses,
    )
