"""Which explanation does the evidence favour, and which observation would decide?

Question:
    For each open question: which answer does the evidence favour, between which bounds; how few pieces of evidence would
    turn that; and which observation, not made so far, would tell the answers apart best?

Method:
    Answers to one question are taken to exclude each other. Where its `weighs` say how likely each piece of evidence is
    under each answer, as an interval, Bayes' rule gives every answer bounds that hold for every choice inside the
    intervals and the priors (`engines.evidence`). Priors are even, and any answer may beforehand be up to `prior` times as
    probable as another. Pieces of one group say partly the same: each of n counts 1 / (1 + (n - 1) `dependence`). A best
    guess takes the middle of each interval. It is *decided* only where the lower bound of one answer lies above the upper
    bound of every other; else it is undecided, whatever the best guess. Decibans are ten times the common logarithm of
    how many times as probable the first answer is as the second. `would-tell` observations are ranked by the bits that
    seeing or not seeing them is expected to tell at the best guesses, with the verdict that either would lead to.
    Where nothing is weighed the answers stand in rows and what was recorded for and against them in columns: a matrix, no
    verdict.

Reads:
    `question` with `hypotheses` (`because`, `against`, `evidence`, `likelihood`), `weighs` and `would-tell`.

Caveats:
    Likelihoods are judgements of whoever weighs, visible in the dossier, and no measurements; an answer that nobody thought
    of is not among them. The method is known to be poor at what it was made for: the analysis of competing hypotheses, from
    which the matrix descends, did not make analysts more coherent or accurate in experiments, and may make them less so.
    The only layout that lowered confirmation bias there has the hypotheses in rows and the evidence in columns, as here;
    that is one study of 161 people. Read bounds before best guesses, and the fewest pieces that turn it before both.
    Baseline: even priors, and the count of entries for and against, which stands beside each answer.

Example:
    >>> import multivector
    >>> (enquiry,) = multivector.lenses.hypotheses(multivector.load("dossiers/small").ledger).answer.enquiries
    >>> [(row.hypothesis, round(row.low or 0, 2), round(row.high or 0, 2)) for row in enquiry.rows], enquiry.decided
    ([('comparison', 0.09, 0.92), ('no-total', 0.08, 0.91)], False)

References:
    Good (1950), Probability and the Weighing of Evidence (decibans); Lindley (1956), Annals of Mathematical Statistics 27
    (expected information); Heuer (1999), Psychology of Intelligence Analysis, ch. 8 (the matrix); Dhami, Belton and Mandel
    (2019), Applied Cognitive Psychology 33, and Karvetski and Mandel (2020), Judgment and Decision Making 15 (that it
    tests poorly); Dhami and others (2024), Cognitive Research: Principles and Implications 9, 37 (hypotheses in rows).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.evidence import Item, discount, gain, weigh
from multivector.lenses.dealings import looked_at
from multivector.model.entries import Question
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from multivector.engines.evidence import Verdict
    from multivector.model.ledger import Ledger
    from multivector.model.names import Names
    from multivector.model.parts import Chance, Hypothesis, Weight

_RIVALS = 2
"""Answers that a question needs to be weighed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One answer to a question: how probable by the weights, beside what the analyst judged and what was recorded."""

    question: str
    hypothesis: str
    point: float | None
    """At the best guesses; None where nothing is weighed, as are the bounds."""
    low: float | None
    high: float | None
    judged_low: float | None
    """The analyst's own likelihood, as a share; None where none was judged."""
    judged_high: float | None
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    said: int
    """Pieces of evidence in which a source says so."""
    denied: int
    """Pieces of evidence in which a source denies or doubts it."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence as weighed."""

    what: Names | None
    """None: what its entries are called."""
    group: str
    worth: float
    """What its vote is worth, 0 to 1, as it depends on others of its group."""
    chances: tuple[tuple[float, float], ...]
    """How likely it is under each answer, in the order of the rows: the least and the most."""
    decibans: float
    """How far it speaks for the first answer against the second, at the best guesses and its worth."""
    turns: bool
    """Whether it belongs to the fewest pieces without which another answer leads."""
    by: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """An observation not made so far: what it is expected to tell, and where either outcome would lead."""

    what: Names
    bits: float
    chances: tuple[tuple[float, float], ...]
    seen: str
    """The answer that would lead if it were seen."""
    seen_decided: bool
    unseen: str
    """The answer that would lead if it turned out not to be so."""
    unseen_decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """One question: its answers, most probable first where they are weighed, and what the verdict rests on."""

    question: str
    rows: tuple[Standing, ...]
    leader: str | None
    """The most probable answer at the best guesses; None where nothing is weighed or the first two are level."""
    decided: bool
    margin: float | None
    """Decibans between the first and the second answer; None where nothing is weighed, as are the next two."""
    margin_apart: float | None
    """The same for the same first answer if all pieces were independent; negative: another then leads."""
    margin_together: float | None
    """The same if each group had one vote."""
    turnable: bool
    """Whether leaving out pieces of evidence can make another answer lead."""
    pieces: tuple[Piece, ...]
    sights: tuple[Sight, ...]
    """What would tell most first."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesesAnswer:
    """All answers to all questions; and the questions, those that are weighed first."""

    rows: tuple[Standing, ...]
    enquiries: tuple[Enquiry, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the parameters say."""

    prior: int
    dependence: float
    floor: float

    def verdict(self, items: Sequence[Item], answers: int) -> Verdict:
        """Weigh items with even priors, each answer at most `prior` times as probable as another beforehand."""
        apart = math.sqrt(self.prior)
        groups = {item.group: self.dependence for item in items}
        return weigh([1.0] * answers, items, groups, prior_low=[1 / apart] * answers, prior_high=[apart] * answers)

    def item(self, chances: Sequence[tuple[float, float]], group: str = "") -> Item:
        """Make an item whose best guesses are the middles."""
        low, high = zip(*chances, strict=True)
        return Item(tuple(low), tuple((one + other) / 2 for one, other in chances), tuple(high), group)

    def chances(self, under: Sequence[Chance], answers: Sequence[str]) -> tuple[tuple[float, float], ...] | None:
        """Give the ends for each answer; None if one has none."""
        given = {chance.if_: chance.likelihood for chance in reversed(under)}
        if not given.keys() >= set(answers):
            return None
        return tuple((self._within(given[answer].low), self._within(given[answer].high)) for answer in answers)

    def _within(self, per_cent: float) -> float:
        return min(max(per_cent / 100, self.floor), 1 - self.floor)


