from __future__ import annotations

import ast
import itertools
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from going import GO, ROOT, make_environment, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


parts = st.lists(st.integers(0, 40), min_size=1, max_size=4)


@given(parts, parts, st.sampled_from(["", "rc1", ".dev3", "a2", ".post1", "+local"]))
def test_versions_are_in_order_of_their_numbers(one: list[int], other: list[int], suffix: str) -> None:
    first, second = (".".join(map(str, version)) for version in (one, other))
    padded = [version + [0] * (4 - len(version)) for version in (one, other)]
    assert (GO.numbers(first + suffix) < GO.numbers(second)) == (padded[0] < padded[1])
    assert GO.numbers(f" {first}.0.0") == GO.numbers(first)


def test_what_pyproject_asks_for_is_a_name_and_perhaps_an_oldest_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert [text for text in needed if not re.fullmatch(r"[\w-]+(>=\d+(\.\d+)*)?", text)] == []


def test_a_package_that_is_missing_or_too_old_is_not_importable(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {
        "highspy": "1.11",
        "jinja2": "3.1.6",
        "natasha": "1.6.0",
        "numpy": "1.26.0",
        "python-multipart": "0.0.20",
        "razdel": "0.5.0",
        "starlette": "1.0",
        "threadpoolctl": "3.6",
        "uvicorn": "0.40",
    }

    def version(name: str) -> str:
        if name not in found:
            raise go.importlib.metadata.PackageNotFoundError(name)
        return found[name]

    monkeypatch.setattr(go.importlib.metadata, "version", version)
    assert go.importable(dev=False)
    assert not go.importable(dev=True)
    found["numpy"] = "1.25.9"
    assert not go.importable(dev=False)


def test_a_python_that_has_every_package_is_used_as_it_is(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_environment(go, go.stamp(dev=True))
    for able in (True, False):
        monkeypatch.setattr(go, "importable", lambda *, dev, able=able: able and dev)
        with Path(go.__file__).open("rb") as lock:
            assert go.prepare(lock, dev=True) == (sys.executable if able else str(go.PYTHON))


def test_the_lock_of_developers_holds_that_of_users_and_every_package_has_a_version_and_a_hash() -> None:
    users, developers = (
        set(re.split(r"\n(?=[a-z])", re.sub(r"(?m)^ *#.*\n", "", GO.LOCKS[dev].read_text(encoding="utf-8")).strip()))
        for dev in (False, True)
    )
    assert users <= developers
    assert [text for text in developers if not re.match(r"[\w.-]+==\S+ (;.*)?\\\n +--hash=sha256:[0-9a-f]{64}", text)] == []


def test_older_pythons_can_read_go_and_are_told_that_they_are_too_old(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((ROOT / "go.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(go.sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(go.sys, "version", "3.10.13 (main)")
    assert go.main([]) == 1
    assert capsys.readouterr().err == "go: Python 3.11 or later is needed, this is 3.10.13\n"


# The environment


def test_only_a_whole_stamp_of_the_present_lock_is_trusted(go: Any) -> None:
    make_environment(go, "")
    whole = go.stamp(dev=False)
    for length in range(len(whole)):
        write(go.READY, whole[:length])
        assert not go.finished(dev=False)
    write(go.READY, whole)
    assert go.finished(dev=False)
    go.PYTHON.unlink()
    assert not go.finished(dev=False)
    write(go.PYTHON, "")
    write(go.LOCKS[False], "another==1")
    assert not go.finished(dev=False)


def test_an_environment_for_developers_serves_users_but_not_the_other_way_round(go: Any) -> None:
    served = {}
    for made, asked in itertools.product((False, True), repeat=2):
        write(go.PYTHON, "")
        write(go.READY, go.stamp(dev=made))
        served[made, asked] = go.finished(dev=asked)
    assert served == {(False, False): True, (False, True): False, (True, False): True, (True, True): True}


@pytest.mark.parametrize("able", [False, True])
def test_an_environment_of_the_user_serves_if_it_has_what_is_needed(go: Any, monkeypatch: pytest.MonkeyPatch, able: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    write(go.PYTHON, "")
    monkeypatch.setattr(go, "able", lambda *, dev: able and not dev)
    assert go.finished(dev=False) is able
    assert not go.finished(dev=True)


def test_the_python_of_an_environment_is_asked_whether_it_has_what_is_needed(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(go, "PYTHON", Path(sys.executable))
    assert go.able(dev=False)
    project = (go.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    write(go.ROOT / "pyproject.toml", project.replace('"numpy>=', '"no-such-package>='))
    assert not go.able(dev=False)


@pytest.mark.parametrize("ready", ["", "run 3.11 0123\n", "dev 3.12 abc\n", "unfinished\n"])
def test_clear_takes_our_environment_away(go: Any, ready: str) -> None:
    make_environment(go, ready)
    go.clear()
    assert not go.VENV.exists()
    go.clear()


def stray_folder(go: Any) -> None:
    write(go.VENV / "diary.txt", "mine")


def stray_file(go: Any) -> None:
    write(go.VENV, "mine")


def stray_mark(go: Any) -> None:
    write(go.READY, "I am ready")


def user_environment(go: Any) -> None:
    make_environment(go, "")
    go.READY.unlink()


def link(go: Any) -> None:
    make_environment(go, go.stamp(dev=False))
    go.VENV.rename(go.ROOT / "elsewhere")
    go.VENV.symlink_to("elsewhere")


def dangling_link(go: Any) -> None:
    go.VENV.symlink_to("nowhere")


@pytest.mark.parametrize("put", [stray_folder, stray_file, stray_mark, user_environment, link, dangling_link])
def test_clear_leaves_what_is_not_ours(go: Any, put: Callable[[Any], None]) -> None:
    put(go)
    before = sorted(go.ROOT.rglob("*"))
    with pytest.raises(FileExistsError, match="is in the way"):
        go.clear()
    assert sorted(go.ROOT.rglob("*")) == before


def test_what_an_interruption_of_clear_leaves_is_not_trusted_and_can_be_cleared(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = False
    for allowed in range(10):
        make_environment(go, go.stamp(dev=False))
        left = iter(range(allowed))

        def step(act: Callable[..., None], left: Iterator[int] = left) -> Callable[..., None]:
            def stepped(*arguments: Any) -> None:
                if next(left, None) is None:
                    raise KeyboardInterrupt
                act(*arguments)

            return stepped

        with monkeypatch.context() as patch:
            patch.setattr(go.shutil, "rmtree", step(shutil.rmtree))
            patch.setattr(go.Path, "unlink", step(Path.unlink))
            patch.setattr(go.Path, "rmdir", step(Path.rmdir))
            try:
                go.clear()
                done = True
            except KeyboardInterrupt:
                assert not go.finished(dev=False)
        go.clear()
        assert not go.VENV.exists()
    assert done
