"""Agreements: what was signed, agreed, is being negotiated, bought, or named with its amount.

One verb may govern several: «подписаны соглашения о …, о … и о …» gives one for each thing that they are about. A deal that is
only asked for is none, unless the question takes it for granted («включая соглашение с … на 2 млрд долларов»).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.facts import amount_at, date_at
from multivector.reader.frames.items import bullet, identified, items
from multivector.reader.frames.modes import Mode, attribution, mode
from multivector.reader.frames.outlays import items_of, outlays
from multivector.reader.frames.parties import head, once, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.model.money import Amount
    from multivector.model.parts import StageName
    from multivector.reader.drafts import Party
    from multivector.reader.frames.sentence import Sentence
    from multivector.reader.spans import Span

_REACH, _BEHIND = 14, 3
_LINKERS = frozenset({"о", "об", "on", "for"})
_NOUNS = ("deal", "weak", "loan")
_SIGNS = ("sign", "signing")
_OWN = frozenset({"NOUN", "PROPN", ""})
_BUILDS = frozenset(
    {"построит", "построят", "возведет", "возведут", "проложит", "проложат", "модернизирует", "build", "lay", "construct",
     "modernise"}
)  # fmt: skip
_BOTH = frozenset(
    {"build", "lay", "construct", "modernise", "order", "purchase", "supply", "export", "import", "deliver", "ship", "lend"}
)
_LEADING = frozenset({"to", "will", "would", "shall", "may", "could", "can", "also", "and", "must", "should"})
"""Behind what the English words that may be nouns too are verbs."""
_EQUATED, _WON, _DECIDED = 12, 5, 7


def deals(one: Sentence) -> Iterator[Draft]:
    """Draft the agreements of a sentence."""
    papers: list[Draft] = []
    for noun in one.all_(*_NOUNS):
        compound = one.is_(noun, "loan") and one.is_(noun + 1, "deal")  # "a loan agreement" is one thing
        if not compound and one.part(noun) in _OWN and (draft := _deal(one, noun)) is not None:
            papers += _split(one, noun, draft)
    yield from papers
    if not one.question:
        trades = [*_trade(one, papers), *_agreed(one), *_decided(one, papers)]
        told = {draft.evidence for draft in trades}
        trades += [draft for draft in items(one, papers) if draft.evidence not in told]
        yield from trades
        yield from outlays(one, [*papers, *trades])


def parts(one: Sentence) -> Iterator[Draft]:
    """Draft what a verbless sentence names as bought or ordered, behind a sentence that told of a package."""
    first = next((at for at in one.tokens if one.word(at)[:1].isalpha()), None)
    listed = first is not None and bullet(one) and one.is_(first, "deal", "loan", "stake")
    part = first is not None and (listed or one.is_(first, "part"))
    yield from () if part else items_of(one)
    if first is None or not part or one.question or one.feature(first, "Case") not in {"Nom", "Acc", ""}:
        return
    end = one.phrase_end(first)
    if end - first > 1:
        span = one.span(first, end)
        author = attribution(one, first)
        yield Draft("deal", "package-part", "deal-part", (span,), one.span(first, first + 1), within(one, first, first, author),
                    amount=amount_at(one, first), stage=None, attribution=author, topic=one.span(first + 1, end))  # fmt: skip


def _governor(one: Sentence, noun: int) -> int | None:
    """Give the word that says that a thing is signed: by syntax above it or as its participle, else near it."""
    classes = ("give",) if one.is_(noun, "loan") else _SIGNS
    if one.tagged is not None:
        for steps, up in enumerate(one.up(noun)):
            if one.is_(up, *classes):
                return up
            if one.is_(up, "statute") and one.is_(noun, "weak"):
                break
            if steps > 2 or one.is_(up, *_NOUNS) and one.relation(noun) != "conj" and steps == 0:  # noqa: PLR2004, RUF021 - far above
                break
        below = [at for at in one.all_(*classes) if next(one.up(at), None) == noun]
        if below:
            return below[0]
    won = next(
        (at for at in range(noun - 1, max(noun - _WON, one.tokens.start) - 1, -1) if one.word(at) in {"won", "wins"}), None
    )
    if won is not None and one.word(won + 1) in {"a", "an", "the", "its"}:  # and no currency
        return won
    home = next((at for at in range(noun - 1, max(noun - _DECIDED, one.tokens.start) - 1, -1) if one.is_(at, "brought")), None)
    if home is not None and _brought(one, home, noun):
        return home
    near = [at for at in one.all_(*classes) if abs(at - noun) <= _REACH and not one.apart(at, noun)]
    if one.tagged is not None:
        near = [at for at in near if not any(one.stop(mid) for mid in range(min(at, noun) + 1, max(at, noun)))]
    return min(near, key=lambda at: (abs(at - noun), at), default=None)


def _brought(one: Sentence, verb: int, noun: int) -> bool:
    """Tell whether somebody comes from a journey with a paper: «увёз четыре документа», "came home with a memorandum"."""
    inside = range(verb + 1, noun)
    if any(one.stop(at) or one.part(at) == "VERB" or one.is_(at, "none") for at in inside):
        return False
    carried = one.word(verb).startswith(("прив", "увез", "увоз", "br"))
    return carried or any(one.word(at) in {"with", "с", "со"} for at in inside)


def _deal(one: Sentence, noun: int) -> Draft | None:
    """Draft the thing that a noun names, whole."""
    verb = _governor(one, noun)
    weak = not one.is_(noun, "deal")
    granted = any(one.is_(at, "includes") for at in range(max(noun - _REACH, one.tokens.start), noun))
    if one.question and not granted:
        return None
    core = noun if verb is None else verb
    author = attribution(one, core)
    parties = within(one, core, noun, author)
    amount = amount_at(one, noun) or _to_buy(one, noun)
    held = mode(one, verb, noun)
    if granted and one.question:
        verb, held = None, Mode("done")
    if held is None or (verb is None and (_of_a_trade(one, noun) or _withheld_of(one, noun))):
        return None
    rule: str
    stage: StageName | None = "framework" if one.is_(noun, "framework") or one.is_(noun - 1, "framework") else "commitment"
    if verb is not None:
        rule = "deal-signed"
    elif weak and not _titled(one, noun):
        return None
    elif held.polarity == "negative" and not weak:
        rule = "deal-denied"
    elif amount is not None and not weak:
        rule, stage = "deal-amount", None
    elif (
        _titled(one, noun)
        or (len(parties) > 1 and not weak and _topics(one, noun))
        or (not weak and (identified(one, noun) or _in_force(one, noun, parties)))
    ):
        rule, stage = "deal-named", None
    else:
        return None
    stage = None if held.modality != "done" else _lowered(one, verb, stage)
    begin = _begin(one, noun)
    evidence = _evidence(one, core, begin, one.phrase_end(noun))
    topics = _topics(one, noun)
    return Draft("deal", "agreement", rule, evidence, one.span(noun, noun + 1), parties, amount, date_at(one, core, held), stage,
                 held.modality, held.polarity, author, topics[0] if topics else None, many=one.is_(noun, "several"))  # fmt: skip


def _lowered(one: Sentence, verb: int | None, stage: StageName | None) -> StageName | None:
    """Give the stage of what was done, lower where somebody only agreed to it: «согласилась выдать кредит»."""
    promised = verb is not None and one.feature(verb, "VerbForm") == "Inf"
    return "pledge" if promised and stage == "commitment" else stage


def _to_buy(one: Sentence, noun: int) -> Amount | None:
    """Give the amount of what a paper is for: "a contract with Peru to buy jets for $6bn"."""
    clause = one.clause(noun)
    verb = next((at for at in range(noun + 1, clause.stop) if one.is_(at, "trade") and one.word(at - 1) == "to"), None)
    return amount_at(one, verb) if verb is not None else None


def _of_a_trade(one: Sentence, noun: int) -> bool:
    """Tell whether a noun only names what a verb tells: "bought jets in a $3bn deal"."""
    led = {one.word(at) for at in range(max(noun - _BEHIND - 1, one.tokens.start), noun)} & {"in", "under", "рамках"}
    return bool(led) and any(one.is_(at, "trade") and _trades(one, at) for at in one.clause(noun) if at < noun)


def _in_force(one: Sentence, noun: int, parties: Sequence[Party]) -> bool:
    """Tell whether a paper of two entered into force."""
    clause = one.clause(noun)
    force = any(
        (one.word(at) in {"force", "effect", "силу"} and one.is_(at - 1, "into")) or one.word(at) == "effect" for at in clause
    )
    return len(parties) > 1 and force


def _withheld_of(one: Sentence, noun: int) -> bool:
    """Tell whether a noun only says of what something is not told: «стоимость контракта», "a non-disclosure agreement"."""
    if one.word(noun - 1) in {"non-disclosure", "nondisclosure", "confidentiality"} or one.word(noun + 2).startswith("неразглаш"):
        return True
    figure = any(one.is_(at, "figure", "paper") for at in range(max(noun - _BEHIND, one.tokens.start), noun))
    return figure and any(one.is_(at, "disclose", "undisclosed") for at in one.clause(noun))


def _begin(one: Sentence, noun: int) -> int:
    """Give where the noun's own words begin: its adjectives and numerals."""
    at = noun
    while at - 1 in one.tokens and (one.part(at - 1) in {"ADJ", "NUM", "DET"} or one.is_(at - 1, "none")):
        at -= 1
    return at


