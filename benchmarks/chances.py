"""Judged drafts -> the chance that a draft is accepted: a small logistic model, and its table of words.

    log odds = any + kind + rule - sum of the weights of its traits

Kind, rule and weights have a normal prior around 0, so a rule that was seldom judged stays near its kind; a trait never makes a
draft surer. Given enough judgements a rule's chance is the share that was accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multivector.reader.confidence import traits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from multivector.reader.drafts import Draft

    Floats = NDArray[np.float64]

DEVIATION, ROUNDS = 0.6, 50
"""The deviation was chosen by cross-validation within the half for fitting."""
TRAITS = ("unknown-party", "few-parties", "undated", "long")


@dataclass(frozen=True, slots=True)
class Model:
    """What is fitted: chances of rules and kinds where nothing is wanting, and weights of traits."""

    any: float
    kinds: dict[str, float]
    rules: dict[str, float]
    traits: dict[str, float]

    def chance(self, draft: Draft) -> float:
        """Give the chance that a draft is accepted, as `confidence` does from the table."""
        base = self.rules.get(draft.rule, self.kinds.get(draft.kind, self.any))
        return float(_chance(_odds(base) - sum(self.traits[name] for name, so in traits(draft).items() if so)))


def fit(drafts: Sequence[Draft], verdicts: Sequence[bool], deviation: float = DEVIATION) -> Model:
    """Fit the model by Newton's method; traits that would make a draft surer are left out."""
    kind_of = {draft.rule: draft.kind for draft in drafts}
    kinds, rules = sorted(set(kind_of.values())), sorted(kind_of)
    used = list(TRAITS)
    while True:
        x = np.array([
            [1.0, *(draft.kind == kind for kind in kinds), *(draft.rule == rule for rule in rules),
             *(-float(traits(draft)[name]) for name in used)] for draft in drafts
        ])  # fmt: skip
        prior = np.array([1e-6, *(np.full(x.shape[1] - 1, deviation**-2))])
        found = _newton(x, np.array(verdicts, dtype=np.float64), prior)
        weight = dict(zip(used, found[1 + len(kinds) + len(rules) :], strict=True))
        wrong = min(weight, key=lambda name: weight[name], default=None)
        if wrong is None or weight[wrong] >= 0:
            break
        used.remove(wrong)
    middle, of_kind = found[0], dict(zip(kinds, found[1:], strict=False))
    of_rule = dict(zip(rules, found[1 + len(kinds) :], strict=False))
    return Model(
        float(_chance(middle)),
        {kind: float(_chance(middle + of_kind[kind])) for kind in kinds},
        {rule: float(_chance(middle + of_kind[kind_of[rule]] + of_rule[rule])) for rule in rules},
        {name: float(weight.get(name, 0.0)) for name in TRAITS},
    )


def _newton(x: Floats, y: Floats, prior: Floats) -> Floats:
    at: Floats = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = _chance(x @ at)
        slope = x.T @ (y - chance) - prior * at
        step = np.linalg.solve((x.T * (chance * (1 - chance))) @ x + np.diag(prior), slope)
        at = at + step
        if np.abs(step).max() < 1e-10:  # noqa: PLR2004 - far below what is written
            break
    return at


def _chance(odds: Floats | float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.asarray(odds, dtype=np.float64))))


def _odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def table(model: Model) -> str:
    """Write the table of words."""
    head = "# How far drafts are trusted; written by tools/calibrate.py from judged drafts, do not edit.\n"
    parts = [f"any = {model.any:.3f} # a rule on which nothing was judged, of a kind on which nothing was\n"]
    for title, rows in (("kinds", model.kinds), ("rules", model.rules), ("traits", model.traits)):
        note = " # what each takes from the log odds" if title == "traits" else ""
        parts.append(f"[{title}]{note}\n" + "".join(f"{name} = {value:.3f}\n" for name, value in sorted(rows.items())))
    return head + "\n".join(parts)
