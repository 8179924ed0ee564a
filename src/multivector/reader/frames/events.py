"""Visits, meetings and calls: who went where, who saw or spoke with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft
from multivector.reader.frames.facts import date_at
from multivector.reader.frames.modes import Mode, attribution, mode
from multivector.reader.frames.parties import as_, head, once, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.drafts import Attribution, Form, Party
    from multivector.reader.frames.sentence import Named, Sentence

_NEAR = 8
_TWO = 2
_NOUNS = frozenset({"NOUN", "PROPN", ""})
_DETERMINERS = frozenset(
    {"a", "an", "the", "his", "her", "their", "state", "official", "working", "first", "private", "s", "’s", "this", "its"}
)


def events(one: Sentence) -> Iterator[Draft]:
    """Draft the visits, meetings and calls of a sentence; a question gives none."""
    if one.question:
        return
    yield from _visits(one)
    yield from _meetings(one)
    yield from _received(one)
    yield from _calls(one)


def _visits(one: Sentence) -> Iterator[Draft]:
    drafted: set[int] = set()
    for verb in one.all_("visit"):
        if _is_noun(one, verb):
            continue
        host = _host(one, verb, direct=one.is_(verb, "direct"))
        if host is not None and host.first not in drafted:
            drafted.add(host.first)
            yield from _visit(one, verb, host, "visit-verb")
    for noun in one.all_("trip"):
        if _is_noun(one, noun) and (host := _host(one, noun, direct=False)) is not None and host.first not in drafted:
            drafted.add(host.first)
            yield from _visit(one, noun, host, "visit-noun")


def _is_noun(one: Sentence, at: int) -> bool:
    """Tell whether a word that may be both is a noun here."""
    if one.word(at) in {"visit", "visits", "travel", "travels"}:
        return (
            one.word(at - 1) in _DETERMINERS
            or one.is_(at - 1, "deal")
            or one.word(at - 1).endswith("day")
            or one.word(at + 1) in {"to", "by"}
        )
    return one.is_(at, "trip")


def _host(one: Sentence, at: int, *, direct: bool) -> Named | None:
    """Give the first place behind a word that one can travel to: the object, or what «в» and "to" lead to."""
    for each in one.named:
        if not (at < each.first <= at + _NEAR and each.ground) or any(
            one.word(mid) in {",", ".", ";"} for mid in range(at, each.first)
        ):
            continue
        before = each.first - 1
        before -= one.word(before) == "the"
        if one.is_(before, "into") or before == at or (direct and _object(one, each)):
            return each
    return None


def _object(one: Sentence, each: Named) -> bool:
    return one.relation(head(one, each)) in {"obj", "conj", ""}


def _visit(one: Sentence, core: int, host: Named, rule: str) -> Iterator[Draft]:
    author = attribution(one, core)
    held = mode(one, core, core)
    if held is None:
        return
    verb = core
    if rule == "visit-noun" and one.tagged is not None:
        verb = next((up for up in one.up(core) if one.part(up) == "VERB"), core)
    going = _going(one, verb, core, host, author)
    begin = min([core, *(each.first for each in one.named if each.party in going)])
    parties = once([*(as_(party, "visitor") for party in going), as_(host.party, "host")])
    yield _event(one, "visit", rule, core, begin, max(host.end, core + 1), parties)


def _going(one: Sentence, verb: int, core: int, host: Named, author: Attribution) -> list[Party]:
    """Give who travels: never one behind a preposition, but for "by" and "of"."""
    speaker = author.speaker.span if author.speaker is not None else None
    others = [
        each for each in one.named if each.party.span not in {host.party.span, speaker} and each.party.actor != host.party.actor
    ]
    free = [
        each for each in others if not one.is_(each.first - 1, "with", "into", "place") and one.word(each.first - 2) != "with"
    ]
    tied = within(one, verb, core, author) if one.tagged is not None else ()
    going = [each.party for each in free if each.party in tied]
    if going:
        return going
    told = [each for each in others if each.first > core and {one.word(each.first - 1), one.word(each.first - 2)} & {"by", "of"}]
    near = [each for each in free if each.end <= core and core - each.end <= _NEAR and not one.apart(each.first, core)]
    return [each.party for each in (told[:1] or near[-1:])]


def _event(one: Sentence, form: Form, rule: str, core: int, begin: int, end: int, parties: tuple[Party, ...]) -> Draft:
    held = mode(one, core, core) or Mode("possible")
    return Draft("event", form, rule, (one.span(begin, end),), one.span(core, core + 1), parties, None,
                 date_at(one, core, held), None,
                 held.modality, held.polarity, attribution(one, core))  # fmt: skip


def _meetings(one: Sentence) -> Iterator[Draft]:
    taken: set[tuple[Party, ...]] = set()
    for core in one.all_("meet", "meeting", "talks"):
        rule = _meeting_rule(one, core)
        if rule is None or mode(one, core, core) is None:
            continue
        parties = _met(one, core)
        if one.is_(core, "summit") and one.cut.words[core - 1 : core] and not parties:
            parties = once(each.party for each in one.named)
        enough = _TWO if rule == "meeting-verb" and one.tagged is None else 1
        if len(parties) < enough or parties in taken:
            continue
        taken.add(parties)
        inside = [each for each in one.named if each.party in parties]
        begin, end = min([core, *(each.first for each in inside)]), max([core + 1, *(each.end for each in inside)])
        yield _event(one, "meeting", rule, core, begin, end, parties)


def _meeting_rule(one: Sentence, core: int) -> str | None:
    """Tell by which rule a word makes a meeting."""
    clause = one.clause(core)
    if one.all_("team"):
        return None
    held = any(one.is_(at, "holding") for at in clause)
    joined = any(one.is_(at, "with") for at in range(core + 1, one.phrase_end(core)))
    if one.is_(core, "talks"):
        return "meeting-talks" if held and not any(one.is_(at, "going") and one.word(at) != "in" for at in clause) else None
    if one.is_(core, "meet") and not (one.word(core) == "meeting" and _is_thing(one, core)):
        return "meeting-verb" if one.word(core) > "z" or _somebody(one, core) else None
    if one.is_(core, "meeting") and one.part(core) in _NOUNS:
        return "meeting-noun" if held or joined or one.is_(core, "summit") and held else None  # noqa: RUF021 - reads in order
    return None


def _is_thing(one: Sentence, core: int) -> bool:
    return (
        one.word(core - 1) in _DETERMINERS
        or one.word(core - 1).endswith(("al", "ing", "ry"))
        or one.is_(core + 1, "with", "place")
    )


def _somebody(one: Sentence, core: int) -> bool:
    """Tell whether an English "met" has a person or state as its object or a "with"; so not "met the target"."""
    after = [each for each in one.named if core < each.first <= core + _NEAR and not one.is_(each.first - 1, "place")]
    before = [each for each in one.named if each.end <= core]
    return bool(after) or (
        len(before) >= _TWO and one.word(core + 1) in {"in", "on", "at", ".", "today", "yesterday", "to", "for"}
    )


def _met(one: Sentence, core: int) -> tuple[Party, ...]:
    """Give who met: tied by syntax, or before the word and behind its "with"."""
    verb = core
    if one.tagged is not None and not one.is_(core, "meet"):
        verb = next((up for up in one.up(core) if one.part(up) == "VERB"), core)
    return within(one, verb, core, attribution(one, core))


def _received(one: Sentence) -> Iterator[Draft]:
    """Draft that somebody received somebody: a person or an office before the verb, and another right behind it."""
    for core in one.all_("receive"):
        persons = [each for each in one.named if each.how in {"person", "role", "model"} and each.first in one.clause(core)]
        before, after = [each for each in persons if each.end <= core], [each for each in persons if each.first > core]
        if not before or not after or after[0].first - core > _NEAR or mode(one, core, core) is None:
            continue
        if one.tagged is not None and one.relation(head(one, after[0])) not in {"obj", "appos", "nmod", "nsubj", "obl"}:
            continue
        between = range(core + 1, after[0].first)
        if any(one.relation(at) == "obj" and one.feature(at, "Animacy") == "Inan" for at in between):
            continue
        if any(one.is_(at, "deal", "weak", "loan", "with") or one.word(at) in {"от", "from"} for at in between):
            continue
        parties = once([as_(before[-1].party, "host"), after[0].party])
        if len(parties) == _TWO:
            yield _event(one, "meeting", "meeting-received", core, before[-1].first, after[0].end, parties)


def _calls(one: Sentence) -> Iterator[Draft]:
    for core in one.all_("phone", "call"):
        spoken = [at for at in one.all_("talk") if abs(at - core) <= _NEAR]
        if not (one.is_(core, "phone") and spoken and _by_phone(one, core)) and not _rang(one, core):
            continue
        verb = next((at for at in spoken if one.part(at) == "VERB"), core)
        if one.tagged is not None and verb == core:
            verb = next((up for up in one.up(core) if one.part(up) == "VERB"), core)
        parties = within(one, verb, spoken[0] if spoken else core, attribution(one, core))
        if mode(one, core, core) is None or len(parties) < _TWO:
            continue
        inside = [each for each in one.named if each.party in parties]
        begin, end = min([core, *(each.first for each in inside)]), max([core + 1, *(each.end for each in inside)])
        yield _event(one, "call", "call", core, begin, end, parties)
        return


def _by_phone(one: Sentence, core: int) -> bool:
    """Tell whether a word means that one spoke so: «по телефону», "by phone", "a phone call"."""
    before = one.word(core - 1) if one.word(core - 1) != "the" else one.word(core - 2)
    return before in {"по", "by", "on", "over"} or one.is_(core + 1, "talk", "call") or one.word(core).startswith("телефонн")


def _rang(one: Sentence, core: int) -> bool:
    return one.word(core) in {
        "созвонился",
        "созвонилась",
        "созвонились",
        "созвонятся",
        "позвонил",
        "позвонила",
        "позвонит",
        "phoned",
        "telephoned",
    }
