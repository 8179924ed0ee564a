"""How fast does shared memory fade, and what does an exchange programme buy?

Question:
    Something common ended: which share of all, of adults and of those at the ages of decision is old enough to remember
    it, year by year; when does that fall under a half, and to nobody? Does a generation that sources name remember? How
    many graduates of exchanges a year would make good what is lost, and which share of an elite could they be?

Method:
    The newest population by age that the dossier gives of its state is carried forward by births, deaths and migration in
    steps of five years (`engines.cohorts`), by the rates given with it; after the last the last stay. Cohorts are parted
    into single years. Who was `least` years old at the end of the year `ended` remembers. The band spans every corner of
    the ranges of `ended` and `least` and of what nobody has counted (births, migration by `fertility` and `moving`, and
    the ages of those who leave); a weight of memory that rises over the ages in that range lies within it. `people_low`
    and `people_high` span the second alone. A programme's students over `study` years give its graduates a year, whose
    stock E' = E (1 - `lost`) + graduates builds up from none over the years `horizon`. Break-even is the intake at which
    new ties, each `worth` so much of a memory, make good the share that a group loses in a year, -dM P / `worth`, as the
    mean of the five years to come. An elite to which graduates are `pull` times as likely to belong as others consists
    of them by A `pull` / (1 - A + A `pull`), A being their share of adults.

Reads:
    `population` with `of`, `on`, `women-by-age`, `men-by-age`, `rates`, `born`, `abroad`, `size` and their claims.

Caveats:
    Age is a proxy: who was old enough may have forgotten, and who was not has parents, films and school; no survey was
    used. Hedges of sizes (over, about) are read as the figure. Programmes are not summed, for one may hold another. The
    tie of a graduate is taken for one as strong as `worth` says, and that is a judgement, as is how far graduates rise.
    Migration is the weakest part: started from 1980, the same method missed the counts of 2000 by 1.4 per cent for each
    age group to 84 of Russia on average, and by 3.3 of Kazakhstan, which two million left (6.2 if all of them had been as
    young as those who come). The plain baseline beside each figure keeps the ages as they were in the first year.

Example:
    >>> import multivector
    >>> answer = multivector.lenses.generations(multivector.load("dossiers/small").ledger).answer
    >>> [(row.group, round(row.share, 2)) for row in answer.rows if row.year == 2031]
    [('all', 0.31), ('adults', 0.42), ('deciders', 0.33)]

References:
    Preston, Heuveline and Guillot (2001), Demography, ch. 6 (projection); Rogers and Castro (1981), Model Migration
    Schedules; Ryder (1965), American Sociological Review 30 (the cohort as a concept); Schuman and Scott (1989), American
    Sociological Review 54 (what one recalls as important happened in youth).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.cohorts import STEP, old_enough, single_years
from multivector.lenses.dealings import looked_at
from multivector.lenses.generations.answer import BreakEven, Crossing, GenerationsAnswer, Other, Year
from multivector.lenses.generations.paths import Base, Variant, base_of, carried
from multivector.lenses.generations.ties import Memory, generations_named, programmes
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from multivector.model.ledger import Ledger

    Floats = NDArray[np.float64]

GROUPS = ("all", "adults", "deciders")
_NOBODY = 0.005
"""A share that is none when written as whole per cent."""
_HALF = 0.5
_LOOK = 10
"""Years after the day at which variants are compared."""
_FORMATIVE = "Schuman and Scott 1989: youth; from where childhood amnesia ends to the years that form"
_JUDGED: Mapping[str, tuple[float, float, float, str]] = {
    "ended": (1991, 1990, 1993, "USSR: sovereignty declared 1990, dissolved 1991, common rouble to 1993"),
    "least": (10, 5, 17, _FORMATIVE),
    "adult": (18, 16, 21, "convention"),
    "decide_from": (30, 25, 40, "convention"),
    "decide_to": (60, 55, 70, "convention"),
    "households": (0.5, 0.0, 1.0, "benchmarks/cohorts.py: neither end suits all states"),
    "fertility": (0.2, 0.1, 0.4, "convention: half a child of two and a half, as high and low variants of the UN"),
    "moving": (0.002, 0.001, 0.01, "convention: as in calm years; Kazakhstan lost 0.018 a year in 1990-2000"),
    "horizon": (30, 10, 60, "convention"),
    "study": (4, 2, 6, "length of degrees"),
    "lost": (0.03, 0.01, 0.1, "convention"),
    "worth": (1.0, 0.1, 1.0, "convention: the most favourable"),
    "pull": (5, 1, 20, "convention"),
}
"""Default, ends of the range, and what it rests on."""


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares by scenario of people, memory (the point first), year and group; and people by scenario, year and group."""

    shares: Floats
    people: Floats


