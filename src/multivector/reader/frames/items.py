"""Deals that no verb of signing tells: talks about one, a loan with its amount, a share, what a document is said to be, lists.

"The largest item is a $300m loan from Brazil"     a loan with its amount and who gives it
«Главный итог визита — соглашение о портах»        what something of a visit or a package is
"Oman will hold 30 per cent of the venture"        a share that somebody gets
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.facts import amount_at, date_at
from multivector.reader.frames.modes import Mode, attribution, mode
from multivector.reader.frames.parties import once, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Party
    from multivector.reader.frames.sentence import Sentence

_NEAR, _SUBJECT, _SHARE, _TWO, _TALKED = 6, 9, 7, 2, 14
_DASHES = frozenset({"—", "–", "-"})
_IS = frozenset({"is", "was", "are", "were", "стал", "стала", "стало", "является"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "▪", "●"})
_PARTING = frozenset({"%", "percent", "per", "процентов", "процента", "процент", "проц"})
_HOLDS = frozenset({"hold", "own", "get", "receive", "take", "takes", "took", "gets", "retain", "keep", "acquires"})


def items(one: Sentence, papers: Sequence[Draft]) -> Iterator[Draft]:
    """Draft them, but what is told as a paper already."""
    yield from _talks(one)
    yield from _loans(one, papers)
    yield from _shares(one)
    yield from _orders(one, papers)
    yield from _ventures(one)


def bullet(one: Sentence) -> bool:
    """Tell whether a sentence is an item of a list: a mark or a number stands before it."""
    first = one.word(one.tokens.start)
    return first in _BULLETS or (first.isdigit() and one.word(one.tokens.start + 1) in {")", "."})


def identified(one: Sentence, noun: int) -> bool:
    """Tell whether a noun says what the document, the result or the largest item of something is."""
    first = noun - 1
    while first > one.tokens.start and one.word(first) not in _DASHES | _IS and noun - first <= _NEAR:
        first -= 1
    if one.word(first) not in _DASHES | _IS:
        return False
    subject = range(max(first - _SUBJECT, one.clause(first - 1).start), first)
    return any(one.is_(at, "outcome") for at in subject) and not any(one.is_(at, "not", "none") for at in subject)


def _talks(one: Sentence) -> Iterator[Draft]:
    """Draft a deal that is being negotiated: talks that are under way and say what about."""
    for noun in one.all_("talks"):
        going = [at for at in one.all_("going") if at in one.clause(noun) and abs(at - noun) <= _TALKED and one.word(at) != "in"]
        going = going or [noun - 1] * (one.word(noun - 1) == "in")
        about = [at for at in range(noun + 1, one.phrase_end(noun)) if one.word(at) in {"о", "об", "по", "on", "about", "over"}]
        if not going or not about:
            continue
        author = attribution(one, going[0])
        held = mode(one, going[0], noun)
        parties = within(one, going[0], noun, author)
        wares = any(one.is_(at, "ware") for at in range(about[0], one.phrase_end(noun)))
        if held is None or not (parties or wares):
            continue
        end = one.phrase_end(noun)
        topic = one.span(about[0], end) if end > about[0] else None
        begin = min([going[0], noun, *(each.first for each in one.named if each.party in parties)])
        modality = "possible" if held.modality == "done" else held.modality
        yield Draft("deal", "agreement", "deal-talks", (one.span(begin, end),), one.span(noun, noun + 1), parties,
                    amount_at(one, noun), date_at(one, going[0], held),
                    "signal", modality, held.polarity, author, topic)  # fmt: skip


def _loans(one: Sentence, papers: Sequence[Draft]) -> Iterator[Draft]:
    """Draft a loan that stands with its amount by who gives it."""
    lines = [at + 1 for at in one.all_("credit-line") if one.word(at + 1).startswith("лини")]
    for noun in (*one.all_("loan"), *lines):
        if (
            one.is_(noun + 1, "deal")
            or any(paper.head.start == one.cut.starts[noun] for paper in papers)
            or any(one.is_(at, "repay") for at in one.clause(noun))
        ):
            continue
        amount = amount_at(one, noun)
        near = any(abs(at - noun) <= _SUBJECT for at, each in one.amounts if each == amount)
        held = mode(one, None, noun)
        if amount is None or not near or held is None or one.question:
            continue
        if any(one.is_(at, "asks", "talk", "offers") for at in one.clause(noun)) and held.polarity == "positive":
            held = Mode("possible")
        if held.modality == "planned" and _agreed_on(one, noun):
            held = Mode("done")
        author = attribution(one, noun)
        parties = _lenders(one, noun) or within(one, noun, noun, author)
        if not parties:
            continue
        begin = noun
        while begin > one.clause(noun).start and noun - begin < _NEAR and one.word(begin) not in _IS | _DASHES:
            begin -= 1
        yield Draft("deal", "agreement", "deal-amount", (one.span(begin, one.phrase_end(noun)),), one.span(noun, noun + 1),
                    parties, amount, date_at(one, noun, held), None, held.modality, held.polarity, author)  # fmt: skip


def _agreed_on(one: Sentence, noun: int) -> bool:
    """Tell whether a thing is the object of "agreed": "has agreed a $2bn loan", not "agreed to seek a loan"."""
    back = range(max(noun - _NEAR, one.tokens.start), noun)
    at = next((at for at in back if one.word(at) in {"agreed", "agrees"}), None)
    return at is not None and not any(one.word(mid) == "to" for mid in range(at, noun))


def _lenders(one: Sentence, noun: int) -> tuple[Party, ...]:
    """Give who lends: behind "from", or as an owner right behind or before the noun."""
    if one.tagged is not None:
        return ()
    behind = range(noun + 1, one.phrase_end(noun))
    return once(
        each.party
        for each in one.named
        if (each.first in behind and {one.word(each.first - 1), one.word(each.first - 2)} & {"from", "to"})
        or (each.end <= noun and noun - each.first <= _NEAR and (each.how == "demonym" or each.end == noun))
    )


def _shares(one: Sentence) -> Iterator[Draft]:
    """Draft a share in a venture that somebody gets or will hold."""
    for at in one.tokens:
        if one.word(at) not in _PARTING and not one.word(at).endswith("%"):
            continue
        behind = range(at, min(at + _SHARE, one.tokens.stop))
        what = next((word for word in behind if one.is_(word, "stake", "venture", "works", "field")), None)
        verb = next((word for word in range(at, max(at - _NEAR, one.tokens.start) - 1, -1) if _gets(one, word)), None)
        held = mode(one, verb, verb) if verb is not None else None
        if what is None or verb is None or held is None or one.question:
            continue
        author = attribution(one, verb)
        parties = within(one, verb, verb, author)
        if one.tagged is None:
            parties = once(each.party for each in one.named if each.first in one.clause(verb) and each.end <= verb)
        if not parties or (one.is_(verb, "future") and held.modality == "done"):
            continue
        clause = one.clause(verb)
        yield Draft("deal", "purchase", "deal-trade", (one.span(clause.start, clause.stop),), one.span(what, what + 1), parties,
                    None, date_at(one, verb, held), None, held.modality, held.polarity, author)  # fmt: skip


def _gets(one: Sentence, at: int) -> bool:
    if one.word(at) in {"hold", "own", "get", "receive", "take", "retain", "keep"}:
        return one.word(at - 1) in {"will", "would", "to"}
    bought = one.is_(at, "buying") and one.part(at) in {"VERB", ""}
    return one.word(at) in _HOLDS or one.is_(at, "gets") or bought


def _orders(one: Sentence, papers: Sequence[Draft]) -> Iterator[Draft]:
    """Draft an order that somebody gets or places, and a tender that is won, where two are named or one with the amount."""
    for noun in one.all_("order-noun"):
        verb = next(
            (at for at in sorted(one.clause(noun), key=lambda at: abs(at - noun)) if one.is_(at, "places") and at != noun), None
        )
        if verb is None or abs(verb - noun) > _SUBJECT or one.question or (held := mode(one, verb, noun)) is None:
            continue
        if any(span.start <= one.cut.starts[noun] < span.end for paper in papers for span in paper.evidence):
            continue
        author = attribution(one, verb)
        parties, amount = within(one, verb, noun, author), amount_at(one, noun)
        if len(parties) + (amount is not None) < _TWO or not parties:
            continue
        begin, end = min(verb, noun), max(verb + 1, one.phrase_end(noun))
        word = noun if one.word(verb).startswith(("place", "размест", "оформ")) else verb  # else it is not he who buys
        yield Draft("deal", "purchase", "deal-trade", (one.span(begin, end),), one.span(word, word + 1), parties, amount,
                    date_at(one, verb, held), "commitment" if held.modality == "done" else None, held.modality, held.polarity,
                    author)  # fmt: skip
        return


def _ventures(one: Sentence) -> Iterator[Draft]:
    """Draft a joint venture that two set up: «создадут совместное предприятие», "formed a joint venture"."""
    for noun in one.all_("venture-made"):
        joint = one.word(noun) == "сп" or (one.word(noun - 1).startswith(("совместн", "joint")))
        near = [at for at in one.clause(noun) if one.is_(at, "founds") and abs(at - noun) <= _SUBJECT]
        verb = min(near, key=lambda at: abs(at - noun), default=None)
        held = mode(one, verb, noun) if verb is not None else None
        if not joint or verb is None or held is None or one.question:
            continue
        author = attribution(one, verb)
        parties = within(one, verb, noun, author)
        if len(parties) >= _TWO:
            clause = one.clause(verb)
            words = (one.span(clause.start, clause.stop),)
            yield Draft("deal", "purchase", "deal-trade", words, one.span(noun, noun + 1), parties,
                        amount_at(one, noun), date_at(one, verb, held), None, held.modality, held.polarity, author)  # fmt: skip
            return
