from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

razdel = pytest.importorskip("razdel", reason="razdel gives the rules of sentences and is the oracle of tokens")

from multivector.reader.spans import Span  # noqa: E402 - needs razdel
from multivector.reader.tokens import Cut, cut, sentences, tokens  # noqa: E402 - needs razdel

DATA = Path(__file__).parents[3] / "shared" / "data"
CORPORA = {"factRuEval": DATA / "factrueval" / "devset", "NEREL": DATA / "nerel" / "train"}

PIECES = [
    *"abyЯяЁёЖ 015٣²\n\t\u00a0_.,/\\!?…;:=()[]{}+№*«»„“”’\"'‑–—−-§%",
    *"ſKİıᲀΔσβאבش\u0301\u200f\u200d😀",
    *["yahoo", "Yahoo!", "xyahoo!", " - ", " -5", " .5", "5. ", "5/ ", " 7", ":-) ", ":) ", ";))) ", "--", "...", "?!"],
    *[
        ". А",
        ". а",
        " т. е. ",
        " и т. д. ",
        " г. ",
        " Дж. ",
        " А. ",
        "1) ",
        "IV. ",
        " млн. ",
        "» ",
        '" ',
        ") ",
        ". — ",
        ". - сказал",
    ],
]
TEXTS = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=16).map("".join))


def cut_by_razdel(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    words = [(token.start, token.stop) for token in razdel.tokenize(text)]
    return words, [(each.start, each.stop) for each in razdel.sentenize(text) if each.start < each.stop]


def corpus(name: str) -> Iterator[str]:
    files = sorted(CORPORA[name].glob("*.txt"))
    if not files:
        pytest.skip(f"the corpus {name} is not here")
    return (file.read_bytes().decode("utf-8") for file in files)


@settings(max_examples=1000)
@given(TEXTS)
@example("5 .5 ² .5 ٣ .5 и (.5")
@example("1.1.1.1.1.1.1.1.1.1. А")
@example("1.1.1.1.1.1.1.1.1.1.1. А")
def test_tokens_and_sentences_are_those_of_razdel(text: str) -> None:
    assert (tokens(text), sentences(text)) == cut_by_razdel(text)


@pytest.mark.parametrize("name", CORPORA)
def test_tokens_and_sentences_of_a_corpus_are_those_of_razdel(name: str) -> None:
    differing = [text[:60] for text in corpus(name) if (tokens(text), sentences(text)) != cut_by_razdel(text)]
    assert differing == []


@given(TEXTS)
def test_every_character_but_space_lies_in_one_token(text: str) -> None:
    covered = [place for start, end in tokens(text) for place in range(start, end)]
    assert covered == [place for place, character in enumerate(text) if not character.isspace()]


@given(TEXTS)
def test_every_token_lies_whole_in_one_sentence(text: str) -> None:
    found = cut(text)
    assert [number for each in found.sentences for number in each] == list(range(len(found.words)))
    spans = [found.span(each.start, each.stop) for each in found.sentences]
    assert [(span.start, span.end) for span in spans] == sentences(text)
    assert "".join("".join(words) for words in found.sentence_words()) == "".join(text.split())


def test_a_token_is_a_slice_of_its_text() -> None:
    text = "Визит в Алдорию обошёлся в 1,5 млрд долл. Дата не названа…"
    found = cut(text)
    assert found.words == ("Визит", "в", "Алдорию", "обошёлся", "в", "1,5", "млрд", "долл", ".", "Дата", "не", "названа", "…")
    assert [found.span(number, number + 1).of(text) for number in range(len(found.words))] == list(found.words)
    assert found.span(5, 9) == Span(27, 41)
    assert found.sentences == (range(9), range(9, 13))


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_a_blank_text_has_no_sentence(text: str) -> None:
    assert cut(text) == Cut(text, (), (), (), ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("за\u0301мок и замо\u0301к", ("за\u0301мок", "и", "замо\u0301к")),
        ("زار الرئيس موسكو.", ("زار", "الرئيس", "موسكو", ".")),
        ("Слово «\u200fשלום\u200f» здесь", ("Слово", "«", "\u200fשלום\u200f", "»", "здесь")),
        ("The $17bn deal isn't off-limits.", ("The", "$", "17", "bn", "deal", "isn", "'", "t", "off-limits", ".")),
    ],
)
def test_other_scripts_and_combining_characters_stay_whole(text: str, words: tuple[str, ...]) -> None:
    assert cut(text).words == words


@pytest.mark.parametrize(
    ("unit", "times", "words", "stretches"),
    [
        (".", 10_000_000, 1, 1),
        ("а\u0301", 5_000_000, 1, 1),
        ("а-", 1_000_000, 2, 1),
        (":)", 200_000, 200_000, 1),
        (" -а", 200_000, 200_001, 1),
        ("а; ", 50_000, 100_000, 1),
        ("Да. ", 50_000, 100_000, 50_000),
    ],
)
def test_a_line_of_megabytes_is_cut_without_copying_what_has_grown(unit: str, times: int, words: int, stretches: int) -> None:
    text = unit * times
    found = tokens(text)
    assert (len(found), found[0][0], found[-1][1]) == (words, len(text) - len(text.lstrip()), len(text.rstrip()))
    assert len(sentences(text)) == stretches
