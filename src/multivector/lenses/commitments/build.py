"""Ledger -> clauses that can be compared: what binds the dossier's state, for every choice of letters, with taxonomies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Literal, TypeAlias

from multivector.engines.collisions.background import Background
from multivector.engines.collisions.clauses import ALWAYS, Box, Clause, Modality, Rank
from multivector.lenses.commitments.nodes import is_below, key_of, named, nodes, owned, states_of
from multivector.model.claims import standing
from multivector.model.clauses import LETTERS, Atom, parse_clause
from multivector.model.clauses import Clause as Said
from multivector.model.entries import Commitment, Deal, Event
from multivector.model.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.engines.collisions.taxonomy import Taxonomies
    from multivector.lenses.commitments.nodes import States
    from multivector.model.ledger import Ledger
    from multivector.model.parts import Stage
    from multivector.model.vocabulary import Vocabulary, Words

MOST_CHOICES = 20_000
"""Choices of states for the letters of one clause, beyond which it is left out."""
_GONE = frozenset({"cancelled", "superseded"})
_RANKS = {"charter": Rank.CHARTER, "declaration": Rank.POLITICAL, "statement": Rank.POLITICAL}
_MODALITIES = {"must": Modality.OBLIGATION, "must-not": Modality.PROHIBITION, "may": Modality.PERMISSION}
_MOVING = "move-goods"
"""The act, and those narrower, of which a partner is the destination where nothing else is said."""
Role: TypeAlias = Literal["owner", "object", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One of the clauses of a commitment.

    Attributes:
        commitment: Whose clause it is.
        number: Its place among the clauses of the commitment, from 1.
        text: As it is written.
    """

    commitment: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What is compared, made by `build`.

    Attributes:
        given: The clauses in force now or later of what was promised.
        candidates: Those of each candidate.
        provisions: What each of them is an instance of, by its id.
        said: How each provision reads.
        atoms: Events and readings by their names.
        taxonomies: Of the terms.
        background: Which atoms are readings.
        left_out: Commitments with clauses that cannot be read, or whose letters are loose or too many.
        silent: Commitments without clauses.
        home: Who is bound.
        partners: To whom each commitment was given.
        vocabulary: The words.
    """

    given: tuple[Clause, ...]
    candidates: Mapping[str, tuple[Clause, ...]]
    provisions: Mapping[str, Provision]
    said: Mapping[Provision, Said]
    atoms: Mapping[str, Atom]
    taxonomies: Taxonomies
    background: Background
    left_out: tuple[str, ...]
    silent: tuple[str, ...]
    home: str
    partners: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a commitment stands: from when to when, of which day, whether it waits to enter into force."""

    start: int | None
    end: int | None
    date: int | None
    waits: Atom | None


def build(ledger: Ledger, day: date, *, political: float = 1.0) -> Built:
    """Put the clauses of a ledger, as known on a day, into what the engine compares.

    Args:
        ledger: The ledger, as known on the day.
        day: The day; what has ended by then, or was cancelled or superseded, is left out.
        political: What breaking a declaration weighs, where breaking a treaty weighs 1.
    """
    words, states = words_of(ledger), states_of(ledger, day)
    home = "" if ledger.state is None else ledger.partner(ledger.state)
    said: dict[Provision, Said] = {}
    left_out: dict[str, None] = {}
    grounded: list[tuple[Commitment, Provision, Said, str]] = []
    binding = [one for one in ledger.of(Commitment) if _binds(one, home, ledger)]
    for commitment in binding:
        for number, text in enumerate(commitment.clauses, 1):
            provision = Provision(commitment=commitment.id, number=number, text=text)
            choices = _read(text, words, states, home)
            if choices is None:
                left_out[commitment.id] = None
                continue
            said[provision], instances = choices
            grounded += [(commitment, provision, clause, letters) for clause, letters in instances]
    partners = {commitment.id: partners_of(commitment, ledger) for commitment, *_ in grounded}
    actors, outside = _named(grounded, words)
    named_ones = (home, *actors, *(id_ for side in partners.values() for id_ in side))
    made = nodes(words.vocabulary, states, {id_: ledger.partner(id_) for id_ in named_ones}, outside)
    given: list[Clause] = []
    candidates: dict[str, list[Clause]] = {}
    provisions: dict[str, Provision] = {}
    atoms = dict(made.disputes)
    for commitment, provision, clause, letters in grounded:
        how = _standing(commitment, ledger)
        if how.end is not None and how.end <= day.toordinal():
            continue
        bound = _clause(commitment, clause, how, ledger, words.vocabulary)
        bound = replace(
            bound,
            id=f"{provision.commitment}#{provision.number}{letters}",
            bearer=home,
            parties=_all_parties(commitment, ledger, states),
            weight=political if bound.rank is Rank.POLITICAL else 1.0,
        )
        provisions[bound.id] = provision
        waits = () if how.waits is None else (how.waits,)
        atoms |= {key_of(atom): atom for each in (*clause.trigger, *clause.unless, waits) for atom in each}
        (candidates.setdefault(commitment.id, []) if commitment.candidate == "yes" else given).append(bound)
    readings = frozenset(name for name, atom in atoms.items() if words.vocabulary.events[atom.event].reading)
    return Built(
        given=tuple(given),
        candidates={id_: tuple(clauses) for id_, clauses in candidates.items()},
        provisions=provisions,
        said=said,
        atoms=atoms,
        taxonomies=made.taxonomies,
        background=Background(interpretations=readings),
        left_out=tuple(left_out),
        silent=tuple(one.id for one in binding if not one.clauses),
        home=home,
        partners=partners,
        vocabulary=words.vocabulary,
    )


