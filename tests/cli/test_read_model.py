"""A model on the command line: off unless asked for, its drafts marked as a machine's, its failures no failure of the reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from multivector.batch.model import Address, ModelError
from multivector.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "17 ноября 2025 года. Над рекой стояла тишина. Кения передаст Перу патрульный катер, тихо и без бумаг."
LOOPBACK = Address("http://127.0.0.1:1/v1", "127.0.0.1", local=True)
POINTED = {
    "kind": "deal", "form": "agreement", "modality": "planned", "polarity": "positive", "attribution": "author",
    "quote": "Кения передаст Перу патрульный катер", "head": "катер", **dict.fromkeys(("amount", "date", "topic", "speaker")),
    "parties": [{"name": "Кения", "role": "supplier"}, {"name": "Перу", "role": "buyer"}],
}  # fmt: skip


@dataclass(frozen=True)
class Stub:
    reply: str | None
    name: str = "stub"
    address: Address = LOOPBACK

    def ask(self, prompt: str) -> str:
        assert TEXT in prompt
        if self.reply is None:
            raise ModelError("it is asleep")
        return self.reply


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def chosen(monkeypatch: pytest.MonkeyPatch, reply: str | None) -> None:
    monkeypatch.setattr("multivector.cli.read.chosen", lambda *_: Stub(reply))


def test_a_draft_of_a_model_says_that_a_machine_made_it(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen(monkeypatch, json.dumps({"drafts": [POINTED, POINTED | {"quote": "Кения объявила войну Перу"}]}))
    assert main(["read", str(article), "--model", "m", "--endpoint", "http://127.0.0.1:1/v1"]) == 0
    out, err = capsys.readouterr()
    assert "deal agreement, planned, by a model; supplier iso3:KEN, buyer iso3:PER" in out
    assert "these words do not stand in the text" in err


def test_a_model_that_gives_no_answer_is_named_and_the_text_is_read_all_the_same(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen(monkeypatch, None)
    assert main(["read", str(article), "--model", "m", "--endpoint", "http://127.0.0.1:1/v1"]) == 0
    assert "it is asleep" in capsys.readouterr().err


def test_no_model_is_asked_unless_one_is_named(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("multivector.cli.read.chosen", lambda *_: pytest.fail("a model was chosen"))
    assert main(["read", str(article)]) == 0
    assert "by a model" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--model", "m"], "--endpoint"),
        (["--model", "m", "--endpoint", "ftp://a"], "http"),
        (["--endpoint", "http://127.0.0.1:1/v1"], "--endpoint goes with --model"),
        (["--model", "m", "--endpoint", "http://127.0.0.1:1", "--places"], "--places"),
        (["--model", "m", "--endpoint", "http://127.0.0.1:1", "--out", "x"], "--model does not go with --out"),
        (["--model", "m", "--endpoint", "http://127.0.0.1:1", "--model-key", "NOT_SET_ANYWHERE"], "NOT_SET_ANYWHERE"),
    ],
)
def test_what_does_not_go_together_is_said(article: Path, capsys: pytest.CaptureFixture[str], more: list[str], told: str) -> None:
    assert main(["read", str(article), *more]) == 2
    assert told in capsys.readouterr().err
