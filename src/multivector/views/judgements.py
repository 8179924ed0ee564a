"""The key judgements: what the lenses found and the analyst judged, one sentence each, most telling first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.model.entries import Expectation, Question, Withholding
from multivector.views.blocks import Inline, Run, line
from multivector.views.locale import likelihood, money_range, percent
from multivector.views.naming import called
from multivector.views.sections.commitments import headline
from multivector.views.sections.money import totals_of
from multivector.views.sections.partners import agendas
from multivector.views.sections.posture import consistent, reading
from multivector.views.sections.silence import ALMOST_NOTHING
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.lenses.commitments import CommitmentsAnswer
    from multivector.lenses.money import MoneyAnswer
    from multivector.lenses.partners import PartnersAnswer
    from multivector.lenses.posture import PostureAnswer
    from multivector.lenses.silence import SilenceAnswer
    from multivector.lenses.sources import SourcesAnswer
    from multivector.model.ledger import Ledger
    from multivector.model.parts import Hypothesis, Share
    from multivector.model.results import Result

_SIGNIFICANT = 0.05
_MOST = 6
"""Partners named in one sentence; the section below has all."""
_MOST_QUESTIONS = 6
"""Answers to questions among the key judgements."""


def judgements(ledger: Ledger, results: Mapping[str, Result[Any]], lang: str) -> tuple[Inline, ...]:
    """Give the key judgements in their order."""
    return (
        *_use(results["partners"].answer, ledger, lang),
        *_contradictions(results["money"].answer, ledger, lang),
        *_promises(results["commitments"].answer, lang),
        *_silence(ledger, lang),
        *_kept(results["silence"].answer, ledger, lang),
        *_posture(results["posture"].answer, lang),
        *_slips(ledger, lang),
        *_questions(ledger, lang),
        *_single(results["sources"].answer, lang),
    )


def _use(answer: PartnersAnswer, ledger: Ledger, lang: str) -> Iterator[Inline]:
    if answer.p is None or answer.p >= _SIGNIFICANT:
        return
    telling = [profile for profile in answer.profiles if profile.agendas][:_MOST]
    profiles = [
        say(lang, "briefing.profile", partner=called(ledger, profile.partner, lang), agendas=agendas(profile, lang))
        for profile in telling
    ]
    named = {profile.partner for profile in telling}
    because = tuple(cell_id for cell in answer.rows if cell.stands_out and cell.partner in named for cell_id in cell.because)
    if profiles:
        yield line(Run(say(lang, "briefing.use", profiles="; ".join(profiles)), because))


def _contradictions(answer: MoneyAnswer, ledger: Ledger, lang: str) -> Iterator[Inline]:
    for package in answer.packages:
        if package.contradictions and package.accounts:
            account = package.accounts[0]
            words = say(
                lang,
                "briefing.contradiction",
                package=called(ledger, package.id, lang),
                source=called(ledger, account.source, lang),
                sum=money_range(lang, account.low, account.high, package.currency),
                total=totals_of(package, lang),
            )
            yield line(Run(words, (package.id, *account.parts)))


def _promises(answer: CommitmentsAnswer, lang: str) -> Iterator[Inline]:
    """Say whether promises contradict each other, by the gravest collisions."""
    if answer.rows:
        gravest = [row for row in answer.rows if row.severity == answer.rows[0].severity]
        because = tuple(dict.fromkeys(id_ for row in gravest for id_ in row.because))
        yield line(Run(headline(answer, lang), because))


def _silence(ledger: Ledger, lang: str) -> Iterator[Inline]:
    withheld = ledger.of(Withholding)
    if withheld:
        names = "; ".join(called(ledger, entry.id, lang) for entry in withheld)
        yield line(Run(say(lang, "briefing.silence", n=len(withheld), names=names), tuple(entry.id for entry in withheld)))


def _kept(answer: SilenceAnswer, ledger: Ledger, lang: str) -> Iterator[Inline]:
    """Say of each silence that was judged how far it would hold on every figure, and whether it says anything."""
    for row in answer.rows:
        if row.judged is not None:
            words = say(
                lang,
                "briefing.silent-almost-nothing" if row.judged.bits < ALMOST_NOTHING else "briefing.silent-tells",
                what=called(ledger, row.withholding, lang),
                total=percent(lang, row.judged.total),
            )
            against = " " + say(lang, "briefing.silent-named", n=len(row.named)) if row.named else ""
            named = tuple(id_ for one in row.named for id_ in one.because)
            yield line(Run(words + against, tuple(dict.fromkeys((*row.judged.because, *named)))))


def _posture(answer: PostureAnswer, lang: str) -> Iterator[Inline]:
    """Say whether choices are consistent, how little that may tell, and which readings fit."""
    if not answer.consistency:
        return
    fitting = ", ".join(reading(row, lang) for row in answer.rows if row.fits) or say(lang, "briefing.no-reading")
    because = tuple(dict.fromkeys(id_ for one in answer.choices for id_ in one.because))
    words = say(lang, "briefing.posture", tested=consistent(answer.consistency[0], lang), names=fitting)
    yield line(Run(words, because))


def _slips(ledger: Ledger, lang: str) -> Iterator[Inline]:
    missed = [entry for entry in ledger.of(Expectation) if any(outcome.is_ == "missed" for outcome in entry.outcomes)]
    if missed:
        names = "; ".join(dict.fromkeys(called(ledger, entry.about, lang) for entry in missed))
        yield line(Run(say(lang, "briefing.slipped", n=len(missed), names=names), tuple(entry.id for entry in missed)))


def _questions(ledger: Ledger, lang: str) -> Iterator[Inline]:
    """Give the likeliest answer to the judged questions on which most entries bear; the section below has all."""
    judged = [(question, found) for question in ledger.of(Question) if (found := _likeliest(question)) is not None]
    judged.sort(key=lambda pair: (-len(_bearing(pair[0])), pair[0].id))
    for question, (likely, best) in judged[:_MOST_QUESTIONS]:
        answer = best.says.best(lang)
        words = say(
            lang,
            "briefing.question",
            asks=question.asks.best(lang),
            answer=answer[:1].upper() + answer[1:],
            likelihood=likelihood(lang, likely.low, likely.high),
        )
        yield line(Run(words, (question.id, *best.because)))
    more = [question.id for question, _ in judged[_MOST_QUESTIONS:]]
    if more:
        yield line(Run(say(lang, "briefing.more-judged", n=len(more)), tuple(more)))


def _likeliest(question: Question) -> tuple[Share, Hypothesis] | None:
    """Give the judged answer with the highest likelihood, taken at the middle of its range; None if none is judged."""
    judged = [(hypothesis.likelihood, hypothesis) for hypothesis in question.hypotheses if hypothesis.likelihood is not None]
    return max(judged, key=lambda pair: pair[0].low + pair[0].high, default=None)


def _bearing(question: Question) -> set[str]:
    """Give the entries that speak for or against an answer."""
    return {id_ for hypothesis in question.hypotheses for id_ in (*hypothesis.because, *hypothesis.against)}


def _single(answer: SourcesAnswer, lang: str) -> Iterator[Inline]:
    single = tuple(record.id for record in answer.rows if record.voices == 1)
    if single:
        yield line(Run(say(lang, "briefing.single", n=len(single), of=len(answer.rows)), single))
