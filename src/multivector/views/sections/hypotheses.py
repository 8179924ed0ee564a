"""The hypotheses lens, told: per question the verdict, what would turn it and what would decide; else the plain matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.entries import Question
from multivector.views.blocks import Block, Inline, Paragraph, Run, Section, Table, line
from multivector.views.locale import NBSP, number, percent, quoted
from multivector.views.naming import called, told
from multivector.views.pictures_hypotheses import answer_bounds, evidence_matrix, span
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from multivector.lenses.hypotheses import Enquiry, HypothesesAnswer, Piece, Sight, Standing
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_FAR = 30.0
"""Decibans beyond which a prior that would turn the verdict is told as more than a thousand times."""


def hypotheses_section(result: Result[HypothesesAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the hypotheses lens's answer."""
    weighed = [enquiry for enquiry in result.answer.enquiries if enquiry.pieces]
    bare = [enquiry for enquiry in result.answer.enquiries if not enquiry.pieces]
    blocks = (
        Paragraph(line(say(lang, "hypotheses.lead")), "lead"),
        *(Paragraph((told(caveat, lang),), "note") for caveat in result.caveats),
    )
    sections = [
        Section(f"h-{enquiry.question}", _asks(enquiry, ledger, lang), tuple(_weighed(enquiry, ledger, lang)))
        for enquiry in weighed
    ]
    if bare:
        matrices = tuple(_matrix(enquiry, ledger, lang) for enquiry in bare)
        note = Paragraph(line(say(lang, "hypotheses.bare-note")), "note")
        sections.append(Section("h-not-weighed", say(lang, "hypotheses.bare"), (note, *matrices)))
    return Section("hypotheses", say(lang, "hypotheses.title"), blocks, tuple(sections))


def _weighed(enquiry: Enquiry, ledger: Ledger, lang: str) -> list[Block]:
    says = _says(enquiry, ledger, lang)
    answers = [says[row.hypothesis] for row in enquiry.rows]
    pieces = [_named(piece, ledger, lang) for piece in enquiry.pieces]
    blocks: list[Block] = [
        Paragraph(line(Run(_verdict(enquiry, answers, lang), enquiry.because, strong=True))),
        Paragraph(line(*_margin(enquiry, lang))),
        Paragraph(_turning(enquiry, pieces, lang)),
    ]
    if enquiry.sights:
        deciding = any(sight.seen_decided or sight.unseen_decided for sight in enquiry.sights)
        none = "" if enquiry.decided or deciding else " " + say(lang, "hypotheses.none-decides")
        blocks.append(Paragraph(line(_telling(enquiry.sights[0], says, lang), none)))
    blocks += [
        answer_bounds(enquiry, answers, lang),
        _answers(enquiry, answers, lang),
        evidence_matrix(enquiry, answers, pieces, lang),
        _pieces(enquiry, pieces, ledger, lang),
    ]
    return [*blocks, _sights(enquiry, lang)] if enquiry.sights else blocks


def _verdict(enquiry: Enquiry, answers: Sequence[str], lang: str) -> str:
    first, second = enquiry.rows[:2]
    if enquiry.leader is None:
        return say(lang, "hypotheses.level", first=answers[0], second=answers[1])
    return say(
        lang,
        "hypotheses.decided" if enquiry.decided else "hypotheses.undecided",
        first=answers[0],
        point=percent(lang, first.point or 0.0),
        bounds=_bounds(first, lang),
        second=answers[1],
        rival=percent(lang, second.point or 0.0),
        others=_bounds(second, lang),
    )


def _bounds(row: Standing, lang: str) -> str:
    return "" if row.low is None or row.high is None else span(lang, row.low, row.high)


def _margin(enquiry: Enquiry, lang: str) -> list[str]:
    """Tell how far apart the first two are, and what dependence and priors do to it."""
    margin, apart, together = enquiry.margin or 0.0, enquiry.margin_apart or 0.0, enquiry.margin_together or 0.0
    words = [say(lang, "hypotheses.margin", margin=number(lang, margin, 1))]
    if apart != together:
        ends = {"apart": number(lang, apart, 1), "together": number(lang, together, 1)}
        words.append(" " + say(lang, "hypotheses.dependence", **ends))
    if min(apart, together) < 0:
        words.append(" " + say(lang, "hypotheses.dependence-turns"))
    if margin > _FAR:
        return [*words, " " + say(lang, "hypotheses.prior-far")]
    return [*words, " " + say(lang, "hypotheses.prior-turns", times=number(lang, 10 ** (margin / 10), 1))]


def _turning(enquiry: Enquiry, pieces: Sequence[str], lang: str) -> Inline:
    if not enquiry.turnable:
        return line(say(lang, "hypotheses.no-turn"))
    turning = [(at, what) for at, what in enumerate(pieces) if enquiry.pieces[at].turns]
    runs = [Run(say(lang, "hypotheses.turn", n=len(turning)) + " ")]
    for at, what in turning:
        runs += [Run("; ")] if len(runs) > 1 else []
        runs.append(Run(f"E{at + 1}{NBSP}{what}", enquiry.pieces[at].because))
    return (*runs, Run("."))


def _telling(sight: Sight, says: Mapping[str, str], lang: str) -> str:
    return say(
        lang,
        "hypotheses.telling",
        what=sight.what.best(lang),
        bits=number(lang, sight.bits, 2),
        seen=_after(quoted(lang, says[sight.seen]), lang, decided=sight.seen_decided),
        unseen=_after(quoted(lang, says[sight.unseen]), lang, decided=sight.unseen_decided),
    )


