"""What was said to whom, by word and gesture, and do words to different audiences contradict each other?

Question:
    Which messages and gestures went to which audience of which partner, when and through which channel; how high was each
    meeting by protocol, and what raised or lowered it; which messages are said to contradict each other, who could have
    heard both, and does it hold; which would be believed in private, which in public; what rests on one voice?

Method:
    Audiences are those addressed and those meant to see or said to have heard it: groups themselves, of persons and
    companies the state. Contradiction is declared, by a source or the analyst, never guessed from words: a claim on
    `contradicts` affirms it, evidence that denies the claim says that both can stand. A saying of a source is tested by the
    words of other voices, the dossier's own being one: it holds if all of them agree, fails if all, `against` or more,
    disagree, and cannot be told if they differ, say nothing, or it is one word against one. Both could be heard for certain
    by the audiences of both, where a message was public or leaked by all; where that is not recorded, perhaps by anybody.
    Protocol is a place on the ordered `scale`, no score: a visit of unknown rank lies between the lowest and the highest of
    visits. Beside it stand the host's gestures: an omission lowers, a greeting by its head of state (an office in `heads`)
    and every other gesture raises, any other greeting leaves it open; those of guests are returned. Where stakes are
    given, a message would be believed in private by an audience whose learning of the truth never costs the sender
    anything, in public if what all audiences' learning gains him is not below nothing in either case
    (`engines.credibility`).

Reads:
    `message`, `signal`: `by`, `to`, `audiences`, `visibility`, `heard-by`, `contradicts`, `stakes`, `on`, `part-of`, `act`;
    `event` that is a visit, meeting, summit, negotiation or call: `level`, `host`, dates; `actor` with `part-of`, `offices`.

Caveats:
    A pair of which nobody says anything is not thereby free of contradiction; most pairs are never judged. Vague words
    contradict nothing, which is often why they were chosen. What a column says that a state "needs to show" is its author's
    reading and no report of words. Ranks of visits differ between states' protocols; the order is usage. That a gesture
    raises is a convention: routine ones mean nothing, and only those that somebody wrote down are here. Stakes are
    judgements, and the theory is of talk that costs nothing, among audiences who know the stakes. Baseline: the count of words
    and gestures per audience, which the table gives.

Example:
    >>> import multivector
    >>> answer = multivector.lenses.signals(multivector.load("dossiers/small").ledger).answer
    >>> [(pair.one, pair.other, pair.verdict, pair.surely) for pair in answer.pairs]
    [('open-to-all', 'closer-than-ever', 'compatible', ('cestria',))]
    >>> [(meeting.id, meeting.forms, meeting.raised) for meeting in answer.meetings]
    [('visit-borland', ('official',), ()), ('visit-cestria', ('state',), ())]

References:
    Farrell and Gibbons (1989), American Economic Review 79, 1214-1223 (talk with two audiences); the order of visits is that of
    foreign ministries' usage, such as the guide of the Philippines' Official Gazette (state, official, working visits).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.engines.credibility import Stakes, in_private, in_public, regime
from multivector.lenses.dealings import looked_at
from multivector.lenses.signals.contradictions import Pair, Saying, pairs
from multivector.lenses.signals.protocol import HEADS, SCALE, VISITS, Meeting, meetings, rungs
from multivector.lenses.signals.utterances import Utterance, audiences, utterances
from multivector.model.entries import Message
from multivector.model.results import Caveat, Parameter, Result

if TYPE_CHECKING:
    from datetime import date

    from multivector.engines.credibility import Regime, Told
    from multivector.model.ledger import Ledger

_FOREMOST = 3
"""Messages by which an audience is introduced; the rows have all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What went to one audience in dealings with one partner (None: no partner is named)."""

    partner: str | None
    audience: str
    messages: int
    signals: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """What the state itself addressed to one audience."""

    audience: str
    messages: int
    signals: int
    alone: int
    """Of both, those that one voice reports."""
    foremost: tuple[str, ...]
    """Messages that address the fewest others beside it, the latest first; three at most."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whether an audience would believe a message in private."""

    audience: str
    private: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """Whom a message would convince, in private and in public, by the stakes that were judged."""

    message: str
    private: tuple[Trust, ...]
    public: Told
    regime: Regime | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalsAnswer:
    """Words and gestures by date; by partner and audience; what contradicts what; meetings by protocol; whom it convinces."""

    rows: tuple[Utterance, ...]
    cells: tuple[Cell, ...]
    addressees: tuple[Addressee, ...]
    """Busiest first."""
    pairs: tuple[Pair, ...]
    sayings: tuple[Saying, ...]
    meetings: tuple[Meeting, ...]
    scale: tuple[tuple[str, ...], ...]
    """Rungs from the lowest up, each with its words."""
    credibility: tuple[Credibility, ...]
    alone: tuple[str, ...]
    """Words and gestures that one voice reports."""
    loudest: str | None
    """The voice that alone reports most of them."""
    loudest_alone: tuple[str, ...]


