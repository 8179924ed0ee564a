"""Units cover a file exactly once, never cut a line, and know their bytes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.batch import units as module
from multivector.batch.units import is_corpus, units

contents = st.lists(st.binary(max_size=12) | st.sampled_from([b"\n", b"\n\n", b"\r\n", b"x" * 40]), max_size=30).map(b"".join)


@given(contents, st.integers(1, 50), st.integers(1, 20))
@settings(max_examples=200)
def test_ranges_cover_a_corpus_once_and_end_with_lines(data: bytes, size: int, block: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", block)
        file = Path(folder) / "a.jsonl"
        file.write_bytes(data)
        found = list(units(file, size))
    pieces = [data[unit.start : unit.end] for unit in found]
    assert b"".join(pieces) == data
    assert all(pieces)
    assert [unit.start for unit in found] == [sum(map(len, pieces[:at])) for at in range(len(pieces))]
    assert all(piece.endswith(b"\n") for piece in pieces[:-1])
    assert [unit.line for unit in found] == [1 + data[: unit.start].count(b"\n") for unit in found]
    assert [unit.hash for unit in found] == [sha256(piece).hexdigest() for piece in pieces]
    for piece in pieces:  # it ends with the first line that fills it
        assert len(piece.rstrip(b"\n").rpartition(b"\n")[0]) + 1 <= size


@given(st.binary(max_size=100))
@settings(max_examples=20)
def test_any_other_file_is_one_unit(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.txt"
        file.write_bytes(data)
        (unit,) = units(file, 10)
    assert (unit.start, unit.end, unit.line, unit.hash) == (0, len(data), 1, sha256(data).hexdigest())
    assert not unit.corpus


def test_a_corpus_is_known_by_its_ending() -> None:
    assert is_corpus(Path("A.JSONL"))
    assert not is_corpus(Path("a.json"))


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(units(tmp_path / "none.jsonl"))
