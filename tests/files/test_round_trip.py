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


@settings(max_examples=50, deadline=None)
@given(ledgers())
def test_a_ledger_written_out_and_read_again_is_equal(ledger: Ledger) -> None:
    assert read(write_entries(ledger)) == list(ledger) if len(ledger) else write_entries(ledger) == ""
    assert ledger.dossier is not None
    text = write_dossier(ledger.dossier)
    node = right(text)
    assert node is not None
    assert build_dossier(node, "dossier.yaml", Lines(text)) == (ledger.dossier, [])


@pytest.mark.parametrize(
    "text",
    [
        "- actor: a\n  demonyms: Kazakh\n",
        "- actor: a\n  demonyms: [Kazakh, {en: Uzbek}]\n",
        "- actor: a\n  demonyms: [{en: Kazakh}]\n",
        '- actor: a\n  note: {en: x, ru: "y: z"}\n',
        '- actor: a\n  aliases: [b, "c, d"]\n',
        "- actor: a\n  codes: iso3 KAZ\n",
        "- actor: a\n  codes: [iso3 KAZ, iso2 KZ]\n",
        "- actor: a\n  codes:\n    - scheme: iso3\n      code: KAZ\n      from: 1992\n",
        "- actor: a\n  member-of: un\n",
        "- actor: a\n  member-of:\n    - of: un\n      from: 1992\n",
        "- actor: a\n  member-of:\n    - of: cis\n      to: 2009\n",
        '- actor: a\n  evidence: [t, u@1-5, "v@1-5#0123456789ab"]\n',
        "- actor: a\n  evidence:\n    - source: t\n      mark: 0123456789ab\n      does: asserts\n",
        "- actor: a\n  evidence:\n    - source: t\n      start: 1\n      end: 5\n      credibility: 2\n      does: asserts\n",
    ],
)
def test_there_is_one_way_to_write_an_entry(text: str) -> None:
    (entry,) = read(f"{text}  type: state\n")
    assert write_entry(entry).replace("  type: state\n", "") == text


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
