"""Reading a text as a whole: the models are asked only where there is something that they can read, and change nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from multivector.reader import read, tagging
from multivector.reader.actors import known
from multivector.reader.drafting import weights
from multivector.reader.frames import drafts
from multivector.reader.reading import read as read_places
from multivector.reader.tokens import cut

ARTICLES = Path(__file__).parents[1] / "cases" / "reader" / "articles"
ENGLISH = sorted([*(ARTICLES / "dev").glob("en-*.txt"), *(ARTICLES / "plain").glob("en-*.txt")])
DAY = date(2025, 11, 17)


@pytest.mark.parametrize("file", ENGLISH, ids=lambda file: file.stem)
def test_an_english_text_gives_the_same_drafts_whether_the_models_are_asked_or_not(file: Path) -> None:
    russian = weights()
    if russian is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    text, names = file.read_text("utf-8"), known()
    cut_ = cut(text)
    asked = drafts(text, read_places(text, DAY, names), cut_, tagging.tag(russian, cut_.sentence_words()))
    assert read(text, DAY, names, russian).drafts == asked == read(text, DAY, names).drafts


def test_a_text_in_russian_is_read_with_the_models_where_they_are_given() -> None:
    russian = weights()
    if russian is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    text = "Президент компании «Ромашка» Пётр Иванов подписал с Индией договор о поставке труб."
    assert len(read(text, DAY, known(), russian).drafts[0].parties) > len(read(text, DAY, known()).drafts[0].parties)
