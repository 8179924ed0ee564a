"""A draft against a ledger: what was made from an entry finds it, unrelated entries change nothing, and doubt finds nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import HOME, STATES, amount, deal, event, ledger, stage, when
from multivector.model.entries import Actor, Capacity, Commitment, Deal, Expectation, Withholding
from multivector.model.ledger import ledger_of
from multivector.model.names import names
from multivector.reader.calendar.records import When
from multivector.reader.drafts import Draft, Party
from multivector.reader.match import Match, index, matches
from multivector.reader.spans import Span
from multivector.reader.stems import stem, stems

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

ACTORS = (*STATES, "firm")
FIRM = Actor(id="firm", type="company", part_of="east", name=names("Firm"))  # type: ignore[arg-type]  # an id
WORDS = ("bridge", "tunnel", "harbour", "satellites", "vaccines", "turbines", "wheat", "мосты", "спутники", "вакцины")


def drafted(
    words: str, *parties: str, kind: Any = "deal", form: Any = "agreement", on: str | None = None, **values: Any
) -> Draft:
    """Make a draft whose words are all its text."""
    whole = Span(0, max(1, len(words)))
    date_ = None if on is None else When(when(on), values.pop("relation", "at"), relative=False)
    roles = values.pop("roles", ["party"] * len(parties))
    if "amount" in values:
        values["amount"] = amount(values["amount"])
    who = tuple(Party(actor, whole, role) for actor, role in zip(parties, roles, strict=True))
    return Draft(kind, form, "rule", (whole,), whole, who, date=date_, topic=whole, **values)


def matched(draft: Draft, words: str, known: Ledger, told: date | None = None) -> Match:
    return matches([draft], words, index(known), told)[0]


@st.composite
def deals(draw: st.DrawFn) -> Ledger:
    """Draw deals of home with three partners, each pair of a partner and a name once."""
    pairs = draw(st.lists(st.tuples(st.sampled_from(STATES[1:]), st.sampled_from(WORDS)), min_size=1, max_size=8, unique=True))
    return ledger(
        FIRM,
        *(
            deal(
                f"d{number}",
                partner=partner,
                name=names(word),
                amount=f"{draw(st.integers(11, 99))}m USD",
                stages=(stage("commitment", f"2030-{draw(st.integers(1, 12)):02}-11"),),
            )
            for number, (partner, word) in enumerate(pairs)
        ),
    )


@settings(max_examples=60, deadline=None)
@given(deals(), st.data())
def test_a_draft_made_of_an_entry_s_own_values_matches_that_entry(known: Ledger, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(known.of(Deal)))
    words = str(one.name)
    draft = drafted(words, *one.between, amount=str(one.amount), on=str(one.stages[0].on), stage="commitment")
    found = matched(draft, words, known)
    assert (found.verdict, found.entry) == ("further", one.id)


@settings(max_examples=40, deadline=None)
@given(deals(), st.data())
def test_the_order_of_entries_and_unrelated_entries_change_nothing(known: Ledger, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(known.of(Deal)))
    words = data.draw(st.sampled_from(WORDS))
    draft = drafted(words, *one.between, amount=f"{data.draw(st.integers(11, 99))}m USD")
    found = matched(draft, words, known)
    far = [Actor(id="far", type="state", name=names("Faraway"))]
    more = [
        Deal(id=f"x{n}", name=names(word), between=("home", "far"), amount=amount("7m EUR"))  # type: ignore[arg-type]  # ids
        for n, word in enumerate(WORDS)
    ]
    shuffled = [*known, *far, *more]
    random.Random(data.draw(st.integers(0, 99))).shuffle(shuffled)  # noqa: S311  # no secret
    assert matched(draft, words, ledger_of(shuffled, HOME)) == found


def test_an_equal_deal_is_further_evidence_and_another_amount_a_rival_claim() -> None:
    known = ledger(deal("a", name=names(en="Harbour cranes", ru="Портовые краны"), amount="17bn USD", sector="logistics"))
    further = matched(drafted("портовых кранов", "home", "east", amount="17bn USD"), "портовых кранов", known)
    assert (further.verdict, further.entry) == ("further", "a")
    assert set(further.candidates[0].reasons) >= {"parties", "amount", "name"}
    rival = matched(drafted("harbour cranes", "home", "east", amount="12bn USD"), "harbour cranes", known)
    assert (rival.verdict, rival.entry) == ("rival", "a")
    assert [(diff.field, diff.draft, diff.entry) for diff in rival.differs] == [("amount", "12bn USD", "17bn USD")]


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (drafted("grain", "home", "west", amount="17bn USD"), "another partner"),
        (drafted("grain", "home", "east", amount="5bn USD"), "another amount and other words"),
        (drafted("grain", "home", "east", amount="17bn USD", sector="rail"), "another sector"),
        (drafted("grain", amount="17bn USD"), "nobody named"),
        (drafted("grain", "home", "east"), "nothing in common but the parties"),
        (drafted("grain", "home", "east", amount="17bn EUR"), "another currency"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_says_too_little_or_something_else_is_new(draft: Draft, why: str) -> None:
    known = ledger(deal("a", name=names(en="Harbour cranes"), amount="17bn USD", sector="logistics"))
    assert matched(draft, "grain", known).verdict == "new", why


def test_a_round_figure_alone_is_not_enough() -> None:
    known = ledger(deal("a", name=names("Harbour cranes"), amount="2bn USD"))
    assert matched(drafted("grain", "home", "east", amount="2bn USD"), "grain", known).verdict == "new"


def test_two_entries_that_fit_equally_well_are_left_to_a_person() -> None:
    same = [deal(id_, name=names("Harbour cranes"), amount="17bn USD") for id_ in ("a", "b")]
    found = matched(drafted("harbour cranes", "home", "east", amount="17bn USD"), "harbour cranes", ledger(*same))
    assert found.entry is None
    assert [each.entry for each in found.candidates] == ["a", "b"]


def test_a_hedge_to_one_side_contradicts_nothing_on_that_side() -> None:
    known = ledger(deal("a", name=names("Harbour cranes"), amount="over 16bn USD"))
    assert matched(drafted("harbour cranes", "home", "east", amount="17bn USD"), "harbour cranes", known).verdict == "further"
    assert matched(drafted("harbour cranes", "home", "east", amount="15bn USD"), "harbour cranes", known).verdict == "rival"


def test_who_pays_and_what_is_denied_make_a_rival_claim() -> None:
    known = ledger(deal("a", name=names("Harbour cranes"), amount="17bn USD", pays="east"))
    paid = drafted("harbour cranes", "home", "east", roles=["payer", "recipient"])
    assert [diff.field for diff in matched(paid, "harbour cranes", known).differs] == ["pays"]
    denied = drafted("harbour cranes", "home", "east", modality="denied", polarity="negative")
    assert [diff.field for diff in matched(denied, "harbour cranes", known).differs] == ["does"]


def test_a_visit_is_known_by_its_days_and_a_day_beside_them_is_a_rival_claim() -> None:
    known = ledger(event("v", "east", when="2030-03-04/2030-03-05"))
    visit: dict[str, Any] = {"kind": "event", "form": "visit"}
    assert matched(drafted("x", "home", "east", on="2030-03-05", **visit), "x", known).verdict == "further"
    late = matched(drafted("x", "home", "east", on="2030-03-07", **visit), "x", known)
    assert (late.verdict, [diff.field for diff in late.differs]) == ("rival", ["when"])
    assert matched(drafted("x", "home", "east", on="2030-07-07", **visit), "x", known).verdict == "new"
    assert matched(drafted("x", "home", "east", on="2030-03-05", kind="event", form="call"), "x", known).verdict == "new"
    assert matched(drafted("x", "home", "west", on="2030-03-05", **visit), "x", known).verdict == "new"


def test_a_visit_without_a_day_is_sought_in_the_weeks_before_the_text() -> None:
    known = ledger(event("v", "east", when="2030-03-04", name=names(en="Journey to Capital Harbour")))
    draft = drafted("Capital Harbour", "home", "east", kind="event", form="visit")
    assert matched(draft, "Capital Harbour", known, date(2030, 3, 9)).verdict == "further"
    assert matched(draft, "Capital Harbour", known, date(2031, 3, 9)).verdict == "new"
    assert matched(draft, "Capital Harbour", known).verdict == "new"
    assert matched(replace(draft, modality="planned"), "Capital Harbour", known, date(2030, 3, 9)).verdict == "new"


def test_a_missed_deadline_leads_to_what_was_expected_and_another_day_to_a_rival() -> None:
    cranes = deal("a", name=names("Harbour cranes"), amount="17bn USD")
    due: Any = Expectation(id="e", about="a", due=when("2030-05-31"))  # type: ignore[arg-type]  # an id
    known = index(ledger(cranes, due))
    whole = drafted("harbour cranes", "home", "east", amount="17bn USD")
    missed = drafted("harbour cranes", "home", kind="missed", form="deadline", on="2030-06", relation="before", about=0)
    assert [found.entry for found in matches([whole, missed], "harbour cranes", known)] == ["a", "e"]
    later = drafted("harbour cranes", "home", kind="expectation", form="deadline", on="2030-09", about=0)
    found = matches([whole, later], "harbour cranes", known)[1]
    assert (found.verdict, [diff.field for diff in found.differs]) == ("rival", ["due"])


def test_commitments_capacities_and_withholdings_are_known_by_who_and_what() -> None:
    states: dict[str, Any] = {"by": ("home",), "to": ("east",)}
    bound: Any = Commitment(id="c", modality="must-not", what=names(ru="не размещать чужие ракеты"), **states)
    able: Any = Capacity(id="k", of="east", niche="airliners", level="absent")  # type: ignore[arg-type]  # an id
    silent: Any = Withholding(id="w", what=names("totals of harbour cranes"), by=("home", "east"))  # type: ignore[arg-type]  # ids
    known = ledger(bound, able, silent)
    words = "не размещать ракет"
    undertaking = drafted(words, "home", "east", kind="commitment", form="undertaking", binding="must-not", roles=["by", "to"])
    assert matched(undertaking, words, known).entry == "c"
    assert matched(replace(undertaking, binding="must"), words, known).verdict == "rival"
    other = drafted(words, "east", "home", kind="commitment", form="undertaking", binding="must-not", roles=["by", "to"])
    assert matched(other, words, known).verdict == "new"
    assert matched(drafted("airliners", "east", kind="capacity", form="supply", roles=["by"]), "airliners", known).entry == "k"
    totals = drafted("harbour cranes", "home", "east", kind="withholding", form="figure", roles=["by", "by"])
    assert matched(totals, "harbour cranes", known).entry == "w"


def test_a_company_stands_for_its_state_and_for_itself() -> None:
    cranes: Any = deal("a", name=names("Harbour cranes"), amount="2bn USD", supplier=("firm",))
    found = matched(drafted("x", "firm", amount="2bn USD"), "x", ledger(FIRM, cranes))
    assert (found.entry, "firm" in found.candidates[0].reasons) == ("a", True)


def test_ids_of_the_reader_s_own_tables_are_those_of_the_ledger() -> None:
    state = Actor(id="east", type="state", name=names("Kazakhstan"))
    known = ledger_of([state, Actor(id="home", type="state"), deal("a", name=names("Harbour cranes"))], HOME)
    assert matched(drafted("harbour cranes", "iso3:KAZ", "home"), "harbour cranes", known).entry == "a"


@pytest.mark.parametrize(
    ("one", "other"),
    [("самолёты", "самолётов"), ("deals", "deal"), ("локомотивами", "локомотива"), ("железных", "железной"), ("ұшақтар", "ұшақ")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one.replace("ё", "е")) == stem(other.replace("ё", "е"))


def test_words_that_only_say_of_what_kind_a_thing_is_have_none() -> None:
    assert stems("The agreement of 2031 on further cooperation between the two states, signed") == frozenset()
    assert stems("Соглашения о дальнейшем сотрудничестве двух стран") == frozenset()
    assert stems("") == frozenset()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 3), st.integers(0, 3))
def test_drafts_that_are_part_of_each_other_end(first: int, second: int) -> None:
    drafts = [drafted("harbour", "home", part_of=first), drafted("harbour", "home", part_of=second, about=0)]
    assert len(matches(drafts, "harbour", index(ledger(deal("a", name=names("Harbour")))))) == len(drafts)


def test_nothing_matches_an_empty_ledger() -> None:
    assert matched(drafted("x", "home", amount="1 USD"), "x", ledger_of([])) == Match()
