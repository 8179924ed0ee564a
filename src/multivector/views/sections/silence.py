"""The silence lens, told: for which figures silence holds, what would end it, what it says, and what was named all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.entries import Withholding
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import date, money, money_range, number, percent
from multivector.views.locale.tables import dash
from multivector.views.naming import called, link, told
from multivector.views.pictures_silence import conditions, figures
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.silence import Kept, SilenceAnswer
    from multivector.lenses.silence.judged import Judged, Lever
    from multivector.lenses.silence.together import Together
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

ALMOST_NOTHING = 0.05
"""Bits below which silence is said to say almost nothing."""
_LEVERS = {
    "safe window": "silence.lever-window", "leak": "silence.lever-leak", "sigma": "silence.lever-sigma", "q": "silence.lever-q",
}  # fmt: skip

_REASONS = {
    "audiences": ("silence.reason-audiences", "silence.tells-audiences"),
    "cost": ("silence.reason-cost", "silence.tells-cost"),
    "no-figure": ("silence.reason-no-figure", "silence.tells-no-figure"),
    "secrecy": ("silence.reason-secrecy", "silence.tells-secrecy"),
}


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
    yield Paragraph(line(_bound(row, lang)))
    if row.named:
        yield Paragraph(_named(row, ledger, lang))
    if row.watched is not None:
        yield Paragraph(line(say(lang, "silence.watched", n=row.watched.days, texts=row.watched.texts)))
    if judged.points:
        yield conditions(row, judged, lang)
    if any(one.enough is not None for one in judged.reasons):
        yield _reasons(judged, lang)
    if judged.together is not None:
        yield Paragraph(line(_together(judged.together, judged.unit, ledger, lang)))
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
        "silence.almost-nothing" if judged.bits < ALMOST_NOTHING else "silence.tells",
        before=money(lang, judged.expected, judged.unit),
        given=given,
        bits=number(lang, judged.bits, 2),
        most=number(lang, judged.most_bits, 2),
    )


def _bound(row: Kept, lang: str) -> str:
    """Tell between which amounts the figure lies by what the ledger has of its package."""
    found = row.bound
    if found is None:
        return say(lang, "silence.no-bound")
    between = None if found.low is None or found.high is None else money_range(lang, found.low, found.high, found.unit)
    if between is None and found.high is not None:
        between = say(lang, "silence.at-most", amount=money(lang, found.high, found.unit))
    if between is None:
        between = say(lang, "silence.at-least", amount=money(lang, found.low or 0, found.unit))
    return say(lang, "silence.bound-rest" if found.rest else "silence.bound", between=between)


def _reasons(judged: Judged, lang: str) -> Table:
    """Give how far each reason would do, who offers it, and what would show it to be the one."""
    return Table(
        head=(
            say(lang, "silence.head-reason"),
            say(lang, "silence.head-enough"),
            say(lang, "silence.head-needed"),
            say(lang, "silence.head-offered"),
            say(lang, "silence.head-tells"),
        ),
        rows=tuple(
            (
                line(say(lang, _REASONS[one.name][0])),
                line("–" if one.enough is None else percent(lang, one.enough)),
                line("–" if one.needed is None else percent(lang, one.needed)),
                line(str(one.readings)),
                line(say(lang, _REASONS[one.name][1])),
            )
            for one in judged.reasons
        ),
        caption=say(lang, "silence.reasons"),
        figures=frozenset({1, 2, 3}),
    )


def _together(of: Together, unit: str, ledger: Ledger, lang: str) -> str:
    """Tell how silence fares between several who know the figure."""
    return say(
        lang,
        "silence.together",
        who=", ".join(called(ledger, one, lang) for one in of.by),
        agreed=percent(lang, of.agreed),
        alone=percent(lang, of.alone),
        paid=percent(lang, of.paid),
        silent=_stretches(of.silent_alone, unit, lang),
    )


def _stretches(silent: tuple[tuple[float, float], ...], unit: str, lang: str) -> str:
    ends = "; ".join(money_range(lang, low, high, unit) for low, high in silent)
    return ends or say(lang, "silence.on-none")


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
