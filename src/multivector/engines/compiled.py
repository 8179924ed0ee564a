"""Hot loops compiled where numba is installed, and run as they are where it is not: the result is the same, bit for bit.

Numba is loaded where a module of kernels is imported, so those are imported inside the functions that need them. Machine code is
kept on disk beside the module, or in the user's cache. Numba renews it where that module changed but not where one did whose
functions were compiled into it; so whatever is older than the newest kernel of the folder is thrown away here.
"""

from __future__ import annotations

import contextlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")


def compiled(function: F) -> F:
    """Compile a function of numbers and arrays at its first call, without any licence to reorder sums; typed as what it wraps."""
    try:
        numba: Any = import_module("numba")
    except ImportError:
        return function
    how = {"fastmath": False, "error_model": "numpy", "nogil": True}
    try:
        made: Any = numba.njit(cache=True, **how)(function)
    except RuntimeError:  # nowhere to keep it
        made = numba.njit(**how)(function)
    else:
        if made is function:  # numba is told to compile nothing
            return function
        renew(Path(function.__code__.co_filename).parent, Path(made.stats.cache_path))
    done: F = made
    return done


def renew(sources: Path, kept: Path) -> None:
    """Throw away indices of machine code that are older than the newest source of a folder."""
    newest = max((each.stat().st_mtime for each in sources.glob("*.py")), default=0.0)
    for index in kept.glob("*.nbi"):
        with contextlib.suppress(OSError):  # another process may have been quicker
            if index.stat().st_mtime < newest:
                index.unlink()
