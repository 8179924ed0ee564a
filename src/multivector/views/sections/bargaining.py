"""The bargaining lens, told: the plain models first, the interval of each, who moves and why, what the answer hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.lenses.bargaining.outcomes import STEP
from multivector.model.entries import Question
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import number, percent
from multivector.views.naming import called, link, told
from multivector.views.pictures_bargaining import WHAT, model, outcome_density, paths, swings
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.bargaining import BargainingAnswer, Contest
    from multivector.lenses.bargaining.outcomes import Move, Outcome, Persuaded
    from multivector.lenses.bargaining.tables import Sat
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result
    from multivector.model.seats import Scale

_LEVERS = 12
"""Numbers that are told; moving the others does less."""
_MOVES = 12
"""Moves that are told; the first of a run are the ones that make it."""
_REASONS = {
    "own": "bargaining.move-own", "accepts": "bargaining.move-accepts", "conflict": "bargaining.move-conflict",
    "compromise": "bargaining.move-compromise", "compel": "bargaining.move-compel",
}  # fmt: skip


def bargaining_section(result: Result[BargainingAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the bargaining lens's answer."""
    members = next(one.value for one in result.parameters if one.name == "members")
    blocks = (
        Paragraph(line(say(lang, "bargaining.lead")), "lead"),
        *(Paragraph((told(caveat, lang),), "note") for caveat in result.caveats),
    )
    sections = tuple(contest_section(row, members, ledger, lang) for row in result.answer.rows)
    return Section("bargaining", say(lang, "bargaining.title"), blocks, sections)


def contest_section(row: Contest, members: int, ledger: Ledger, lang: str) -> Section:
    """Tell one question."""
    return Section(f"b-{row.question}", _asks(ledger, row.question, lang), tuple(_contest(row, members, ledger, lang)))


def persuasion_table(scale: Scale, levers: tuple[Persuaded, ...], ledger: Ledger, lang: str) -> Section:
    """Tell whom it would pay to persuade on a scale."""
    table = Table(
        head=(
            say(lang, "bargaining.head-actor"),
            say(lang, "bargaining.head-what"),
            say(lang, "bargaining.head-up"),
            say(lang, "bargaining.head-down"),
        ),
        rows=tuple(
            (
                line(called(ledger, one.actor, lang)),
                line(say(lang, WHAT[one.what])),
                line(_signed(lang, one.up)),
                line(_signed(lang, one.down)),
            )
            for one in levers[:_LEVERS]
        ),
        caption=_begin(scale.what.best(lang)),
        figures=frozenset({2, 3}),
    )
    note = Paragraph(line(say(lang, "bargaining.persuade-note", step=number(lang, STEP, 0))), "note")
    return Section("persuade", say(lang, "bargaining.persuade"), (note, table))


def _asks(ledger: Ledger, id_: str, lang: str) -> str:
    entry = ledger.by_id[id_]
    return entry.asks.best(lang) if isinstance(entry, Question) else id_


def _contest(row: Contest, members: int, ledger: Ledger, lang: str) -> Iterator[Block]:
    entry = ledger.by_id[row.question]
    scales = {scale.id: scale for scale in entry.scales} if isinstance(entry, Question) else {}
    for of in row.outcomes:
        scale = scales[of.scale]
        plain = of.forecasts[0]
        words = say(
            lang,
            "bargaining.verdict",
            what=_begin(scale.what.best(lang)),
            value=number(lang, plain.value, 0),
            low=number(lang, plain.low, 0),
            high=number(lang, plain.high, 0),
        )
        yield Paragraph(line(Run(words, of.because, strong=True)))
        yield Items(tuple(_marks(scale, lang)))
        yield _models(of, members, lang)
        yield outcome_density(row, of, scale, lang)
        yield paths(row, of, ledger, lang)
        yield swings(row, of, ledger, lang)
    yield _seats(row, scales, ledger, lang)
    if row.moves:
        key = "bargaining.settled" if row.settled else "bargaining.unsettled"
        yield Paragraph(line(say(lang, key, n=row.turns)))
        yield Items(tuple(line(Run(_move(one, ledger, lang), one.because)) for one in row.moves[:_MOVES]))
        more = len(row.moves) - _MOVES
        if more > 0:
            yield Paragraph(line(say(lang, "bargaining.more-moves", n=more)), "note")