def _binds(commitment: Commitment, home: str, ledger: Ledger) -> bool:
    """Tell whether a commitment binds the state, and still does."""
    gone = any(stage.is_ in _GONE for stage in _stages(commitment, ledger)[-1:])
    return home in _parties(commitment, "by", ledger) and not gone


def partners_of(commitment: Commitment, ledger: Ledger) -> tuple[str, ...]:
    """Give to whom a commitment was given: those whom it names, else those bound with the state."""
    home = None if ledger.state is None else ledger.partner(ledger.state)
    sides = (_parties(commitment, key, ledger) - {home} for key in ("to", "by"))
    return next((tuple(sorted(side)) for side in sides if side), ())


def role_of(clause: Said, vocabulary: Vocabulary) -> tuple[str, Role]:
    """Give the thing of a clause, and whether a partner is who owns it, in whose land it is done, or (no thing) to whom."""
    if clause.thing not in vocabulary.things:
        return "", "object"
    moves = clause.whose is None and is_below(clause.act, _MOVING, vocabulary.acts)
    return clause.thing, "area" if moves or clause.area not in vocabulary.areas else "owner"


def box_of(clause: Said, vocabulary: Vocabulary) -> Box:
    """Give the acts that a clause without letters speaks of."""
    thing = named("thing", clause.thing, vocabulary)
    if clause.whose is not None and clause.thing in vocabulary.things:
        thing = owned(clause.thing, clause.whose, outside=clause.outside)
    return Box(clause.act, thing, named("area", clause.area, vocabulary))


def _read(text: str, words: Words, states: States, home: str) -> tuple[Said, list[tuple[Said, str]]] | None:
    """Read a clause and give it for each choice of its letters; None where that cannot be done."""
    clause = parse_clause(text, words)
    if not isinstance(clause, Said):
        return None
    ranges = {each.letter: states.among(each.bloc, outside=each.outside) for each in clause.ranges}
    occurring = [{name for atom in each for name in atom.about} & set(LETTERS) for each in clause.trigger]
    letters = sorted(clause.letters.union(ranges, *occurring))
    if not all(letter in each for letter in clause.letters | set(ranges) for each in occurring or [set()]):
        return None
    options = [[state for state in ranges.get(letter, states.all) if state != home] for letter in letters]
    size = 1
    for option in options:
        size *= len(option)
    if size > MOST_CHOICES:
        return None
    found = []
    for chosen in product(*options):
        if len(set(chosen)) == len(chosen):
            binding = dict(zip(letters, chosen, strict=True))
            bound = _bound(clause, binding)
            if not any(len(set(atom.about)) < len(atom.about) for each in (*bound.trigger, *bound.unless) for atom in each):
                shown = f"[{', '.join(f'{letter}={state}' for letter, state in binding.items())}]" if binding else ""
                found.append((bound, shown))
    return clause, found


def _bound(clause: Said, binding: Mapping[str, str]) -> Said:
    def put(name: str) -> str:
        return binding.get(name, name)

    def filled(sets: tuple[tuple[Atom, ...], ...]) -> tuple[tuple[Atom, ...], ...]:
        return tuple(tuple(Atom(atom.event, tuple(map(put, atom.about))) for atom in each) for each in sets)

    return replace(
        clause,
        thing=put(clause.thing),
        whose=clause.whose and put(clause.whose),
        area=put(clause.area),
        trigger=filled(clause.trigger),
        unless=filled(clause.unless),
        ranges=(),
    )


def _named(grounded: Iterable[tuple[Commitment, Provision, Said, str]], words: Words) -> tuple[list[str], list[str]]:
    """Give whom and what clauses name besides terms, and the blocs outside which they range."""
    actors: dict[str, None] = {}
    outside: dict[str, None] = {}
    for _, _, clause, _ in grounded:
        actors |= {name: None for name in (clause.thing,) if name not in words.vocabulary.things}
        actors |= {name: None for name in (clause.area,) if name not in words.vocabulary.areas}
        if clause.whose is not None:
            (outside if clause.outside else actors)[clause.whose] = None
    return list(actors), list(outside)


