"""Which way deals go, what is a part of what, and what is told again: the case file, and laws of what drafts point to."""

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
from multivector.reader.frames import drafts
from multivector.reader.reading import read
from multivector.reader.tagging import Weights, load, tag
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from multivector.reader.drafts import Draft

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reader" / "dealings.yaml").read_text(encoding="utf-8"))
TELLS, TRAPS = CASES["tells"], CASES["traps"]
DAY = date(2025, 11, 17)
NAMES = known()
ROLES = {"buyer": "supplier", "supplier": "buyer", "payer": "recipient", "recipient": "payer"}
STATES = ("Kenya", "Peru", "Oman", "Nepal", "Chile", "Ghana", "Malta", "Cuba")


@pytest.fixture(scope="module")
def weights() -> Weights:
    if importlib.util.find_spec("natasha") is None:
        pytest.skip("the weights come in the wheel of natasha, which is not installed")
    return load()


def drafted(text: str, weights: Weights | None = None) -> tuple[Draft, ...]:
    cut_ = cut(text)
    return drafts(text, read(text, DAY, NAMES), cut_, None if weights is None else tag(weights, cut_.sentence_words()))


def written(text: str, draft: Draft) -> str:
    parties = ", ".join(f"{(each.actor or each.span.of(text)).removeprefix('iso3:')} {each.role}" for each in draft.parties)
    more = {
        "amount": draft.amount,
        "flow": draft.flow,
        "sector": draft.sector,
        "made": None if draft.localisation is None else draft.localisation.of(text),
        "part of": draft.part_of,
    }
    said = [f"{key} {one}" for key, one in more.items() if one is not None]
    return " = ".join([f"{draft.form} {draft.modality}", parties, *said])


@pytest.mark.parametrize("case", [*TELLS, *TRAPS], ids=lambda case: case["text"][:50])
def test_a_text_gives_these_deals_and_no_other(case: dict[str, list[str]], weights: Weights) -> None:
    text = str(case["text"])
    assert [written(text, draft) for draft in drafted(text, weights) if draft.kind == "deal"] == case["drafts"]


def test_there_are_enough_cases_and_in_traps_nothing_was_agreed() -> None:
    assert len(TELLS) >= 40
    assert len(TRAPS) >= 15
    assert all(" denied" in draft or " possible" in draft for case in TRAPS for draft in case["drafts"])


@settings(max_examples=40, deadline=None)
@given(
    st.permutations(STATES).map(lambda names: names[:2]),
    st.sampled_from(
        [
            ("{0} will buy rice from {1}.", "buyer", "purchase"),
            ("{0} sold rice to {1}.", "supplier", "purchase"),
            ("{0} will invest $2bn in {1}.", "payer", "investment"),
            ("{0} borrowed $2bn from {1}.", "recipient", "loan"),
            ("{0} gave {1} a loan of $2bn.", "payer", "loan"),
            ("{0} received a $2bn grant from {1}.", "recipient", "grant"),
            ("{0} signed a contract with {1} to buy rice.", "buyer", "purchase"),
        ]
    ),
)
def test_whoever_they_are_the_words_give_the_roles(names: list[str], case: tuple[str, str, str]) -> None:
    text, role, flow = case[0].format(*names), case[1], case[2]
    (draft,) = drafted(text)
    said = {party.span.of(text): party.role for party in draft.parties}
    assert said == {names[0]: role, names[1]: ROLES[role]}
    assert draft.flow == flow


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in (*TELLS, *TRAPS)]), min_size=1, max_size=4))
def test_what_a_draft_points_to_is_another_deal_of_its_text(texts: list[str]) -> None:
    found = drafted("\n\n".join(texts))
    for at, draft in enumerate(found):
        for number in (draft.part_of, draft.about):
            assert number is None or (number != at and found[number].kind == "deal")
        if draft.part_of is not None:
            assert found[draft.part_of].many


def test_a_part_is_never_larger_than_its_whole() -> None:
    text = "Kenya signed agreements worth $2bn with China, including a $5bn contract for trains."
    assert [draft.part_of for draft in drafted(text)] == [None, None]


def test_a_package_and_its_parts_are_not_summed() -> None:
    text = "Oman and Peru signed four agreements worth $9bn, including a $2bn contract for trains."
    whole, part = drafted(text)
    assert (str(whole.amount), str(part.amount), part.part_of) == ("9bn USD", "2bn USD", 0)


def test_what_is_expected_of_a_deal_says_of_which(weights: Weights) -> None:
    text = "Гана ведёт переговоры с Китаем о строительстве порта. Подписание запланировано на март 2026 года."
    found = drafted(text, weights)
    assert [(draft.kind, draft.about) for draft in found] == [("deal", None), ("expectation", 0)]


def test_a_deadline_of_something_else_speaks_of_no_deal(weights: Weights) -> None:
    text = "Гана подписала с Китаем контракт. Правительство Румынии должно ввести терминал до марта 2026 года."
    found = drafted(text, weights)
    assert [(draft.kind, draft.about) for draft in found] == [("deal", None), ("expectation", None)]


def test_a_deal_is_told_again_only_where_one_fits() -> None:
    twice = "Kenya signed a contract with China. Peru signed a contract with Chile. The contract is worth $3bn."
    assert [str(draft.amount) for draft in drafted(twice)] == ["None", "None", "3bn USD"]
    once = "Kenya signed a contract with China. The contract is worth $3bn."
    assert [str(draft.amount) for draft in drafted(once)] == ["3bn USD"]


def test_a_deal_that_was_signed_is_not_undone_by_a_later_denial() -> None:
    text = "Kenya signed a contract with China. The contract was not signed."
    assert [draft.polarity for draft in drafted(text)] == ["positive", "negative"]


def test_talks_become_a_deal_when_it_is_signed(weights: Weights) -> None:
    text = "Гана ведёт переговоры с Китаем о кредите. Соглашение подписано в понедельник."
    (draft,) = drafted(text, weights)
    assert (draft.modality, draft.stage, len(draft.evidence)) == ("done", "commitment", 2)


def test_a_meeting_that_names_nobody_is_that_of_the_two_who_were_named(weights: Weights) -> None:
    text = "Президент Ганы принял президента Того. Позже была встреча один на один. Потом состоялся торжественный приём."
    met = [(draft.rule, [party.actor for party in draft.parties]) for draft in drafted(text, weights)]
    both = ["iso3:GHA", "iso3:TGO"]
    assert met == [("meeting-received", both), ("meeting-face-to-face", both), ("meeting-reception", both)]
    assert drafted("Позже была встреча один на один.", weights) == ()
