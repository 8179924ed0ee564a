from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from going import write

STEPS = ("lint", "format", "types", "imports", "tests", "coverage")


@pytest.mark.parametrize("broken", [(), *((step,) for step in STEPS), ("lint", "tests")])
def test_every_check_runs_and_one_that_fails_is_named(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: tuple[str, ...]
) -> None:
    codes = iter([-11 if step in broken else 0 for step in STEPS])
    monkeypatch.setattr(go, "run", lambda _: next(codes))
    assert go.test("python", []) == (1 if broken else 0)
    assert next(codes, None) is None
    assert capsys.readouterr().out.splitlines()[-1] == (f"go: failed: {', '.join(broken)}" if broken else "go: all passed")


def test_further_arguments_of_test_choose_tests_without_the_coverage_of_all(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[list[str]] = []

    def run(step: list[str]) -> int:
        steps.append(step)
        return 0

    monkeypatch.setattr(go, "run", run)
    assert go.test("python", ["tests/lenses"]) == 0
    assert steps[-1] == ["python", "-m", "pytest", "tests/lenses"]


def test_a_benchmark_that_crashes_fails_and_one_that_is_not_there_is_told(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("first", "second"):
        write(go.ROOT / "benchmarks" / f"{name}.py", "def main() -> None: ...")
    write(go.ROOT / "benchmarks" / "helper.py", "")
    ran: list[str] = []

    def run(command: list[str]) -> int:
        ran.append(Path(command[1]).stem)
        return -9 if ran[-1] == "first" else 0

    monkeypatch.setattr(go, "run", run)
    assert [go.bench("python", names) for names in ([], ["first"], ["second"])] == [1, 1, 0]
    assert ran == ["first", "second", "first", "second"]
    with pytest.raises(go.Failed, match="there is no benchmark third; there are first, second"):
        go.bench("python", ["third"])


def test_the_pages_of_the_briefing_are_named_on_the_output(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [go.ROOT / "briefing" / f"{language}.html" for language in ("en", "ru")]
    for page in pages:
        write(page, "")
    monkeypatch.setattr(go, "prepare", lambda *_, **__: "python")
    codes = iter([0, 3])
    monkeypatch.setattr(go, "run", lambda *_, **__: next(codes))
    assert go.main([]) == 0
    assert capsys.readouterr().out.split()[-2:] == [page.as_uri() for page in pages]
    assert go.main(["briefing"]) == 3
    assert capsys.readouterr().out == ""


def test_a_command_sees_the_source_first_and_the_users_path_only_with_the_users_python(
    go: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", "mine")
    source = str(tmp_path / "src")
    check = "import os, sys; sys.exit(os.environ['PYTHONPATH'].split(os.pathsep) != sys.argv[1:])"
    assert go.run([sys.executable, "-c", check, source, "mine"]) == 0
    other = tmp_path / "python"
    other.symlink_to(sys.executable)
    assert go.run([str(other), "-c", check, source]) == 0


@pytest.mark.parametrize(
    ("given", "dossier"), [(["a.txt"], True), (["a.txt", "--dossier", "x"], False), (["--dossier=x", "a.txt"], False)]
)
def test_a_text_is_read_against_the_demonstration_unless_another_dossier_is_named(
    go: Any, monkeypatch: pytest.MonkeyPatch, given: list[str], *, dossier: bool
) -> None:
    run: list[list[str]] = []

    def called(command: list[str], **_: object) -> int:
        run.append(command)
        return 0

    monkeypatch.setattr(go, "run", called)
    assert go.read("python", given) == 0
    ours = ["--dossier", str(go.ROOT / "dossiers" / "kazakhstan")] if dossier else []
    assert run == [["python", "-m", "multivector", "read", *given, *ours]]
