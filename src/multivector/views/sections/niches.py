"""The niches lens, told: whose ground is shared, what sources say of it and whether it holds, and the tables behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import dash, date, money_range, number, percent
from multivector.views.naming import called, link, told
from multivector.views.pictures_niches import (
    levels_matrix,
    levels_of,
    niche_called,
    rivalry_bounds,
    rivals_of_most_used,
    shares,
)
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.lenses.niches import Niche, NichesAnswer
    from multivector.lenses.niches.presence import Presence
    from multivector.lenses.niches.rivalry import Rivalry
    from multivector.lenses.niches.saying import Elsewhere, Heard, Saying
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_SAYS = {"rivals": "niches.says-rivals", "no-rivals": "niches.says-no-rivals", "absent": "niches.says-absent"}
_VERDICTS = {"fails": "niches.fails", "untold": "niches.untold", "holds": "niches.holds"}
"""In the order in which they are told."""


def niches_section(result: Result[NichesAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the niches lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "niches.question")), "lead")]
    found = rivals_of_most_used(answer)
    if found:
        supplier = called(ledger, found[0].supplier, lang)
        blocks.append(Paragraph(line(say(lang, "niches.ground", supplier=supplier))))
        blocks.append(Items(tuple(_shared(one, ledger, lang) for one in found)))
    if answer.presences:
        blocks.append(levels_matrix(answer, ledger, lang))
    if found:
        blocks.append(rivalry_bounds(found, ledger, lang))
    if answer.sayings:
        blocks.append(Paragraph(line(Run(say(lang, "niches.tested"), strong=True))))
        order = sorted(answer.sayings, key=lambda one: list(_VERDICTS).index(one.verdict))
        blocks.append(Items(tuple(_saying(one, ledger, lang) for one in order)))
        blocks += [Paragraph(_elsewhere(one, ledger, lang)) for one in answer.elsewhere]
    if answer.rows:
        blocks += [_niches(answer, ledger, lang), _suppliers(answer, ledger, lang)]
    if answer.rivalries:
        blocks.append(_pairs(answer, ledger, lang))
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    return Section("niches", say(lang, "niches.title"), tuple(blocks))


def _shared(one: Rivalry, ledger: Ledger, lang: str) -> Inline:
    words = say(
        lang,
        "niches.shared",
        share=shares(lang, one.low, one.high),
        middle=percent(lang, one.middle),
        n=len(one.niches),
        widest=shares(lang, one.widest_low, one.widest_high),
    )
    scope = "" if one.sector is None else f", {label(lang, 'sector', one.sector)}"
    return line(Run(called(ledger, one.rival, lang), strong=True), f"{scope}: ", Run(words, one.because))


def _saying(one: Saying, ledger: Ledger, lang: str) -> Inline:
    says = say(
        lang,
        _SAYS[one.says],
        source=called(ledger, one.source, lang),
        supplier=called(ledger, one.supplier, lang),
        rival=called(ledger, one.rival or one.supplier, lang),
        niche=niche_called(ledger, one.niche, lang),
    )
    heard: dict[str, Heard] = {}
    for each in one.heard:
        heard.setdefault(_heard(each, ledger, lang), each)
    others = "; ".join(heard) or say(lang, "niches.nothing-heard")
    return line(
        Run(says, one.because[:1]),
        Run(f" {say(lang, _VERDICTS[one.verdict])}", strong=True),
        Run(
            dash(lang) + say(lang, "niches.others", heard=others), tuple(dict.fromkeys(each.id for each in one.heard)), quiet=True
        ),
    )


def _heard(one: Heard, ledger: Ledger, lang: str) -> str:
    return f"{called(ledger, one.supplier, lang)}: {label(lang, 'level', one.level)}"


def _elsewhere(one: Elsewhere, ledger: Ledger, lang: str) -> Inline:
    words = say(
        lang,
        "niches.elsewhere",
        source=called(ledger, one.source, lang),
        supplier=called(ledger, one.supplier, lang),
        absent=_listed(one.absent, ledger, lang),
        able=_listed(one.able, ledger, lang),
    )
    return line(Run(words, one.because))


def _listed(found: Iterable[str], ledger: Ledger, lang: str) -> str:
    return ", ".join(niche_called(ledger, niche, lang) for niche in found)


def _niches(answer: NichesAnswer, ledger: Ledger, lang: str) -> Table:
    head = tuple(say(lang, f"niches.head-{name}") for name in ("niche", "money", "able", "contenders", "effective", "used"))
    rows = tuple(_niche(row, ledger, lang) for row in answer.rows)
    return Table(head, rows, caption=say(lang, "niches.table"), figures=frozenset({1, 2, 3, 4}), folded=True)


def _niche(row: Niche, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    effective = "–"
    if row.effective_low is not None and row.effective_high is not None:
        effective = _between(number(lang, row.effective_low, 1), number(lang, row.effective_high, 1))
    money = money_range(lang, row.low, row.high, row.currency) if row.low else say(lang, "niches.unknown")
    used = ", ".join(called(ledger, supplier, lang) for supplier in row.used)
    return (
        line(Run(niche_called(ledger, row.niche, lang), row.because)),
        line(money),
        line(_between(number(lang, row.able_low), number(lang, row.able_high))),
        line(_between(number(lang, row.contenders_low), number(lang, row.contenders_high))),
        line(effective),
        line(used or "–"),
    )


def _suppliers(answer: NichesAnswer, ledger: Ledger, lang: str) -> Table:
    head = tuple(say(lang, f"niches.head-{name}") for name in ("niche", "supplier", "level", "since", "used"))
    rows = tuple(_supplier(one, ledger, lang) for one in answer.presences)
    return Table(head, rows, caption=say(lang, "niches.suppliers"), folded=True)


def _supplier(one: Presence, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    return (
        line(niche_called(ledger, one.niche, lang)),
        line(Run(called(ledger, one.supplier, lang), one.because)),
        line(levels_of(one, lang)),
        line(", ".join(date(lang, day) for day in one.since) or "–"),
        _used(one.used, ledger, lang),
    )


def _used(deals: tuple[str, ...], ledger: Ledger, lang: str) -> Inline:
    runs = [run for id_ in deals for run in (Run("; "), link(ledger, id_, lang))][1:]
    return tuple(runs) or line("–")


def _pairs(answer: NichesAnswer, ledger: Ledger, lang: str) -> Table:
    who = tuple(say(lang, f"niches.head-{name}") for name in ("supplier", "rival", "sector"))
    what = tuple(say(lang, f"niches.head-{name}") for name in ("share", "middle", "equal", "both", "widest"))
    rows = tuple(_pair(one, ledger, lang) for one in answer.rivalries)
    return Table((*who, *what), rows, caption=say(lang, "niches.pairs"), figures=frozenset(range(3, 8)), folded=True)


def _pair(one: Rivalry, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    both = _between(number(lang, one.shared_low), number(lang, one.shared_high))
    return (
        line(called(ledger, one.supplier, lang)),
        line(Run(called(ledger, one.rival, lang), one.because)),
        line(label(lang, "sector", one.sector) or "–"),
        line(shares(lang, one.low, one.high)),
        line(percent(lang, one.middle)),
        line(percent(lang, one.equal)),
        line(f"{both} / {number(lang, len(one.niches))}"),
        line(shares(lang, one.widest_low, one.widest_high)),
    )


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"
