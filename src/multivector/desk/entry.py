"""A draft -> what it would add to the dossier: the text of an entry in the house's format, with its source and unknown actors.

Whatever the words of an article hold stands in quotes, without characters that cannot be seen. What is needed and not said stands
as a comment, and the proposal names it. How the entry was made stands in a comment above it; where a model drafted it, in a note.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from multivector.desk.fields import Fields, Given, fields_for, named
from multivector.desk.words import clean, free, language_of, said, slug
from multivector.files.text import HIDDEN
from multivector.files.write import quoted
from multivector.model.entries import KINDS, Source
from multivector.model.evidence import mark_of
from multivector.model.fields import fields_of
from multivector.reader.confidence import confidence
from multivector.reader.frames.bodies import several
from multivector.reader.gazetteer import states

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.desk.items import Told
    from multivector.model.ledger import Ledger
    from multivector.reader.drafts import Draft, Party, Role

MODEL = "model"
"""The rule of drafts that a machine wrote."""
_INDENT = "  "
_PAIR = 2
_DOES = {"done": "asserts", "planned": "predicts", "possible": "doubts", "denied": "denies"}
_ITSELF = frozenset({"expectation", "question", "capacity", "missed"})
"""Kinds that are a prediction, a doubt or a denial themselves, so that their source asserts them."""
_BY_MODEL = {"en": "drafted by a language model, accepted by a person"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the person says of the texts."""

    source: str | None = None
    """The id of the source, where there is one text."""
    type: str = "newspaper"
    url: str = ""
    into: str = "drafts.yaml"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The text to append, the id of its entry, and what is needed and missing, by field."""

    id: str
    kind: str
    text: str
    source: str
    missing: Mapping[str, str] = field(default_factory=dict)
    amends: str | None = None
    """The entry that gets the evidence or the claim, instead of a new one."""


def kind_of_draft(draft: Draft) -> str:
    """Give the kind of entry that a draft would become."""
    return "expectation" if draft.kind == "missed" else draft.kind


class Names:
    """Ids of a ledger, and those that a proposal adds to it."""

    def __init__(self, ledger: Ledger, same: Mapping[str, str]) -> None:
        """Begin with what the ledger holds; `same` gives its ids for those of the reader's tables."""
        self.ledger = ledger
        self._same = same
        self.taken = set(ledger.by_id)
        self.added: list[str] = []
        self.missing: dict[str, str] = {}
        self._new: dict[str, str] = {}

    def actor(self, code: str) -> str:
        """Give the id of an actor with a code; propose it where the ledger does not know it."""
        known = self._same.get(code, code)
        if self.ledger.actor(known) is not None:
            return known
        if code not in self._new:
            state = next((state for state in states() if state.id == code), None)
            id_ = free([state.iso2.lower() if state and state.iso2 else code.removeprefix("iso3:")], self.taken)
            given = {"en": state.en[0], "ru": state.ru[0]} if state and state.en and state.ru else {"en": code.replace("-", " ")}
            texts = ", ".join(f"{language}: {quoted(clean(text.partition('|')[0]))}" for language, text in given.items())
            codes = [f"{_INDENT}codes: [iso3 {code.removeprefix('iso3:')}]\n"] if code.startswith("iso3:") else []
            type_ = "state" if code.startswith("iso3:") else "bloc"
            self._add(code, id_, f"- actor: {id_}\n{_INDENT}name: {{{texts}}}\n{_INDENT}type: {type_}\n{''.join(codes)}")
        return self._new[code]

    def stranger(self, words: str, language: str) -> str | None:
        """Propose an actor that has no code, whose type the text does not say; None where the words are no name."""
        if not slug(words) or not words.lstrip("«“\"'„").strip()[:1].isupper() or several(words):
            return None
        if words not in self._new:
            id_ = free([words], self.taken)
            lines = [f"- actor: {id_}", f"name: {named(language, words)}", "# type: company, person, organisation … is not said"]
            self._add(words, id_, f"\n{_INDENT}".join(lines) + "\n")
            self.missing[f"type of {id_}"] = "say what it is: company, person, organisation, state …"
        return self._new[words]

    def partner(self, actor: str) -> str:
        """Give the actor whose dealings an actor's are."""
        return self.ledger.partner(actor)

    def _add(self, key: str, id_: str, text: str) -> None:
        self._new[key] = id_
        self.taken.add(id_)
        self.added.append(text)


