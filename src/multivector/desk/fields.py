"""A draft -> the fields that an entry of its kind would have, as the format writes them, and what the text does not give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from multivector.desk.words import said, slug
from multivector.files.write import quoted
from multivector.model.money import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from multivector.model.fields import Field
    from multivector.reader.drafts import Draft, Role

TYPES = {"visit": "visit", "meeting": "meeting", "call": "call", "law": "law", "occurrence": "other"}
"""The form of a drafted event -> its type in a ledger."""
_EXPECTS = {"signing": "commitment"}
_ASKS = {"ru": "Так ли это: {}?", "en": "Is it so: {}?", "kk": "Солай ма: {}?"}
_PAIR = 2


@dataclass
class Fields:
    """Lines of an entry by key; what is needed and missing, with what it means; what is good to know, as comments."""

    lines: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def put(self, key: str, value: str | None, needed: str = "") -> None:
        """Give a field, if there is a value; where there is none and it is needed, say what is missing."""
        if value:
            self.lines[key] = value
        elif needed:
            self.missing[key] = needed


@dataclass(frozen=True, slots=True)
class Given:
    """A draft, its text, and the ids under which the dossier knows whoever and whatever it names."""

    draft: Draft
    text: str
    language: str
    actors: tuple[tuple[str, Role], ...]
    """The ids of those who take part, and what they do."""
    partner: Callable[[str], str]
    """Who an actor's dealings belong to: a minister's are those of the state."""
    evidence: str
    whole: str | None
    """The entry that it is part of."""
    about: str | None
    told: str
    """The day of the text."""

    def of(self, *roles: Role) -> list[str]:
        """Give the ids of those in some roles (all, without roles)."""
        return list(dict.fromkeys(actor for actor, role in self.actors if not roles or role in roles))

    def states(self, *roles: Role) -> list[str]:
        """Give those in some roles, each as the actor whose dealings these are."""
        return list(dict.fromkeys(self.partner(actor) for actor in self.of(*roles)))

    def words(self) -> str:
        """Give what it is about, in the words of the text."""
        draft = self.draft
        return said(self.text, draft.topic) if draft.topic is not None else said(self.text, draft.head)


def fields_for(given: Given, kind: str, order: Iterable[Field]) -> Fields:
    """Give the fields of an entry of this kind, in the order of the format."""
    found = Fields()
    draft = given.draft
    name = said(given.text, draft.head, draft.topic) if draft.topic is not None else said(given.text, *draft.evidence)
    found.put("name", named(given.language, name) if name else None)
    _KINDS[kind](given, found)
    found.put("evidence", given.evidence)
    keys = [each.key for each in order]
    found.lines = {key: found.lines[key] for key in keys if key in found.lines}
    return found


def listed(ids: Iterable[str]) -> str | None:
    """Write ids as a field holds them."""
    several = list(ids)
    return None if not several else several[0] if len(several) == 1 else f"[{', '.join(several)}]"


def named(language: str, text: str) -> str:
    """Write a text with its language."""
    return f"{{{language}: {quoted(text)}}}"


def _event(given: Given, found: Fields) -> None:
    draft = given.draft
    found.put("type", TYPES[draft.form])
    found.put("when", _date(given), "the day is not said")
    found.put("between", listed(given.states()), "who took part is not said")
    if draft.form == "visit":
        found.put("host", next(iter(given.states("host")), None))


def _deal(given: Given, found: Fields) -> None:
    draft = given.draft
    between = given.states()
    found.put("between", listed(between) if len(between) >= _PAIR else None, _two(between))
    found.put("supplier", listed(each for each in given.of("supplier") if each not in between))
    found.put("buyer", listed(each for each in given.of("buyer") if each not in between))
    found.put("sector", draft.sector)
    if draft.amount is not None and (draft.amount.unit in CURRENCIES or draft.amount.low is None):
        found.put("amount", quoted(str(draft.amount)))
    found.put("flow", draft.flow)
    payers = given.states("payer", "buyer")
    found.put("pays", payers[0] if len(payers) == 1 else None)
    recipients = given.states("recipient", "supplier")
    found.put("to", recipients[0] if len(recipients) == 1 and payers[:1] != recipients else None)
    found.put("part-of", given.whole)
    if draft.localisation is not None:
        found.put("localisation", named(given.language, said(given.text, draft.localisation)))
    if draft.stage is not None:
        on = _date(given) or f"/{given.told}"
        found.put("stages", f"[{{on: {quoted(on)}, is: {draft.stage}, evidence: {given.evidence}}}]")


def _commitment(given: Given, found: Fields) -> None:
    draft = given.draft
    found.put("by", listed(given.states("by", "party", "speaker")), "who is bound is not said")
    found.put("to", listed(given.states("to")))
    found.put("modality", draft.binding, "whether it must, must not or may is not said")
    found.put("what", _named(given), "what it binds to is not said")
    found.put("trigger", named(given.language, said(given.text, draft.trigger)) if draft.trigger is not None else None)


def _signal(given: Given, found: Fields) -> None:
    found.put("by", listed(given.states("by", "party", "speaker")), "who sends it is not said")
    found.put("to", listed(given.states("to")))
    found.put("audiences", listed(given.states("audience")))
    found.put("act", "other")
    found.put("what", _named(given))
    found.put("on", _date(given))


def _message(given: Given, found: Fields) -> None:
    found.put("by", listed(given.of("speaker", "by")), "who says it is not said")
    found.put("to", listed(given.states("to", "audience")))
    found.put("says", _named(given), "what is said is not given")
    found.put("on", _date(given))


def _withholding(given: Given, found: Fields) -> None:
    found.put("what", _named(given), "what is withheld is not said")
    found.put("by", listed(given.states("by", "party", "speaker")), "who withholds it is not said")
    found.put("since", _date(given))
    found.put("about", given.about)


def _expectation(given: Given, found: Fields) -> None:
    draft = given.draft
    found.put("about", given.about or given.whole, "accept what it is about first, or name an entry")
    found.put("what", _named(given))
    found.put("expects", _EXPECTS.get(draft.form))
    found.put("due", _date(given), "by when is not said")
    speaker = draft.attribution.speaker
    found.put("by", next((actor for actor in given.of("speaker")), None) if speaker is not None else None)
    if draft.kind == "missed":
        found.put("outcomes", outcome(given))


def _capacity(given: Given, found: Fields) -> None:
    draft = given.draft
    suppliers = given.states("by", "supplier", "party")
    found.put("of", next(iter(suppliers), None), "who supplies is not said")
    if suppliers[1:]:
        found.remarks.append(f"also named: {', '.join(suppliers[1:])}; each wants an entry of its own")
    niche = slug(said(given.text, draft.topic)) if draft.topic is not None else draft.sector or ""
    found.put("niche", niche, "the niche is not said")
    found.put("sector", draft.sector)
    found.put("level", "absent" if draft.polarity == "negative" else "able")


def _question(given: Given, found: Fields) -> None:
    words = given.words()
    found.put("asks", named(given.language, _ASKS[given.language].format(words)) if words else None, "the question is not said")
    found.put("about", given.about)
    if words:
        says = f"says: {named(given.language, words)}"
        found.put("hypotheses", f"[{{id: as-told, {says}, evidence: {given.evidence}}}]")


def outcome(given: Given) -> str:
    """Write that an expectation was missed, as known on the day of the text."""
    return f"[{{on: {given.told}, is: missed, evidence: {given.evidence}}}]"


def _named(given: Given) -> str | None:
    words = given.words()
    return named(given.language, words) if words else None


def _date(given: Given) -> str | None:
    when = given.draft.date
    if when is None:
        return None
    if when.relation == "before" and when.latest is not None:
        return when.latest.isoformat()
    return f"{when.date}/.." if when.relation == "since" and not when.date.interval else str(when.date)


def _two(between: list[str]) -> str:
    return f"only {between[0]} is named; a deal has two parties" if between else "the parties are not said"


_KINDS: Mapping[str, Callable[[Given, Fields], None]] = {
    "event": _event, "deal": _deal, "commitment": _commitment, "signal": _signal, "message": _message,
    "withholding": _withholding, "expectation": _expectation, "capacity": _capacity, "question": _question,
}  # fmt: skip
