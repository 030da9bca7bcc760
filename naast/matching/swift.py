"""The same functions, compiled: plain Python that loops over numbers runs a hundred times quicker.

With numba installed (`pip install naast[fast]`) large work runs compiled. Small work, and all work
without numba, runs as the plain Python that it is. Both give the same answer: whole numbers, one
order. Compiling takes some seconds, once per machine; it is kept on disk.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Answer = TypeVar("Answer")
Array = NDArray[Any]

WORTH_COMPILING = 50_000
"""Steps from which numba is loaded (half a second); up to it plain Python is ready sooner."""


def run(work: Callable[..., Answer], steps: int, *given: Any, fill: Sequence[Array] = ()) -> Answer:
    """Call `work` with `given` and then the arrays of `fill`, which it may change.

    `steps` says about how much work it is. Plain Python gets lists: those are quicker for it.
    """
    if steps >= WORTH_COMPILING and find_spec("numba"):
        compiled: Callable[..., Answer] = _compiled(work)
        return compiled(*given, *fill)
    lists = [array.tolist() for array in fill]
    answer = work(*map(_plain, given), *lists)
    for array, values in zip(fill, lists, strict=True):
        array[:] = values
    return answer


def _plain(given: Any) -> Any:
    """Lists instead of arrays."""
    if isinstance(given, tuple):
        return tuple(map(_plain, given))
    return given.tolist() if isinstance(given, np.ndarray) else given


@cache
def _compiled(work: Callable[..., Any]) -> Any:
    """The function and its helpers, which are the private functions of its module."""
    from numba import njit
    from numba.extending import register_jitable

    for name, helper in vars(sys.modules[work.__module__]).items():
        if name.startswith("_") and callable(helper) and not isinstance(helper, ModuleType):
            register_jitable(helper)
    return njit(cache=True)(work)
