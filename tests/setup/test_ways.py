from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import TYPE_CHECKING, Any

import pytest

from going import make_environment, write

if TYPE_CHECKING:
    from collections.abc import Callable


def ways(go: Any, monkeypatch: pytest.MonkeyPatch, outcomes: dict[str, Exception | None], *, able: bool = True) -> list[str]:
    tried: list[str] = []

    def way(name: str) -> Callable[[Path], None]:
        def run(_: Path) -> None:
            tried.append(name)
            failure = outcomes[name]
            if failure is not None:
                raise failure
            make_environment(go, "unfinished\n")

        return run

    for name in outcomes:
        monkeypatch.setattr(go, name, way(name))
    monkeypatch.setattr(go, "importable", lambda *, dev: dev is None)
    monkeypatch.setattr(go, "able", lambda *, dev: able and not dev)
    return tried


def test_the_ways_are_tried_in_turn_until_one_works(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = ways(go, monkeypatch, {"by_uv": go.Failed("no uv"), "by_venv": None, "by_wheel": None})
    with Path(go.__file__).open("rb") as lock:
        assert go.prepare(lock, dev=False) == str(go.PYTHON)
        assert go.prepare(lock, dev=False) == str(go.PYTHON)
    assert tried == ["by_uv", "by_venv"]
    assert go.finished(dev=False)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"Preparing {go.VENV} (first time only)"
    assert said[1] == "  no uv"
    assert re.fullmatch(r"  ready in \d+ s", said[2])


@pytest.mark.parametrize(
    ("last", "tried"),
    [("by_wheel", ["by_uv", "by_venv", "by_wheel"]), ("by_venv", ["by_uv", "by_venv"])],
)
def test_where_no_way_works_one_line_says_so_and_nothing_is_trusted(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], last: str, tried: list[str]
) -> None:
    outcomes: dict[str, Exception | None] = {name: go.Failed(name) for name in ("by_uv", "by_venv", "by_wheel")}
    outcomes[last] = go.Failed("no way") if last == "by_wheel" else ConnectionError("no way")
    assert ways(go, monkeypatch, outcomes) == []
    assert go.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[1:] == [*(f"  {name}" for name in tried[:-1]), "go: no way"]
    assert said.out == ""
    assert not go.READY.exists()


def test_packages_that_were_installed_elsewhere_are_not_trusted(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ways(go, monkeypatch, {"by_uv": None}, able=False)
    assert go.main([]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"go: {go.VENV} lacks packages")
    assert not go.finished(dev=False)


def test_an_interrupted_run_says_how_to_go_on(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(go, "importable", lambda *, dev: dev is None)

    def interrupted(*, dev: bool) -> None:
        raise KeyboardInterrupt(dev)

    monkeypatch.setattr(go, "make", interrupted)
    assert go.main([]) == 130
    assert capsys.readouterr().err == "go: interrupted; run it again to go on\n"


def test_an_empty_environment_is_ours_and_unfinished(go: Any) -> None:
    write(go.READY, go.stamp(dev=True))
    go.empty()
    assert go.PYTHON.exists()
    assert go.READY.read_text(encoding="utf-8") == "unfinished\n"
    assert not go.finished(dev=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such lock")
def test_many_runs_may_use_an_environment_but_only_one_may_make_it(go: Any) -> None:
    import fcntl  # noqa: PLC0415  # Windows lacks it

    def free(kind: int) -> bool:
        with Path(go.__file__).open("rb") as file:
            try:
                fcntl.flock(file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    with Path(go.__file__).open("rb") as lock:
        go.hold(lock, alone=False)
        assert (free(fcntl.LOCK_SH), free(fcntl.LOCK_EX)) == (True, False)
        go.hold(lock, alone=True)
        assert (free(fcntl.LOCK_SH), free(fcntl.LOCK_EX)) == (False, False)
        pip = subprocess.Popen([sys.executable, "-c", "input(1)"], stdin=PIPE, stdout=PIPE, close_fds=False)
        assert pip.stdout is not None
        assert pip.stdout.read(1) == b"1"  # it runs
    assert not free(fcntl.LOCK_SH)  # a pip that outlives its go.py still writes
    pip.communicate(b"\n")
    assert free(fcntl.LOCK_EX)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such lock")
def test_a_run_that_has_to_wait_says_so_and_goes_on_when_the_other_ends(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    with Path(go.__file__).open("rb") as lock, Path(go.__file__).open("rb") as other:

        def say(text: str) -> None:
            said.append(text)
            other.close()

        monkeypatch.setattr(go, "say", say)
        go.hold(other, alone=True)
        go.hold(lock, alone=False)
    assert said == ["go: waiting for another run of go.py to end"]


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("first\nERROR: the cause\n  Expected x\nnotice: new pip", "ERROR: the cause"),
        ("Resolving\nno luck\n\n", "no luck"),
        ("", "it does not say why"),
    ],
)
def test_a_tool_that_fails_gives_its_reason_in_one_line(go: Any, output: str, why: str) -> None:
    code = f"import sys; sys.stderr.write({output!r}); sys.exit(2)"
    with pytest.raises(go.Failed) as failure:
        go.call([sys.executable, "-c", code])
    assert str(failure.value) == f"{Path(sys.executable).name} -c {code}: {why}"
    go.call([sys.executable, "-c", "print('ERROR: not meant')"])
