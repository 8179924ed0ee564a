"""Answers -> charts: which rows, words and links a picture shows; how they are drawn is the charts' own affair."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.lenses.dealings import partners_of
from multivector.model.claims import standing
from multivector.model.entries import Deal, Event, Expectation
from multivector.views.blocks import Picture, Run, line
from multivector.views.locale import money, money_range, number, percent, short_month
from multivector.views.naming import called, printed
from multivector.views.svg.bars import Bar, bars
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.svg.matrix import Disc, matrix
from multivector.views.svg.timeline import Item, Lane, timeline
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from multivector.lenses.dealings import Dealing
    from multivector.lenses.money import MoneyAnswer
    from multivector.lenses.money.lines import Figure, Line
    from multivector.lenses.money.packages import Package
    from multivector.lenses.money.totals import Flow
    from multivector.lenses.partners import Cell, PartnersAnswer
    from multivector.lenses.sources import SourcesAnswer
    from multivector.model.ledger import Ledger

WIDE, NARROW = 760.0, 340.0
"""Pixels: the text column of a page, and a phone of 380 less its margins."""
_MOST_PARTNERS, _FEWER_PARTNERS = 10, 6
"""Partners in the matrix of a page, and of a phone."""
_MOST_LANES = 9
_MOST_RIVALS = 12
_VAGUEST = 250
"""Days over which a date may spread and still be drawn."""

Form: TypeAlias = Literal["event", "deal", "due", "met", "missed"]


def money_bars(answer: MoneyAnswer, ledger: Ledger, lang: str) -> Picture | None:
    """Show money by partner and by who pays, in the currency of most deals; None if nothing is disclosed."""
    currencies = [flow.currency for flow in answer.flows for _ in flow.because if flow.currency]
    if not currencies:
        return None
    currency = max(sorted(set(currencies)), key=currencies.count)
    groups: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in answer.flows:
        if flow.currency in {currency, ""}:
            groups[flow.partner, flow.direction].append(flow)
    rows = [_bar(found, currency, ledger, lang) for found in groups.values()]
    rows.sort(key=lambda row: (-row.low, -row.undisclosed, row.label, row.detail))
    title = say(lang, "money.bars")
    told = "; ".join(f"{row.label}, {row.detail}: {row.written}" for row in rows)

    def draw(size: float, name: str) -> str:
        return bars(tuple(rows), size, write=lambda value: money(lang, value, currency), title=title, told=told, name=name)

    return _picture(title, draw, "money", say(lang, "money.bars-caption", currency=currency))


def rivals(lines: Iterable[Line], ledger: Ledger, lang: str) -> Picture | None:
    """Show the figures that rival each other for one thing, in the currency of most; None if there are none."""
    disputed = [line_ for line_ in lines if len({figure.text for figure in line_.figures if figure.low is not None}) > 1]
    currencies = [line_.currency for line_ in disputed if line_.currency]
    if not currencies:
        return None
    currency = max(sorted(set(currencies)), key=currencies.count)
    shown = sorted((line_ for line_ in disputed if line_.currency == currency), key=lambda line_: (-len(line_.figures), line_.id))
    rows = tuple(
        Interval(
            label=called(ledger, line_.id, lang),
            low=None,
            high=None,
            marks=tuple(
                _mark(figure, lang) for figure in line_.figures if figure.low is not None and figure.currency == currency
            ),
            href=f"#e-{line_.id}",
        )
        for line_ in shown[:_MOST_RIVALS]
    )
    title = say(lang, "money.rivals-picture")
    told = "; ".join(f"{row.label}: {', '.join(mark.words for mark in row.marks)}" for row in rows)

    def draw(size: float, name: str) -> str:
        return bounds(rows, size, write=lambda value: money(lang, value, currency), title=title, told=told, name=name)

    return _picture(title, draw, "rivals", say(lang, "money.rivals-caption"))


def package_bounds(package: Package, answer: MoneyAnswer, ledger: Ledger, lang: str, about: str) -> Picture:
    """Show between which bounds a package, its parts and the unexplained rest lie, and the figures as printed."""
    lines = {line_.id: line_ for line_ in answer.lines}
    found = {bound.id: bound for bound in package.bounds}
    rows = [
        Interval(
            label=called(ledger, id_, lang),
            low=bound.low,
            high=bound.high,
            marks=tuple(
                _mark(figure, lang)
                for figure in lines[id_].figures
                if figure.low is not None and figure.currency == package.currency
            ),
            href=f"#e-{id_}",
            strong=id_ == package.id,
        )
        for id_, bound in found.items()
    ]
    if package.consistent:
        rest = (package.remainder_low, package.remainder_high)
        rows.append(Interval(label=say(lang, "money.remainder-row"), low=rest[0], high=rest[1], marks=(), href="", strong=True))
    title = say(lang, "money.bounds", name=called(ledger, package.id, lang))
    words = (
        money_range(lang, row.low, row.high, package.currency) or ", ".join(mark.words for mark in row.marks) for row in rows
    )
    told = "; ".join(f"{row.label}: {word or say(lang, 'money.anything')}" for row, word in zip(rows, words, strict=True))

    def draw(size: float, name: str) -> str:
        return bounds(
            tuple(rows), size, write=lambda value: money(lang, value, package.currency), title=title, told=told, name=name
        )

    caption = say(lang, "money.bounds-caption", about=about) if package.consistent else say(lang, "money.marks-caption")
    return _picture(title, draw, f"bounds-{package.id}", caption)


def partners_matrix(answer: PartnersAnswer, ledger: Ledger, lang: str) -> Picture:
    """Show how many dealings there are with each partner on each agenda."""
    ranked = sorted(answer.profiles, key=lambda profile: (-profile.dealings, profile.partner))
    columns = [profile.partner for profile in ranked[:_MOST_PARTNERS]]
    sums: dict[str, float] = defaultdict(float)
    shown = [cell for cell in answer.rows if cell.partner in columns]
    for cell in shown:
        sums[cell.agenda] += cell.count
    rows = sorted(sums, key=lambda agenda: (-sums[agenda], agenda))
    cells = {(rows.index(cell.agenda), columns.index(cell.partner)): _disc(cell, ledger, lang) for cell in shown}
    title = say(lang, "partners.matrix")
    told = "; ".join(disc.words for _, disc in sorted(cells.items()))

    def draw(size: float, name: str) -> str:
        names = tuple(called(ledger, partner, lang) for partner in columns[: _MOST_PARTNERS if size == WIDE else _FEWER_PARTNERS])
        drawn = {place: disc for place, disc in cells.items() if place[1] < len(names)}
        agendas = tuple(label(lang, "agenda", agenda) for agenda in rows)
        return matrix(agendas, names, drawn, size, title=title, told=told, name=name)

    caption = say(lang, "partners.matrix-caption")
    if len(ranked) > len(columns):
        caption += " " + say(lang, "partners.matrix-more", n=len(ranked) - len(columns))
    return _picture(title, draw, "partners", caption)


def source_types(answer: SourcesAnswer, lang: str) -> Picture:
    """Show whose voices the evidence is."""
    total = sum(share.evidence for share in answer.types)
    rows = tuple(
        Bar(
            label=label(lang, "type", share.type),
            detail="",
            firm=share.evidence / total,
            estimated=0,
            undisclosed=0,
            low=share.evidence / total,
            high=share.evidence / total,
            written=say(lang, "sources.share", share=percent(lang, share.evidence / total), n=share.evidence, texts=share.texts),
        )
        for share in answer.types
    )
    title = say(lang, "sources.types")
    told = "; ".join(f"{row.label}: {row.written}" for row in rows)

    def draw(size: float, name: str) -> str:
        return bars(rows, size, write=lambda share: percent(lang, share), title=title, told=told, name=name)

    return _picture(title, draw, "types", "")


def chronicle(
    answer: PartnersAnswer, expectations: Iterable[Expectation], ledger: Ledger, lang: str, as_of: date
) -> Picture | None:
    """Show events, deals and due dates by partner over the dossier's period; None if nothing is dated."""
    lanes: dict[str, list[Item]] = defaultdict(list)
    for dealing in answer.dealings:
        item = _dealt(dealing, ledger, lang)
        if item is not None:
            lanes[_alone(dealing.partners)].append(item)
    for expectation in expectations:
        item = _expected(expectation, ledger, lang)
        if item is not None:
            lanes[_alone(_partners_of_expected(expectation, ledger))].append(item)
    days = [day for items in lanes.values() for item in items for day in (item.first, item.last)]
    if not days:
        return None
    start, end = _period(ledger, min(days), max(days))
    inside = {lane: [item for item in items if _shows(item, start, end)] for lane, items in lanes.items()}
    outside = sum(len(items) for items in lanes.values()) - sum(len(items) for items in inside.values())
    ranked = sorted(
        (lane for lane in inside if inside[lane]), key=lambda lane: (lane in {"several", "unstated"}, -len(inside[lane]), lane)
    )
    drawn = tuple(Lane(label=_lane(lane, ledger, lang), items=tuple(inside[lane])) for lane in ranked[:_MOST_LANES])
    outside += sum(len(inside[lane]) for lane in ranked[_MOST_LANES:])
    title = say(lang, "partners.timeline")
    told = "; ".join(f"{lane.label}: {', '.join(item.words for item in lane.items)}" for lane in drawn)

    def draw(size: float, name: str) -> str:
        return timeline(
            drawn, start, end, size, today=as_of, write=lambda day: _month(day, lang), title=title, told=told, name=name
        )

    caption = say(lang, "partners.timeline-caption")
    return _picture(
        title, draw, "timeline", caption + (" " + say(lang, "partners.timeline-outside", n=outside) if outside else "")
    )


