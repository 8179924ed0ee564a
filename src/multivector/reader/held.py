"""An entry, and a draft, as they are compared: who, how much, when, in which words. One record for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from multivector.model.claims import claimed
from multivector.model.dates import day
from multivector.model.entries import Capacity, Commitment, Deal, Event, Expectation, Question, Withholding, kind_of
from multivector.model.names import Names
from multivector.reader.stems import stems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from multivector.model.dates import Date
    from multivector.model.entries import AnyEntry
    from multivector.model.ledger import Ledger
    from multivector.model.money import Amount
    from multivector.reader.drafts import Draft
    from multivector.reader.spans import Span

Words: TypeAlias = "frozenset[str]"

_PARTIES = ("between", "host", "supplier", "buyer", "pays", "by", "to", "from", "of")
_ACTS = {"event": (), "deal": (), "commitment": ("by",), "signal": ("by",), "message": ("by",), "withholding": ("by",),
         "expectation": (), "capacity": ("of",), "question": ()}  # fmt: skip
"""Who does it, for kinds of entry where that is not a party like the others."""
_DOERS = frozenset({"speaker", "by", "supplier", "visitor"})
_TEXTS = ("name", "what", "says", "asks", "niche", "where", "trigger", "localisation", "area")
_DATES = ("when", "on", "due", "since", "valid")
_SIGNIFICANT = 2


@dataclass(frozen=True, slots=True)
class Held:
    """What is compared. Actors are those whose dealings they are: a minister and a company stand for their state."""

    kind: str
    sort: str
    """The form of a draft, or the type of an entry within its kind; empty where it has none."""
    parties: Words
    others: Words
    """The parties but for the state whose dossier it is."""
    doers: Words
    firms: Words
    """Companies and bodies below a state, by their own ids."""
    amounts: tuple[Amount, ...] = ()
    dates: tuple[Date, ...] = ()
    sector: str | None = None
    pays: str | None = None
    binds: str | None = None
    stages: tuple[tuple[str, Date | None], ...] = ()
    denied: bool = False
    about: Words = frozenset()
    names: tuple[Words, ...] = ()
    """The stems of its name in each language."""
    words: tuple[Words, ...] = ()
    """The stems of its name and content in each language."""
    told: dt.date | None = None
    """Of a draft without a date, of something that is done: the day on which it was told."""


class Actors:
    """Who is whose, under the ids of a ledger."""

    def __init__(self, ledger: Ledger, same: Mapping[str, str]) -> None:
        """Take the actors of a ledger; `same` gives their ids for those of the reader's own tables."""
        self._ledger, self._same = ledger, same
        self._called: dict[str, Words] = {}

    def id_of(self, actor: str) -> str:
        """Give the id under which the ledger holds an actor."""
        return self._same.get(actor, actor)

    def partner(self, actor: str) -> str:
        """Give the actor whose dealings an actor's are."""
        return self._ledger.partner(self.id_of(actor))

    def firm(self, actor: str) -> bool:
        """Tell whether an actor is a company or body below a state."""
        known = self._ledger.actor(self.id_of(actor))
        return known is not None and known.type in {"company", "organisation", "media"}

    def called(self, actor: str) -> Words:
        """Give the stems of all that an actor is called, which do not tell one of its dealings from another."""
        if actor not in self._called:
            known = self._ledger.actor(actor)
            texts = [] if known is None else [*known.aliases]
            for name in () if known is None else (known.name, *known.demonyms):
                texts += [text for _, text in name.texts] if name is not None else []
            self._called[actor] = frozenset[str]().union(*map(stems, texts))
        return self._called[actor]

    def others(self, parties: Iterable[str]) -> Words:
        """Leave out the state whose dossier it is."""
        return frozenset(parties) - {self._ledger.state or ""}


