"""What sentences tell: the case file, and laws that hold for any text."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("threadpoolctl", reason="threadpoolctl holds BLAS to one thread")
pytest.importorskip("razdel", reason="razdel gives the rules of sentences")

from multivector.reader.actors import known
from multivector.reader.confidence import confidence
from multivector.reader.frames import drafts, found
from multivector.reader.reading import read
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tagging.tags import Tagged, parse_tag
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from multivector.reader.drafts import Draft

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reader" / "drafts.yaml").read_text(encoding="utf-8"))
TELLS, TRAPS = CASES["tells"], CASES["traps"]
FORMS = {"visit", "meeting", "call", "agreement", "purchase", "package-part", "signing", "deadline"}
"""Those of the case file; the other kinds have files of their own."""
DAY = date(2025, 11, 17)
NAMES = known()
WORDS = (
    "Индия", "с Чили", "президент Перу", "подписали", "соглашения", "о торговле", "о визах", ",", "и", "не", "никаких",
    "контрактов", "на 2 млрд долларов", "до конца года", "визит в Каир", "посетит", "встретился", "переговоры", "«", "»",
    "?", ".", "\n", "(", "—", "Kenya", "signed", "a deal", "with", "China", "no", "talks", "held", "will visit", "said",
    "that", "t", "\u0301", "\u200f", "🙂", "Не вышло.", "должна", "если", "бы", "купил", "кредит", "по телефону", "принял",
    "including", "agreements on", "to", "by May",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def drafted(text: str, weights: Weights | None) -> tuple[Draft, ...]:
    cut_ = cut(text)
    return drafts(text, read(text, DAY, NAMES), cut_, None if weights is None else tag(weights, cut_.sentence_words()))


def written(text: str, draft: Draft) -> str:
    parties = ", ".join((party.actor or party.span.of(text)).removeprefix("iso3:") for party in draft.parties)
    when = draft.date
    relation = f"{when.relation} " if when is not None and when.relation != "at" else ""
    word = "" if draft.attribution.by == "author" else draft.attribution.by
    more = [str(draft.amount or ""), "" if when is None else f"{relation}{when.date}", word]
    return " = ".join([f"{draft.form} {draft.modality}", parties, *filter(None, more)])


@pytest.mark.parametrize("case", [*TELLS, *TRAPS], ids=lambda case: case["text"][:50])
def test_a_sentence_gives_these_drafts_and_no_other(case: dict[str, list[str]], weights: Weights) -> None:
    text = str(case["text"])
    told = [draft for draft in drafted(text, weights) if draft.form in FORMS]
    assert [written(text, draft) for draft in told] == case["drafts"]


def test_there_are_enough_cases_and_traps_tell_of_nothing_that_happened() -> None:
    assert len(TELLS) + len(TRAPS) >= 60
    assert len(TRAPS) >= 20
    assert all(" denied" in draft for case in TRAPS for draft in case["drafts"])


def test_one_participle_governs_three_agreements(weights: Weights) -> None:
    text = "Подписаны соглашения о торговле лесом, о контроле границ и о защите озёр."
    topics = [draft.topic.of(text) for draft in drafted(text, weights) if draft.topic is not None]
    assert topics == ["о торговле лесом", "о контроле границ", "о защите озёр"]


def test_a_happening_that_is_told_twice_is_one_draft_with_both_places(weights: Weights) -> None:
    once = "Индия и Вьетнам подписали контракт на 700 млн долларов."
    text = f"{once} Погода стояла ясная.\n\nКонтракт на 700 млн долларов, подписанный Индией и Вьетнамом, невелик."
    (draft,) = drafted(text, weights)
    assert len(draft.evidence) == 2
    assert {party.actor for party in draft.parties} == {"iso3:IND", "iso3:VNM"}


def test_different_amounts_dates_or_guests_are_not_merged() -> None:
    text = (
        "Kenya signed a $3bn contract with China. Kenya signed a $4bn contract with China. "
        "The president of Chile visited Peru in May 2024. The president of Chile visited Peru in May 2025. "
        "The president of Ghana visited Peru in May 2025."
    )
    assert len(drafted(text, None)) == 5


def test_a_deadline_is_missed_where_the_next_sentence_of_the_same_paragraph_says_so(weights: Weights) -> None:
    told = "Правительство Румынии должно было ввести терминал до сентября 2025 года."
    (draft,) = drafted(f"{told} Не вышло.", weights)
    assert (draft.kind, draft.polarity, len(draft.evidence)) == ("missed", "negative", 2)
    assert drafted(f"{told}\n\nНе вышло.", weights) == ()


def test_reported_speech_keeps_its_speaker(weights: Weights) -> None:
    text = "По словам президента Катара, Индия и Непал подписали договор о границе."
    (draft,) = drafted(text, weights)
    assert draft.attribution.speaker is not None
    assert draft.attribution.speaker.span.of(text) == "президента Катара"
    assert draft.attribution.speaker not in draft.parties


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_every_place_is_a_slice_of_the_text(text: str) -> None:
    for draft in drafted(text, None):
        spans = [*draft.evidence, draft.head, *(party.span for party in draft.parties)]
        spans += [span for span in (draft.topic, draft.attribution.span) if span is not None]
        assert draft.evidence
        assert all(0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in spans)
        assert 0 < confidence(draft) < 1
        assert (draft.modality == "denied") <= (draft.polarity == "negative")


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.data())
def test_any_tags_and_any_heads_end_even_in_circles(text: str, data: st.DataObject) -> None:
    cut_ = cut(text)
    size = len(cut_.words)
    parts = [parse_tag(one) for one in ("VERB|Tense=Past", "NOUN|Case=Nom", "PROPN", "ADP", "ADJ")]
    relations = ["nsubj", "conj", "nmod", "obj", "acl:relcl", "xcomp", "appos"]
    heads = st.integers(0, max(size - 1, 0)) | st.none()
    drawn = data.draw(
        st.lists(st.tuples(st.sampled_from(parts), heads, st.sampled_from(relations)), min_size=size, max_size=size)
    )
    tagged = Tagged(tuple(row[0] for row in drawn), tuple(row[1] for row in drawn), tuple(row[2] for row in drawn), ())
    for draft in drafts(text, read(text, DAY, NAMES), cut_, tagged):
        assert all(0 <= span.start < span.end <= len(text) for span in draft.evidence)


def test_an_amount_belongs_to_one_draft_of_its_sentence() -> None:
    text = "Turkey and Qatar signed four agreements, including a $2.5bn contract for drones."
    assert sorted(str(draft.amount) for draft in drafted(text, None)) == ["2.5bn USD", "None"]


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_no_money_of_a_sentence_is_told_twice(text: str) -> None:
    reading = read(text, DAY, NAMES)
    told = [draft.amount for draft in found(reading, cut(text)) if draft.amount is not None]
    assert all(told.count(amount) <= sum(one.value == amount for one in reading.amounts) for amount in told)


def test_what_somebody_says_next_is_not_the_word_for_what_stands_before() -> None:
    text = "Kenya never signed the deal with Chad, and analysts say the talks with Oman failed."
    (draft,) = drafted(text, None)
    assert (draft.attribution.by, [party.actor for party in draft.parties]) == ("author", ["iso3:KEN", "iso3:TCD"])


def test_a_plan_that_is_denied_is_a_plan_of_negative_polarity_by_the_word_of_who_denies_it() -> None:
    text = "Egypt, meanwhile, denied it plans to sign a gas deal with Turkey."
    (draft,) = drafted(text, None)
    assert (draft.modality, draft.polarity, draft.attribution.by) == ("planned", "negative", "speaker")
    assert {party.actor for party in draft.parties} == {"iso3:EGY", "iso3:TUR"}


@pytest.mark.parametrize("relation", ["conj", "nmod", "appos", "acl:relcl", "nsubj"])
@pytest.mark.parametrize("tag_", ["NOUN|Case=Nom", "VERB|Tense=Past"])
def test_heads_in_a_circle_end(relation: str, tag_: str) -> None:
    text = "Президент Индии посетил Чили и подписал соглашения с Перу о торговле и о визах, встретился с президентом Кубы."
    cut_ = cut(text)
    size = len(cut_.words)
    circle = Tagged((parse_tag(tag_),) * size, tuple((at + 1) % size for at in range(size)), (relation,) * size, ())
    for draft in drafts(text, read(text, DAY, NAMES), cut_, circle):
        assert draft.evidence


def test_the_fullest_name_of_a_party_stays_when_drafts_are_joined() -> None:
    text = "Kenya signed a $3bn contract with China.\n\nThe president of Kenya signed the $3bn contract with China."
    (draft,) = drafted(text, None)
    assert "president of Kenya" in {party.span.of(text) for party in draft.parties}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in (*TELLS, *TRAPS)]), min_size=2, max_size=4))
def test_paragraphs_that_lie_apart_play_a_part_only_through_merging(texts: list[str]) -> None:
    together = "\n\n\n\n".join(texts)
    moved: list[list[tuple[int, int]]] = []
    offset = 0
    for text in texts:
        each = found(read(text, DAY, NAMES), cut(text))
        moved += [[(span.start + offset, span.end + offset) for span in draft.evidence] for draft in each]
        offset += len(text) + 4
    joint = [[(span.start, span.end) for span in draft.evidence] for draft in found(read(together, DAY, NAMES), cut(together))]
    assert joint == moved


@pytest.mark.parametrize(
    "text", ["", " \n ", "?", "x" * 20_000, "соглашения о " * 500, "no deal, " * 500, "«" * 3000, "\u202eподписали\u202c"]
)
def test_empty_and_hostile_texts_end_without_a_happening(text: str, weights: Weights) -> None:
    assert all(draft.modality != "done" for draft in drafted(text, weights))
