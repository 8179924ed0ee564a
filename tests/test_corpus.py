"""Bad files, hundreds of them: each is read to its end, says what is wrong and where, and costs no more than it must."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from multivector.load import Loaded, load
from reading import placed
from spoiling import Bad, bad_files

SMALL = Path(__file__).parents[1] / "dossiers" / "small"
CORPUS = sorted((Path(__file__).parent / "cases" / "corpus").iterdir())
GOOD = (SMALL / "spring.yaml").read_text("utf-8")
FAMILIES: dict[str, list[Bad]] = defaultdict(list)
for bad in bad_files(GOOD):
    FAMILIES[re.sub(r"-?\d+$", "", bad.name)].append(bad)


@pytest.fixture(scope="module")
def whole() -> Loaded:
    return load(SMALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad") / "dossier"
    shutil.copytree(SMALL, folder)
    return folder


def test_the_file_that_is_spoilt_was_good(whole: Loaded) -> None:
    assert whole.problems == ()


def test_there_are_bad_files_enough_and_no_two_are_alike() -> None:
    made = [bad for family in FAMILIES.values() for bad in family]
    assert len(made) >= 200
    assert len({bad.data for bad in made}) == len({bad.name for bad in made}) == len(made)
    assert len(CORPUS) >= 30


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_each_bad_file_is_read_and_its_other_entries_survive(family: str, folder: Path, whole: Loaded) -> None:
    for bad in FAMILIES[family]:
        (folder / "spring.yaml").write_bytes(bad.data)
        loaded = load(folder)
        found = [problem for problem in loaded.errors if problem.place.file == "spring.yaml"]
        assert found, bad.name
        assert all(placed(problem, folder) and problem.message and problem.help for problem in loaded.problems), bad.name
        lost = {id_ for id_ in bad.survive if loaded.ledger.by_id.get(id_) != whole.ledger.by_id[id_]}
        assert not lost, bad.name


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_each_nasty_file_is_read_and_its_whole_entries_survive(file: Path, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path)
    loaded = load(tmp_path)
    assert any(problem.place.file == file.name for problem in loaded.errors)
    assert all(placed(problem, tmp_path) and problem.message and problem.help for problem in loaded.problems)
    assert all(len(problem.message) < 500 for problem in loaded.problems)
    whole = set(re.findall(rb"^- actor: (whole-[a-z]+)", file.read_bytes(), re.MULTILINE))
    assert whole <= {id_.encode() for id_ in loaded.ledger.by_id}
