"""What is accepted is right and safe, whatever an article says; and every decision can be taken back to the byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting import ODD, contents, desk, dossier, tellings, told
from multivector.desk.desk import Item
from multivector.desk.entry import Names
from multivector.desk.rejected import FILE, key_of, rejected
from multivector.desk.review import State, Undo, step
from multivector.desk.run import run
from multivector.files.edit import ExternallyChangedError
from multivector.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from multivector.desk.items import Told

BOTH = [("aldoria", "party"), ("cestria", "party")]
often = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@often
@given(tellings(), st.lists(st.sampled_from("arsnuxe?"), max_size=8))
def test_any_keys_and_then_as_many_undos_leave_every_byte_as_it_was(tmp_path: Path, text: Told, keys: list[str]) -> None:
    root = dossier(tmp_path)
    before = contents(root)
    waiting = desk(root, text)
    items = waiting.waiting()
    state = run(waiting, items, keys, lambda *_: None, lambda entry: entry.replace("herald", "herold"))
    assert [problem for problem in load(root).problems if problem.level == "error"] == []
    run(waiting, items, [*keys, *"u" * (len(keys) + 1)], lambda *_: None, lambda entry: entry)
    assert state.at <= len(items)
    while waiting._journal.steps:
        waiting.undo()
    assert contents(root) == before


@often
@given(tellings())
def test_a_proposal_that_lacks_nothing_is_accepted_and_checks_without_errors(tmp_path: Path, text: Told) -> None:
    root = dossier(tmp_path)
    waiting = desk(root, text)
    for item in waiting.waiting():
        card = waiting.card(item)
        assert bool(card.proposal.missing) or card.ready, (card.problems, card.proposal.text)
        if card.ready:
            waiting.accept(card)
        else:
            with pytest.raises(ValueError, match=r"\w"):
                waiting.accept(card)
    loaded = load(root)
    assert loaded.errors == ()
    assert {problem.code for problem in loaded.problems} <= {"empty-entry", "stage-foretold"}


@often
@given(tellings())
def test_what_was_accepted_or_rejected_does_not_come_again(tmp_path: Path, text: Told) -> None:
    root = dossier(tmp_path)
    waiting = desk(root, text)
    left = set()
    for number, item in enumerate(waiting.waiting()):
        card = waiting.card(item)
        if card.ready and card.proposal.amends is None:
            waiting.accept(card)
        elif number % 2:
            waiting.reject(item)
        else:
            left.add(item)
    again = set(desk(root, text).waiting())
    assert again <= left
    refused = {key_of(waiting.draft(item), text.text.content) for item in left} & rejected(root)
    assert refused or again == left


@pytest.mark.parametrize("words", ODD)
def test_odd_words_are_quoted_and_stay_one_name(words: str, tmp_path: Path) -> None:
    waiting = desk(dossier(tmp_path), told(("deal", "agreement", words, BOTH, {"amount": "7bn USD"})))
    card = waiting.card(Item(0, 0))
    assert card.ready, card.problems
    assert not {"\x00", "\x1b", "\u202e"} & set(card.proposal.text)
    waiting.accept(card)
    entry = load(waiting.root).ledger.by_id[card.proposal.id]
    assert entry.name is None or set(str(entry.name)) <= {*words, " ", "…"}


def test_a_rejection_holds_for_the_same_words_elsewhere_and_in_capitals(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    waiting = desk(root, told(("deal", "agreement", "Grain  terminal", BOTH, {})))
    waiting.reject(Item(0, 0))
    other = told(("event", "meeting", "wheat", BOTH, {}), ("deal", "agreement", "GRAIN terminal", BOTH, {}), name="other")
    assert desk(root, other).waiting() == (Item(0, 0),)
    waiting.undo()
    assert not (root / FILE).exists()
    assert desk(root, other).waiting() == (Item(0, 0), Item(0, 1))


def test_a_line_that_is_no_rejection_is_passed_over_and_kept(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    (root / FILE).write_text('no json\n[1]\n{"key": 5}', encoding="utf-8")
    waiting = desk(root, told(("deal", "agreement", "grain", BOTH, {})))
    waiting.reject(Item(0, 0))
    assert (root / FILE).read_text(encoding="utf-8").startswith('no json\n[1]\n{"key": 5}\n{"key": "')
    assert load(root).problems == ()


def test_undo_is_refused_where_somebody_has_written_since(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    waiting = desk(root, told(("deal", "agreement", "grain", BOTH, {"amount": "7bn USD"})))
    waiting.accept(waiting.card(Item(0, 0)))
    file = root / "drafts.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    before = contents(root)
    with pytest.raises(ExternallyChangedError):
        waiting.undo()
    assert contents(root) == before


def test_further_evidence_stands_beside_the_claim_that_says_the_same(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    parties = [("aldoria", "party"), ("bor-wings", "party")]
    waiting = desk(root, told(("deal", "agreement", "twenty airliners", parties, {"amount": "6bn USD"})))
    card = waiting.card(Item(0, 0))
    assert (card.match.verdict, card.proposal.amends) == ("further", "airliners")
    old = load(root).ledger.by_id["airliners"]
    waiting.accept(card)
    new = load(root).ledger.by_id["airliners"]
    assert [evidence.source for evidence in new.claims[0].evidence] == ["ministry-2031-04-01", "herald-2031-06-28"]
    assert replace(new, claims=old.claims) == old
    assert load(root).problems == ()


def test_another_amount_becomes_a_rival_claim_and_n_makes_it_a_new_entry(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    parties = [("aldoria", "party"), ("bor-wings", "party")]
    waiting = desk(root, told(("deal", "agreement", "twenty airliners", parties, {"amount": "9bn USD"})))
    assert waiting.card(Item(0, 0), as_new=True).proposal.amends is None
    waiting.accept(waiting.card(Item(0, 0)))
    claims = load(root).ledger.by_id["airliners"].claims
    assert [str(dict(claim.values)["amount"]) for claim in claims] == ["6bn USD", "4.5bn USD", "9bn USD"]


def test_a_missed_deadline_becomes_an_outcome_of_what_was_expected(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    parties = [("aldoria", "party"), ("borland", "party")]
    centre = ("deal", "agreement", "data centre", parties, {"amount": "7..8bn USD", "sector": "information-technology"})
    missed = ("missed", "deadline", "contract", parties, {"date": "2031-05", "about": 0})
    waiting = desk(root, told(centre, missed))
    card = waiting.card(Item(0, 1))
    assert card.proposal.amends == "data-centre-contract"
    waiting.accept(card)
    assert load(root).errors == ()


def test_wholes_come_before_parts_which_name_them(tmp_path: Path) -> None:
    part = ("deal", "package-part", "cranes", BOTH, {"amount": "1bn USD", "part_of": 1})
    waiting = desk(dossier(tmp_path), told(part, ("deal", "agreement", "port package", BOTH, {"amount": "77bn USD"})))
    first, second = waiting.waiting()
    assert (first.number, second.number) == (1, 0)
    whole = waiting.card(first)
    waiting.accept(whole)
    assert f"part-of: {whole.proposal.id}\n" in waiting.card(second).proposal.text


def test_who_is_not_in_the_dossier_is_proposed_with_the_entry(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    parties = [("aldoria", "party"), ("iso3:KAZ", "party")]
    waiting = desk(root, told(("deal", "agreement", "grain", parties, {"amount": "7bn USD"})))
    waiting.accept(waiting.card(Item(0, 0)))
    actor = load(root).ledger.actor("kz")
    assert actor is not None
    assert actor.type == "state"
    stranger = desk(root, told(("deal", "agreement", "grain", [("aldoria", "party"), (None, "party")], {}))).card(Item(0, 0))
    assert "type of they" in stranger.proposal.missing
    assert not stranger.ready


@pytest.mark.parametrize("words", ["Оба лидера", "Стороны", "The two sides", "Both leaders"])
def test_words_for_several_are_proposed_as_nobody(tmp_path: Path, words: str) -> None:
    names = Names(load(dossier(tmp_path)).ledger, {})
    assert names.stranger(words, "ru") is None
    assert names.stranger("Leaders Bank", "en") is not None


def test_an_edited_text_is_checked_again(tmp_path: Path) -> None:
    waiting = desk(dossier(tmp_path), told(("deal", "agreement", "grain", BOTH, {"amount": "7bn USD"})))
    text = waiting.card(Item(0, 0)).proposal.text
    for wrong in ("", "- deal: x\n", text.replace("aldoria", "nowhere"), text.replace("7bn USD", "7 bn"), "a: [", text + text):
        card = waiting.card(Item(0, 0), wrong)
        assert card.problems != ()
        assert not card.ready
    assert waiting.card(Item(0, 0), text.replace("7bn", "8bn")).ready


@given(st.integers(0, 4), st.lists(st.sampled_from("arsenu?qx"), max_size=12))
def test_the_state_goes_one_on_with_a_decision_and_one_back_with_an_undo(count: int, keys: list[str]) -> None:
    state = State(count)
    written = 0
    for key in keys:
        after, effect = step(state, key)
        assert after.at - state.at == {"u": -min(1, state.at)}.get(key, int(key in "ars" and not state.over))
        written += (key in "ar" and not state.over) - isinstance(effect, Undo)
        assert written == sum(decision != "skipped" for decision in after.history)
        assert step(state, key) == (after, effect)
        state = after


def test_the_text_is_kept_so_that_places_can_be_checked_and_never_written_over(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    text = told(("deal", "agreement", "grain", BOTH, {"amount": "7bn USD"}))
    waiting = desk(root, text)
    waiting.accept(waiting.card(Item(0, 0)))
    assert (root / "texts" / "herald-2031-06-28.txt").read_text(encoding="utf-8") == text.text.content
    other = dossier(tmp_path / "other")
    (other / "texts").mkdir()
    (other / "texts" / "herald-2031-06-28.txt").write_text("mine", encoding="utf-8")
    again = desk(other, text)
    again.accept(again.card(Item(0, 0)))
    assert (other / "texts" / "herald-2031-06-28.txt").read_text(encoding="utf-8") == "mine"


def test_the_same_stage_on_another_day_becomes_a_further_stage_beside_the_first(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    parties = [("aldoria", "party"), ("bor-wings", "party")]
    values = {"amount": "6bn USD", "stage": "commitment", "date": "2031-06-27"}
    waiting = desk(root, told(("deal", "agreement", "twenty airliners", parties, values)))
    card = waiting.card(Item(0, 0))
    assert (card.match.verdict, [each.field for each in card.match.differs]) == ("rival", ["stage"])
    waiting.accept(card)
    stages = load(root).ledger.by_id["airliners"].stages  # type: ignore[union-attr]  # it is a deal
    assert [str(stage.on) for stage in stages] == ["2031-04-01", "2031-06-27"]


def test_a_place_that_is_already_cited_does_not_wait(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    text = told(("deal", "agreement", "grain", BOTH, {"amount": "7bn USD"}), ("deal", "agreement", "wheat", BOTH, {}))
    waiting = desk(root, text)
    waiting.accept(waiting.card(Item(0, 0)))
    assert desk(root, text).waiting() == (Item(0, 1),)
    assert desk(root, replace(text, text=replace(text.text, name="copy"))).waiting() == (Item(0, 1),)
