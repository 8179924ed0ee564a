"""How far it is, how fast, and how long it still takes: one line at a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 24
_OFTEN = 0.1
"""Seconds between two lines, at least."""
_MINUTE, _HOUR = 60, 3600


class Bar:
    """A line that is written over; `total` and `done` are bytes, since documents differ in length."""

    def __init__(self, total: int, *, shown: bool = True, now: Callable[[], float] = time.monotonic) -> None:
        """Begin; the clock is an argument."""
        self._shown = shown and sys.stderr is not None and sys.stderr.isatty()
        self._total, self._now = max(total, 1), now
        self._begun = self._told = now()
        self._done = self._read = self._documents = self._length = 0

    def add(self, size: int, documents: int, *, before: bool = False) -> None:
        """Tell of what is done; what an earlier run did says nothing of the rate."""
        self._done += size
        if not before:
            self._read += size
            self._documents += documents
        now = self._now()
        if self._shown and (now - self._told >= _OFTEN or self._done >= self._total):
            self._told = now
            self._write(line(self._done / self._total, self._documents, now - self._begun, self._left(now - self._begun)))

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._shown and self._length:
            print(f"\r{' ' * self._length}\r", end="", file=sys.stderr, flush=True)
            self._length = 0

    def _left(self, seconds: float) -> float | None:
        return None if not self._read else seconds / self._read * max(self._total - self._done, 0)

    def _write(self, text: str) -> None:
        print(f"\r{text.ljust(self._length)}", end="", file=sys.stderr, flush=True)
        self._length = len(text)


def line(share: float, documents: int, seconds: float, left: float | None) -> str:
    """Word how far it is."""
    full = min(int(share * _WIDTH), _WIDTH)
    rate = f"  {documents / seconds:,.0f}/s" if seconds > 0 else ""
    rest = "" if left is None else f"  {_time(left)} left"
    return f"[{'#' * full}{'.' * (_WIDTH - full)}] {min(share, 1.0):4.0%}  {documents:,} read{rate}{rest}"


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds // _HOUR:.0f} h {seconds % _HOUR / _MINUTE:.0f} min"