def hypotheses(
    ledger: Ledger, *, as_of: date | None = None, prior: int = 2, dependence: float = 0.5, floor: float = 0.01
) -> Result[HypothesesAnswer]:
    """Weigh the rival answers to each question, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        prior: how many times as probable as another an answer may be before the evidence, 1 (all even) or more.
        dependence: how far pieces of evidence of one group repeat each other, 0 (not at all) to 1 (one vote for all).
        floor: a likelihood nearer to 0 or 1 than this counts as this near: nothing is impossible; within (0, 0.5).
    """
    if prior < 1 or not 0 <= dependence <= 1 or not 0 < floor < 0.5:  # noqa: PLR2004  # an even chance
        raise ValueError("prior must be at least 1, dependence lie within 0..1, and floor within (0, 0.5)")
    ledger, day = looked_at(ledger, as_of)
    judged = _Judged(prior, dependence, floor)
    found = [_enquiry(question, ledger, judged) for question in ledger.of(Question) if question.hypotheses]
    enquiries = tuple(sorted(found, key=lambda enquiry: (not enquiry.pieces, enquiry.question)))
    return Result(
        lens="hypotheses",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="prior", value=prior, default=2, low=1, high=10, source="convention"),
            Parameter(name="dependence", value=dependence, default=0.5, low=0.0, high=1.0, source="convention"),
            Parameter(name="floor", value=floor, default=0.01, low=0.01, high=0.05, source="convention"),
        ),
        answer=HypothesesAnswer(rows=tuple(row for enquiry in enquiries for row in enquiry.rows), enquiries=enquiries),
        caveats=_caveats(enquiries, ledger),
    )


def _enquiry(question: Question, ledger: Ledger, judged: _Judged) -> Enquiry:
    answers = list(dict.fromkeys(hypothesis.id for hypothesis in question.hypotheses))
    weighed = [
        (weight, chances)
        for weight in question.weighs
        if (chances := judged.chances(weight.under, answers)) is not None and all(id_ in ledger for id_ in weight.on)
    ]
    if not weighed or len(answers) < _RIVALS:
        rows = _standings(question, answers, None, ledger)
        return Enquiry(
            question=question.id, rows=rows, leader=None, decided=False, margin=None, margin_apart=None, margin_together=None,
            turnable=False, pieces=(), sights=(), because=(question.id,),
        )  # fmt: skip
    items = [judged.item(chances, weight.group or "") for weight, chances in weighed]
    verdict = judged.verdict(items, len(answers))
    order = sorted(range(len(answers)), key=lambda at: (-verdict.point[at], at))
    order.remove(verdict.leader)
    order.insert(0, verdict.leader)
    rows = _standings(question, answers, verdict, ledger)
    return Enquiry(
        question=question.id,
        rows=tuple(rows[at] for at in order),
        leader=answers[verdict.leader] if verdict.margin > 0 else None,
        decided=verdict.decided,
        margin=_rounded(verdict.margin),
        margin_apart=_rounded(_margin(items, 0.0, verdict.leader)),
        margin_together=_rounded(_margin(items, 1.0, verdict.leader)),
        turnable=verdict.flip is not None,
        pieces=_pieces(weighed, items, order, verdict, judged),
        sights=_sights(question, answers, items, order, verdict, judged),
        because=(question.id,),
    )


