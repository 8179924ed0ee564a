"""Phrases: complete in three languages, none unused, none missing, and set as a careful printer would set them."""

from __future__ import annotations

import re
import typing
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal

import pytest

from multivector.lenses import LENSES
from multivector.lenses.dealings import AnyDealing
from multivector.lenses.money.totals import DIMENSIONS, SEVERAL, UNSTATED
from multivector.model.entries import KINDS, Source
from multivector.model.evidence import Evidence
from multivector.model.fields import fields_of
from multivector.model.ledger import ledger_of
from multivector.model.parts import Hypothesis, Outcome, Stage
from multivector.reader.drafts import Form, Modality
from multivector.views.locale import LANGUAGES, NBSP
from multivector.views.wording import label, phrases, say

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "multivector"
SHOWING = [file for folder in ("views", "web") for file in sorted((SOURCE / folder).rglob("*"))]
CODE = "\n".join(file.read_text("utf-8") for file in SHOWING if file.suffix in {".py", ".html"})
LENS_CODE = "\n".join(file.read_text("utf-8") for file in sorted((SOURCE / "lenses").rglob("*.py")))
FORMS = {"ru": ["few", "many", "one", "other"], "en": ["one", "other"], "kk": ["one", "other"]}
each = pytest.mark.parametrize("key", sorted(phrases()))

SHOWN_APART = {
    "name",
    "evidence",
    "claims",
    "adopted",
    "note",
    "stages",
    "outcomes",
    "readings",
    "hypotheses",
    "weighs",
    "rates",
    "would_tell",
    "scales",
    "seats",
    "offices",
    "codes",
    "stakes",
    "disclosure",
}
"""Fields whose names no view shows: what they hold stands in lines of its own."""
AS_ITS_LETTER = {"reliability"}
"""Fields whose words are letters, the same in every language."""


def texts(key: str) -> Iterator[tuple[str, str]]:
    """Give every text of a phrase with its language."""
    for lang, phrase in phrases()[key].items():
        for text in phrase.values() if isinstance(phrase, dict) else [phrase]:
            yield lang, text


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def words_of(type_: Any) -> tuple[str, ...]:
    return typing.get_args(type_) if typing.get_origin(type_) is Literal else ()


def labels() -> set[str]:
    """Give the label of every word of the format that a view can show."""
    found = {f"label.kind.{kind}" for kind in KINDS}
    found |= {f"label.kinds.{kind.__name__.lower()}" for kind in typing.get_args(AnyDealing)}
    for kind in KINDS.values():
        for field in fields_of(kind):
            if field.name not in SHOWN_APART:
                found.add(f"label.field.{field.key}")
            if field.key not in AS_ITS_LETTER:
                found |= {f"label.{'stage' if field.key == 'expects' else field.key}.{word}" for word in words_of(field.type)}
    for group, record, name in (
        ("stage", Stage, "is_"),
        ("outcome", Outcome, "is_"),
        ("does", Evidence, "does"),
        ("confidence", Hypothesis, "confidence"),
    ):
        (field,) = (field for field in fields_of(record) if field.name == name)
        found |= {f"label.{group}.{word}" for word in words_of(field.type)}
    found -= {"label.does.asserts"}  # what a source does unless it is said otherwise
    found |= {f"label.dimension.{dimension}" for dimension in DIMENSIONS}
    found |= {f"label.{dimension}.{UNSTATED}" for dimension in ("stage", "basis", "direction", "flow", "partner")}
    found |= {f"label.direction.{word}" for word in ("in", "out", "between-others", "disputed")}
    found |= {f"label.partner.{SEVERAL}", "label.type.unknown"}
    found |= {f"label.form.{form}" for form in typing.get_args(Form)}
    found |= {f"label.mode.{mode}" for mode in typing.get_args(Modality) if mode != "done"}
    found |= {"label.field.parties", "label.field.stage"}  # what a draft lacks
    numbers = [one for lens in LENSES.values() for one in lens(ledger_of([])).parameters if isinstance(one.default, int | float)]
    return found | {f"label.parameter.{one.name}" for one in numbers}


def asked() -> set[str]:
    """Give the keys that the code asks for: written out, or composed in the few places that do so."""
    found = set(re.findall(r"""say\(\s*[\w.]+,\s*["']([a-z.-]+)["']""", CODE))
    found |= {key for key in phrases() if f'"{key}"' in CODE}
    found |= {f"{name}.title" for name in LENSES}
    found |= {f"briefing.{name}" for name in re.findall(r'_section\("(\w+)"', CODE)}
    found |= {f"briefing.{name}" for name in re.findall(r'\("(for|against)", hypothesis', CODE)}
    for prefix, names in re.findall(r'f"(\w+\.head-)\{name\}"(?:, level=level)?\) for name in (\(.*?\)|names)', CODE):
        listed = names if names != "names" else re.search(r"names = (\(.*?\))", CODE)[1]  # type: ignore[index]  # it is there
        found |= {prefix + name for name in re.findall(r'"([\w-]+)"', listed)}
    return found | {f"caveat.{code}" for code in caveats()}


