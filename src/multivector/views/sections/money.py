"""The money lens, told: totals, packages with their contradictions and bounds, rival figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.lenses.money.totals import DIMENSIONS
from multivector.views import pictures
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import money, money_range, number, percent
from multivector.views.naming import called, link, printed, told
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.lenses.money import MoneyAnswer
    from multivector.lenses.money.lines import Figure, Line
    from multivector.lenses.money.packages import Contradiction, Package
    from multivector.lenses.money.totals import Total
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_SHOWN_CONTRADICTIONS = 2


def money_section(result: Result[MoneyAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the money lens's answer."""
    answer = result.answer
    counted = [line_ for line_ in answer.lines if line_.counted]
    disclosed = sum(line_.disclosed for line_ in counted)
    blocks: list[Block] = [Paragraph(line(say(lang, "money.question")), "lead")]
    blocks.append(
        Paragraph(line(Run(say(lang, "money.total", n=len(counted), disclosed=disclosed), tuple(line_.id for line_ in counted))))
    )
    picture = pictures.money_bars(answer, ledger, lang)
    blocks += [picture] if picture is not None else []
    contested_first = sorted(answer.packages, key=lambda package: not package.contradictions)
    inner = [_package(package, result, ledger, lang) for package in contested_first]
    rivals = [line_ for line_ in answer.lines if len(line_.figures) > 1]
    if rivals:
        inner.append(Section("money-rivals", say(lang, "money.rivals"), _rivals(rivals, ledger, lang)))
    blocks += [_totals(answer, dimension, ledger, lang) for dimension in DIMENSIONS if answer.rows]
    hoped = next((caveat.because for caveat in result.caveats if caveat.code == "not-agreed"), ())
    if hoped:
        blocks.append(_hoped([line_ for line_ in answer.lines if line_.id in hoped], ledger, lang))
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    blocks.append(Paragraph(line(say(lang, "money.statistics")), "note"))
    return Section("money", say(lang, "money.title"), tuple(blocks), tuple(inner))


def totals_of(package: Package, lang: str) -> str:
    """Write the figures that sources give for the whole of a package."""
    return " / ".join(printed(figure.text, lang) for figure in package.total if figure.hedge != "undisclosed")


def _package(package: Package, result: Result[MoneyAnswer], ledger: Ledger, lang: str) -> Section:
    blocks: list[Block] = [Paragraph(_whole(package, ledger, lang))]
    if package.accounts:
        account = package.accounts[0]
        total = money_range(lang, account.low, account.high, package.currency)
        words = say(lang, "money.account", source=called(ledger, account.source, lang), n=len(account.parts), sum=total)
        blocks.append(Paragraph(line(Run(words, account.parts), ".")))
    if len(package.contradictions) > 1:
        blocks.append(Paragraph(line(say(lang, "money.contradiction-order")), "note"))
    for contradiction in package.contradictions[:_SHOWN_CONTRADICTIONS]:
        blocks += _contradiction(contradiction, package, ledger, lang)
    more = len(package.contradictions) - _SHOWN_CONTRADICTIONS
    if more > 0:
        blocks.append(Paragraph(line(say(lang, "money.more-contradictions", n=more)), "note"))
    if not package.contradictions:
        blocks.append(Paragraph(line(say(lang, "money.no-contradiction"))))
    if package.consistent:
        unbounded = not package.remainder_low and package.remainder_high is None
        bounds = (
            say(lang, "money.anything")
            if unbounded
            else money_range(lang, package.remainder_low, package.remainder_high, package.currency)
        )
        blocks.append(Paragraph(line(Run(say(lang, "money.remainder", bounds=bounds), (package.id, *package.parts)))))
    else:
        blocks.append(Paragraph(line(say(lang, "money.remainder-none"))))
    about = next((parameter.value for parameter in result.parameters if parameter.name == "about"), 0.0)
    blocks.append(pictures.package_bounds(package, result.answer, ledger, lang, percent(lang, about)))
    return Section(f"package-{package.id}", say(lang, "money.package", name=called(ledger, package.id, lang)), tuple(blocks))


