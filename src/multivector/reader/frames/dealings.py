"""Which way a deal goes: who buys and who supplies, who pays and who receives, in what branch, and what is made where.

The text must say it: by a verb («закупит у», "sell … to"), by a noun with its preposition («инвестиции … в», "a loan from"), or
by whose contract it is to buy. Two who only signed stay parties, and a deal of two branches has none.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from multivector.model.subjects import SECTORS
from multivector.reader.frames.parties import as_, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.subjects import Sector
    from multivector.reader.drafts import Draft, Flow, Party, Role
    from multivector.reader.frames.sentence import Named, Sentence
    from multivector.reader.spans import Span

_FROM, _INTO, _TO = ("у", "от", "из", "from"), ("в", "во", "in", "into"), ("to", "для")
_WITH, _BY = frozenset({"с", "со", "with"}), frozenset({"by"})
_SMALL = frozenset((*_FROM, *_INTO, *_TO, *_WITH, *_BY, "на", "о", "об", "of", "for", "on", "at", "between", "между", "по", "за"))
_SKIPPED, _OWNER = 3, frozenset({"'s", "’s", "s"})
_BEINGS = frozenset({"was", "were", "been", "be", "is", "are", "being"})
_PAIR = 2
_MADE: frozenset[Sector | None] = frozenset(
    {"information-technology", "aviation", "rail", "vehicles", "defence-industry", "machinery", "agricultural-machinery", "space"}
)
"""Branches whose goods a company makes, so that a contract with it for their supply makes it the supplier."""
_CONTROLLED = frozenset({"defence-industry", "chemicals", "nuclear-power"})


@dataclass(frozen=True, slots=True)
class _Way:
    """How a word shares out the roles: that of its subject, those behind its prepositions, and that of a dative."""

    flow: Flow
    subject: Role | None
    behind: Mapping[str, Role] = field(default_factory=dict)
    dative: Role | None = None


def _behind(from_: Role, to: Role | None = None, into: Role | None = None, with_: Role | None = None) -> dict[str, Role]:
    shares = ((_FROM, from_), (_TO, to), (_INTO, into), (tuple(_WITH), with_))
    return {word: role for words, role in shares if role is not None for word in words}


_WAYS: dict[str, _Way] = {
    "buying": _Way("purchase", "buyer", _behind("supplier", with_="supplier")),
    "buying-noun": _Way("purchase", "buyer", _behind("supplier", with_="supplier")),
    "supplying": _Way("purchase", "supplier", _behind("supplier", "buyer", "buyer", "buyer"), "buyer"),
    "supplying-noun": _Way("purchase", None, _behind("supplier", "buyer", "buyer"), "buyer"),
    "investing": _Way("investment", "payer", _behind("payer", into="recipient")),
    "investing-noun": _Way("investment", None, _behind("payer", into="recipient")),
    "lending": _Way("loan", "payer", _behind("payer", "recipient"), "recipient"),
    "borrowing": _Way("loan", "recipient", _behind("payer")),
    "loan": _Way("loan", None, _behind("payer", "recipient"), "recipient"),
    "making": _Way("production", None),
    "commerce": _Way("trade", None),
}
"""Class of a word -> what it says, those first that say more."""
_OTHER: dict[Role, Role] = {"buyer": "supplier", "supplier": "buyer", "payer": "recipient", "recipient": "payer"}
_BRANCH: dict[str, Sector] = {f"sector-{sector}": sector for sector in SECTORS}
_OUTRANKS: dict[Sector, frozenset[Sector]] = {
    "nuclear-power": frozenset({"electricity", "uranium", "construction"}),
    "petrochemicals": frozenset({"oil", "gas", "chemicals"}),
    "critical-minerals": frozenset({"metals"}),
    "agricultural-machinery": frozenset({"agriculture", "machinery"}),
    "defence-industry": frozenset({"aviation", "machinery"}),
    "aviation": frozenset({"machinery"}),
    "rail": frozenset({"machinery", "roads"}),
    "chemicals": frozenset({"agriculture"}),
}
"""Branch -> those that are left out beside it."""


def detailed(one: Sentence, draft: Draft) -> Draft:
    """Give a deal of a sentence its flow, the roles of its parties, its branch and what is made where."""
    at, scope = _token(one, draft.head.start), _scope(one, draft)
    where = _localisation(one, at, scope)
    draft = replace(draft, sector=_sector(one, draft, scope), localisation=where)
    chosen = _chosen(one, at, scope, own=draft.form == "purchase")
    if chosen is None:
        return draft
    word, name = chosen
    way = _WAYS[name]
    if one.word(word).startswith("выдел") and not any(one.is_(each, "loan") for each in scope):  # it is not said as what
        return replace(draft, parties=_shared(one, draft, word, name, scope))
    flow: Flow = "grant" if way.flow == "loan" and any(one.is_(each, "gift") for each in scope) else way.flow
    return replace(draft, flow=flow, parties=_shared(one, draft, word, name, scope))


def _token(one: Sentence, place: int) -> int:
    return bisect_left(one.cut.starts, place, one.tokens.start, one.tokens.stop)


def _scope(one: Sentence, draft: Draft) -> range:
    """Give the words of a deal: its evidence, and the phrase behind its head."""
    at = _token(one, draft.head.start)
    spans = [span for span in (*draft.evidence, draft.topic) if span is not None]
    if len(draft.evidence) > 1 and draft.topic is not None:  # one of several things under one verb
        return range(_token(one, draft.topic.start), _token(one, draft.topic.end))
    first = min(_token(one, span.start) for span in spans)
    end = max(one.phrase_end(at), *(_token(one, span.end) for span in spans))
    turns = [each for each in range(first, min(end, one.tokens.stop)) if one.resumes(range(each, each + 1))]
    first = max([first, *(each + 1 for each in turns if each < at)])
    return range(first, min([end, one.tokens.stop, *(each for each in turns if each > at)]))


def _chosen(one: Sentence, at: int, scope: range, *, own: bool) -> tuple[int, str] | None:
    """Give the word that says what is done: the head itself, else the first behind it, else the one before it."""
    words = [at] if own or one.is_(at, "loan") else [at, *range(at + 1, scope.stop), *range(at - 1, scope.start - 1, -1)]
    for word in words:
        if one.is_(at, "loan"):
            above = next((name for name in ("lending", "borrowing") if _governed(one, at, name) is not None), "loan")
            return _governed(one, at, above) or at, above
        for name in _WAYS:
            if one.is_(word, name) and _fits(one, word, name):
                return word, name
    return None


def _governed(one: Sentence, at: int, name: str) -> int | None:
    """Give the verb of giving or taking that a loan stands by."""
    return next((word for word in one.clause(at) if one.is_(word, name) and word != at), None) if name != "loan" else None


def _fits(one: Sentence, word: int, name: str) -> bool:
    """Tell whether a word that may be a noun or a verb is of the kind that its class means."""
    if name in {"buying", "supplying"} and one.is_(word, f"{name}-noun"):
        return one.word(word - 1) in {"to", "will", "would", "not"}
    if name in {"lending", "borrowing"}:  # else only with a loan
        return one.is_(word, "invest") or one.word(word).startswith(("выдел", "borrow"))
    if name == "making":
        return one.is_(word - 1, "local") or not one.word(word).startswith(("plant", "factor", "завод"))
    return True


def _shared(one: Sentence, draft: Draft, word: int, name: str, scope: range) -> tuple[Party, ...]:
    """Give the parties with their roles; somebody whom only a preposition names joins them."""
    way = _WAYS[name]
    mine = {party.actor or party.span for party in draft.parties}
    roles: dict[str | Span, Role] = {}
    joined: dict[str | Span, Party] = {}
    end = one.phrase_end(word)
    reach = range(scope.start, next((at for at in range(word, end) if one.resumes(range(at, at + 1))), end))
    subjects = [each for each in one.named if _key(each.party) in mine and _subject(one, each, word, draft)]
    for each in one.named:
        key = _key(each.party)
        role = _role(one, each, word, name, goods=draft.sector in _MADE) if each.first in reach or key in mine else None
        if role is None and each in subjects and (len(subjects) == 1 or draft.form == "purchase"):
            role = way.subject
        if role is None or (key not in mine and not _may_join(one, each, name)):
            continue
        roles.setdefault(key, role)
        joined.setdefault(key, each.party)
    parties = [*draft.parties, *(party for key, party in joined.items() if key not in mine)]
    given = [party if _key(party) not in roles else as_(party, roles[_key(party)]) for party in parties]
    signing = {_key(each.party) for each in subjects} | {
        _key(each.party) for each in one.named if _small(one, each.first) in _WITH
    }
    return tuple(_completed(given, signing) if draft.form != "purchase" and way.flow != "production" else given)


def _key(party: Party) -> str | Span:
    return party.actor or party.span


def _completed(parties: list[Party], signing: set[str | Span]) -> list[Party]:
    """Give the other of two the role that is left, if it is somebody who signs or with whom it is signed."""
    known = [party.role for party in parties if party.role in _OTHER]
    if len(parties) != _PAIR or len(known) != 1:
        return parties
    return [as_(party, _OTHER[known[0]]) if party.role == "party" and _key(party) in signing else party for party in parties]


def _may_join(one: Sentence, each: Named, name: str) -> bool:
    """Tell whether somebody who is no party yet becomes one by a preposition or as a maker: never a mere place of a signing."""
    small = _small(one, each.first)
    return small in {*_FROM, *_TO} or not small or (small in _INTO and name in {"investing", "investing-noun"} and each.ground)


def _role(one: Sentence, each: Named, word: int, name: str, *, goods: bool) -> Role | None:
    """Give the role that the little word before a name, its case or its place gives it."""
    way = _WAYS[name]
    if each.how in {"demonym", "people"} and one.word(each.end)[:1].isalpha() and one.word(each.end) not in _SMALL:
        return _by_adjective(one, each, word, way, name)
    small = _small(one, each.first)
    if each.first < word and not (name == "supplying-noun" and goods and small in _WITH):
        if name.endswith("-noun") and one.word(each.end) in _OWNER and word - each.end <= _SKIPPED:
            return "payer" if way.flow == "investment" else way.subject
        return way.behind.get(small) if small in _WITH or small in _FROM else None
    if name == "supplying-noun" and small in _WITH and goods and _foreign(one, each):
        return "supplier"
    if small in way.behind:
        return way.behind[small] if small not in _INTO or each.ground else None
    if small in _BY:
        return way.subject or ("payer" if way.flow == "investment" else None)
    return _bare(one, each, word, way, name) if not small else None


def _bare(one: Sentence, each: Named, word: int, way: _Way, name: str) -> Role | None:
    """Give the role of a name behind the word without a preposition: by its case, its place, or as a maker."""
    case = one.feature(head(one, each), "Case")
    if case == "Dat" or (one.tagged is None and each.first == word + 1 and way.dative is not None):
        return way.dative
    if name == "investing-noun" and case == "Gen" and each.first == word + 1:
        return "payer"
    return "supplier" if name.startswith("buying") and _maker(one, each, word) else None


def _by_adjective(one: Sentence, each: Named, word: int, way: _Way, name: str) -> Role | None:
    """Give the role of «китайские инвестиции», "a Chinese loan", «американских производителей»."""
    if each.end == word and name in {"investing-noun", "loan"}:
        return "payer"
    if each.first > word and name.startswith("buying") and one.is_(each.end, "maker"):
        return way.behind["from"]
    return None


def _maker(one: Sentence, each: Named, word: int) -> bool:
    """Tell whether a name is that of who makes what is bought: «комбайны Deere», "20 Boeing jets"; so not "bought MySQL"."""
    if each.how in {"demonym", "people", "capital", "city"} or any(one.is_(at, "stake") for at in range(word, each.first)):
        return False
    if one.tagged is not None:
        return (
            _foreign(one, each)
            and each.first > word + 1
            and one.part(each.first - 1) == "NOUN"
            and one.feature(each.first - 1, "Case") != "Dat"
        )
    after = one.word(each.end)
    return after.isalnum() and after not in _SMALL and after not in {"and", "or", "on", "last", "this"}


def _foreign(one: Sentence, each: Named) -> bool:
    """Tell whether a name is that of a company: found by the model, or in Latin letters in a Russian sentence."""
    return each.how == "model" or (one.tagged is not None and each.party.span.of(one.cut.text).isascii())


def _small(one: Sentence, first: int) -> str:
    """Give the preposition of a name: before it, its article, its adjectives and what it is."""
    for at in range(first - 1, max(first - 2 - _SKIPPED, one.tokens.start - 1), -1):
        word = one.word(at)
        if word in _SMALL:
            return word
        if one.stop(at) or not (word.isalpha() or word in _OWNER) or one.part(at) in {"VERB", "ADV"}:
            return ""
        if at < first - 1 and word in {"a", "an", "the"}:
            continue
        if any(each.first <= at < each.end and each.how != "demonym" for each in one.named) and word not in {"and", "и"}:
            if one.word(at + 1) not in {"and", "и"}:
                return ""
        elif one.tagged is None and one.is_(at, "sign", "trade", "deal", "loan", "give", "buying", "supplying", "investing"):
            return ""
        elif one.tagged is not None and one.part(at) == "NOUN" and not one.is_(at, "maker") and at == first - 1:
            return "" if one.feature(at, "Case") != one.feature(first, "Case") else _small(one, at)
    return ""


def _subject(one: Sentence, each: Named, word: int, draft: Draft) -> bool:
    """Tell whether a name is that of who does it: without a preposition before the verb, or as the agent of a passive."""
    if _small(one, each.first):
        return False
    side = one.is_(each.end, "side")
    if each.how in {"demonym", "people"} and one.word(each.end)[:1].isalpha() and one.part(each.first) == "ADJ" and not side:
        return False
    if one.tagged is not None:
        top = head(one, each)
        case = one.feature(each.end if side else top, "Case")
        if not case and one.relation(top) == "appos":  # a foreign name behind what it is
            case = one.feature(next(one.up(top), top), "Case")
        passive = any(one.feature(at, "Voice") == "Pass" for at in one.clause(word) if one.part(at) == "VERB")
        if each.first == each.end:  # said by the verb alone
            return True
        return case == ("Ins" if passive else "Nom") or (case == "" and one.relation(each.first) in {"nsubj", "nsubj:pass"})
    first = min(word, _token(one, draft.head.start))
    adverb = one.word(first - 1).endswith("ly")
    passive = one.word(first - 1 - adverb) in _BEINGS and not one.word(first).endswith("ing")
    passive = passive or one.word(word + 1) == "by"
    return each.end <= first and not passive


def _sector(one: Sentence, draft: Draft, scope: range) -> Sector | None:
    """Give the one branch that the words of a deal speak of; `mixed` for a package of several."""
    names = {_BRANCH[kind] for at in scope if at in one.tokens for kind in one.kinds[at - one.tokens.start] & _BRANCH.keys()}
    if any(one.is_(at, "control") for at in scope):
        names -= _CONTROLLED
    names -= {low for high in names for low in _OUTRANKS.get(high, ())}
    if len(names) == 1:
        return next(iter(names))
    return "mixed" if names and draft.many else None


def made_where(one: Sentence) -> Span | None:
    """Give the words of a sentence that say what of the deal before it is made in the country."""
    return _localisation(one, one.tokens.start - 1, one.tokens)


def _localisation(one: Sentence, at: int, scope: range) -> Span | None:
    """Give the words that say what of a deal is made in the country: «для сборки в …», "assembled in …", "local production"."""
    for word in range(at + 1, scope.stop):
        if one.is_(word, "assembly"):
            return one.span(_led(one, word), one.phrase_end(word))
        if one.is_(word, "local-making") and (one.is_(word - 1, "local") or one.word(word - 1) == "jointly"):
            return one.span(_led(one, word - 1), one.phrase_end(word))
        if one.is_(word, "local-making") and one.word(word).endswith(("ed", "made", "built")) and one.word(word + 1) == "in":
            return one.span(word, one.phrase_end(word))
    return None


def _led(one: Sentence, word: int) -> int:
    """Give where the words begin that lead to a word: its adjectives, and «с организацией»."""
    return next(_leading(one, word), word)


def _leading(one: Sentence, word: int) -> Iterator[int]:
    for at in range(word - 1, max(word - 1 - _SKIPPED, one.tokens.start - 1), -1):
        if one.stop(at):
            return
        if one.word(at) in {"для", "с", "со", "with", "for"}:
            yield at