def _clause(commitment: Commitment, clause: Said, how: _Standing, ledger: Ledger, vocabulary: Vocabulary) -> Clause:
    first = frozenset() if how.waits is None else frozenset((key_of(how.waits),))
    modality = _MODALITIES[clause.modality]
    demands = modality is not Modality.PROHIBITION
    trigger = tuple(frozenset(map(key_of, each)) | first for each in clause.trigger)
    return Clause(
        id="",
        bearer="",
        modality=modality,
        what=box_of(clause, vocabulary),
        every=clause.every and demands,
        achieve=clause.once and demands and not clause.every,
        trigger=trigger or ((first,) if first else ALWAYS),
        unless=tuple(frozenset(map(key_of, each)) for each in clause.unless),
        start=how.start,
        end=how.end,
        rank=max(_ranks(commitment, ledger)),
        instrument=_line(commitment, ledger)[-1].id,
        date=how.date,
        yields_to=frozenset(_top(id_, ledger) for id_ in commitment.yields_to),
    )


def _line(commitment: Commitment, ledger: Ledger) -> list[Commitment]:
    """Give a commitment and what it is part of, up to the top; a ring ends where it closes."""
    found = [commitment]
    while isinstance(above := ledger.by_id.get(found[-1].part_of or ""), Commitment) and above not in found:
        found.append(above)
    return found


def _top(id_: str, ledger: Ledger) -> str:
    entry = ledger.by_id.get(id_)
    return _line(entry, ledger)[-1].id if isinstance(entry, Commitment) else id_


def _ranks(commitment: Commitment, ledger: Ledger) -> set[Rank]:
    """Give the standings that sources give its instrument; a treaty's where none says."""
    for here in _line(commitment, ledger):
        ranks = {_RANKS.get(claim.value, Rank.TREATY) for claim in standing(here, "rank")}
        if ranks:
            return ranks
    return {Rank.TREATY}


def _stages(commitment: Commitment, ledger: Ledger) -> list[Stage]:
    """Give the stages that a commitment, or the larger one that it is part of, reached, by date."""
    for here in _line(commitment, ledger):
        reached = [each for each in here.stages if not each.evidence or any(one.does == "asserts" for one in each.evidence)]
        if reached:
            return sorted(reached, key=lambda each: each.on.earliest or date.min)
    return []


def _standing(commitment: Commitment, ledger: Ledger) -> _Standing:
    line, stages = _line(commitment, ledger), _stages(commitment, ledger)
    valid = next((found for here in line if (found := [claim.value for claim in standing(here, "valid")])), [])
    signed = next((stage.on.earliest for stage in stages if stage.is_ == "commitment"), None)
    force = next((stage.on.earliest for stage in stages if stage.is_ in {"in-force", "implementing", "completed"}), None)
    starts, ends = [each.earliest for each in valid], [each.latest for each in valid]
    first = None if None in starts else min((start for start in starts if start), default=force or signed)
    last = None if None in ends else max((end for end in ends if end), default=None)
    given = _given(commitment, ledger)
    concluded = signed or given or (first if valid else None)
    ranks = _ranks(commitment, ledger)
    delayed = Rank.TREATY in ranks and bool(stages) and stages[-1].is_ in {"delayed", "suspended"}
    signed_only = ranks == {Rank.TREATY} and bool(stages) and force is None and not valid
    waits = (delayed or signed_only) and commitment.candidate == "no"
    owner = next((here for here in line if here.stages), commitment)
    return _Standing(
        start=None if first is None else first.toordinal(),
        end=None if last is None else last.toordinal() + 1,
        date=None if concluded is None else concluded.toordinal(),
        waits=Atom("enters-into-force", (owner.id,)) if waits else None,
    )


def _given(commitment: Commitment, ledger: Ledger) -> date | None:
    """Give the day of the event at which it was given."""
    event = ledger.by_id.get(commitment.instrument or "")
    if isinstance(event, Event):
        days = [claim.value.earliest for claim in standing(event, "when")]
        return min((day for day in days if day is not None), default=None)
    if isinstance(event, Deal):
        return min((stage.on.earliest for stage in event.stages if stage.on.earliest is not None), default=None)
    return None


def _parties(commitment: Commitment, key: str, ledger: Ledger) -> set[str]:
    """Give those whom the claims to go by name: of a minister or a company, their state."""
    return {ledger.partner(id_) for claim in standing(commitment, key) for id_ in claim.value}


def _all_parties(commitment: Commitment, ledger: Ledger, states: States) -> frozenset[str]:
    """Give the parties of an instrument: those bound and those to whom, the members for a bloc that has some."""
    named_ones = {id_ for here in _line(commitment, ledger)[-1:] for key in ("by", "to") for id_ in _parties(here, key, ledger)}
    return frozenset(state for id_ in named_ones for state in states.members.get(id_, frozenset((id_,))))
