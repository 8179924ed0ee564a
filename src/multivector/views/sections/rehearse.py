"""The rehearsal, told: where matching niches wins and where it loses, what its gain is made of, what the world stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Block, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import number, percent
from multivector.views.naming import called, told
from multivector.views.pictures_rehearse import MEASURES, fares, named, ranks
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.rehearse import Fared, Loses, RehearseAnswer
    from multivector.lenses.rehearse.ground import Ground
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_SHOWN = ("needs", "autonomy", "legitimacy")
"""Measures of which pictures are shown."""


def rehearse_section(result: Result[RehearseAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the answer of the rehearsal."""
    blocks: list[Block] = [Paragraph(line(say(lang, "rehearse.lead")), "lead")]
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    if result.answer.ground is not None:
        blocks += _told(result, result.answer, result.answer.ground, ledger, lang)
    return Section("rehearse", say(lang, "rehearse.title"), tuple(blocks))


def _told(result: Result[RehearseAnswer], answer: RehearseAnswer, ground: Ground, ledger: Ledger, lang: str) -> Iterator[Block]:
    at = {one.name: one.value for one in result.parameters}
    first = answer.rows[0]
    words = say(
        lang,
        "rehearse.verdict",
        n=at["sets"],
        free=percent(lang, first.undominated),
        needs=percent(lang, first.measures[0].first),
        autonomy=percent(lang, first.measures[1].first),
        legitimacy=percent(lang, first.measures[2].first),
    )
    yield Paragraph(line(Run(words, first.because, strong=True)))
    if answer.loses:
        yield Paragraph(line(Run(say(lang, "rehearse.loses"), strong=True)))
        yield Items(tuple(line(_loses(one, answer, ledger, lang)) for one in answer.loses))
    gains = {
        "once": number(lang, answer.specialisation or 0, 2),
        "anew": number(lang, answer.adaptivity or 0, 2),
        "flat": number(lang, answer.flat or 0, 2),
    }
    yield Paragraph(line(say(lang, "rehearse.made-of", **gains)))
    yield ranks(answer, ledger, lang)
    for measure in _SHOWN:
        yield fares(answer, measure, ledger, lang)
    yield _table(answer.rows, ledger, lang)
    yield Paragraph(line(_ground(ground, ledger, lang)), "note")


def _loses(one: Loses, answer: RehearseAnswer, ledger: Ledger, lang: str) -> str:
    """Tell where matching niches is not the best at a measure, and who is."""
    row = next(row for row in answer.rows if _key(row) == one.best)
    words = say(
        lang,
        "rehearse.lost",
        measure=say(lang, MEASURES[one.measure]),
        share=percent(lang, one.share),
        best=named(row.policy, row.patron, ledger, lang, adaptive=row.adaptive),
    )
    if not one.sides:
        return words
    sides = ", ".join(f"{side.parameter} {number(lang, side.low, 2)}–{number(lang, side.high, 2)}" for side in one.sides)
    where = say(lang, "rehearse.box", sides=sides, density=percent(lang, one.density), coverage=percent(lang, one.coverage))
    return f"{words} {where}"


def _key(row: Fared) -> str:
    return f"{row.policy}{f'-{row.patron}' if row.patron else ''}{'' if row.adaptive else '-static'}"


def _table(rows: tuple[Fared, ...], ledger: Ledger, lang: str) -> Table:
    return Table(
        head=(
            say(lang, "rehearse.head-policy"),
            *(say(lang, MEASURES[one.measure]) for one in rows[0].measures),
            say(lang, "rehearse.head-free"),
        ),
        rows=tuple(
            (
                line(named(row.policy, row.patron, ledger, lang, adaptive=row.adaptive)),
                *(line(f"{number(lang, one.middle, 2)} ({percent(lang, one.first)})") for one in row.measures),
                line(percent(lang, row.undominated)),
            )
            for row in rows
        ),
        caption=say(lang, "rehearse.table"),
        figures=frozenset(range(1, 7)),
        folded=True,
    )


def _ground(ground: Ground, ledger: Ledger, lang: str) -> str:
    """Tell what the world stands on."""
    none = say(lang, "rehearse.nobody")
    pairs = [f"{called(ledger, one, lang)} → {called(ledger, other, lang)}" for one, other in ground.hostile]
    return say(
        lang,
        "rehearse.ground",
        partners=", ".join(called(ledger, one, lang) for one in ground.partners),
        n=len(ground.needs) - 1,
        bound=", ".join(called(ledger, one, lang) for one in ground.bound) or none,
        hostile="; ".join(pairs) or none,
        sanctioned=", ".join(called(ledger, one, lang) for one in ground.sanctioned) or none,
    )
