"""The generations lens, told: who remembers, until when, which generation does not, and what exchanges buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import number, percent
from multivector.views.naming import called, told
from multivector.views.pictures_generations import fading_memory
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.lenses.generations.answer import Crossing, GenerationsAnswer, Year
    from multivector.lenses.generations.ties import Generation, Programme
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_VERDICTS = {
    "none": "generations.remembers-none", "all": "generations.remembers-all", "some": "generations.remembers-some",
    "depends": "generations.remembers-depends",
}  # fmt: skip
_VARIANTS = {
    "given": "generations.variant-given", "held": "generations.variant-held", "closed": "generations.variant-closed",
    "leaving": "generations.variant-leaving", "coming": "generations.variant-coming",
    "fewer-births": "generations.variant-fewer", "more-births": "generations.variant-more",
    "young-leave": "generations.variant-young", "households-leave": "generations.variant-households",
}  # fmt: skip
_PROGRAMME_HEADS = (
    "generations.head-programme", "generations.head-where", "generations.head-students", "generations.head-intake",
    "generations.head-covers", "generations.head-stock", "generations.head-adults", "generations.head-elite",
    "generations.head-pull",
)  # fmt: skip
_EVERY = 5
_MANY = 1000
"""How many times as likely is out of the question."""


def generations_section(result: Result[GenerationsAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the generations lens's answer."""
    answer = result.answer
    given = {one.name: one.value for one in result.parameters}
    ended = str(given["ended"])
    groups = {
        "all": say(lang, "generations.all"),
        "adults": say(lang, "generations.adults", age=given["adult"]),
        "deciders": say(lang, "generations.deciders", first=given["decide_from"], last=given["decide_to"] - 1),
    }
    blocks: list[Block] = [Paragraph(line(say(lang, "generations.question", ended=ended)), "lead")]
    if answer.now is not None:
        blocks += [Paragraph(_summary(answer, ended, groups, lang)), Items(tuple(_crossings(answer, groups, lang)))]
        picture = fading_memory(answer, groups, lang)
        blocks += [] if picture is None else [picture]
    blocks += [Paragraph(_named(one, ended, ledger, lang)) for one in answer.named]
    if answer.now is not None:
        blocks += [Paragraph(_boundary(answer, lang)), *_ties(answer, given["horizon"], given["pull"], ledger, lang)]
        blocks += [_variants(answer, groups, lang), _path(answer, groups, lang)]
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    return Section("generations", say(lang, "generations.title"), tuple(blocks))


def _now(answer: GenerationsAnswer) -> dict[str, Year]:
    return {row.group: row for row in answer.rows if row.year == answer.now}


def _summary(answer: GenerationsAnswer, ended: str, groups: dict[str, str], lang: str) -> Inline:
    told_ = "; ".join(
        say(
            lang,
            "generations.share",
            group=groups[row.group],
            share=percent(lang, row.share),
            low=_bare(row.low, lang),
            high=percent(lang, row.high),
        )
        for row in _now(answer).values()
    )
    words = say(lang, "generations.summary", ended=ended, year=str(answer.now), age=answer.remembers_from, shares=told_)
    return line(Run(words, _because(answer), strong=True))


def _crossings(answer: GenerationsAnswer, groups: dict[str, str], lang: str) -> Iterator[Inline]:
    for name, label in groups.items():
        half, nobody = (next(one for one in answer.crossings if (one.group, one.under) == (name, under)) for under in _UNDER)
        words = "; ".join((_crossing(half, answer, lang), _crossing(nobody, answer, lang)))
        yield line(Run(label[:1].upper() + label[1:], strong=True), Run(f": {words}", half.because))


_UNDER = {"half": "generations.under-half", "nobody": "generations.nobody"}


def _crossing(one: Crossing, answer: GenerationsAnswer, lang: str) -> str:
    """Say when a share falls under a mark, as the years between which it does."""

    def year(found: int | None) -> str:
        if found is None:
            return say(lang, "generations.later")
        return say(lang, "generations.already", year=str(found)) if found == answer.start else str(found)

    what = say(lang, _UNDER[one.under])
    if one.earliest == one.latest:
        return f"{what}: {year(one.year)}"
    return say(lang, "generations.between", what=what, year=year(one.year), first=year(one.earliest), last=year(one.latest))


def _named(one: Generation, ended: str, ledger: Ledger, lang: str) -> Inline:
    low, high = _bare(one.low, lang), percent(lang, one.high)
    words = say(
        lang,
        "generations.named",
        first=str(one.born_first),
        last=str(one.born_last),
        low=one.age_low,
        high=one.age_high,
        verdict=say(lang, _VERDICTS[one.verdict], ended=ended, low=low, high=high, share=percent(lang, one.share)),
    )
    return line(Run(called(ledger, one.id, lang), strong=True), Run(f" {words}", one.because))


