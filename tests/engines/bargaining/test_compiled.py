"""The decorator with numba, without it, and without a place to keep machine code."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from multivector.engines import compiled

if TYPE_CHECKING:
    from pathlib import Path


def double(x: float) -> float:
    return 2.0 * x


def test_without_numba_a_function_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    assert compiled.compiled(double) is double


def test_what_numba_hands_back_as_it_was_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", SimpleNamespace(njit=lambda **_: lambda function: function))
    assert compiled.compiled(double) is double


def test_where_numba_is_told_to_compile_nothing_the_answers_are_the_same() -> None:
    code = """
from multivector.engines.bargaining import forecast, table
of = table(["a", "b", "c"], [10, 45, 90], [80, 50, 60], [100, 40, 70])
print(forecast(of, "spatial").outcome)
"""
    told = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, **extra}, check=True, capture_output=True).stdout  # noqa: S603  # our own code
        for extra in ({}, {"NUMBA_DISABLE_JIT": "1"})
    ]
    assert told[0] == told[1] != b""


def test_with_numba_it_is_compiled_and_gives_the_same() -> None:
    pytest.importorskip("numba")
    made: Any = compiled.compiled(double)
    assert made is not double
    assert made.py_func is double
    assert made(1.5) == 3.0


def test_without_a_place_to_keep_it_it_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def njit(*, cache: bool = False, **_: object) -> Any:
        if cache:
            raise RuntimeError("no locator available")
        return lambda function: SimpleNamespace(py_func=function)

    monkeypatch.setitem(sys.modules, "numba", SimpleNamespace(njit=njit))
    made: Any = compiled.compiled(double)
    assert made.py_func is double


def test_machine_code_older_than_a_kernel_is_thrown_away(tmp_path: Path) -> None:
    for name, at in (("a.py", 100), ("b.py", 200), ("old.nbi", 150), ("new.nbi", 250)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (at, at))
    compiled.renew(tmp_path, tmp_path)
    assert sorted(each.name for each in tmp_path.glob("*.nbi")) == ["new.nbi"]
    compiled.renew(tmp_path / "none", tmp_path)
    assert (tmp_path / "new.nbi").exists()


def test_nobody_pays_for_numba_who_does_not_bargain() -> None:
    code = "import multivector, multivector.engines.bargaining, sys; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # our own code
