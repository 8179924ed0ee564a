"""Drafts by a model: of a text, with a cache, whatever the model answers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multivector.batch.model import Address, Cache, ModelError, address, model_drafts, untold
from multivector.batch.model import drafting as module
from multivector.batch.model.cache import _hash
from multivector.batch.model.prompt import prompt
from multivector.reader import read
from multivector.reader.actors import known

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2025, 3, 10)
NAMES = known()
TEXT = "Kenya and Chile signed an agreement on trade worth $2.5bn.\nNothing else was said of ports.\n"
DRAFT: dict[str, Any] = {
    "kind": "deal", "form": "agreement", "modality": "done", "polarity": "positive", "attribution": "author",
    "quote": "Kenya and Chile signed an agreement on trade worth $2.5bn", "head": "agreement",
    "parties": [{"name": "Kenya", "role": "party"}, {"name": "Chile", "role": "party"}],
    "amount": "$2.5bn", "date": None, "topic": "on trade", "speaker": None,
}  # fmt: skip
GOOD = json.dumps({"drafts": [DRAFT]})


@dataclass
class Told:
    """A model that answers what it was told to."""

    replies: list[str | ModelError]
    name: str = "told"
    asked: list[str] = field(default_factory=list)

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        if isinstance(reply, ModelError):
            raise reply
        return reply


def test_a_draft_of_a_model_says_so() -> None:
    (draft,), problems = model_drafts(TEXT, DAY, NAMES, Told([GOOD]))
    assert draft.rule == "model"
    assert draft.evidence[0].of(TEXT) == DRAFT["quote"]
    assert problems == ()


def test_an_empty_text_is_not_asked_about() -> None:
    model = Told([GOOD])
    assert model_drafts(" \n", DAY, NAMES, model) == ((), ())
    assert model.asked == []


@pytest.mark.parametrize("reply", ["", "Sorry.", '{"drafts": 7}', "[" * 100_000])
def test_a_bad_answer_is_a_message_and_is_asked_for_again(reply: str, tmp_path: Path) -> None:
    model = Told([reply, GOOD])
    drafts, problems = model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path))
    assert drafts == ()
    assert len(problems) == 1
    assert len(model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path))[0]) == 1


def test_no_answer_is_a_message() -> None:
    drafts, problems = model_drafts(TEXT, DAY, NAMES, Told([ModelError("it sleeps")]))
    assert (drafts, problems) == ((), ("the model gave no answer: it sleeps",))


def test_an_invented_quote_is_a_message_beside_the_drafts() -> None:
    reply = json.dumps({"drafts": [DRAFT, DRAFT | {"quote": "Kenya and Peru signed an agreement"}]})
    drafts, problems = model_drafts(TEXT, DAY, NAMES, Told([reply]))
    assert len(drafts) == 1
    assert problems == ("not drafted: these words do not stand in the text: “Kenya and Peru signed an agreement”",)


def test_what_was_answered_once_is_not_asked_again(tmp_path: Path) -> None:
    model = Told([GOOD])
    first = model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path))
    assert model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path)) == first
    assert len(model.asked) == 1
    for other in (Told([GOOD], "another"), Told([GOOD])):
        model_drafts(TEXT if other.name == "another" else TEXT + "!", DAY, NAMES, other, Cache(tmp_path))
        assert len(other.asked) == 1


@pytest.mark.parametrize("spoil", [b"", b"{", b"null", b'{"reply": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_answer_is_asked_for_anew_and_mended(spoil: bytes, tmp_path: Path) -> None:
    model = Told([GOOD])
    first = model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path))
    (file,) = tmp_path.glob("*/*.json")
    whole = file.read_bytes()
    file.write_bytes(spoil)
    assert model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path)) == first
    assert file.read_bytes() == whole
    assert len(model.asked) == 2


def test_an_answer_that_was_changed_by_hand_is_not_trusted(tmp_path: Path) -> None:
    model = Told([GOOD])
    model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path))
    (file,) = tmp_path.glob("*/*.json")
    file.write_text(file.read_text().replace("agreement", "undertaking"))
    model_drafts(TEXT, DAY, NAMES, model, Cache(tmp_path))
    assert len(model.asked) == 2


def test_a_folder_that_cannot_be_written_to_costs_a_message_and_no_draft(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    drafts, problems = model_drafts(TEXT, DAY, NAMES, Told([GOOD]), Cache(tmp_path / "file"))
    assert len(drafts) == 1
    assert len(problems) == 1
    assert problems[0].startswith("the answer of the model could not be kept")


@given(st.lists(st.text(max_size=4), max_size=3), st.lists(st.text(max_size=4), max_size=3))
def test_hashes_tell_any_two_questions_apart(one: list[str], other: list[str]) -> None:
    assert (_hash(*one) == _hash(*other)) == (one == other)


def test_a_long_text_is_asked_about_in_pieces_that_make_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", 70)
    pieces = list(module._pieces(TEXT * 3))
    assert "".join(piece.of(TEXT * 3) for piece in pieces) == TEXT * 3
    assert all(0 < piece.end - piece.start <= 70 for piece in pieces)
    drafts, _ = model_drafts(TEXT * 3, DAY, NAMES, Told([GOOD]))
    assert len(drafts) == 3


@given(st.text(alphabet="ab \n", max_size=60), st.integers(1, 9))
def test_pieces_lose_nothing_but_gaps(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PIECE", longest)
        pieces = list(module._pieces(text))
    assert "".join("".join(piece.of(text) for piece in pieces).split()) == "".join(text.split())
    assert all(0 < piece.end - piece.start <= longest for piece in pieces)


def test_a_text_without_end_is_asked_about_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", 100)
    model = Told([json.dumps({"drafts": []})])
    _, problems = model_drafts(TEXT * 50, DAY, NAMES, model)
    assert len(model.asked) == module._PIECES
    assert len(problems) == 1


def test_what_our_rules_have_drafted_stays_ours() -> None:
    ours = read(TEXT, DAY, NAMES).drafts
    drafts, _ = model_drafts(TEXT, DAY, NAMES, Told([GOOD]))
    assert [draft.kind for draft in ours] == ["deal"]
    assert untold(TEXT, ours, drafts) == ()
    assert untold(TEXT, (), drafts) == drafts
    assert untold(TEXT, drafts, drafts) == drafts, "a model's own draft is no rival to it"


@given(st.text(max_size=80))
def test_the_marks_around_an_article_do_not_stand_in_it(text: str) -> None:
    asked = prompt(text, DAY)
    mark = asked.rstrip("\n").rpartition("\n")[2]
    assert asked.endswith(f"\n{mark}\n{text}\n{mark}\n")
    assert mark not in text


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/v1", True), ("http://localhost:11434/v1/", True), ("http://[::1]:80", True),
        ("http://127.8.9.10", True), ("https://models.example/v1", False), ("http://localhost.example/v1", False),
        ("http://192.168.0.4:8080", False), ("http://[::ffff:8.8.8.8]/", False), ("http://0.0.0.0/", False),
    ],
)  # fmt: skip
def test_a_text_leaves_unless_the_address_is_this_machine(url: str, *, local: bool) -> None:
    found = address(url)
    assert isinstance(found, Address)
    assert found.local is local
    assert (found.warning is None) is local


def test_the_warning_says_whether_the_way_is_open() -> None:
    one, other = address("http://models.example/v1"), address("https://models.example/v1")
    assert isinstance(one, Address)
    assert isinstance(other, Address)
    assert one.warning == "the texts leave this machine: they are sent to models.example, unencrypted"
    assert other.warning == "the texts leave this machine: they are sent to models.example"


@pytest.mark.parametrize(
    "url",
    ["", "models.example", "ftp://models.example", "http://", "http://a:b@models.example", "http://a b/", "http://[::1", "http://x:y",
     "https://x/?key=1", "https://x/#a", "file:///etc"],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    assert isinstance(address(url), str)