def _marks(scale: Scale, lang: str) -> Iterator[Inline]:
    """Tell what places on a scale mean, from 0 up."""
    yield line(f"0: {scale.low.best(lang)}")
    for mark in sorted(scale.marks, key=lambda mark: mark.at.low):
        yield line(f"{mark.at}: {mark.says.best(lang)}".replace("..", "–"))
    yield line(f"100: {scale.high.best(lang)}")


def _models(of: Outcome, members: int, lang: str) -> Table:
    return Table(
        head=(
            say(lang, "bargaining.head-model"),
            say(lang, "bargaining.head-middle"),
            say(lang, "bargaining.head-interval"),
        ),
        rows=tuple(
            (
                line(Run(model(one.model, lang), strong=one.model == "compromise")),
                line(number(lang, one.value, 0)),
                line(_range(lang, one.low, one.high)),
            )
            for one in of.forecasts
        ),
        caption=say(lang, "bargaining.models", n=members),
        figures=frozenset({1, 2}),
    )


def _seats(row: Contest, scales: dict[str, Scale], ledger: Ledger, lang: str) -> Table:
    several = len(scales) > 1
    return Table(
        head=(
            say(lang, "bargaining.head-actor"),
            *([say(lang, "bargaining.head-scale")] if several else []),
            say(lang, "bargaining.position"),
            say(lang, "bargaining.salience"),
            say(lang, "bargaining.capability"),
            say(lang, "bargaining.head-says"),
        ),
        rows=tuple(
            (
                (link(ledger, one.actor, lang),),
                *([line(scales[one.on].what.best(lang))] if several else []),
                line(_range(lang, *one.position)),
                line(_range(lang, *one.salience)),
                line(_range(lang, *one.capability)),
                line(Run(_says(one, ledger, lang), row.because)),
            )
            for one in row.seats
        ),
        caption=say(lang, "bargaining.seats"),
        figures=frozenset({2, 3, 4} if several else {1, 2, 3}),
        folded=True,
    )


def _says(one: Sat, ledger: Ledger, lang: str) -> str:
    """Tell whose word a seat is."""
    judges = ", ".join(called(ledger, who, lang) for who in one.by)
    judged = say(lang, "bargaining.judged-by", who=judges) if judges else say(lang, "bargaining.judged")
    sources = ", ".join(called(ledger, source, lang) for source in one.sources)
    return f"{judged}; {sources}" if sources else judged


def _move(one: Move, ledger: Ledger, lang: str) -> str:
    """Tell a move and why."""
    places = [(number(lang, before, 0), number(lang, after, 0)) for before, after in zip(one.before, one.after, strict=True)]
    why = say(lang, _REASONS[one.reason], partner=called(ledger, one.partner or one.actor, lang))
    success = (
        "" if one.success is None or one.reason != "own" else say(lang, "bargaining.success", chance=percent(lang, one.success))
    )
    return say(
        lang,
        "bargaining.move",
        turn=one.turn,
        actor=called(ledger, one.actor, lang),
        way=", ".join(f"{before} → {after}" for before, after in places),
        why=why + success,
    )


def _signed(lang: str, value: float) -> str:
    """Give a change with its sign; less than a tenth is none."""
    return f"{'+' if value > 0 else ''}{number(lang, value, 1)}".replace("-", "−")


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _range(lang: str, low: float, high: float) -> str:
    ends = (number(lang, low, 0), number(lang, high, 0))
    return ends[0] if low == high else f"{ends[0]}–{ends[1]}"
