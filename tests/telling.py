"""The drafts of a text as a case file writes them: rule and modality, parties with their roles, sector, date, whose word."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.actors import known
from multivector.reader.frames import drafts
from multivector.reader.reading import read
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from multivector.reader.drafts import Draft
    from multivector.reader.spans import Span

DAY = date(2025, 11, 17)
NAMES = known()


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a file: what tells of something, and traps that tell of nothing that is so."""

    tells: list[dict[str, Any]]
    traps: list[dict[str, Any]]

    @property
    def all_(self) -> list[dict[str, Any]]:
        return [*self.tells, *self.traps]

    def enough(self) -> bool:
        """Tell whether there are enough, and no trap gives a draft of what is so."""
        honest = all(" denied" in draft for case in self.traps for draft in case["drafts"])
        return len(self.all_) >= 40 and len(self.traps) >= 15 and honest


def cases(name: str) -> Cases:
    found = yaml.safe_load((Path(__file__).parent / "cases" / "reader" / f"{name}.yaml").read_text(encoding="utf-8"))
    return Cases(found["tells"], found["traps"])


@cache
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def told(text: str, *forms: str, russian: bool = True) -> list[Draft]:
    """Give the drafts of a text of these forms; of all where none is named."""
    cut_ = cut(text)
    tagged = tag(weights(), cut_.sentence_words()) if russian else None
    return [draft for draft in drafts(text, read(text, DAY, NAMES), cut_, tagged) if draft.form in forms or not forms]


def written(text: str, draft: Draft) -> str:
    parties = ", ".join(f"{(party.actor or party.span.of(text)).removeprefix('iso3:')} {party.role}" for party in draft.parties)
    when = "" if draft.date is None else str(draft.date.date)
    word = "" if draft.attribution.by == "author" else draft.attribution.by
    return " = ".join([f"{draft.rule} {draft.modality}", parties, *filter(None, [draft.sector or "", when, word])])


def spans(draft: Draft) -> list[Span]:
    more = (draft.topic, draft.attribution.span)
    return [*draft.evidence, draft.head, *(party.span for party in draft.parties), *(span for span in more if span is not None)]
