"""Calls: who spoke with whom by telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.frames.happenings import event, places_of
from multivector.reader.frames.modes import attribution, mode
from multivector.reader.frames.parties import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from multivector.reader.drafts import Draft
    from multivector.reader.frames.sentence import Sentence

_NEAR, _TWO = 8, 2
_CALL_ENDS = frozenset({".", ",", "on", "in", "after", "before", "this", "last", "again"})


def calls(one: Sentence) -> Iterator[Draft]:
    """Draft who spoke with whom by telephone."""
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
        inside = places_of(one, parties)
        begin, end = min([core, *(each.first for each in inside)]), max([core + 1, *(each.end for each in inside)])
        yield event(one, "call", "call", core, begin, end, parties)
        return


def _by_phone(one: Sentence, core: int) -> bool:
    """Tell whether a word means that one spoke so: «по телефону», "by phone", "a phone call"."""
    before = one.word(core - 1) if one.word(core - 1) != "the" else one.word(core - 2)
    return before in {"по", "by", "on", "over"} or one.is_(core + 1, "talk", "call") or one.word(core).startswith("телефонн")


def _rang(one: Sentence, core: int) -> bool:
    """Tell whether a verb tells of a call: «созвонился», "Vale called Reed on Friday", so not "called Reed a friend"."""
    if one.word(core) == "called":
        called = [each for each in one.named if each.first == core + 1 and each.how in {"person", "role"}]
        caller = any(each.end == core and each.how in {"person", "role"} for each in one.named)
        return caller and bool(called) and one.word(called[0].end) in _CALL_ENDS
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