def _picture(title: str, draw: Callable[[float, str], str], name: str, caption: str) -> Picture:
    return Picture(draw(WIDE, name), draw(NARROW, f"narrow-{name}"), title, line(Run(caption)) if caption else ())


def _alone(partners: tuple[str, ...]) -> str:
    return partners[0] if len(partners) == 1 else "several" if partners else "unstated"


def _lane(partner: str, ledger: Ledger, lang: str) -> str:
    return called(ledger, partner, lang) if partner in ledger else label(lang, "partner", partner)


def _bar(flows: list[Flow], currency: str, ledger: Ledger, lang: str) -> Bar:
    known = next((flow for flow in flows if flow.low is not None), None)
    hidden = sum(flow.undisclosed for flow in flows)
    low = 0.0 if known is None or known.low is None else known.low
    high = 0.0 if known is None else known.high
    firm = 0.0 if known is None else known.firm
    words = [] if known is None else [money_range(lang, known.low, known.high, currency)]
    words += [say(lang, "money.and-undisclosed", n=hidden)] if hidden else []
    return Bar(
        label=_lane(flows[0].partner, ledger, lang),
        detail=label(lang, "direction", flows[0].direction),
        firm=firm,
        estimated=low - firm,
        undisclosed=hidden,
        low=low,
        high=high,
        written="; ".join(words),
    )


