"""The briefing: which judgements are made, in which order, and that nothing is said of what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings

from dealing import dealt
from making import claim, deal, evidence, ledger, source, stage, when
from multivector.lenses import LENSES
from multivector.load import load
from multivector.model.entries import Dossier, Expectation, Question, Withholding
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.names import names
from multivector.model.parts import Hypothesis, Outcome, Share
from multivector.views.blocks import Inline, Items, Page, Section
from multivector.views.briefing import briefing
from multivector.views.judgements import judgements
from multivector.views.locale import LANGUAGES, NBSP

SMALL = load(Path(__file__).parents[2] / "dossiers" / "small").ledger
each = pytest.mark.parametrize("lang", LANGUAGES)


def results_of(found: Ledger) -> dict[str, Any]:
    return {name: lens(found) for name, lens in LENSES.items()}


@cache
def small() -> dict[str, Any]:
    return results_of(SMALL)


def text(runs: Inline) -> str:
    return "".join(run.text for run in runs).replace(NBSP, " ")


def told(found: Ledger, lang: str = "en") -> list[str]:
    return [text(item) for item in judgements(found, results_of(found), lang)]


def section(page: Page, id_: str) -> Section:
    return next(part for part in page.sections if part.id == id_)


def items(part: Section) -> list[str]:
    return [text(item) for block in part.blocks if isinstance(block, Items) for item in block.items]


def question(id_: str, *likelihoods: tuple[float, float] | None, because: tuple[str, ...] = ()) -> Question:
    return Question(
        id=id_,
        asks=names(f"Why {id_}?"),
        hypotheses=tuple(
            Hypothesis(
                id=f"h{position}",
                says=names(f"answer {position}"),
                likelihood=None if ends is None else Share(*ends),
                because=cast("Any", because),
            )
            for position, ends in enumerate(likelihoods)
        ),
    )


# --- judgements -------------------------------------------------------------------------------------------------------


@each
def test_every_judgement_names_entries_of_the_ledger(lang: str) -> None:
    for item in judgements(SMALL, small(), lang):
        because = [id_ for run in item for id_ in run.because]
        assert because
        assert all(id_ in SMALL for id_ in because)


def test_a_judgement_on_partners_needs_more_than_chance_and_a_partner_that_stands_out() -> None:
    result = small()["partners"]
    lone = replace(result.answer.profiles[0], agendas=("security",))
    telling = replace(result.answer, p=0.01, profiles=(lone,))
    dull = replace(result.answer, p=0.01, profiles=tuple(replace(one, agendas=()) for one in result.answer.profiles))
    for answer, count in ((telling, 1), (replace(telling, p=0.2), 0), (replace(telling, p=None), 0), (dull, 0)):
        found = judgements(SMALL, small() | {"partners": replace(result, answer=answer)}, "en")
        assert sum("Partners are used for different things" in text(item) for item in found) == count
    found = judgements(SMALL, small() | {"partners": replace(result, answer=telling)}, "en")
    assert text(found[0]).endswith("– Borland: security.")


def test_the_likeliest_answer_is_the_one_with_the_highest_middle() -> None:
    judged = told(ledger(question("q", (20, 45), None, (50, 60), (40, 90), (45, 56))))
    assert judged == ["Why q? Answer 3: unlikely to very likely (40–90%)."]


def test_questions_without_a_judgement_are_no_judgement() -> None:
    assert not [one for one in told(ledger(question("q", None), question("r"))) if one.startswith("Why")]


def test_the_questions_on_which_most_bears_come_first_and_the_rest_is_counted() -> None:
    asked = [question(f"q{n}", (55, 80), because=tuple(f"e{m}" for m in range(n))) for n in range(9)]
    found = [one for one in told(ledger(*asked)) if "q" in one.split("?")[0] or "judged" in one]
    assert [one.partition("?")[0] for one in found[:6]] == [f"Why q{n}" for n in (8, 7, 6, 5, 4, 3)]
    assert found[6] == "3 more judged questions stand under “Open questions”."


def test_withheld_figures_and_missed_deadlines_are_judgements() -> None:
    hidden = Withholding(id="w", name=names("The total"), what=names("the total"), by=cast("Any", ("home",)))
    missed = Expectation(id="x", about=cast("Any", "d"), outcomes=(Outcome(on=when("2031-06-01"), is_="missed"),))
    met = Expectation(id="y", about=cast("Any", "d"), outcomes=(Outcome(on=when("2031-06-01"), is_="met"),))
    found = told(ledger(hidden, missed, met, deal("d", name=names("The plant"))))
    assert "1 figure is withheld where a comparison would be made: The total." in found
    assert "1 announced deadline passed unmet: The plant." in found
    assert not [one for one in told(ledger(met)) if "deadline" in one]


# --- the page ---------------------------------------------------------------------------------------------------------


def test_what_is_known_rests_on_two_voices_and_what_they_dispute_is_said() -> None:
    two = evidence("t1", "t2")
    sources = (source("a"), source("b"), source("t1", "2030-01-01", part_of="a"), source("t2", "2030-01-01", part_of="b"))
    found = ledger(
        deal("firm", evidence=two, amount="3bn USD", stages=(stage("commitment", "2030-01-01", "t1"),)),
        deal("single", evidence=evidence("t1"), amount="3bn USD"),
        deal("rival", claim("t1", amount="3bn USD"), claim("t2", amount="4bn USD")),
        *sources,
    )
    known = items(section(briefing(found, results_of(found), "en"), "known"))
    assert sorted(known) == [
        "firm (signed, $3bn) – 2 voices, undisputed",
        "rival – 2 voices; disputed: amount",
    ]
    unknown = items(section(briefing(found, results_of(found), "en"), "unknown"))
    assert unknown == ["rival: amount – $3bn / $4bn"]


@each
def test_a_briefing_of_nothing_says_only_that(lang: str) -> None:
    found = ledger_of([])
    page = briefing(found, results_of(found), lang)
    assert [part.id for part in page.sections] == [*LENSES, "statement"]
    assert not [fact for fact in page.facts if "1 " in fact and "0001" in fact]
    assert page.numbers == ()


def test_the_title_period_and_day_are_the_dossier_s() -> None:
    about = Dossier(title=names("Home"), state=cast("Any", "home"), period=when("2031-03/2031-06"), as_of=when("2031-06-30"))
    found = ledger(deal("d", amount="3 USD"), dossier=about)
    page = briefing(found, results_of(found), "en")
    assert page.title == "Home"
    assert [fact.replace(NBSP, " ") for fact in page.facts][:2] == ["Period: March 2031 – June 2031", "As known on 30 June 2031"]
    bare = ledger(deal("d", amount="3 USD"), dossier=None)
    assert briefing(bare, results_of(bare), "en").title == "Briefing"


@settings(max_examples=15, deadline=None)
@given(found=dealt())
def test_sections_stand_in_one_order_and_none_is_empty(found: Ledger) -> None:
    order = [
        "judgements", "known", "unknown", "change", *LENSES, "questions", "timeline", "statement", "entries",
        "texts",
    ]  # fmt: skip
    page = briefing(found, results_of(found), "en")
    ids = [part.id for part in page.sections]
    assert ids == [id_ for id_ in order if id_ in ids]
    assert all(part.blocks or part.sections for part in page.sections)
    assert [part.id for part in section(page, "entries").sections] == [f"e-{id_}" for id_ in page.numbers]
