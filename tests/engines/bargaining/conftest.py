"""The kernels without numba."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from multivector.engines import bargaining

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

PACKAGE = "multivector.engines.bargaining.kernels"


@pytest.fixture
def uncompiled() -> Callable[[], AbstractContextManager[None]]:
    """Give a context in which there is no numba, so that the kernels are loaded anew and run as they are."""

    @contextmanager
    def without() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            __import__(PACKAGE)
            patch.setattr(bargaining, "kernels", sys.modules[PACKAGE])  # is put back afterwards
            for name in [each for each in sys.modules if each.startswith(PACKAGE)]:
                patch.delitem(sys.modules, name)
            patch.setitem(sys.modules, "numba", None)
            yield

    return without