def _evidence(one: Sentence, core: int, begin: int, end: int) -> tuple[Span, ...]:
    """Give one stretch from the verb to the end of the noun's phrase, or two where much lies between."""
    return (one.span(min(core, begin), max(core + 1, end)),)


def _titled(one: Sentence, noun: int) -> bool:
    """Tell whether a noun is a title: a capital inside the sentence, or at its head with what it is about."""
    words = one.cut.words
    about = one.word(noun + 1) in {"о", "об", "on"}
    first = next((at for at in one.tokens if words[at][:1].isalpha()), noun)
    begin = _begin(one, noun)
    if one.is_(noun, "standing"):
        return False
    capital = any(words[at][:1].isupper() and at != first for at in range(begin, noun + 1))
    return capital and (about or begin < noun or one.is_(noun, "deal")) and not one.is_(noun - 1, "none") and _long(one, noun)


def _long(one: Sentence, noun: int) -> bool:
    return one.phrase_end(noun) - noun > 3  # noqa: PLR2004 - a title says what it is about


def _topics(one: Sentence, noun: int) -> list[Span]:
    """Give what a noun's things are about: each «о …» behind it, joined by commas and "and"."""
    at = noun + 1
    if one.word(at) not in _LINKERS and not (one.word(at) == "по" and one.word(noun).startswith("сделк")):
        return []
    found: list[Span] = []
    linker = one.word(at) if one.word(at) in _LINKERS else "о"
    begin = at
    at += 1
    while at <= one.tokens.stop:
        joined = one.word(at) in {",", "и", "and"} or (one.word(at) == "а" and one.word(at + 1) == "также")
        after = at + 1 + (one.word(at) == "а") + (one.word(at + 1) in {"and", "и"})
        same = one.word(after) in ({"о", "об"} if linker in {"о", "об"} else {linker})
        if joined and same:
            found.append(one.span(begin, at))
            begin, at = after, after + 1
        elif at == one.tokens.stop or one.stop(at):
            found.append(one.span(begin, at))
            break
        else:
            at += 1
    return found


