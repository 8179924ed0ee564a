"""The posture lens, told: consistent or not and what chance would do, every reading with what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.lenses.posture.measures import ALL
from multivector.views.blocks import Block, Inline, Items, Paragraph, Picture, Run, Section, Table, line
from multivector.views.locale import NBSP, number, percent
from multivector.views.naming import called, told
from multivector.views.pictures import NARROW, WIDE
from multivector.views.pictures_niches import niche_called
from multivector.views.svg.bounds import Interval, Mark, bounds
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.posture import PostureAnswer
    from multivector.lenses.posture.consistency import Consistency
    from multivector.lenses.posture.measures import Concentration, Measures
    from multivector.lenses.posture.readings import Condition, Reading
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_POWER = 0.05
"""Share of random choosers below which being explained tells something."""
_READINGS = {
    "multi-vector": "posture.multi-vector",
    "hedging": "posture.hedging",
    "balancing": "posture.balancing",
    "bandwagoning": "posture.bandwagoning",
    "isolation": "posture.isolation",
}
_TESTS = {
    "effective": "posture.test-effective",
    "top-share": "posture.test-top-share",
    "specialised": "posture.test-specialised",
    "exclusivity": "posture.test-exclusivity",
    "ambiguity": "posture.test-ambiguity",
    "one-sided": "posture.test-one-sided",
    "dealings": "posture.test-dealings",
}
_SHARES = {"top-share", "exclusivity", "ambiguity", "one-sided"}


def posture_section(result: Result[PostureAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the posture lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "posture.lead")), "lead")]
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    if answer.measures.concentrations:
        blocks += _consistent(answer, ledger, lang)
        blocks += _read(answer, lang)
        blocks += _measured(answer.measures, ledger, lang)
    return Section("posture", say(lang, "posture.title"), tuple(blocks))


def _consistent(answer: PostureAnswer, ledger: Ledger, lang: str) -> Iterator[Block]:
    because = tuple(dict.fromkeys(id_ for one in answer.choices for id_ in one.because))
    if not answer.consistency:
        yield Paragraph(line(Run(say(lang, "posture.no-choices"), strong=True)))
        return
    for one in answer.consistency:
        words = say(lang, "posture.middle" if one.coding == "middle" else "posture.lower-end") + " " + consistent(one, lang)
        yield Paragraph(line(Run(words, because, strong=one.coding == "middle")))
    chosen = "; ".join(f"{niche_called(ledger, one.niche, lang)}: {called(ledger, one.used, lang)}" for one in answer.choices)
    yield Paragraph(line(say(lang, "posture.choices", choices=chosen)), "note")


def consistent(one: Consistency, lang: str) -> str:
    """Tell whether choices are explained, and how many random choosers would be."""
    key = "posture.consistent" if one.explained == one.menus else "posture.in-part"
    words = say(lang, key, n=one.menus, explained=one.explained, chance=percent(lang, one.chance, 1))
    return words + " " + say(lang, "posture.power" if one.chance < _POWER else "posture.no-power")


def reading(row: Reading, lang: str) -> str:
    """Name a reading."""
    return say(lang, _READINGS[row.name])


def _read(answer: PostureAnswer, lang: str) -> Iterator[Block]:
    fitting = [reading(row, lang) for row in answer.rows if row.fits]
    words = say(lang, "posture.fit", n=len(fitting), names=", ".join(fitting)) if fitting else say(lang, "posture.none-fits")
    yield Paragraph(line(Run(words, strong=True)))
    yield Items(tuple(_reading(row, lang) for row in answer.rows))


def _reading(row: Reading, lang: str) -> Inline:
    verdict = say(lang, "posture.fits" if row.fits else "posture.fails" if row.fits is False else "posture.open")
    name = reading(row, lang)
    conditions = "; ".join(_condition(one, lang) for one in row.conditions)
    return line(Run(f"{name[:1].upper()}{name[1:]}: {verdict}.", strong=True), f" {conditions}.")


def _condition(one: Condition, lang: str) -> str:
    """Tell a condition, what it comes to, and whether that speaks for the reading."""
    value = say(lang, "posture.untold") if one.value is None else _value(one.test, one.value, lang)
    sign = "≥" if one.above else "<"
    mark = "○" if one.holds is None else "✓" if one.holds else "✗"
    return f"{mark} {say(lang, _TESTS[one.test])} {value} ({sign}{NBSP}{_value(one.test, one.threshold, lang)})"


def _value(test: str, value: float, lang: str) -> str:
    if test in _SHARES:
        return percent(lang, value)
    return number(lang, value, 3 if test == "specialised" else 0 if test == "dealings" else 1)


def _measured(of: Measures, ledger: Ledger, lang: str) -> Iterator[Block]:
    yield _picture(of, ledger, lang)
    facts = [say(lang, "posture.collisions", n=of.collisions, contradictions=of.contradictions)]
    if of.overlap is not None:
        facts.append(say(lang, "posture.overlap", share=percent(lang, of.overlap)))
    facts += [
        say(
            lang,
            "posture.between",
            one=called(ledger, pair.one, lang),
            other=called(ledger, pair.other, lang),
            ones=pair.with_one,
            others=pair.with_other,
        )
        for pair in of.between
    ]
    yield Items(tuple(line(fact) for fact in facts))
    yield Table(
        head=(
            say(lang, "posture.head-kind"),
            say(lang, "posture.head-dealings"),
            say(lang, "posture.head-partners"),
            say(lang, "posture.head-effective"),
            say(lang, "posture.head-top"),
        ),
        rows=tuple(
            (
                line(_kind(one, lang)),
                line(str(one.dealings)),
                line(str(one.partners)),
                line(number(lang, one.effective, 1)),
                line(Run(f"{called(ledger, one.top, lang)} {percent(lang, one.share)}", one.because)),
            )
            for one in of.concentrations
        ),
        caption=say(lang, "posture.concentration"),
        figures=frozenset({1, 2, 3}),
        folded=True,
    )


def _kind(one: Concentration, lang: str) -> str:
    return say(lang, "posture.all") if one.kind == ALL else label(lang, "kind", one.kind)


def _picture(of: Measures, ledger: Ledger, lang: str) -> Picture:
    """Show as how many equal partners each kind of dealing is spread."""
    rows = tuple(
        Interval(
            label=_kind(one, lang),
            low=0.0,
            high=one.effective,
            marks=(Mark(low=one.effective, high=one.effective, standing=True, words=called(ledger, one.top, lang)),),
            href="",
            strong=one.kind == ALL,
        )
        for one in of.concentrations
    )
    title = say(lang, "posture.effective")
    told_ = "; ".join(f"{row.label}: {number(lang, row.high or 0, 1)}" for row in rows)

    def draw(size: float, name: str) -> str:
        return bounds(rows, size, write=lambda value: number(lang, value, 0), title=title, told=told_, name=name)

    caption = line(Run(say(lang, "posture.effective-caption"), of.concentrations[0].because))
    return Picture(draw(WIDE, "effective"), draw(NARROW, "narrow-effective"), title, caption)
