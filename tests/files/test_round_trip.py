from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.files.build import build_dossier, build_entries
from multivector.files.lines import Lines
from multivector.files.write import quoted, write_dossier, write_entries, write_entry
from multivector.load import load
from reading import oracle, right
from strategies import entries, ledgers

if TYPE_CHECKING:
    import random

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger


def read(text: str) -> list[AnyEntry]:
    root = right(text)
    assert root is not None
    found, problems = build_entries(root, "f.yaml", Lines(text))
    assert problems == []
    return found


@given(entries())
def test_an_entry_written_out_and_read_again_is_equal(entry: AnyEntry) -> None:
    assert read(write_entry(entry)) == [entry]


@given(ledgers())
def test_a_ledger_written_out_and_read_again_is_equal(ledger: Ledger) -> None:
    assert read(write_entries(ledger)) == list(ledger) if len(ledger) else write_entries(ledger) == ""
    assert ledger.dossier is not None
    text = write_dossier(ledger.dossier)
    node = right(text)
    assert node is not None
    assert build_dossier(node, "dossier.yaml", Lines(text)) == (ledger.dossier, [])


@given(entries())
def test_another_reader_of_yaml_sees_the_same_texts(entry: AnyEntry) -> None:
    text = write_entry(entry)
    assert right(text) == oracle(text)


@given(st.text())
def test_any_text_is_read_as_it_was_written_wherever_it_stands(text: str) -> None:
    written = f"- a: {quoted(text)}\n- [{quoted(text)}, x]\n- {{b: {quoted(text)}}}\n- {quoted(text)}\n"
    assert right(written) == oracle(written) == [{"a": text}, [text, "x"], {"b": text}, text]


@settings(max_examples=25, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_entries_and_their_division_into_files_mean_nothing(
    ledger: Ledger, chance: random.Random, files: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        shuffled = list(ledger)
        chance.shuffle(shuffled)
        for number in range(files):
            part = shuffled[number::files]
            if part:
                Path(name, f"{number}.yaml").write_text(write_entries(part), encoding="utf-8")
        assert ledger.dossier is not None
        Path(name, "dossier.yaml").write_text(write_dossier(ledger.dossier), encoding="utf-8")
        loaded = load(name)
    assert loaded.ledger == ledger
    assert loaded.ledger.digest == ledger.digest


@pytest.mark.parametrize("name", ["small", "kazakhstan"])
def test_a_real_dossier_written_out_and_read_again_is_equal(name: str, tmp_path: Path) -> None:
    ledger = load(Path(__file__).parents[2] / "dossiers" / name).ledger
    (tmp_path / "all.yaml").write_text(write_entries(ledger), encoding="utf-8")
    assert load(tmp_path).ledger.entries == ledger.entries
