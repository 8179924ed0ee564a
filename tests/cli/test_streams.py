"""Output that goes wrong: nobody reads it, nothing can hold it, letters that a terminal lacks; and an interruption."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from multivector.cli import main

ROOT = Path(__file__).parents[2]
SMALL = str(ROOT / "dossiers" / "small")
COMMAND = [sys.executable, "-m", "multivector", "lens", "money", SMALL, "--lang", "kk"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def started(stdout: int, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(COMMAND, stdout=stdout, stderr=subprocess.PIPE, env=ENVIRONMENT | environment, check=False)  # noqa: S603


def test_a_reader_who_has_had_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    found = started(writing)
    os.close(writing)
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_that_nothing_can_hold_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        found = started(full.fileno())
    assert found.returncode == 1
    assert found.stderr == b"multivector: cannot write the output: No space left on device\n"


def test_letters_that_a_terminal_lacks_are_shown_by_their_numbers() -> None:
    found = started(subprocess.PIPE, PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.startswith(b"\\u0410\\u049b\\u0448\\u0430\n")


def test_a_program_without_output_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert main(["check", SMALL]) == 0


def test_an_interruption_has_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("multivector.cli.check.load", interrupted)
    assert main(["check", SMALL]) == 130


@pytest.mark.parametrize(("error", "code"), [(BrokenPipeError(), 0), (OSError(28, "No space left on device"), 1)])
def test_output_that_fails_while_a_command_runs_is_no_traceback(
    error: OSError, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("multivector.cli.check.load", failing)
    assert main(["check", SMALL]) == code
    assert capsys.readouterr().err == ("" if code == 0 else "multivector: cannot write the output: No space left on device\n")