def _whole(package: Package, ledger: Ledger, lang: str) -> Inline:
    figures = [figure for figure in package.total if figure.hedge != "undisclosed"]
    if not figures:
        return line(Run(say(lang, "money.package-no-total"), (package.id,)))
    runs: list[Run] = []
    for figure in figures:
        if runs:
            runs.append(Run("; "))
        runs += [
            Run(printed(figure.text, lang), (package.id,), strong=True),
            Run(f" ({_texts(figure, ledger, lang)})", quiet=True),
        ]
    before, after = say(lang, "money.package-total", figure="\0").split("\0")
    return (Run(before), *runs, Run(after + "."))


def _contradiction(found: Contradiction, package: Package, ledger: Ledger, lang: str) -> Iterable[Block]:
    gap = money(lang, found.gap, package.currency)
    yield Paragraph(line(Run(say(lang, "money.contradiction", n=len(found.members), gap=gap), strong=True)))
    yield Items(
        tuple(
            line(
                link(ledger, member.id, lang),
                ": ",
                Run(printed(member.figure, lang), strong=True),
                Run(f" ({_names(member.texts, ledger, lang)})", quiet=True),
            )
            for member in found.members
        )
    )
    yield Paragraph(line(say(lang, "money.unconditional" if found.unconditional else "money.face")), "note")


def _rivals(lines: list[Line], ledger: Ledger, lang: str) -> tuple[Block, ...]:
    rows = []
    for line_ in lines:
        for position, figure in enumerate(line_.figures):
            name = line(link(ledger, line_.id, lang)) if position == 0 else ()
            mark = " ✓" if figure.adopted else ""
            rows.append(
                (name, line(Run(printed(figure.text, lang) + mark, strong=figure.adopted)), line(_texts(figure, ledger, lang)))
            )
    head = (say(lang, "money.head-deal"), say(lang, "money.head-figure"), say(lang, "money.head-source"))
    picture = pictures.rivals(lines, ledger, lang)
    drawn = () if picture is None else (picture,)
    caption = say(lang, "money.rivals-table")
    return (
        Paragraph(line(say(lang, "money.rivals-lead"))),
        *drawn,
        Table(head, tuple(rows), caption=caption, folded=picture is not None),
    )


def _totals(answer: MoneyAnswer, dimension: str, ledger: Ledger, lang: str) -> Table:
    head = (label(lang, "dimension", dimension), *(say(lang, f"money.head-{name}") for name in ("sum", "deals", "undisclosed")))
    rows = tuple(_total(total, ledger, lang) for total in answer.rows if total.dimension == dimension)
    caption = say(lang, "money.totals", dimension=label(lang, "dimension", dimension))
    return Table(head, rows, caption=caption, figures=frozenset({1, 2, 3}), folded=True)


def _hoped(lines: list[Line], ledger: Ledger, lang: str) -> Table:
    head = tuple(say(lang, f"money.head-{name}") for name in ("deal", "figure", "stage"))
    rows = tuple(
        (
            line(link(ledger, line_.id, lang)),
            line(" / ".join(printed(figure.text, lang) for figure in line_.figures) or say(lang, "money.undisclosed")),
            line(label(lang, "stage", line_.stage)),
        )
        for line_ in lines
    )
    return Table(head, rows, caption=say(lang, "money.hoped"), folded=True)


def _total(total: Total, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    name = called(ledger, total.key, lang) if total.key in ledger else label(lang, total.dimension, total.key)
    undisclosed = say(lang, "money.undisclosed")
    figure = money_range(lang, total.low, total.high, total.currency) if total.low is not None else undisclosed
    return line(name), line(Run(figure, total.because)), line(number(lang, total.deals)), line(number(lang, total.undisclosed))


def _texts(figure: Figure, ledger: Ledger, lang: str) -> str:
    return _names(figure.texts, ledger, lang)


def _names(texts: tuple[str, ...], ledger: Ledger, lang: str) -> str:
    return "; ".join(called(ledger, text, lang) for text in texts) or say(lang, "annex.own")
