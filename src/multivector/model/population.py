"""What a population by age must have to be carried forward: a figure for each age group, and rates from its year on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.claims import settled
from multivector.model.problems import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.model.entries import Population
    from multivector.model.parts import Period

GROUPS, BIRTHS, DEATHS = 21, 7, 22
"""How many age groups counts, births and deaths may be given for; counts may end sooner, with an open group."""
YEARS = 5
_LEAST = 2
_MOST = {"births": 500_000, "deaths-women": 3_000_000, "deaths-men": 3_000_000}
"""Rates a year per million beyond which there is a slip of units."""


def year_of(entry: Population) -> int | None:
    """Give the year that a population is of; None where none is settled."""
    on = settled(entry, "on")
    if on is None or on.earliest is None or on.latest is None or on.earliest.year != on.latest.year:
        return None
    return int(on.earliest.year)


def begins(period: Period) -> int | None:
    """Give the year in whose middle a period begins; None if it does not take five years."""
    first, last = period.during.earliest, period.during.latest
    return first.year if first is not None and last is not None and last.year - first.year == YEARS else None


def flaws(entry: Population) -> Iterator[tuple[tuple[str | int, ...], Mistake]]:
    """Give what is wrong with counts by age and their rates, each with its path in the entry."""
    found = [*_counts(entry), *(flaw for at, period in enumerate(entry.rates) for flaw in _period(period, at))]
    yield from found
    if entry.rates and not found:
        year = year_of(entry)
        first = next((period for period in entry.rates if begins(period) == year), None)
        if year is None or not entry.women_by_age or first is None or not all(_given(first).values()):
            message = "these rates do not begin with the population"
            help_ = "give women, men and one year (`on`), and births and deaths of five years from it on"
            yield ("rates",), Mistake("no-first-rates", message, help_)


def _counts(entry: Population) -> Iterator[tuple[tuple[str | int, ...], Mistake]]:
    women, men = len(entry.women_by_age), len(entry.men_by_age)
    for key, count in (("women-by-age", women), ("men-by-age", men)):
        if count and not _LEAST <= count <= GROUPS:
            message, help_ = (
                f"{count} age groups",
                f"give {GROUPS} figures, for 0-4, 5-9 and so on; fewer if the last is open sooner",
            )
            yield (key,), Mistake("age-groups", message, help_)
    if women != men:
        message = f"women are given by {women} age groups, and men by {men}"
        yield ("women-by-age" if women else "men-by-age",), Mistake("age-groups", message, "give both by the same groups")


def _period(period: Period, at: int) -> Iterator[tuple[tuple[str | int, ...], Mistake]]:
    if begins(period) is None:
        message = f"{period.during.text} are not five years"
        yield ("rates", at, "during"), Mistake("five-years", message, "write the years of beginning and end: 2020/2025")
    for key, figures in _given(period).items():
        needed = BIRTHS if key == "births" else DEATHS
        if figures and len(figures) != needed:
            ages = "15-19 to 45-49" if key == "births" else "0, 1-4, 5-9 and so on to 100 and over"
            yield ("rates", at, key), Mistake("age-groups", f"{len(figures)} age groups", f"give {needed} figures, for {ages}")
        elif figures and (max(figures) > _MOST[key] or (key != "births" and not figures[-1])):
            message = "so many cannot be" if max(figures) > _MOST[key] else "somebody dies at 100 and over"
            yield ("rates", at, key), Mistake("impossible-rate", message, "give how many a year of a million people of that age")


def _given(period: Period) -> dict[str, tuple[int, ...]]:
    return {"births": period.births, "deaths-women": period.deaths_women, "deaths-men": period.deaths_men}