def generations(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    ended: int = 1991,
    least: int = 10,
    adult: int = 18,
    decide_from: int = 30,
    decide_to: int = 60,
    households: float = 0.5,
    fertility: float = 0.2,
    moving: float = 0.002,
    horizon: int = 30,
    study: int = 4,
    lost: float = 0.03,
    worth: float = 1.0,
    pull: int = 5,
) -> Result[GenerationsAnswer]:
    """Tell how fast shared memory fades, and what exchanges buy, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        ended: the year at whose end the common thing ended.
        least: the age from which one remembers it.
        adult: the age from which one is an adult.
        decide_from: the first of the ages of decision.
        decide_to: the age at which they are over.
        households: the share of those who leave that is of the sex and age of the population; the rest are as young as those
            who come.
        fertility: how far births that nobody has counted may lie below or above those given, as a share of them.
        moving: how many more a year than given may come or leave in years that nobody has counted, as a share of everybody.
        horizon: years after the day to look at, and over which stocks of graduates build up; 1 to 100.
        study: years that a student stays; at least 1.
        lost: the share of graduates whose tie is lost in a year, by death and by fading.
        worth: what a graduate's tie is worth, as a share of a memory; above 0.
        pull: how many times as likely a graduate is to belong to the elite as another adult.
    """
    taken = {
        "ended": ended, "least": least, "adult": adult, "decide_from": decide_from, "decide_to": decide_to,
        "households": households, "fertility": fertility, "moving": moving, "horizon": horizon, "study": study, "lost": lost,
        "worth": worth, "pull": pull,
    }  # fmt: skip
    _refuse(taken)
    ledger, day = looked_at(ledger, as_of)
    memories = _memories(ended, least)
    base = base_of(ledger, day.year)
    now = day.year if base is None else max(day.year, base.year)
    named = tuple(generations_named(ledger, now, memories[0], memories[1:]))
    if base is None:
        answer = GenerationsAnswer(
            rows=(), now=None, remembers_from=None, start=None, crossings=(), others=(), named=named, break_even=(),
            programmes=(),
        )  # fmt: skip
        caveats: tuple[Caveat, ...] = ()
    else:
        weights = _weights(len(single_years(base.people.ages)), adult, decide_from, decide_to)
        until = now + horizon
        found = _shares(base, until, _corners(fertility, moving, households), memories, weights)
        at = now - base.year
        even = tuple(_break_even(found, at, worth, base.id))
        adults = next(one for one in even if one.group == "adults")
        answer = GenerationsAnswer(
            rows=tuple(_rows(base, found, _kept(base, until, memories[0], weights))),
            now=now,
            remembers_from=now - ended + least,
            start=base.year,
            crossings=tuple(_crossings(base, found)),
            others=tuple(_others(base, now + min(_LOOK, horizon), _single(fertility, moving, households), memories, weights)),
            named=named,
            break_even=even,
            programmes=tuple(
                programmes(
                    ledger,
                    study=study,
                    lost=lost,
                    horizon=horizon,
                    pull=pull,
                    adults=max(float(found.people[0, -1, 1]), 1.0),
                    gone=_gone(found, at),
                    needed=adults.intake if adults.intake > 0 else None,
                )
            ),
        )
        caveats = tuple(_caveats(base, now, answer))
    return Result(
        lens="generations",
        as_of=day,
        ledger=ledger.digest,
        parameters=tuple(
            Parameter(name=name, value=taken[name], default=default, low=low, high=high, source=source)
            for name, (default, low, high, source) in _JUDGED.items()
        ),
        answer=answer,
        caveats=caveats,
    )