def _standings(question: Question, answers: list[str], verdict: Verdict | None, ledger: Ledger) -> tuple[Standing, ...]:
    first: dict[str, Hypothesis] = {hypothesis.id: hypothesis for hypothesis in reversed(question.hypotheses)}
    found = []
    for at, answer in enumerate(answers):
        hypothesis = first[answer]
        speaks_for, speaks_against = (
            tuple(id_ for id_ in dict.fromkeys(ids) if id_ in ledger) for ids in (hypothesis.because, hypothesis.against)
        )
        said = sum(evidence.does in {"asserts", "predicts"} for evidence in hypothesis.evidence)
        likelihood = hypothesis.likelihood
        found.append(
            Standing(
                question=question.id,
                hypothesis=answer,
                point=None if verdict is None else _rounded(verdict.point[at]),
                low=None if verdict is None else _rounded(verdict.low[at]),
                high=None if verdict is None else _rounded(verdict.high[at]),
                judged_low=None if likelihood is None else _rounded(likelihood.low / 100),
                judged_high=None if likelihood is None else _rounded(likelihood.high / 100),
                speaks_for=speaks_for,
                speaks_against=speaks_against,
                said=said,
                denied=len(hypothesis.evidence) - said,
                because=(question.id,),
            )
        )
    return tuple(found)


def _pieces(
    weighed: list[tuple[Weight, tuple[tuple[float, float], ...]]],
    items: list[Item],
    order: list[int],
    verdict: Verdict,
    judged: _Judged,
) -> tuple[Piece, ...]:
    first, second = order[:2]
    worths = _worths(items, judged.dependence)
    return tuple(
        Piece(
            what=weight.what,
            group=item.group,
            worth=_rounded(worth),
            chances=tuple(chances[at] for at in order),
            decibans=_rounded(10 * worth * math.log10(item.point[first] / item.point[second])),
            turns=position in (verdict.flip or ()),
            by=weight.by,
            because=tuple(dict.fromkeys(weight.on)),
        )
        for position, ((weight, chances), item, worth) in enumerate(zip(weighed, items, worths, strict=True))
    )


def _sights(
    question: Question, answers: list[str], items: list[Item], order: list[int], verdict: Verdict, judged: _Judged
) -> tuple[Sight, ...]:
    found = []
    for observation in question.would_tell:
        chances = judged.chances(observation.under, answers)
        if chances is None:
            continue
        seen, unseen = judged.item(chances), judged.item([(1 - high, 1 - low) for low, high in chances])
        after = [judged.verdict([*items, item], len(answers)) for item in (seen, unseen)]
        found.append(
            Sight(
                what=observation.what,
                bits=_rounded(gain(verdict.point, [seen.point, unseen.point])),
                chances=tuple(chances[at] for at in order),
                seen=answers[after[0].leader],
                seen_decided=after[0].decided,
                unseen=answers[after[1].leader],
                unseen_decided=after[1].decided,
            )
        )
    return tuple(sorted(found, key=lambda sight: -sight.bits))


def _margin(items: list[Item], dependence: float, leader: int) -> float:
    """Give the decibans between an answer and the best other one, at the best guesses and this dependence."""
    worths = _worths(items, dependence)
    sums = [
        sum(10 * worth * math.log10(item.point[at]) for item, worth in zip(items, worths, strict=True))
        for at in range(len(items[0].point))
    ]
    return sums[leader] - max(value for at, value in enumerate(sums) if at != leader)


def _worths(items: list[Item], dependence: float) -> list[float]:
    sizes = Counter(item.group for item in items)
    return [discount(sizes[item.group], dependence) if item.group else 1.0 for item in items]


def _caveats(enquiries: tuple[Enquiry, ...], ledger: Ledger) -> tuple[Caveat, ...]:
    caveats = []
    weighed = tuple(enquiry.question for enquiry in enquiries if enquiry.pieces)
    if weighed:
        caveats.append(Caveat(code="likelihoods-judged", because=weighed))
    bare = tuple(enquiry.question for enquiry in enquiries if not enquiry.pieces)
    if bare:
        caveats.append(Caveat(code="not-weighed", values=(("n", len(bare)),), because=bare))
    given = {question.id: len(question.weighs) + len(question.would_tell) for question in ledger.of(Question)}
    left = {enquiry.question: given[enquiry.question] - len(enquiry.pieces) - len(enquiry.sights) for enquiry in enquiries}
    out = tuple(id_ for id_, count in left.items() if count)
    if out:
        caveats.append(Caveat(code="weights-left-out", values=(("n", sum(left.values())),), because=out))
    return tuple(caveats)


def _rounded(value: float) -> float:
    return round(float(value), 6)