def awaited(draft: Draft) -> Draft:
    """Make an expectation of a deal that is planned for a time."""
    if draft.rule != "deal-signed" or draft.modality != "planned" or draft.polarity != "positive" or draft.date is None:
        return draft
    return replace(draft, kind="expectation", form="signing", rule="expected-deal")


def _split(one: Sentence, noun: int, draft: Draft) -> Iterator[Draft]:
    """Give a draft for each thing that a plural is about."""
    topics = _topics(one, noun)
    if len(topics) < 2 or not draft.many:  # noqa: PLR2004 - several
        yield draft
        return
    begin = min(draft.evidence[0].start, draft.head.start)
    for topic in topics:
        yield replace(draft, evidence=(type(topic)(begin, draft.head.end), topic), topic=topic, amount=None, many=False)


def _trade(one: Sentence, papers: Sequence[Draft]) -> Iterator[Draft]:
    """Draft what was bought, sold, lent or invested, where somebody is named and how much or with whom.

    Args:
        one: The sentence.
        papers: The agreements that it tells of already: "a contract to buy" is one of them.
    """
    for verb in one.all_("trade"):
        if one.part(verb) not in {"VERB", ""} or _of_a_paper(one, verb, papers) or not _trades(one, verb):
            continue
        author, held = attribution(one, verb), mode(one, verb, verb)
        if held is None or _reduced(one, verb):
            continue
        named = [each.party for each in one.named if each.first in one.clause(verb) and each.how != "city"
                 and not one.resumes(range(verb, each.first))]  # fmt: skip
        speaker = author.speaker.span if author.speaker is not None else None
        parties = within(one, verb, verb, author) if one.tagged is not None else ()
        parties = parties or tuple(party for party in named if party.span != speaker)
        behind = [each for each in one.named if each.first > verb and each.first in one.clause(verb)]
        into = [
            each.party
            for each in behind
            if (each.ground and (one.is_(verb, "invest") or one.word(verb) in _BUILDS))
            or (each.how == "model" and each.first - verb <= _BEHIND)
        ]
        parties = once((*parties, *into))
        amount = amount_at(one, verb) or _equated(one, verb) or _worth(one, verb)
        counted = any(one.is_(at, "ware") and one.word(at - 1).isdigit() for at in one.clause(verb))  # «42 истребителя»
        if len(parties) < 2 and ((amount is None and not counted) or not parties):  # noqa: PLR2004 - buyer and seller
            continue
        clause = one.clause(verb)
        stage: StageName | None = "commitment" if held.modality == "done" else None
        if held.modality == "planned" and any(one.is_(at, "agree") for at in range(max(verb - 2, clause.start), verb)):
            held, stage = Mode("done"), "pledge"  # "agreed to buy"
        elif held.modality == "planned" and any(one.is_(at, "talks") for at in range(clause.start, verb)):
            held, stage = Mode("possible"), "signal"  # "is in talks with Peru to buy"
        yield Draft("deal", "purchase", "deal-trade", (one.span(clause.start, clause.stop),), one.span(verb, verb + 1), parties,
                    amount, date_at(one, verb, held), stage, held.modality, held.polarity, author)  # fmt: skip


