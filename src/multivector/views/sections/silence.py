"""The silence lens, told: for which figures silence holds, what would end it, what it says, and what was named all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.entries import Withholding
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import date, money, money_range, number, percent
from multivector.views.locale.tables import dash
from multivector.views.naming import called, link, told
from multivector.views.pictures_silence import figures
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.silence import Judged, Kept, Lever, SilenceAnswer
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_ALMOST_NOTHING = 0.05
"""Bits below which silence is said to say almost nothing."""
_LEVERS = {
    "safe window": "silence.lever-window", "leak": "silence.lever-leak", "sigma": "silence.lever-sigma", "q": "silence.lever-q",
}  # fmt: skip


def silence_section(result: Result[SilenceAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the silence lens's answer."""
    draws = next(one.value for one in result.parameters if one.name == "draws")
    judged = [row for row in result.answer.rows if row.judged is not None]
    bare = [row for row in result.answer.rows if row.judged is None]
    blocks: list[Block] = [Paragraph(line(say(lang, "silence.lead")), "lead")]
    if bare:
        blocks.append(_bare(bare, ledger, lang))
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    sections = tuple(
        Section(f"s-{row.withholding}", called(ledger, row.withholding, lang), tuple(_told(row, row.judged, draws, ledger, lang)))
        for row in judged
        if row.judged is not None
    )
    return Section("silence", say(lang, "silence.title"), tuple(blocks), sections)


def _told(row: Kept, judged: Judged, draws: int, ledger: Ledger, lang: str) -> Iterator[Block]:
    yield Paragraph(line(Run(_verdict(judged, draws, lang), judged.because, strong=True)))
    if judged.coverage_low is not None and judged.coverage_high is not None:
        ends = {
            "compared": _between(judged.compared_low, judged.compared_high, lang),
            "covered": _between(judged.coverage_low, judged.coverage_high, lang),
        }
        yield Paragraph(line(say(lang, "silence.condition", **ends)))
    yield Paragraph(line(_says(judged, lang)))
    yield figures(row, judged, ledger, lang)
    if row.named:
        yield Paragraph(_named(row, ledger, lang))
    entry = ledger.by_id[row.withholding]
    if isinstance(entry, Withholding) and entry.readings:
        yield Paragraph(line(say(lang, "silence.readings")))
        yield Items(tuple((Run(reading.says.best(lang), (row.withholding,)),) for reading in entry.readings))
    yield Table(
        head=(say(lang, "silence.head-lever"), say(lang, "silence.head-now"), say(lang, "silence.head-at")),
        rows=tuple(
            (
                line(say(lang, _LEVERS[one.name])),
                line(percent(lang, one.now)),
                line(_ends_at(one, lang)),
            )
            for one in judged.levers
        ),
        caption=say(lang, "silence.levers"),
        figures=frozenset({1, 2}),
        folded=True,
    )


def _verdict(judged: Judged, draws: int, lang: str) -> str:
    return say(
        lang,
        "silence.verdict",
        n=draws,
        total=percent(lang, judged.total),
        partial=percent(lang, judged.partial),
        full=percent(lang, judged.full),
    )


def _says(judged: Judged, lang: str) -> str:
    """Tell what silence says of the size."""
    given = money_range(lang, judged.given_low, judged.given_high, judged.unit)
    if judged.given_low == judged.given_high:
        given = money(lang, judged.given_low, judged.unit)
    return say(
        lang,
        "silence.almost-nothing" if judged.bits < _ALMOST_NOTHING else "silence.tells",
        before=money(lang, judged.expected, judged.unit),
        given=given,
        bits=number(lang, judged.bits, 2),
        most=number(lang, judged.most_bits, 2),
    )


def _named(row: Kept, ledger: Ledger, lang: str) -> Inline:
    runs = [Run(say(lang, "silence.named") + " ")]
    for one in row.named:
        amount = money(lang, one.low, one.unit) if one.low == one.high else money_range(lang, one.low, one.high, one.unit)
        runs += [Run("; ")] if len(runs) > 1 else []
        runs.append(Run(f"{called(ledger, one.entry, lang)}{dash(lang)}{amount}", one.because))
    return (*runs, Run("."))


def _ends_at(one: Lever, lang: str) -> str:
    if one.at is None:
        return say(lang, "silence.never")
    return say(lang, "silence.already") if one.at == one.now else percent(lang, one.at)


def _bare(rows: list[Kept], ledger: Ledger, lang: str) -> Table:
    """Give what is withheld and was not judged."""
    return Table(
        head=(
            say(lang, "silence.head-what"),
            say(lang, "silence.head-by"),
            say(lang, "silence.head-since"),
            say(lang, "silence.head-readings"),
        ),
        rows=tuple(
            (
                (link(ledger, row.withholding, lang),),
                line(", ".join(called(ledger, one, lang) for one in row.by)),
                line(date(lang, row.since) if row.since is not None else "–"),
                line(str(row.readings)),
            )
            for row in rows
        ),
        caption=say(lang, "silence.bare"),
        figures=frozenset({3}),
        folded=True,
    )


def _between(low: float, high: float, lang: str) -> str:
    return f"{percent(lang, low)}–{percent(lang, high)}"
