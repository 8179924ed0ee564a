"""Which posture is it? Five readings as lists of conditions with visible thresholds, none of them a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.lenses.posture.measures import ALL

if TYPE_CHECKING:
    from multivector.lenses.posture.measures import Measures

Name = Literal["multi-vector", "hedging", "balancing", "bandwagoning", "isolation"]
Test = Literal["effective", "top-share", "specialised", "exclusivity", "ambiguity", "one-sided", "dealings"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a condition begins to hold."""

    several: float
    dominant: float
    level: float
    ambiguous: float
    fewest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that a reading asks for, what it comes to, and whether it holds; None: it cannot be told."""

    test: Test
    value: float | None
    threshold: float
    above: bool
    """Whether it holds at or above the threshold, rather than below."""
    holds: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A posture as one might read it."""

    name: Name
    conditions: tuple[Condition, ...]
    fits: bool | None
    """Whether all conditions hold; None where none fails and some cannot be told."""
    because: tuple[str, ...]


def readings_of(of: Measures, at: Thresholds) -> tuple[Reading, ...]:
    """Hold every reading to what was measured; none where nothing was."""
    whole = next((one for one in of.concentrations if one.kind == ALL), None)
    if whole is None:
        return ()
    told = [one for one in of.between if one.ambiguity is not None]
    widest = max((one.ambiguity or 0.0 for one in told), default=None)
    sided = min((one.ambiguity or 0.0 for one in told), default=None)
    many = _condition("effective", whole.effective, at.several, above=True)
    free = _condition("exclusivity", of.exclusivity, at.dominant, above=False)
    lists: dict[Name, tuple[Condition, ...]] = {
        "multi-vector": (many, _condition("specialised", of.specialised, at.level, above=False), free),
        "hedging": (_condition("ambiguity", widest, at.ambiguous, above=True), free),
        "balancing": (_condition("one-sided", sided, at.ambiguous, above=False), many),
        "bandwagoning": (
            _condition("top-share", whole.share, at.dominant, above=True),
            _condition("exclusivity", of.exclusivity, at.dominant, above=True),
        ),
        "isolation": (_condition("dealings", float(whole.dealings), float(at.fewest), above=False),),
    }
    return tuple(_reading(name, conditions, whole.because) for name, conditions in lists.items())


def _condition(test: Test, value: float | None, threshold: float, *, above: bool) -> Condition:
    holds = None if value is None else value >= threshold if above else value < threshold
    return Condition(test=test, value=value, threshold=threshold, above=above, holds=holds)


def _reading(name: Name, conditions: tuple[Condition, ...], because: tuple[str, ...]) -> Reading:
    told = [one.holds for one in conditions]
    fits = False if False in told else None if None in told else True
    return Reading(name=name, conditions=conditions, fits=fits, because=because)