def _reduced(one: Sentence, verb: int) -> bool:
    """Tell whether a participle only says of which things another verb tells: "has delivered none of the jets bought"."""
    if one.tagged is not None or one.word(verb) not in {"bought", "ordered", "sold", "purchased", "acquired"}:
        return False
    before = range(one.clause(verb).start, verb - 1)
    led = {"has", "have", "had", "was", "were", "been", "and", "also", "then", "is", "be", "being", "already", "never"}
    return one.word(verb - 1) not in led and any(one.is_(at, "supplying", "holding") or one.word(at) in led for at in before)


def _of_a_paper(one: Sentence, verb: int, papers: Sequence[Draft]) -> bool:
    """Tell whether a verb only says what a paper is for: "a contract to buy"."""
    place = one.cut.starts[verb]
    return any(
        paper.head.start < place and span.start <= place < span.end and paper.polarity == "positive"
        for paper in papers
        for span in paper.evidence
    )


def _trades(one: Sentence, verb: int) -> bool:
    """Tell whether a word is the verb that it looks like: no noun ("an order"), no command ("ordered Peru to pay")."""
    if one.word(verb) in _BOTH and one.word(verb - 1) not in _LEADING:
        return False
    if one.word(verb).startswith("бер") and not any(one.word(each.first - 1) == "у" for each in one.named if each.first > verb):
        return False
    if one.word(verb).startswith("направ") and amount_at(one, verb) is None:
        return False
    if one.word(verb).startswith("постав"):  # to somebody, else it may be a full stop that they put
        return any(
            each.ground and (one.feature(each.first, "Case") == "Dat" or one.is_(each.first - 1, "into")) for each in one.named
        )
    if one.word(verb) in _BUILDS:
        where = any(each.ground and each.first > verb and one.is_(each.first - 1, "into") for each in one.named)
        maker = any(each.how == "model" and each.first in one.clause(verb) for each in one.named)
        works = maker and any(one.is_(at, "works") for at in one.clause(verb))
        paid = amount_at(one, verb) is not None
        where = where or any(each.ground and each.first > verb and one.word(each.end) in {"'", "’"} for each in one.named)
        plain = where and maker and any(one.is_(at, "works") for at in one.clause(verb))
        return (plain or ((where or works) and paid)) and not any(one.is_(at, "deal") for at in one.clause(verb))
    if one.word(verb) == "ordered":
        clause = range(verb + 1, one.phrase_end(verb))
        return not any(one.word(at) == "to" for at in clause) or any(one.word(at) == "from" for at in clause)
    return True


