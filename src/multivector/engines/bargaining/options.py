"""Which model, and how it is set. The names of the spatial model's options are those of its reference program."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Literal, TypeAlias, get_args

Model = Literal["spatial", "expected-utility", "compromise", "median"]
MODELS: tuple[Model, ...] = get_args(Model)

Victory = Literal["Binary", "Linear", "Square", "Quartic", "Octic"]
Pce = Literal["Conditional", "MarkovIncentive", "MarkovUniform"]
Transitions = Literal["Deterministic", "Stochastic"]
Voting = Literal["Binary", "PropBin", "Prop", "PropCbc", "Cubic", "ASymProsp"]
Adjust = Literal["None", "OneThird", "Half", "TwoThirds", "Full"]
Range = Literal["Min", "Mid", "Max"]
Commit = Literal["FullCommit", "SemiCommit", "NoCommit"]
Interpolation = Literal["S1P1", "S2P2", "S2PMax"]
Bargain = Literal["InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"]
Weight = Literal["capability", "influence"]
Offers = Literal["least", "enforceable"]
Measure = Literal["median", "mean"]

_CHOICES = {
    "victory": get_args(Victory),
    "pce": get_args(Pce),
    "transitions": get_args(Transitions),
    "voting": get_args(Voting),
    "adjust": get_args(Adjust),
    "range": get_args(Range),
    "commit": get_args(Commit),
    "interpolation": get_args(Interpolation),
    "bargain": get_args(Bargain),
    "election": get_args(Weight),
    "offers": get_args(Offers),
    "outcome": get_args(Measure),
}
SHARES = {"None": 0.0, "OneThird": 1 / 3, "Half": 0.5, "TwoThirds": 2 / 3, "Full": 1.0}


@dataclass(frozen=True, slots=True)
class Stopping:
    """When a run ends.

    Attributes:
        most: After so many turns at the latest.
        least: Not before so many.
        ratio: As soon as all together move less than this share of what they moved at the first turn; 0: only at `most`.
    """

    most: int = 100
    least: int = 2
    ratio: float = 0.02

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if self.least < 0 or self.most < 1 or not 0 <= self.ratio < math.inf:
            raise ValueError("a run ends after at least one turn, and at a share of the first movement from 0 on")


@dataclass(frozen=True, slots=True)
class Spatial:
    """Settings of the spatial model of politics.

    Attributes:
        victory: How the strengths of two coalitions become a chance of victory.
        pce: Which probabilistic Condorcet election.
        transitions: Whether the most probable bargain is taken, or one is drawn.
        voting: How a difference of utilities becomes a vote.
        adjust: How much of another's attitude to risk is seen; the rest is one's own.
        range: Which range the attitudes to risk fill.
        commit: Whether those who back a side stand by it after the contest.
        interpolation: How two that bargain divide the way between them.
        bargain: Whose view of a challenge makes the bargain.
        election: What votes weigh in both elections: capability, as published, or capability times salience, as in challenges.
        ktab_compat: Whether the defects of the reference program are kept.
        stopping: When a run ends.
        outcome: What of the final positions is the forecast, weighted by capability and salience.
    """

    victory: Victory = "Linear"
    pce: Pce = "Conditional"
    transitions: Transitions = "Deterministic"
    voting: Voting = "Prop"
    adjust: Adjust = "OneThird"
    range: Range = "Mid"
    commit: Commit = "SemiCommit"
    interpolation: Interpolation = "S2P2"
    bargain: Bargain = "InitOnlyInterp"
    election: Weight = "capability"
    ktab_compat: bool = False
    stopping: Stopping = Stopping()
    outcome: Measure = "median"

    def __post_init__(self) -> None:
        """Refuse unknown choices."""
        _known(self)


@dataclass(frozen=True, slots=True)
class ExpectedUtility:
    """Settings of the expected-utility model.

    Attributes:
        quiet: Q, the chance that the other stays where it is if it is not challenged.
        offers: Which demand an actor meets: the one that moves it least, or the one of whoever expects most.
        anchored: Whether one that is not challenged drifts to the reference point rather than to the median; tells only if Q < 1.
        stopping: When a run ends.
        outcome: What of the final positions is the forecast, weighted by capability and salience.
    """

    quiet: float = 1.0
    offers: Offers = "least"
    anchored: bool = False
    stopping: Stopping = Stopping(most=10)
    outcome: Measure = "median"

    def __post_init__(self) -> None:
        """Refuse unknown choices and what is no chance."""
        _known(self)
        if not 0 <= self.quiet <= 1:
            raise ValueError("quiet: a chance lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Weighted:
    """Settings of the compromise model and of the median voter.

    Attributes:
        anchor: The share of all weight that the reference point has; 0 leaves it out.
    """

    anchor: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 <= self.anchor < 1:
            raise ValueError("anchor: a share of the weight lies between 0 and 1, and is less than all")


Options: TypeAlias = Spatial | ExpectedUtility | Weighted
_TAKES: dict[Model, type[Options]] = {
    "spatial": Spatial,
    "expected-utility": ExpectedUtility,
    "compromise": Weighted,
    "median": Weighted,
}


def settings(model: Model, options: Options | None) -> Options:
    """Give the settings of a model, or its defaults.

    Raises:
        ValueError: there is no such model, or the settings are another's.
    """
    if model not in MODELS:
        raise ValueError(f"no model {model!r}; there are {', '.join(MODELS)}")
    if options is None:
        return _TAKES[model]()
    if not isinstance(options, _TAKES[model]):
        raise ValueError(f"the model {model} takes {_TAKES[model].__name__}, not {type(options).__name__}")  # noqa: TRY004  # of arguments
    return options


def _known(options: Spatial | ExpectedUtility) -> None:
    for each in fields(options):
        value = getattr(options, each.name)
        if each.name in _CHOICES and value not in _CHOICES[each.name]:
            raise ValueError(f"{each.name}: {value!r} is none of {', '.join(_CHOICES[each.name])}")