def _boundary(answer: GenerationsAnswer, lang: str) -> Inline:
    adults = _now(answer).get("adults")
    if adults is None or not answer.remembers_from or answer.remembers_from < 0:
        return line("")
    words = say(
        lang,
        "generations.boundary",
        n=answer.remembers_from,
        year=str(answer.now),
        share=percent(lang, 1 - adults.share),
        low=_bare(1 - adults.high, lang),
        high=percent(lang, 1 - adults.low),
    )
    return line(Run(words, adults.because))


def _ties(answer: GenerationsAnswer, horizon: int, pull: int, ledger: Ledger, lang: str) -> Iterator[Block]:
    adults = next(one for one in answer.break_even if one.group == "adults")
    if adults.lost > 0:
        words = say(
            lang,
            "generations.break-even",
            lost=number(lang, adults.lost * 100, 1),
            intake=_thousands(adults.intake, lang),
            low=_thousands(adults.intake_low, lang),
            high=_thousands(adults.intake_high, lang),
        )
        small = answer.programmes and all(one.covers_high is not None and one.covers_high < 1 for one in answer.programmes)
        why = Run(" " + say(lang, "generations.by-headcount"), tuple(one.id for one in answer.programmes)) if small else Run("")
        yield Paragraph(line(Run(words, adults.because), why))
    if answer.programmes:
        rows = tuple(_programme(one, ledger, lang) for one in answer.programmes)
        heads = tuple(say(lang, head, n=pull if head == "generations.head-elite" else horizon) for head in _PROGRAMME_HEADS)
        yield Table(heads, rows, caption=say(lang, "generations.programmes"), figures=frozenset(range(2, 9)))


def _programme(one: Programme, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    def span(low: str, high: str) -> str:
        return low if low == high else f"{low}–{high}"

    def counts(low: float, high: float) -> str:
        return span(number(lang, round(low)), number(lang, round(high)))

    def shares(low: float | None, high: float | None) -> str:
        return "–" if low is None or high is None else _range(low, high, lang, 1)

    return (
        line(Run(called(ledger, one.id, lang), one.because)),
        line(called(ledger, one.partner, lang)),
        line(counts(one.students_low, one.students_high)),
        line(counts(one.intake_low, one.intake_high)),
        line(shares(one.covers_low, one.covers_high)),
        line(span(_thousands(round(one.stock_low), lang), _thousands(round(one.stock_high), lang))),
        line(shares(one.adults_low, one.adults_high)),
        line(shares(one.elite_low, one.elite_high)),
        line(_pull(one, lang)),
    )


def _pull(one: Programme, lang: str) -> str:
    if one.pull_low is None or one.pull_high is None:
        return "–"
    if one.pull_low > _MANY:
        return say(lang, "generations.over", count=_MANY)
    low, high = (number(lang, round(pull)) for pull in (one.pull_low, one.pull_high))
    return low if low == high else f"{low}–{high}"


def _variants(answer: GenerationsAnswer, groups: dict[str, str], lang: str) -> Table:
    rows = tuple(
        (
            line(Run(say(lang, _VARIANTS[one.variant]), one.because)),
            *(line(percent(lang, share, 1)) for share in (one.all, one.adults, one.deciders)),
        )
        for one in answer.others
    )
    year = str(answer.others[0].year) if answer.others else ""
    caption = say(lang, "generations.variants", year=year)
    head = (say(lang, "generations.head-variant"), *groups.values())
    return Table(head, rows, caption=caption, figures=frozenset({1, 2, 3}), folded=True)


def _path(answer: GenerationsAnswer, groups: dict[str, str], lang: str) -> Table:
    years = sorted({row.year for row in answer.rows if row.year % _EVERY == 0 or row.year == answer.now})
    cells = {(row.year, row.group): row for row in answer.rows}
    rows = tuple((line(str(year)), *(_cell(cells.get((year, name)), lang) for name in groups)) for year in years)
    head = (say(lang, "generations.head-year"), *groups.values())
    return Table(head, rows, caption=say(lang, "generations.path"), figures=frozenset({1, 2, 3}), folded=True)


def _cell(row: Year | None, lang: str) -> Inline:
    if row is None:
        return line("–")
    plain = "–" if row.baseline is None else percent(lang, row.baseline)
    return line(Run(percent(lang, row.share), row.because), Run(f" ({_range(row.low, row.high, lang)}; {plain})", quiet=True))


def _because(answer: GenerationsAnswer) -> tuple[str, ...]:
    return answer.rows[0].because if answer.rows else ()


def _range(low: float, high: float, lang: str, digits: int = 0) -> str:
    """Write a range of shares, with one sign where both ends are figures."""
    ends = percent(lang, low, digits), percent(lang, high, digits)
    if ends[0] == ends[1]:
        return ends[0]
    return f"{ends[0] if '<' in ends[0] else _bare(low, lang, digits)}–{ends[1]}"


def _bare(share: float, lang: str, digits: int = 0) -> str:
    """Write the lower end of a range of shares, whose sign stands at the upper."""
    return number(lang, share * 100, digits)


def _thousands(people: int, lang: str) -> str:
    """Write a number of people that is an estimate: to the thousand, where there are many."""
    return number(lang, round(people, -3) if people > 9999 else people)  # noqa: PLR2004  # four digits are short enough
