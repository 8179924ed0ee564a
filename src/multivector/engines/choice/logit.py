"""Many noisy choices: one stable weighting, against weights by issue and weights that drift, by what they predict unseen.

Of the votes v = 1, 2, 3 (yes, abstain, no) on a roll call, U(v) = alpha_v + sum_p w_p (1 - |v - v_p| / 2), v_p being how partner
p voted: the share of the way that v leaves to it. P(v) = exp U(v) / sum exp U. Fitted by maximum likelihood with a ridge on all
weights but alpha (Newton; the likelihood is concave). Splitting adds w_p by issue, drifting w_p times the time from -1 to 1.

Topics return every year, so folds hold whole topics, and gains are added up topic by topic before their error is told:

    R2 = 1 - L / L_0                 L_0 the likelihood of unseen votes by alpha alone (McFadden 1974, out of sample)
    gain = (L - L_stable) / n        in log-likelihood a vote, unseen; z its sum over topics by the root of the sum of squares
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

Form = Literal["constants", "stable", "split", "drift"]
FORMS: tuple[Form, ...] = get_args(Form)
_VOTES = np.array([1, 2, 3])
_STEPS = 60
_ENOUGH = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Roll:
    """Votes of one state, beside those of its partners.

    Attributes:
        vote: 1 yes, 2 abstain, 3 no.
        near: Of roll call, vote and partner: how near that vote is to the partner's, 0 to 1; 0 for all where it was absent.
        issue: Of roll call: a number for what it is about.
        time: Of roll call: from -1 to 1.
        topic: Of roll call: a number for the text that returns.
    """

    vote: Whole
    near: Floats
    issue: Whole
    time: Floats
    topic: Whole


@dataclass(frozen=True, slots=True)
class Fit:
    """What a form predicts of votes that it has not seen.

    Attributes:
        accuracy: The share of votes to which it gives the highest chance.
        r2: McFadden's, beside constants alone.
        z: By how many standard errors over topics its likelihood is above that of constants.
    """

    accuracy: float
    r2: float
    z: float


@dataclass(frozen=True, slots=True)
class Gain:
    """What a form predicts better than stable weights.

    Attributes:
        r2: The difference of McFadden's R2.
        z: By how many standard errors over topics.
    """

    r2: float
    z: float


def choices(vote: ArrayLike, partners: ArrayLike, issue: ArrayLike, time: ArrayLike, topic: ArrayLike) -> Roll:
    """Lay out the votes of a state beside those of its partners, of roll call and partner, wherever it voted.

    A partner that was absent pulls nowhere.

    Raises:
        ValueError: columns differ in length, or it never voted.
    """
    of, theirs = np.asarray(vote, dtype=np.int64), np.asarray(partners, dtype=np.int64)
    when = np.asarray(time, dtype=np.float64)
    if theirs.ndim != 2 or not len(of) == len(theirs) == len(when) == len(np.asarray(issue)) == len(np.asarray(topic)):  # noqa: PLR2004
        raise ValueError("every roll call has a vote, the votes of all partners, an issue, a time and a topic")
    kept = of > 0
    if not kept.any():
        raise ValueError("it voted on none of the roll calls")
    pulled = theirs[kept][:, None, :]
    near = np.where(pulled > 0, 1 - np.abs(_VOTES[None, :, None] - pulled) / 2, 0.0)
    span = when[kept]
    width = span.max() - span.min()
    scaled = 2 * (span - span.min()) / width - 1 if width > 0 else np.zeros(len(span))
    return Roll(of[kept], near, _numbered(np.asarray(issue)[kept]), scaled, _numbered(np.asarray(topic)[kept]))


def predicted(
    of: Roll, rng: np.random.Generator, *, folds: int = 5, rounds: int = 5, ridge: float = 1.0
) -> tuple[Mapping[Form, Fit], Mapping[Form, Gain]]:
    """Predict every vote from other topics, in several rounds of folds, by each form.

    Args:
        of: the votes.
        rng: draws which topics go together.
        folds: into how many parts topics are divided.
        rounds: how often.
        ridge: the penalty on squared weights.

    Raises:
        ValueError: there are fewer topics than folds, or fewer than two folds.
    """
    topics = int(of.topic.max()) + 1
    if not 2 <= folds <= topics or rounds < 1 or not ridge > 0:  # noqa: PLR2004  # what was seen and what not
        raise ValueError("there are at least two folds, as many topics as folds, one round, and a ridge above 0")
    total = {form: np.zeros(len(of.vote)) for form in FORMS}
    right = dict.fromkeys(FORMS, 0.0)
    laid = {form: _laid(of, form) for form in FORMS}
    for _ in range(rounds):
        fold = rng.permutation(np.arange(topics) % folds)[of.topic]
        for part in range(folds):
            unseen = fold == part
            for form in FORMS:
                chance = _chances(laid[form][unseen], _fit(laid[form][~unseen], of.vote[~unseen], ridge))
                total[form][unseen] += np.log(chance[np.arange(unseen.sum()), of.vote[unseen] - 1])
                right[form] += float((chance.argmax(axis=1) + 1 == of.vote[unseen]).sum())
    return _told(of, {form: each / rounds for form, each in total.items()}, {f: n / rounds for f, n in right.items()})


def _told(of: Roll, likely: Mapping[Form, Floats], right: Mapping[Form, float]) -> tuple[dict[Form, Fit], dict[Form, Gain]]:
    base = likely["constants"]
    fits = {
        form: Fit(right[form] / len(of.vote), float(1 - likely[form].sum() / base.sum()), _z(likely[form] - base, of.topic))
        for form in FORMS
    }
    gains: dict[Form, Gain] = {
        form: Gain(fits[form].r2 - fits["stable"].r2, _z(likely[form] - likely["stable"], of.topic))
        for form in ("split", "drift")
    }
    return fits, gains


def _z(gain: Floats, topic: Whole) -> float:
    """Give the sum of gains by its standard error over topics; 0 where there is none."""
    by = np.bincount(topic, gain)
    error = float(np.sqrt(((by - by.mean()) ** 2).sum()))
    return float(gain.sum()) / error if error > 0 else 0.0


def _laid(of: Roll, form: Form) -> Floats:
    """Give what each coefficient is multiplied by, of roll call, vote and coefficient: first two constants, then weights."""
    n = len(of.vote)
    constants = np.broadcast_to(np.eye(3)[:, 1:], (n, 3, 2))
    parts = [constants]
    if form != "constants":
        parts.append(of.near)
    if form == "split":
        parts += [of.near * (of.issue == issue)[:, None, None] for issue in range(int(of.issue.max()) + 1)]
    if form == "drift":
        parts.append(of.near * of.time[:, None, None])
    return np.concatenate(parts, axis=2)


def _chances(x: Floats, b: Floats) -> Floats:
    u = x @ b
    u -= u.max(axis=1, keepdims=True)
    e = np.exp(u)
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def _fit(x: Floats, vote: Whole, ridge: float) -> Floats:
    """Maximise the penalised likelihood by Newton's steps, halved until they gain."""
    penalty = np.full(x.shape[2], ridge)
    penalty[:2] = 1e-3  # a vote that was never cast has no finite constant
    chosen = x[np.arange(len(vote)), vote - 1].sum(axis=0)
    b = np.zeros(x.shape[2])

    def value(b: Floats) -> float:
        u = x @ b
        top = u.max(axis=1)
        return float(chosen @ b - (top + np.log(np.exp(u - top[:, None]).sum(axis=1))).sum() - (penalty * b * b).sum() / 2)

    now = value(b)
    for _ in range(_STEPS):
        p = _chances(x, b)
        mean = (p[:, :, None] * x).sum(axis=1)
        slope = chosen - mean.sum(axis=0) - penalty * b
        bend = np.einsum("nv,nvi,nvj->ij", p, x, x, optimize=True) - mean.T @ mean + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while value(b + size * step) < now and size > _ENOUGH:
            size /= 2
        b = b + size * step
        now = value(b)
        if float(np.abs(size * step).max()) < _ENOUGH:
            break
    return b


def _numbered(of: NDArray[np.generic]) -> Whole:
    return np.asarray(np.unique(of, return_inverse=True)[1], dtype=np.int64)