def propose(told: Told, number: int, names: Names, decided: Mapping[int, str], options: Options) -> Proposal:
    """Say what a draft would add.

    Args:
        told: The text with its drafts.
        number: Which of them.
        names: The ids of the dossier as it is now.
        decided: The entries that other drafts of the text have become, or are further evidence of.
        options: What the person says of the text.
    """
    source, described = source_of(told, names.ledger, options, names.taken)
    given = given_of(told, number, names, decided, source)
    kind = kind_of_draft(told.drafts[number])
    found = fields_for(given, kind, fields_of(KINDS[kind]))
    if told.drafts[number].rule == MODEL:
        found.lines["note"] = "{" + ", ".join(f"{key}: {quoted(text)}" for key, text in _BY_MODEL.items()) + "}"
    others = [each for each in given.states() if each != names.ledger.state]
    dated = found.lines.get("when") or found.lines.get("due") or found.lines.get("on") or given.told
    id_ = free([told.drafts[number].form, *others[:_PAIR], dated.partition("/")[0]], names.taken)
    text = "\n".join([_entry(kind, id_, found, told.drafts[number]), *names.added, *described])
    return Proposal(id_, kind, text, source, {**names.missing, **found.missing})


def given_of(told: Told, number: int, names: Names, decided: Mapping[int, str], source: str) -> Given:
    """Collect what the fields are made of."""
    draft, text = told.drafts[number], told.text
    language = language_of(text.content)
    whole = decided.get(draft.part_of) if draft.part_of is not None else None
    about = decided.get(draft.about) if draft.about is not None else None
    actors = tuple(_actors(_parties(told, number), names, text.content, language))
    evidence = evidence_of(draft, text.content, source, names)
    return Given(draft, text.content, language, actors, names.partner, evidence, whole, about, text.day.isoformat())


def source_of(told: Told, ledger: Ledger, options: Options, taken: set[str]) -> tuple[str, list[str]]:
    """Give the id of the text as a source, and its entry where the dossier has none."""
    text = told.text
    url = options.url or text.url
    for source in ledger.of(Source):
        if source.sha256 == text.sha256 or source.id == options.source:
            return source.id, []
    id_ = free([options.source or text.name] if text.day.isoformat() in text.name or options.source else
               [text.name, text.day.isoformat()], taken)  # fmt: skip
    taken.add(id_)
    language = language_of(text.content)
    name = clean(text.title)
    lines = [f"- source: {id_}", *([f"name: {named(language, name)}"] if name else []), f"type: {options.type}"]
    lines += [f"date: {text.day.isoformat()}", *([f"url: {quoted(_address(url))}"] if _address(url) else [])]
    lines += [f"language: {language}", f"sha256: {text.sha256}"]
    return id_, [f"\n{_INDENT}".join(lines) + "\n"]


def evidence_of(draft: Draft, text: str, source: str, names: Names) -> str:
    """Write the places of a draft: in the short form, or with what the source does and whom it quotes."""
    does = "asserts" if draft.kind in _ITSELF else _DOES[draft.modality]
    speaker = draft.attribution.speaker
    who = names.actor(speaker.actor) if speaker is not None and speaker.actor is not None else None
    more = ([f"does: {does}"] if does != "asserts" else []) + ([f"speaker: {who}"] if who else [])
    places = []
    for span in draft.evidence:
        mark = mark_of(span.of(text))
        if more:
            place = [f"source: {source}", f"start: {span.start}", f"end: {span.end}", f"mark: {mark}", *more]
            places.append(f"{{{', '.join(place)}}}")
        else:
            places.append(quoted(f"{source}@{span.start}-{span.end}#{mark}"))
    return places[0] if len(places) == 1 else f"[{', '.join(places)}]"


def _entry(kind: str, id_: str, found: Fields, draft: Draft) -> str:
    made = f"# drafted by rule {clean(draft.rule)} ({confidence(draft):.2f}), accepted by a person"
    lines = [f"- {kind}: {id_}", *(f"{_INDENT}{key}: {value}" for key, value in found.lines.items())]
    lines += [f"{_INDENT}# {key}: {why}" for key, why in found.missing.items()]
    lines += [f"{_INDENT}# {remark}" for remark in found.remarks]
    return HIDDEN.sub("", "\n".join([made, *lines])) + "\n"


def _parties(told: Told, number: int) -> tuple[Party, ...]:
    """Give the parties; where fewer than two are known, those of what it is part of or about as well."""
    draft = told.drafts[number]
    above = told.above(number)
    known = {party.actor for party in draft.parties} - {None}
    if len(known) >= _PAIR or not above or draft.kind in {"message", "signal", "capacity"}:
        return draft.parties
    return (*draft.parties, *told.drafts[above[0]].parties)


def _actors(parties: tuple[Party, ...], names: Names, text: str, language: str) -> Iterator[tuple[str, Role]]:
    """Give ids for the parties; who has no code is proposed only where too few have one."""
    coded = [(names.actor(party.actor), party.role) for party in parties if party.actor is not None]
    yield from coded
    if len({names.partner(actor) for actor, _ in coded}) < _PAIR:
        for party in parties:
            if party.actor is None and (stranger := names.stranger(said(text, party.span), language)):
                yield stranger, party.role


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and url.isprintable() and " " not in url else ""
