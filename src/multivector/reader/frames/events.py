"""Visits, meetings and calls: who went where, who saw or spoke with whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.drafts import Draft, Party
from multivector.reader.frames.arrivals import further, host_before, stays, traveller
from multivector.reader.frames.calls import calls
from multivector.reader.frames.happenings import event, places_of
from multivector.reader.frames.modes import attribution, mode
from multivector.reader.frames.parties import as_, head, once, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.reader.drafts import Attribution
    from multivector.reader.frames.sentence import Named, Sentence

Scene = tuple[Party, ...]
_NEAR = 8
_TWO = 2
_AFTER = 6
_DURING = frozenset({"after", "following", "during", "at", "in", "before", "после", "ходе", "итогам", "время", "на"})
_NOUNS = frozenset({"NOUN", "PROPN", ""})
_PARTICLES = frozenset({"down", "on", "off", "back", "over", "home", "up"})
_BEING = frozenset({"is", "are", "been", "was", "were"})
_GOING = ("лета", "езди", "еде", "поле", "слета", "направ", "уле", "отправ", "выле", "поех")
_DETERMINERS = frozenset(
    {"a", "an", "the", "his", "her", "their", "state", "official", "working", "first", "private", "s", "’s", "this", "its"}
)


def events(one: Sentence, scene: Scene = ()) -> Iterator[Draft]:
    """Draft the visits, meetings and calls of a sentence; a question gives none.

    Args:
        one: The sentence.
        scene: Who was together in the sentence before: those of a meeting that names nobody.
    """
    if one.question:
        return
    yield from _visits(one)
    yield from _meetings(one)
    yield from _received(one)
    yield from calls(one)
    yield from _together(one, scene)


def scene_of(one: Sentence, happened: Iterable[Draft]) -> Scene:
    """Give the two who are together in a sentence: by what happened, or as the only two persons that it names."""
    met = [draft.parties for draft in happened if draft.modality == "done" and len(draft.parties) == _TWO]
    persons = once(each.party for each in one.named if each.how in {"person", "role", "pronoun"})
    return met[-1] if met else persons if len(persons) == _TWO else ()


def _together(one: Sentence, scene: Scene) -> Iterator[Draft]:
    """Draft a meeting face to face or a state reception that names nobody, behind a sentence that named two."""
    if len(scene) != _TWO or any(each.how in {"person", "role"} for each in one.named):
        return
    for core in one.all_("meeting", "talks", "reception"):
        alone = any(one.is_(at, "private") for at in range(core - 2, core + 3)) or _face_to_face(one, core)
        festive = one.is_(core, "reception") and one.is_(core - 1, "festive")
        festive = festive and not {one.word(core - 2), one.word(core - 3)} & {"at", "на"}
        if not (alone or festive) or (held := mode(one, core, core)) is None or held.modality != "done":
            continue
        clause = one.clause(core)
        yield event(one, "meeting", "meeting-face-to-face" if alone else "meeting-reception", core, clause.start, clause.stop,
                     tuple(as_(party, "party") for party in scene))  # fmt: skip
        return


def _face_to_face(one: Sentence, core: int) -> bool:
    words = [one.word(at) for at in range(core + 1, core + 5)]
    return words[:3] == ["один", "на", "один"] or words == ["с", "глазу", "на", "глаз"]


def _visits(one: Sentence) -> Iterator[Draft]:
    drafted: set[int] = set()
    for verb in one.all_("visit"):
        if _is_noun(one, verb):
            continue
        direct = one.is_(verb, "direct")
        host = _host(one, verb, direct=direct) or host_before(one, verb, direct=direct)
        if host is not None and host.first not in drafted:
            hosts = (host, *further(one, host))
            also = {each.party for each in hosts}
            for place in hosts:
                drafted.add(place.first)
                for draft in _visit(one, verb, place, "visit-verb"):
                    going = tuple(party for party in draft.parties if as_(party, "party") not in also or party.role == "host")
                    yield replace(draft, parties=going)
    for noun in one.all_("trip"):
        if not _is_noun(one, noun):
            continue
        host = _host(one, noun, direct=False)
        if host is not None and host.first not in drafted:
            drafted.add(host.first)
            yield from _visit(one, noun, host, "visit-noun")
        elif host is None and not drafted:
            yield from _visit_of(one, noun)
    yield from stays(one, drafted)


def _is_noun(one: Sentence, at: int) -> bool:
    """Tell whether a word that may be both is a noun here."""
    if one.word(at) in {"visit", "visits", "travel", "travels"}:
        return (
            one.word(at - 1) in _DETERMINERS
            or one.is_(at - 1, "deal")
            or one.word(at - 1).endswith("day")
            or one.word(at + 1) in ({"to", "by"} if one.word(at).startswith("visit") else {"by"})
        )
    if one.word(at) == "land":
        return one.word(at - 1) not in {"to", "will"}
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
        if one.is_(at, "towards"):  # "came to Oman", not "came to power in Oman"
            near = before == at + 1 or (before == at + 2 and one.word(at + 1) in _PARTICLES)
            if near and one.word(before) in {"to", "for", "from", "in"}:
                return each
            return None
        into = one.is_(before, "into") and (one.word(before) != "at" or before == at + 1)
        if into and one.feature(each.first, "Case") == "Loc" and one.word(at).startswith(_GOING):
            continue  # «летал на вертолётах в Чаде»
        if into or before == at or (direct and _object(one, each)):
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
    office = traveller(one, core) if not going and rule == "visit-verb" else None
    if office is not None:
        going = [Party(None, office)]
    unknown = host.how == "city" and office is None and all(party.actor is None for party in going)
    if (not going or unknown) and rule == "visit-verb":
        return  # somebody whom the text does not name, or no visit
    begin = min([core, host.first, *(each.first for each in one.named if each.party in going)])
    parties = once([*(as_(party, "visitor") for party in going), as_(host.party, "host")])
    yield event(one, "visit", rule, core, begin, max(host.end, core + 1), parties)


def _visit_of(one: Sentence, noun: int) -> Iterator[Draft]:
    """Draft the visit of somebody in office of whom it is not said here where to: «в ходе визита министра», "the visit of"."""
    if any(one.is_(at, "none") for at in one.clause(noun) if at < noun):
        return  # "no date was set for a visit"
    guest = next((each for each in one.named if _visits_so(one, noun, each)), None)
    held = mode(one, noun, noun)
    if guest is None or held is None:
        return
    parties = [as_(guest.party, "visitor")]
    hosts = once(each.party for each in one.named if each.party.actor not in {None, guest.party.actor} and each.how != "demonym")
    at_ = [
        each for each in one.named if each.ground and one.is_(each.first - 1, "place") and each.party.actor != guest.party.actor
    ]
    if at_ or len(hosts) == 1:
        parties.append(as_(at_[0].party if at_ else hosts[0], "host"))
    first, end = min(noun, guest.first), max(noun + 1, guest.end)
    draft = event(one, "visit", "visit-noun", noun, first, end, once(parties))
    ahead = any(when.date.earliest is not None and when.date.earliest > one.day for _, when in one.dates)
    yield replace(draft, modality="planned") if ahead and draft.modality == "done" else draft


def _visits_so(one: Sentence, noun: int, each: Named) -> bool:
    """Tell whether a name is that of whose visit a noun tells."""
    if each.party.actor is None or each.how not in {"role", "person"}:
        return False
    if one.tagged is not None:
        behind = 0 < each.first - noun <= _TWO and one.feature(head(one, each), "Case") in {"Gen", ""}
        return behind and not one.is_(each.first - 1, "with", "into", "place", "about")
    owned = each.end <= noun and noun - each.end <= _TWO + 2 and one.word(each.end)[:1] in {"'", "’"}
    return owned or (noun < each.first <= noun + _TWO + 1 and any(one.word(at) in {"of", "by"} for at in (noun + 1, noun + 2)))


def _object_of(one: Sentence, each: Named, core: int) -> bool:
    """Tell whether a name is the object of another verb: «принимал гостя, а потом сам поехал»."""
    return one.feature(head(one, each), "Case") in {"Acc", "Dat"} and one.feature(core, "VerbForm") != "Inf"


def _nominative(one: Sentence, each: Named) -> bool:
    return one.tagged is None or one.feature(head(one, each), "Case") in {"Nom", ""}


def _going(one: Sentence, verb: int, core: int, host: Named, author: Attribution) -> list[Party]:
    """Give who travels: never one behind a preposition, but for "by" and "of"."""
    speaker = author.speaker.span if author.speaker is not None else None
    said = author.span.start if author.span is not None else 0
    own = [each for each in one.named if each.how == "pronoun" and one.cut.starts[each.first] > said]
    others = [
        each
        for each in one.named
        if each.party.actor != host.party.actor and (each.party.span not in {host.party.span, speaker} or each in own)
    ]
    free = [
        each for each in others if not one.is_(each.first - 1, "with", "into", "place") and one.word(each.first - 2) != "with"
    ]
    tied = within(one, verb, core, author) if one.tagged is not None else ()
    going = [each.party for each in free if each.party in tied and (verb != core or not _object_of(one, each, core))]
    if going:
        return going
    told = [each for each in others if each.first > core and {one.word(each.first - 1), one.word(each.first - 2)} & {"by", "of"}]
    bare = [each for each in free if each.end <= core and _nominative(one, each)]
    near = [each for each in bare if core - each.end <= _NEAR and not one.apart(each.first, core)]
    alone = {each.party for each in bare if each.how in {"person", "role"}}
    if not told and not near and one.tagged is not None and len(alone) == 1:
        return [*alone]  # «принимал гостя, а потом сам поехал»
    return [each.party for each in (told[:1] or near[-1:])]


def _told_of(one: Sentence, core: int) -> bool:
    """Tell whether a meeting is only spoken of: «это была первая встреча …», "it was the first meeting"."""
    clause = one.clause(core)
    return one.word(clause.start) in {"это", "this", "it", "that"} and one.is_(clause.start + 1, "past-must", "holding")


def _meetings(one: Sentence) -> Iterator[Draft]:
    taken: set[tuple[Party, ...]] = set()
    for core in one.all_("meet", "meeting", "talks"):
        rule = _meeting_rule(one, core)
        if one.word(core - 1) == "in" and one.word(core - 2) in _BEING:
            continue  # "is in talks" over something that is to come
        if rule is None or mode(one, core, core) is None:
            continue
        aside = _aside(one)
        if core in aside:
            continue
        parties = tuple(party for party in _met(one, core) if not _among(one, party, aside))
        teller = attribution(one, core).speaker
        if rule == "meeting-talks" and len(parties) == 1 and teller is not None and teller.actor not in {None, parties[0].actor}:
            parties = (teller, *parties)  # "told reporters after talks with"
        if one.is_(core, "summit") and one.cut.words[core - 1 : core] and not parties:
            parties = once(each.party for each in one.named)
        if rule == "meeting-verb" and one.tagged is None and len(parties) == 1 and (office := traveller(one, core)) is not None:
            parties = (Party(None, office), *parties)  # "the foreign minister, Ana Petrov, met …"
        enough = _TWO if rule == "meeting-verb" and one.tagged is None else 1
        if len(parties) < enough or parties in taken or (len(parties) < _TWO and _told_of(one, core)):
            continue
        taken.add(parties)
        inside = places_of(one, parties)
        begin, end = min([core, *(each.first for each in inside)]), max([core + 1, *(each.end for each in inside)])
        yield event(one, "meeting", rule, core, begin, end, parties)


def _aside(one: Sentence) -> range:
    """Give the words that say beside what it was: «на полях саммита ООН», "on the sidelines of the G20 summit"."""
    for at in one.all_("margins"):
        end = at + 1
        while end < min(at + _NEAR, one.tokens.stop) and not one.is_(end - 1, "meeting", "gathering") and not one.stop(end):
            end += 1
        while any(each.first == end and each.how != "role" for each in one.named) and one.tagged is not None:
            end += 1
        return range(at, end)
    return range(0)


def _among(one: Sentence, party: Party, words: range) -> bool:
    return any(each.party == party and each.first in words for each in one.named)


def _meeting_rule(one: Sentence, core: int) -> str | None:
    """Tell by which rule a word makes a meeting."""
    clause = one.clause(core)
    if one.all_("team"):
        return None
    held = any(one.is_(at, "holding") for at in clause)
    lasted = any(one.is_(at, "hours") for at in clause)
    joined = any(one.is_(at, "with") for at in range(core + 1, one.phrase_end(core)))
    if one.is_(core, "talks"):
        after = any(one.word(at) in _DURING for at in range(max(core - _AFTER, clause.start - 1), core))
        if joined and after and one.word(core + 1) in {"with", "с", "со"}:
            return "meeting-talks"
        if lasted and (held or any(one.is_(at, "going") for at in clause)):
            return "meeting-talks"
        return "meeting-talks" if held and not any(one.is_(at, "going") and one.word(at) != "in" for at in clause) else None
    if one.is_(core, "meet") and any(one.is_(at, "airfield") for at in clause):
        return None  # a greeting
    if one.is_(core, "meet") and not (one.word(core) == "meeting" and _is_thing(one, core)):
        return "meeting-verb" if one.word(core) > "z" or _somebody(one, core) else None
    if one.is_(core, "meeting") and one.part(core) in _NOUNS:
        planned = one.tagged is not None and any(one.is_(at, "plan") for at in clause)
        return "meeting-noun" if held or planned or joined or one.is_(core, "summit") and held else None  # noqa: RUF021 - reads in order
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
        persons = [
            each for each in one.named if each.how in {"person", "role", "model", "pronoun"} and each.first in one.clause(core)
        ]
        before, after = [each for each in persons if each.end <= core], [each for each in persons if each.first > core]
        states = [each for each in one.named if each.ground and each.end == core]
        if states and after and one.word(core) in {"hosted", "hosts", "welcomed", "welcomes"} and after[0].first - core <= _TWO:
            pair = once([as_(after[0].party, "visitor"), as_(states[0].party, "host")])
            if len(pair) == _TWO and mode(one, core, core) is not None:
                yield event(one, "visit", "visit-verb", core, states[0].first, after[0].end, pair)
            continue
        if not before or not after or after[0].first - core > _NEAR or mode(one, core, core) is None:
            continue
        if one.tagged is not None and one.relation(head(one, after[0])) not in {"obj", "appos", "nmod", "nsubj", "obl"}:
            continue
        host, guest = before[-1], after[0]
        if one.word(core + 1) == "by" or one.relation(head(one, guest)) == "nsubj":  # "was received by", «его принял …»
            host, guest = guest, host
        between = range(core + 1, after[0].first)
        if any(one.relation(at) == "obj" and one.feature(at, "Animacy") == "Inan" for at in between):
            continue
        if any(one.is_(at, "deal", "weak", "loan", "with") or one.word(at) in {"от", "from"} for at in between):
            continue
        parties = once([as_(host.party, "host"), guest.party])
        if len(parties) == _TWO:
            yield event(one, "meeting", "meeting-received", core, before[-1].first, after[0].end, parties)