def _mark(figure: Figure, lang: str) -> Mark:
    return Mark(low=figure.low or 0.0, high=figure.high, standing=figure.standing, words=printed(figure.text, lang))


def _disc(cell: Cell, ledger: Ledger, lang: str) -> Disc:
    fewer = cell.lift_high < 1
    words = f"{called(ledger, cell.partner, lang)}, {label(lang, 'agenda', cell.agenda)}: {number(lang, cell.count)}"
    sign: Literal["", "+", "−"] = "+" if cell.stands_out else "−" if fewer else ""
    return Disc(count=cell.count, sign=sign, href=f"#e-{cell.because[0]}", words=words)


def _dealt(dealing: Dealing, ledger: Ledger, lang: str) -> Item | None:
    entry = ledger.by_id[dealing.id]
    if dealing.first is None or dealing.last is None or not isinstance(entry, Event | Deal):
        return None
    form: Form = "event" if isinstance(entry, Event) else "deal"
    name = called(ledger, entry.id, lang)
    return Item(label=name, first=dealing.first, last=dealing.last, form=form, href=f"#e-{entry.id}", words=name)


def _expected(expectation: Expectation, ledger: Ledger, lang: str) -> Item | None:
    dues = [claim.value for claim in standing(expectation, "due")]
    days = [day for due in dues for day in (due.earliest, due.latest)]
    if not days or None in days:
        return None
    last = expectation.outcomes[-1].is_ if expectation.outcomes else "unknown"
    form: Form = "met" if last == "met" else "missed" if last == "missed" else "due"
    name = called(ledger, expectation.id, lang)
    return Item(label=name, first=min(days), last=max(days), form=form, href=f"#e-{expectation.id}", words=name)


def _partners_of_expected(expectation: Expectation, ledger: Ledger) -> tuple[str, ...]:
    about = ledger.by_id.get(expectation.about)
    return () if about is None else partners_of(about, ledger)


def _period(ledger: Ledger, first: date, last: date) -> tuple[date, date]:
    period = None if ledger.dossier is None else ledger.dossier.period
    start = first if period is None or period.earliest is None else period.earliest
    return start, max(start, last if period is None or period.latest is None else period.latest)


def _shows(item: Item, start: date, end: date) -> bool:
    """Tell whether an item falls into the period, and is known well enough to stand at a place in it."""
    return item.last >= start and item.first <= end and (item.last - item.first).days <= _VAGUEST


def _month(day: date, lang: str) -> str:
    return f"{short_month(lang, day.month)} {day.year}" if day.month == 1 else short_month(lang, day.month)