def _refuse(taken: Mapping[str, float]) -> None:
    """Raise for what is no judgement."""
    shares = all(0 <= taken[name] <= 1 for name in ("households", "fertility", "lost")) and 0 < taken["worth"] <= 1
    ages = 0 <= taken["least"] <= 100 and 0 <= taken["adult"] <= 100 and 0 <= taken["decide_from"] < taken["decide_to"]  # noqa: PLR2004  # a life
    if not (shares and ages and 0 <= taken["moving"] <= 0.1 and 1 <= taken["horizon"] <= 100):  # noqa: PLR2004
        raise ValueError("shares lie within 0..1 (worth above 0, moving at most 0.1), ages within 0..100, horizon within 1..100")
    if taken["study"] < 1 or taken["pull"] < 1 or not 1 <= taken["ended"] <= 9000:  # noqa: PLR2004  # years that dates have
        raise ValueError("study and pull are at least 1, and ended is a year")


def _memories(ended: int, least: int) -> tuple[Memory, Memory, Memory]:
    """Give the point, and the ends at which fewest and most remember."""
    first, last = (int(end) for end in _JUDGED["ended"][1:3])
    youngest, oldest = (int(end) for end in _JUDGED["least"][1:3])
    fewest = Memory(min(ended, first + ended - int(_JUDGED["ended"][0])), max(least, oldest))
    most = Memory(max(ended, last + ended - int(_JUDGED["ended"][0])), min(least, youngest))
    return Memory(ended, least), fewest, most


def _corners(fertility: float, moving: float, households: float) -> list[Variant]:
    """Give the variant that goes by what is given, then every corner of what may turn out otherwise."""
    ends = product((1 - fertility, 1 + fertility), (-moving, moving), sorted({0.0, households, 1.0}))
    return [Variant(households=households), *(Variant(births, more, one) for births, more, one in ends)]


def _single(fertility: float, moving: float, households: float) -> dict[str, Variant]:
    """Give variants in which one thing turns out otherwise."""
    return {
        "given": Variant(households=households),
        "held": Variant(households=households, held=True),
        "closed": Variant(households=households, closed=True),
        "leaving": Variant(moving=-moving, households=households),
        "coming": Variant(moving=moving, households=households),
        "fewer-births": Variant(1 - fertility, households=households),
        "more-births": Variant(1 + fertility, households=households),
        "young-leave": Variant(households=0.0),
        "households-leave": Variant(households=1.0),
    }


def _weights(years: int, adult: int, first: int, last: int) -> Floats:
    ages = np.arange(years)
    return np.array([np.ones(years), ages >= adult, (ages >= first) & (ages < last)], dtype=np.float64)


def _old(years: range, memory: Memory, size: int) -> Floats:
    """Give who was old enough, by year and age: counts are of the middle of the year, and it ended at the end of one."""
    return np.array([old_enough(size, year + 0.5, memory.ended + 1, memory.least) for year in years])


