"""Whatever lies in a folder, loading it ends, says what is wrong and where, and keeps the rest."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.files.write import write_dossier, write_entries, write_entry
from multivector.lenses import LENSES
from multivector.load import Loaded, load
from multivector.model.ledger import plain
from reading import placed
from strategies import entries, ledgers

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger

SMALL = Path(__file__).parents[1] / "dossiers" / "small"
FILES = {file.name: file.read_bytes() for file in sorted(SMALL.glob("*.yaml"))}
WHOLE = load(SMALL)


@contextmanager
def folder_of(files: Mapping[str, bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        for file, data in files.items():
            Path(name, file).parent.mkdir(parents=True, exist_ok=True)
            Path(name, file).write_bytes(data)
        yield Path(name)


def test_the_small_dossier_is_in_order() -> None:
    assert WHOLE.problems == WHOLE.errors == ()
    assert WHOLE.ledger.state == "aldoria"


# Any bytes


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the files of the small dossier with a few stretches cut out, doubled, moved to another place or overwritten."""
    files = {name: bytearray(data) for name, data in FILES.items()}
    for _ in range(draw(st.integers(1, 4))):
        data = files[draw(st.sampled_from(sorted(files)))]
        begin = draw(st.integers(0, max(len(data) - 1, 0)))
        end = begin + draw(st.integers(0, 60))
        there = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["cut", "double", "end", "overwrite", "swap"])):
            case "cut":
                del data[begin:end]
            case "double":
                data[there:there] = data[begin:end]
            case "end":
                del data[begin:]
            case "overwrite":
                data[begin : begin + 1] = draw(
                    st.one_of(st.binary(max_size=4), st.sampled_from([b"\n", b'"', b"{", b"- ", b"\t"]))
                )
            case _:
                data[begin:end] = data[begin:end].swapcase().replace(b":", b";").replace(b"[", b"{")
    return {name: bytes(data) for name, data in files.items()}


names = st.sampled_from(["a.yaml", "dossier.yaml", "b/c.yml", "texts/t.txt", "ж.yaml"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.dictionaries(names, st.binary(max_size=300)), mutated()))
def test_no_bytes_stop_the_reader_and_every_problem_has_its_place(files: dict[str, bytes]) -> None:
    with folder_of(files) as folder:
        loaded = load(folder)
        assert all(placed(problem, folder) and problem.message and problem.help for problem in loaded.problems)
        assert loaded == load(folder)


@settings(max_examples=25, deadline=None)
@given(mutated())
def test_lenses_answer_whatever_could_be_read(files: dict[str, bytes]) -> None:
    with folder_of(files) as folder:
        ledger = load(folder).ledger
    for lens in LENSES.values():
        assert lens(ledger, as_of=date(2031, 6, 30)).to_json()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id),
    st.lists(st.text("-: ab\n[]{}\"'#|&*\t", max_size=40), max_size=4),
)
def test_bad_entries_cost_the_others_nothing(good: list[AnyEntry], bad: list[str]) -> None:
    mixed = [write_entry(entry) for entry in good]
    for number, text in enumerate(bad):
        mixed.insert(2 * number, "- " + text.replace("\n-", "\n -").replace("\n", "\n ") + "\n")
    with folder_of({"a.yaml": "".join(mixed).encode()}) as folder:
        loaded = load(folder)
    assert [loaded.ledger.by_id.get(entry.id) for entry in good] == good


# Order


def answers(ledger: Ledger) -> dict[str, Any]:
    return {name: lens(ledger).to_plain() for name, lens in LENSES.items()}


SLIPS = """
- deal: orphan
  between: [aldoria, nowhere]
- actor: borland
  type: stat
- event:
- deal: idle
  between: aldoria
"""


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4), st.booleans())
def test_the_order_of_entries_and_files_means_nothing(chance: random.Random, count: int, slips: bool) -> None:  # noqa: FBT001
    texts = [FILES[name].decode() for name in FILES if name != "dossier.yaml"] + ([SLIPS] if slips else [])
    items = [item.rstrip("\n") + "\n" for text in texts for item in ("\n" + text).split("\n- ")[1:]]
    chance.shuffle(items)
    split = {f"{number}.yaml": "".join(f"- {item}" for item in items[number::count]).encode() for number in range(count)}
    straight = {"a.yaml": "".join(f"- {item}" for item in sorted(items)).encode(), "dossier.yaml": FILES["dossier.yaml"]}
    with folder_of(split | {"dossier.yaml": FILES["dossier.yaml"]}) as one, folder_of(straight) as two:
        shuffled, sorted_ = load(one), load(two)
    assert shuffled.ledger == sorted_.ledger
    assert shuffled.ledger.digest == sorted_.ledger.digest
    assert _said(shuffled) == _said(sorted_)
    assert bool(shuffled.problems) == slips
    if not slips:
        assert shuffled.ledger == WHOLE.ledger
        assert answers(shuffled.ledger) == answers(WHOLE.ledger)


def _said(loaded: Loaded) -> Counter[tuple[str, str, str, str]]:
    """Give what was said at which line's words, wherever that line stands."""
    return Counter((problem.code, problem.message, problem.help, problem.place.excerpt) for problem in loaded.problems)


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_a_ledger_written_into_a_folder_and_loaded_is_equal(ledger: Ledger) -> None:
    assert ledger.dossier is not None
    files = {"all.yaml": write_entries(ledger).encode(), "dossier.yaml": write_dossier(ledger.dossier).encode()}
    with folder_of(files) as folder:
        loaded = load(folder)
    assert loaded.ledger == ledger
    assert plain(loaded.ledger) == plain(ledger)
    assert {problem.code for problem in loaded.errors} <= FROM_CHECKS


FROM_CHECKS = {
    "unknown-id", "wrong-kind", "unknown-claim", "unknown-state", "cycle", "bad-url", "bad-sha256", "bad-language", "bad-code",
    "unknown-answer", "answer-twice", "silent-weight",
    "age-groups", "five-years", "impossible-rate", "no-first-rates",
}  # fmt: skip
"""Errors that a ledger may have though every entry of it could be read."""