def signals(
    ledger: Ledger, *, as_of: date | None = None, scale: str = SCALE, heads: str = HEADS, against: int = 2
) -> Result[SignalsAnswer]:
    """Tell what was said to whom and what contradicts what, as known on a day.

    Args:
        ledger: the ledger.
        as_of: the day; later sources are not known.
        scale: the forms of meetings from the lowest up, `<` between rungs and `=` between forms of one rung.
        heads: the offices whose holder's greeting raises a meeting, with commas between.
        against: how many other voices, all disagreeing, it takes to refute a saying, at least 1.
    """
    order = rungs(scale)
    if against < 1:
        raise ValueError("against must be at least 1")
    ledger, day = looked_at(ledger, as_of)
    found = utterances(ledger)
    contradicting, sayings = pairs(ledger, found, against)
    met = meetings(ledger, order, frozenset(office.strip() for office in heads.split(",")))
    alone = {one.id: one.voices[0] for one in found if len(one.voices) == 1}
    counts = Counter(alone.values())
    loudest = min(counts, key=lambda voice: (-counts[voice], voice), default=None)
    answer = SignalsAnswer(
        rows=found,
        cells=_cells(found),
        addressees=_addressees(found, _home(ledger)),
        pairs=contradicting,
        sayings=sayings,
        meetings=met,
        scale=order if met else (),
        credibility=_credibility(ledger),
        alone=tuple(alone),
        loudest=loudest,
        loudest_alone=tuple(id_ for id_, voice in alone.items() if voice == loudest),
    )
    return Result(
        lens="signals",
        as_of=day,
        ledger=ledger.digest,
        parameters=(
            Parameter(name="scale", value=scale, default=SCALE, source="usage of foreign ministries"),
            Parameter(name="heads", value=heads, default=HEADS, source="convention"),
            Parameter(name="against", value=against, default=2, low=1, high=4, source="convention"),
        ),
        answer=answer,
        caveats=_caveats(answer, _home(ledger)),
    )


def _home(ledger: Ledger) -> str | None:
    return None if ledger.state is None else ledger.partner(ledger.state)


def _cells(found: tuple[Utterance, ...]) -> tuple[Cell, ...]:
    members: dict[tuple[str | None, str], list[Utterance]] = defaultdict(list)
    for one in found:
        for partner in one.partners or (None,):
            for audience in (*one.audiences, *one.beside):
                members[partner, audience].append(one)
    return tuple(
        Cell(
            partner=partner,
            audience=audience,
            messages=sum(one.kind == "message" for one in own),
            signals=sum(one.kind == "signal" for one in own),
            because=tuple(one.id for one in own),
        )
        for (partner, audience), own in sorted(members.items(), key=lambda item: (item[0][0] or "", item[0][1]))
    )


def _addressees(found: tuple[Utterance, ...], home: str | None) -> tuple[Addressee, ...]:
    members: dict[str, list[Utterance]] = defaultdict(list)
    for one in found:
        for audience in one.audiences if home in one.by else ():
            members[audience].append(one)
    made = [
        Addressee(
            audience=audience,
            messages=sum(one.kind == "message" for one in own),
            signals=sum(one.kind == "signal" for one in own),
            alone=sum(len(one.voices) == 1 for one in own),
            foremost=_foremost(own),
            because=tuple(one.id for one in own),
        )
        for audience, own in members.items()
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.because), one.audience)))


def _foremost(own: list[Utterance]) -> tuple[str, ...]:
    latest = [one for one in reversed(own) if one.kind == "message"]
    return tuple(one.id for one in sorted(latest, key=lambda one: len(one.audiences))[:_FOREMOST])


def _credibility(ledger: Ledger) -> tuple[Credibility, ...]:
    made = []
    for message in ledger.of(Message):
        stakes: dict[str, Stakes] = {}
        for stake in message.stakes:
            (audience,) = audiences(ledger, (stake.to,))
            ends = Stakes((stake.if_so.low, stake.if_so.high), (stake.if_not.low, stake.if_not.high))
            stakes.setdefault(audience, ends)
        if stakes:
            made.append(
                Credibility(
                    message=message.id,
                    private=tuple(Trust(audience=audience, private=in_private(own)) for audience, own in stakes.items()),
                    public=in_public(tuple(stakes.values())),
                    regime=regime(tuple(stakes.values())),
                    because=(message.id,),
                )
            )
    return tuple(made)


def _caveats(answer: SignalsAnswer, home: str | None) -> tuple[Caveat, ...]:
    own = [one.id for one in answer.rows if one.kind == "message" and home in one.by]
    possible = len(own) * (len(own) - 1) // 2
    judged = sum(pair.one in own and pair.other in own for pair in answer.pairs)
    unheard = tuple(one.id for one in answer.rows if one.kind == "message" and one.channel is None)
    unranked = tuple(one.id for one in answer.meetings if len(one.forms) > 1 and set(one.forms) <= set(VISITS))
    caveats = []
    if judged < possible:
        caveats.append(Caveat(code="pairs-unjudged", values=(("n", possible - judged), ("of", possible))))
    if unheard:
        caveats.append(Caveat(code="reach-unknown", values=(("n", len(unheard)),), because=unheard))
    if unranked:
        caveats.append(Caveat(code="visits-unranked", values=(("n", len(unranked)),), because=unranked))
    if answer.credibility:
        caveats.append(Caveat(code="stakes-judged", because=tuple(one.message for one in answer.credibility)))
    return tuple(caveats)
