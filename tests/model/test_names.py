from __future__ import annotations

import pytest
from hypothesis import given

from multivector.model.names import UNSTATED, Names, names
from strategies import named


@given(named())
def test_the_best_text_is_one_of_the_texts_and_the_asked_one_if_there_is_one(found: Names) -> None:
    texts = dict(found.texts)
    for lang in ("en", "ru", "kk", "fr", UNSTATED):
        assert found.get(lang) == texts.get(lang)
        assert found.best(lang) == texts[lang] if lang in texts else found.best(lang) in texts.values()
    assert str(found) == found.best("en")
    assert list(found.texts) == sorted(found.texts)


@pytest.mark.parametrize(
    ("given_", "lang", "expected"),
    [
        (
            names(
                "x",
            ),
            "ru",
            "x",
        ),
        (names(en="x", ru="y"), "kk", "x"),
        (names(ru="y", kk="z"), "en", "z"),
        (Names((("", "u"), ("en", "x"))), "kk", "u"),
    ],
)
def test_another_language_falls_back_to_the_unstated_then_english_then_the_first(given_: Names, lang: str, expected: str) -> None:
    assert given_.best(lang) == expected