def caveats() -> set[str]:
    """Give the code of every caveat that a lens may give."""
    (groups,) = re.findall(r"groups = \{\n(.*?)\n    \}", LENS_CODE, re.DOTALL)
    return set(re.findall(r'^\s+"([a-z-]+)":', groups, re.MULTILINE)) | set(re.findall(r'Caveat\(\s*code="([a-z-]+)"', LENS_CODE))


# --- complete, and no more --------------------------------------------------------------------------------------------


@each
def test_a_phrase_has_every_language_with_every_plural_form_and_the_same_places(key: str) -> None:
    assert sorted(phrases()[key]) == sorted(LANGUAGES)
    counted = {lang: isinstance(phrase, dict) for lang, phrase in phrases()[key].items()}
    assert len(set(counted.values())) == 1
    for lang, phrase in phrases()[key].items():
        if isinstance(phrase, dict):
            assert sorted(phrase) == FORMS[lang]
    used = {frozenset(places(text) - {"n"}) for _, text in texts(key)}
    assert len(used) == 1
    assert all(text.strip() == text != "" for _, text in texts(key))


def test_every_label_that_a_view_can_show_is_there_and_no_other() -> None:
    assert {key for key in phrases() if key.startswith("label.")} == labels()


def test_every_phrase_is_asked_for_and_every_phrase_asked_for_is_there() -> None:
    assert {key for key in phrases() if not key.startswith("label.")} == asked()


def test_every_caveat_of_a_lens_has_its_words_and_there_are_no_words_for_others() -> None:
    assert {key for key in phrases() if key.startswith("caveat.")} == {f"caveat.{code}" for code in caveats()}


# --- as a careful printer sets them -----------------------------------------------------------------------------------

PLACE = re.compile(r"\{\w+\}")


@each
def test_a_phrase_has_the_signs_of_its_language(key: str) -> None:
    for lang, text in texts(key):
        bare = PLACE.sub("0", text)
        assert not re.search(r"[\"'„]|  | $|^ ", bare)
        assert not (set(bare) & set("«»") if lang == "en" else set(bare) & set("“”‘"))
        assert ("—" not in bare) if lang == "en" else not re.search(r"\s–|–\s", bare)
        assert re.sub(f"{NBSP}[–—] ", "", bare) == re.sub(r"\s[–—]\s", "", bare)
        assert not re.search(r"\w—|—\w|\d-\d| - |--|\.\.\.", bare)
        assert not re.search(r"\d [%$№]|№ ", bare)
        assert not re.search(r" [.,;:!?)]|\( ", bare)


@each
def test_kazakh_is_written_in_kazakh(key: str) -> None:
    for lang, text in texts(key):
        letters = PLACE.sub("", text)
        if lang in {"ru", "kk"} and re.search(r"[а-яё]", letters, re.IGNORECASE):
            assert not re.search(r"[a-zA-Z](?<!p)", letters)
        if lang == "ru":
            assert not re.search(r"[әғқңөұүһі]", letters, re.IGNORECASE)
        if lang == "en":
            assert letters.isascii() or not re.search(r"[а-яё]", letters, re.IGNORECASE)


def test_kazakh_letters_survive() -> None:
    every = "".join(text for key in phrases() for lang, text in texts(key) if lang == "kk").lower()
    assert set("әғқңөұүі") <= set(every)


# --- say and label ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "ru"), [(1, "1 запись"), (2, "2 записи"), (5, "5 записей"), (11, "11 записей"), (21, "21 запись"), (104, "104 записи")]
)
def test_russian_counts_things_in_three_forms(n: int, ru: str) -> None:
    assert say("ru", "briefing.size", n=n) == ru


def test_numbers_in_a_phrase_are_written_as_the_language_writes_them() -> None:
    assert say("en", "briefing.size", n=12345) == "12,345 entries"
    assert say("ru", "briefing.size", n=12345) == f"12{NBSP}345 записей"


def test_a_phrase_that_there_is_not_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        say("en", "no.such.phrase")


def test_a_word_without_a_name_stands_for_itself() -> None:
    assert label("ru", "agenda", "gardening") == "gardening"
    assert label("ru", "agenda", "energy") == "энергетика"
    assert label("ru", "agenda", None) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_kinds_are_told_apart_in_every_language(lang: str) -> None:
    assert len({label(lang, "kind", kind) for kind in KINDS}) == len(KINDS)
    assert Source.__name__.lower() in KINDS