def _share(people: Floats, old: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Give the share that remembers and the people, by year and group; a group of nobody has no share."""
    whole = people @ weights.T
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, (people * old) @ weights.T / whole, np.nan)
    return np.clip(share, 0.0, 1.0), whole


def _shares(base: Base, until: int, variants: Sequence[Variant], memories: Sequence[Memory], weights: Floats) -> _Shares:
    olds = [_old(range(base.year, until + 1), memory, weights.shape[1]) for memory in memories]
    paths = [carried(base, until, variant) for variant in variants]
    shares = np.array([[_share(people, old, weights)[0] for old in olds] for people in paths])
    return _Shares(shares, np.array([_share(people, olds[0], weights)[1] for people in paths]))


def _kept(base: Base, until: int, memory: Memory, weights: Floats) -> Floats:
    """Give the shares of the plain baseline: ages as in the first year."""
    years = range(base.year, until + 1)
    people = np.tile(single_years(base.people.ages), (len(years), 1))
    return _share(people, _old(years, memory, weights.shape[1]), weights)[0]


def _rows(base: Base, found: _Shares, kept: Floats) -> Iterator[Year]:
    for at, group in product(range(len(kept)), range(len(GROUPS))):
        cell = found.shares[:, :, at, group]
        if np.isnan(cell[0, 0]):
            continue
        yield Year(
            year=base.year + at,
            group=GROUPS[group],
            share=_rounded(cell[0, 0]),
            low=_rounded(np.nanmin(cell)),
            high=_rounded(np.nanmax(cell)),
            people_low=_rounded(np.nanmin(cell[:, 0])),
            people_high=_rounded(np.nanmax(cell[:, 0])),
            baseline=None if np.isnan(kept[at, group]) else _rounded(kept[at, group]),
            people=round(float(found.people[0, at, group])),
            because=(base.id,),
        )


def _crossings(base: Base, found: _Shares) -> Iterator[Crossing]:
    for (group, name), (under, least) in product(enumerate(GROUPS), (("half", _HALF), ("nobody", _NOBODY))):
        cells = found.shares[:, :, :, group]
        low, high = np.fmin.reduce(cells, axis=(0, 1)), np.fmax.reduce(cells, axis=(0, 1))
        year, earliest, latest = (_first(base, path < least) for path in (cells[0, 0], low, high))
        yield Crossing(group=name, under=under, year=year, earliest=earliest, latest=latest, because=(base.id,))


def _first(base: Base, below: NDArray[np.bool_]) -> int | None:
    """Give the year from which on a share stays below; None if it does not."""
    above = np.flatnonzero(~below)
    at = int(above[-1]) + 1 if len(above) else 0
    return base.year + at if at < len(below) else None


def _others(
    base: Base, year: int, variants: Mapping[str, Variant], memories: Sequence[Memory], weights: Floats
) -> Iterator[Other]:
    found = _shares(base, year, list(variants.values()), memories[:1], weights).shares[:, 0, -1]
    for name, shares in zip(variants, found, strict=True):
        if not np.isnan(shares).any():
            whole, adults, deciders = (_rounded(share) for share in shares)
            yield Other(variant=name, year=year, all=whole, adults=adults, deciders=deciders, because=(base.id,))


def _break_even(found: _Shares, at: int, worth: float, id_: str) -> Iterator[BreakEven]:
    """Give what is lost a year on the mean of the years to come, five or as many as are looked at."""
    last = min(at + STEP, found.shares.shape[2] - 1)
    for group, name in enumerate(GROUPS):
        lost = np.nan_to_num((found.shares[:, :, at, group] - found.shares[:, :, last, group]) / (last - at))
        people = (found.people[:, at, group] + found.people[:, last, group])[:, None] / 2
        intake = lost * people / worth
        yield BreakEven(
            group=name,
            lost=_rounded(lost[0, 0]),
            lost_low=_rounded(lost.min()),
            lost_high=_rounded(lost.max()),
            intake=round(float(intake[0, 0])),
            intake_low=round(float(intake.min())),
            intake_high=round(float(intake.max())),
            because=(id_,),
        )


def _gone(found: _Shares, at: int) -> float:
    """Give the share of those who decide that loses its memory by the end; none where it cannot be told."""
    deciders = found.shares[0, 0, :, GROUPS.index("deciders")]
    return max(float(np.nan_to_num(deciders[at] - deciders[-1])), 0.0)


def _caveats(base: Base, now: int, answer: GenerationsAnswer) -> Iterator[Caveat]:
    yield Caveat(code="memory-by-age", because=(base.id,))
    if base.year < now:
        yield Caveat(code="carried-forward", values=(("start", str(base.year)), ("n", now - base.year)), because=(base.id,))
    yield Caveat(code="rates-held", values=(("year", str(base.given_until)),), because=(base.id,))
    if answer.programmes:
        yield Caveat(code="ties-judged", because=tuple(one.id for one in answer.programmes))


def _rounded(value: float) -> float:
    return round(float(value), 6)