def _after(answer: str, lang: str, *, decided: bool) -> str:
    return say(lang, "hypotheses.then-decided" if decided else "hypotheses.then-undecided", answer=answer)


def _answers(enquiry: Enquiry, answers: Sequence[str], lang: str) -> Table:
    rows = tuple(
        (
            line(Run(f"H{at}{NBSP}{answer}", strong=row.hypothesis == enquiry.leader)),
            line(percent(lang, row.point or 0.0)),
            line(_bounds(row, lang)),
            line("–" if row.judged_low is None or row.judged_high is None else span(lang, row.judged_low, row.judged_high)),
            line(Run(number(lang, len(row.speaks_for)), row.speaks_for)),
            line(Run(number(lang, len(row.speaks_against)), row.speaks_against)),
            line(f"{row.said} / {row.denied}"),
        )
        for at, (row, answer) in enumerate(zip(enquiry.rows, answers, strict=True), 1)
    )
    head = (
        say(lang, "hypotheses.head-answer"),
        say(lang, "hypotheses.head-guess"),
        say(lang, "hypotheses.head-bounds"),
        say(lang, "hypotheses.head-judged"),
        say(lang, "hypotheses.head-for"),
        say(lang, "hypotheses.head-against"),
        say(lang, "hypotheses.head-said"),
    )
    return Table(head, rows, caption=say(lang, "hypotheses.answers"), figures=frozenset(range(1, 7)))


def _pieces(enquiry: Enquiry, pieces: Sequence[str], ledger: Ledger, lang: str) -> Table:
    rows = tuple(
        (
            line(
                Run(f"E{at}{NBSP}{what}", piece.because, strong=piece.turns),
                *([Run(f" ({called(ledger, piece.by, lang)})", quiet=True)] if piece.by else []),
            ),
            line(f"{piece.group} × {number(lang, piece.worth)}" if piece.group else ""),
            line(number(lang, piece.decibans, 1)),
            *(line(span(lang, low, high)) for low, high in piece.chances),
        )
        for at, (piece, what) in enumerate(zip(enquiry.pieces, pieces, strict=True), 1)
    )
    head = (
        say(lang, "hypotheses.head-piece"),
        say(lang, "hypotheses.head-group"),
        say(lang, "hypotheses.head-decibans"),
        *_marks(enquiry),
    )
    return Table(
        head, rows, caption=say(lang, "hypotheses.pieces"), figures=frozenset(range(2, 3 + len(enquiry.rows))), folded=True
    )


def _sights(enquiry: Enquiry, lang: str) -> Table:
    marks = {row.hypothesis: f"H{at}" for at, row in enumerate(enquiry.rows, 1)}
    rows = tuple(
        (
            line(sight.what.best(lang)),
            line(number(lang, sight.bits, 2)),
            line(_after(marks[sight.seen], lang, decided=sight.seen_decided)),
            line(_after(marks[sight.unseen], lang, decided=sight.unseen_decided)),
            *(line(span(lang, low, high)) for low, high in sight.chances),
        )
        for sight in enquiry.sights
    )
    head = (
        say(lang, "hypotheses.head-sight"),
        say(lang, "hypotheses.head-bits"),
        say(lang, "hypotheses.head-seen"),
        say(lang, "hypotheses.head-unseen"),
        *_marks(enquiry),
    )
    figures = frozenset({1, *range(4, 4 + len(enquiry.rows))})
    return Table(head, rows, caption=say(lang, "hypotheses.sights"), figures=figures)


def _marks(enquiry: Enquiry) -> list[str]:
    return [f"H{at}" for at in range(1, len(enquiry.rows) + 1)]


def _matrix(enquiry: Enquiry, ledger: Ledger, lang: str) -> Table:
    """Give the plain matrix: answers in rows, the entries recorded for and against them in columns."""
    says = _says(enquiry, ledger, lang)
    entries = list(dict.fromkeys(id_ for row in enquiry.rows for id_ in (*row.speaks_for, *row.speaks_against)))
    rows = tuple(
        (
            line(says[row.hypothesis]),
            line(f"{row.said} / {row.denied}"),
            *(line(_sign(row, id_)) for id_ in entries),
        )
        for row in enquiry.rows
    )
    head = (
        say(lang, "hypotheses.head-answer"),
        say(lang, "hypotheses.head-said"),
        *(called(ledger, id_, lang) for id_ in entries),
    )
    return Table(head, rows, caption=_asks(enquiry, ledger, lang), folded=True)


def _sign(row: Standing, id_: str) -> str:
    return ("+" if id_ in row.speaks_for else "") + ("−" if id_ in row.speaks_against else "")


def _named(piece: Piece, ledger: Ledger, lang: str) -> str:
    if piece.what is not None:
        return piece.what.best(lang)
    return ", ".join(called(ledger, id_, lang) for id_ in piece.because)


def _asks(enquiry: Enquiry, ledger: Ledger, lang: str) -> str:
    question = ledger.by_id[enquiry.question]
    assert isinstance(question, Question)  # noqa: S101  # of which the enquiry is
    return question.asks.best(lang)


def _says(enquiry: Enquiry, ledger: Ledger, lang: str) -> dict[str, str]:
    question = ledger.by_id[enquiry.question]
    assert isinstance(question, Question)  # noqa: S101  # of which the enquiry is
    return {hypothesis.id: hypothesis.says.best(lang) for hypothesis in reversed(question.hypotheses)}
