"""Deals that neither a paper nor a verb of trade tells: what is paid or lent for, who got the order, what a package holds.

«За локомотивы Перу заплатит 700 млн долларов.»               purchase, planned
"The contract for the port went to Lagos Harbour Works."      purchase, done
"Ghana is mulling the purchase of 40 jets."                   possible
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from multivector.reader.drafts import Draft
from multivector.reader.frames.facts import amount_at, date_at
from multivector.reader.frames.modes import Mode, attribution, mode
from multivector.reader.frames.parties import as_, head, no_party, once
from multivector.reader.frames.wording import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.model.money import Amount
    from multivector.model.parts import StageName
    from multivector.reader.drafts import Attribution, Flow, Form, Modality, Party, Role
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.frames.wording import Hit

_TWO = 2


class _Way(NamedTuple):
    """What a wording says: the rule and form of its draft, who its subject is, and what it needs to be more than talk."""

    rule: str
    form: Form = "purchase"
    subject: Role = "party"
    other: Role | None = None
    """Who the one other party is, where there is only one."""
    flow: Flow | None = None
    paid: bool = False
    """Whether an amount has to stand in it."""
    two: bool = False
    """Whether two have to be named, where no ware is."""


_WAYS = {
    "outlay-pays": _Way("deal-trade", subject="buyer", flow="purchase", paid=True),
    "outlay-funds": _Way("deal-trade", subject="payer", other="recipient", paid=True),
    "outlay-goes": _Way("deal-trade", subject="supplier", flow="purchase"),
    "outlay-awarded": _Way("deal-trade", subject="buyer", other="supplier", flow="purchase"),
    "outlay-handed": _Way("deal-trade", subject="supplier", other="buyer"),
    "outlay-taken": _Way("deal-trade", subject="buyer", other="supplier"),
    "outlay-gets": _Way("deal-trade", subject="buyer", other="supplier", flow="purchase"),
    "outlay-debt": _Way("deal-trade", subject="payer", other="recipient", flow="loan"),
    "outlay-package": _Way("deal-amount", "agreement", paid=True),
    "outlay-item": _Way("deal-amount", paid=True),
    "outlay-thought": _Way("deal-talks", "agreement", two=True),
    "outlay-reached": _Way("deal-agreed", "agreement", two=True),
    "outlay-decided": _Way("deal-decided"),
    "outlay-dropped": _Way("deal-denied", subject="buyer"),
}
_STAGES: dict[str, StageName] = {"outlay-reached": "pledge", "outlay-goes": "commitment", "outlay-pays": "commitment"}
_SURE = tuple(_WAYS)
_WARES = frozenset({"outlay-goes", "outlay-gets", "outlay-awarded", "outlay-handed", "outlay-taken"})
_SHARES = frozenset({"%", "per", "cent", "percent", "процентов", "процента", "половину", "треть", "half", "third"})
_UNTOLD = frozenset({"outlay-package", "outlay-reached"})
"""What may be told without anybody being named: it is clear from what stands around it."""


def outlays(one: Sentence, told: Sequence[Draft]) -> Iterator[Draft]:
    """Draft them, one for a clause, but what is told in another way already."""
    found = hits("outlays", one)
    if not found or one.all_("team"):
        return
    done: list[range] = []
    for hit in sorted(found, key=lambda each: (_SURE.index(each.name), each.first)):
        words = range(one.clause(hit.first).start, max(one.clause(hit.end - 1).stop, hit.end))
        if any(mid in other for mid in range(hit.first, hit.end) for other in done) or _taken(one, hit, told):
            continue
        draft = _draft(one, hit, words)
        if draft is not None:
            done.append(words)
            yield draft


def items_of(one: Sentence) -> Iterator[Draft]:
    """Draft the part that a sentence behind a package names with its amount, whoever sells it."""
    for hit in hits("outlays", one):
        if hit.name == "outlay-item" and not one.question:
            core, author = hit.first, attribution(one, hit.first)
            held = mode(one, core, core)
            if held is not None and held.polarity == "positive":
                words = range(one.clause(hit.first).start, one.clause(hit.end - 1).stop)
                parties = once(each.party for each in _named(one, words, author))
                yield Draft("deal", "package-part", "deal-part", (one.span(words.start, words.stop),),
                            one.span(core, core + 1), parties, _amount(one, hit), None, None, attribution=author,
                            topic=one.span(hit.first, hit.end))  # fmt: skip
            return


def _taken(one: Sentence, hit: Hit, told: Sequence[Draft]) -> bool:
    """Tell whether another draft of the sentence tells of the same words, or of the same amount."""
    own = one.span(hit.first, hit.end)
    return any(span.start < own.end and own.start < span.end for draft in told for span in (*draft.evidence, draft.head))


def _draft(one: Sentence, hit: Hit, words: range) -> Draft | None:
    way = _WAYS[hit.name]
    core = _core(one, hit)
    author = attribution(one, core)
    held = _held(one, hit, core)
    amount = _amount(one, hit)
    paid = amount is not None or any(one.word(at) in _SHARES for at in range(hit.first, hit.end))
    if held is None or (way.paid and (not paid or any(one.is_(at, "fines") for at in words))):
        return None
    named = _named(one, words, author)
    known = [each for each in named if each.party.actor is not None]
    ware = any(one.is_(at, "ware") for at in words)
    if not known and not (ware and (paid or hit.name in {*_WARES, "outlay-reached"})) and hit.name != "outlay-package":
        return None
    if not named and hit.name not in _UNTOLD:
        return None
    if hit.name == "outlay-gets" and any(each.first <= hit.end - 1 < each.end for each in named):
        return None  # the ware is a part of a name
    if hit.name == "outlay-gets" and (not known or any(one.word(at) in _SHARES for at in words)):
        return None  # "gets 40 per cent of its gas from Oman"
    if way.two and len(named) < _TWO and not (ware or amount is not None):
        return None
    if hit.name in _WARES and not (ware or amount is not None or len(named) >= _TWO):
        return None
    parties = _shared(one, hit, core, named)
    stage, modality = _stage(hit, held)
    return Draft("deal", way.form, way.rule, (one.span(words.start, words.stop),), one.span(core, core + 1), parties, amount,
                 date_at(one, core, held), stage, modality, held.polarity, author, many=hit.name == "outlay-package",
                 flow=way.flow)  # fmt: skip


def _shared(one: Sentence, hit: Hit, core: int, named: Sequence[Named]) -> tuple[Party, ...]:
    """Give the parties with their roles, each firm with the state that its adjective names."""
    way = _WAYS[hit.name]
    nations = {each.end: each for each in one.named if each.how == "demonym" and one.part(each.first) == "ADJ"}
    doing = [each for each in named if _subject(one, each, core)]
    if not doing and hit.name == "outlay-goes":  # «контракт достался …», "the contract went to …"
        doing = [each for each in named if each.first > core][:1]
    given = []
    for each in named:
        nation = nations.get(each.first) or nations.get(each.first - 1)
        party = each.party
        if nation is not None and party.actor is None:
            party = replace(party, actor=nation.party.actor, span=type(party.span)(nation.party.span.start, party.span.end))
        left = way.other if len(named) == _TWO and len(doing) == 1 else None
        role = way.subject if each in doing else left
        given.append(as_(party, role) if role is not None else party)
    return once(given)


def _stage(hit: Hit, held: Mode) -> tuple[StageName | None, Modality]:
    """Give how far it has come: what is only thought of may be, what was approved is to come."""
    if hit.name == "outlay-thought" and held.polarity == "positive":
        return "signal", "possible"
    if hit.name == "outlay-decided" and held.modality == "done":
        return None, "planned"
    if held.modality != "done":
        return None, held.modality
    return _STAGES.get(hit.name), "done"


def _core(one: Sentence, hit: Hit) -> int:
    """Give the verb of a wording, else its first word."""
    inside = range(hit.first, hit.end)
    return next((at for at in inside if one.part(at) == "VERB"), hit.first)


def _held(one: Sentence, hit: Hit, core: int) -> Mode | None:
    """Give how firm it is; a "not" within the wording denies it."""
    if one.question:
        return None
    held = mode(one, core, core)
    if held is None:
        return None
    inside = range(max(hit.first - _TWO, one.tokens.start), hit.end)
    denied = any(one.is_(at, "not", "none") for at in inside)
    if hit.name == "outlay-dropped":
        return None if denied else Mode("denied", "negative")
    if denied:
        return Mode("denied", "negative")
    if held.modality == "possible" and hit.name == "outlay-thought":
        return Mode("done")  # its own words say that it only may be
    return held


def _amount(one: Sentence, hit: Hit) -> Amount | None:
    """Give the amount within a wording, else that which belongs to its first word."""
    inside = next((amount for at, amount in one.amounts if hit.first <= at < hit.end), None)
    if inside is not None or any(one.word(at) in _SHARES for at in range(hit.first, hit.end)):
        return inside  # a share of something is not the whole
    return amount_at(one, hit.first)


def _named(one: Sentence, words: range, author: Attribution) -> list[Named]:
    """Give who is named in the clauses, but whoever says it, and adjectives of things."""
    speaker = author.speaker.span if author.speaker is not None else None
    return [
        each for each in one.named
        if each.first in words and each.party.span != speaker and not _place(one, each) and not _adjective(one, each)
    ]  # fmt: skip


def _place(one: Sentence, each: Named) -> bool:
    """Tell whether a capital only says where it was agreed; where a thing is built, its country takes part."""
    return each.how in {"capital", "city"} and one.is_(each.first - 1, "place")


def _adjective(one: Sentence, each: Named) -> bool:
    """Tell whether a name is one of a thing, or says only of which nation a firm is that is named behind it."""
    if each.how == "demonym" and one.part(each.first) == "ADJ":
        return any(0 <= other.first - each.end <= 1 and other is not each for other in one.named)
    return no_party(one, each)


def _subject(one: Sentence, each: Named, core: int) -> bool:
    """Tell whether a name is the subject: bare and in the nominative, or before an English verb."""
    if one.tagged is None:
        return each.end <= core and not one.is_(each.first - 1, "with", "about", "into", "place", "given-by")
    top = head(one, each)
    bare = not one.is_(each.first - 1, "with", "into", "place", "about")
    return bare and (one.feature(top, "Case") == "Nom" or one.relation(top) == "nsubj")