def _equated(one: Sentence, verb: int) -> Amount | None:
    """Give the amount of "$5bn is what Qatar invests": before the words that tell what it is."""
    for at, amount in reversed(one.amounts):
        between = range(at + 1, verb)
        told = any(one.word(mid) in {"что", "what"} for mid in between)
        if 0 < verb - at <= _EQUATED and told and not any(one.is_(mid, *_NOUNS) for mid in between):
            return amount
    return None


def _worth(one: Sentence, verb: int) -> Amount | None:
    """Give the amount of the noun that only names what the verb tells: "bought jets in a deal worth $3bn"."""
    nouns = [at for at in one.all_(*_NOUNS) if at > verb and _of_a_trade(one, at)]
    return amount_at(one, nouns[0]) if nouns else None


def _agreed(one: Sentence) -> Iterator[Draft]:
    """Draft what two parties agreed, without a paper being named."""
    for verb in one.all_("agree"):
        clause = one.clause(verb)
        author, held = attribution(one, verb), mode(one, verb, verb)
        parties = within(one, verb, verb, author)
        about = [at for at in range(verb + 1, clause.stop) if one.word(at) in {"о", "об", "on", "to"}]
        bought = any(one.is_(at, "trade") and _trades(one, at) for at in range(verb + 1, min(verb + 3, clause.stop)))
        if held is None or bought or not about or any(one.is_(at, "sign") for at in clause):
            continue
        if len(parties) < 2 and one.tagged is not None:  # noqa: PLR2004 - a pair; the model may tie them to the next verb
            before = (each for each in one.named if each.first in clause and each.end <= verb)
            parties = once(each.party for each in before if one.feature(head(one, each), "Case") == "Nom")
        goes_on = (at for at in range(verb + 1, clause.stop) if one.is_(at, "going", "talks") or one.word(at) in {"keep", "meet"})
        if len(parties) < 2 or any(True for _ in goes_on):  # noqa: PLR2004 - a pair
            continue
        stage: StageName | None = "pledge" if held.modality == "done" else None
        begin = min([verb, *(each.first for each in one.named if each.party in parties and each.first in clause)])
        yield Draft("deal", "agreement", "deal-agreed", (one.span(begin, clause.stop),), one.span(verb, verb + 1), parties,
                    amount_at(one, verb), date_at(one, verb, held), stage, held.modality, held.polarity, author,
                    one.span(about[0], clause.stop))  # fmt: skip


def _decided(one: Sentence, papers: Sequence[Draft]) -> Iterator[Draft]:
    """Draft a sale or purchase that was decided: "approved the sale of missiles to Peru", «одобрил покупку»."""
    for noun in one.all_("supplying-noun", "buying-noun"):
        verb = next((at for at in range(noun - 1, max(noun - _DECIDED, one.tokens.start) - 1, -1) if one.is_(at, "decide")), None)
        if verb is None or _of_a_paper(one, noun, papers) or (held := mode(one, verb, noun)) is None:
            continue
        author = attribution(one, verb)
        parties = within(one, verb, noun, author)
        if len(parties) < 2 and (amount_at(one, noun) is None or not parties):  # noqa: PLR2004 - buyer and seller
            continue
        modality = "planned" if held.modality == "done" else held.modality
        evidence = (one.span(verb, one.phrase_end(noun)),)
        yield Draft("deal", "purchase", "deal-decided", evidence, one.span(noun, noun + 1), parties,
                    amount_at(one, noun), date_at(one, verb, held), None, modality, held.polarity, author)  # fmt: skip