def of_entry(entry: AnyEntry, ledger: Ledger, actors: Actors) -> Held:
    """Give what is compared of an entry; an expectation, a withholding and a question have the parties of what they are about."""
    kind = kind_of(entry)
    about = _about(entry)
    told = [entry, *(ledger.by_id[id_] for id_ in sorted(about) if id_ in ledger.by_id and not _listed(entry, _PARTIES))]
    named = dict.fromkeys(actor for each in told for actor in _listed(each, _PARTIES))
    parties = frozenset(actors.partner(actor) for actor in named)
    ours = frozenset[str]().union(*(actors.called(actor) for actor in (*named, *parties)))
    names, words = _texts(entry, ours)
    pays = _listed(entry, ("pays",))
    return Held(
        kind,
        str(getattr(entry, "type", "")),
        parties,
        actors.others(parties),
        frozenset(actors.partner(actor) for actor in _listed(entry, _ACTS.get(kind, ()))),
        frozenset(actor for actor in named if actors.firm(actor)),
        tuple(claim.value for claim in claimed(entry, "amount")),
        tuple(claim.value for key in _DATES for claim in claimed(entry, key)),
        entry.sector if isinstance(entry, Deal) and entry.sector != "mixed" else None,
        actors.partner(pays[0]) if len(pays) == 1 else None,
        next((claim.value for claim in claimed(entry, "modality")), None) if isinstance(entry, Commitment) else None,
        tuple((stage.is_, stage.on) for stage in getattr(entry, "stages", ())),
        about=about,
        names=names,
        words=words,
    )


def of_draft(
    draft: Draft, text: str, parties: Sequence[tuple[str, str]], about: Words, actors: Actors, told: dt.date | None = None
) -> Held:
    """Give what is compared of a draft, with the actors and roles that it has or takes over from its whole."""
    ids = frozenset(actors.partner(actor) for actor, _ in parties)
    pays = [actors.partner(actor) for actor, role in parties if role in {"payer", "buyer"}]
    said = stems(" ".join(span.of(text) for span in _told(draft)))
    when = draft.date
    date = () if when is None else (day(when.latest),) if when.relation == "before" and when.latest else (when.date,)
    return Held(
        "expectation" if draft.kind == "missed" else draft.kind,
        draft.form,
        ids,
        actors.others(ids),
        frozenset(actors.partner(actor) for actor, role in parties if role in _DOERS),
        frozenset(actors.id_of(actor) for actor, _ in parties if actors.firm(actor)),
        () if draft.amount is None else (draft.amount,),
        date,
        draft.sector if draft.sector != "mixed" else None,
        pays[0] if len(pays) == 1 else None,
        draft.binding,
        () if draft.stage is None else ((draft.stage, date[0] if date else None),),
        draft.kind not in {"missed", "question"} and draft.modality == "denied",
        about,
        words=(said,),
        told=told if when is None and draft.modality == "done" else None,
    )


def significant(amount: Amount) -> bool:
    """Tell whether a figure has more than one digit that says something: 17bn, not 2bn or 20bn."""
    return any(end is not None and len(end.normalize().as_tuple().digits) >= _SIGNIFICANT for end in (amount.low, amount.high))


def _told(draft: Draft) -> tuple[Span, ...]:
    own = [span for span in (draft.topic, draft.head, draft.localisation, draft.trigger) if span is not None]
    return tuple(own) if draft.topic is not None else (draft.head, *draft.evidence)


def _about(entry: AnyEntry) -> frozenset[str]:
    match entry:
        case Expectation(about=about):
            return frozenset((about,))
        case Withholding(about=about):
            return frozenset(filter(None, (about,)))
        case Question(about=several):
            return frozenset(several)
        case Deal(part_of=whole) | Event(part_of=whole):
            return frozenset(filter(None, (whole,)))
        case _:
            return frozenset()


def _listed(entry: AnyEntry, keys: Iterable[str]) -> list[str]:
    """Give the actors that an entry or its claims name under some keys."""
    found: list[str] = []
    for key in keys:
        if key == "to" and isinstance(entry, Capacity):
            continue
        for claim in claimed(entry, key) if entry.claims or hasattr(entry, key) or key == "from" else ():
            found += claim.value if isinstance(claim.value, tuple) else [claim.value]
    return [actor for actor in found if isinstance(actor, str)]


def _texts(entry: AnyEntry, ours: Words) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    by_language: dict[str, set[str]] = {}
    names: dict[str, Words] = {}
    for key in _TEXTS:
        for claim in claimed(entry, key):
            given = claim.value.texts if isinstance(claim.value, Names) else (("", str(claim.value)),)
            for language, text in given:
                found = stems(text) - ours
                by_language.setdefault(language, set()).update(found)
                if key == "name":
                    names[language] = found
    return tuple(filter(None, names.values())), tuple(frozenset(words) for words in by_language.values() if words)
