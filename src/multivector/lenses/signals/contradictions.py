"""What is said to contradict what -> who says so and who denies it, who could have heard both, and whether a saying holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from multivector.lenses.signals.utterances import CONTRADICTS, SURE, audiences, is_compiled
from multivector.lenses.sources import voice
from multivector.model.claims import claimed, standing
from multivector.model.entries import Message, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from multivector.lenses.signals.utterances import AnyUtterance, Utterance
    from multivector.model.ledger import Ledger

Verdict = Literal["holds", "fails", "untold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two messages or signals on whose contradiction somebody has a word, the earlier first."""

    one: str
    other: str
    verdict: Literal["contradict", "compatible", "disputed"]
    affirming: tuple[str, ...]
    """Texts that say they contradict each other."""
    denying: tuple[str, ...]
    """Texts that say they do not."""
    analyst: Literal["contradict", "compatible", "disputed"] | None
    """What the dossier itself says, beside its sources; None if nothing."""
    surely: tuple[str, ...]
    """Audiences that could hear both for certain."""
    perhaps: tuple[str, ...]
    """Others that may have been able to, as far as is recorded."""
    voices: tuple[str, ...]
    """Voices that report either."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one source says of a pair, tested by the words of other voices."""

    source: str
    says: Literal["contradict", "compatible"]
    one: str
    other: str
    verdict: Verdict
    speak_for: tuple[str, ...]
    speak_against: tuple[str, ...]
    """Texts of other voices, the dossier's own among them."""
    analyst: bool
    """Whether the dossier has a word on it without naming a text."""
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """One word on a pair: of a text, or (None) of the analyst."""

    text: str | None
    affirms: bool
    adopted: bool


def pairs(ledger: Ledger, found: tuple[Utterance, ...], against: int) -> tuple[tuple[Pair, ...], tuple[Saying, ...]]:
    """Give the pairs, and what each text says of them, in the order of the utterances.

    A saying holds if every other voice agrees, and fails if every other voice, `against` of them or more, disagrees.
    """
    order = {one.id: number for number, one in enumerate(found)}
    everyone = frozenset(id_ for one in found for id_ in (*one.audiences, *one.beside))
    reported = {one.id: one.voices for one in found}
    words = _words(ledger, order)
    made: list[Pair] = []
    sayings: list[Saying] = []
    for (one, other), said in sorted(words.items(), key=lambda item: (order[item[0][0]], order[item[0][1]])):
        made.append(_pair(one, other, said, ledger, everyone, reported))
        sayings += _sayings(one, other, said, ledger, against)
    return tuple(made), tuple(sayings)


def hearers(entry: AnyUtterance, ledger: Ledger, everyone: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the audiences that could hear or see an entry for certain, and those that may have been able to.

    A message that was public or leaked could be heard by all, a closed one by those addressed and whoever else is said to
    have heard it; where that is not recorded, by these for certain and by anybody perhaps.
    """
    named = [
        [frozenset(audiences(ledger, claim.value)) for claim in standing(entry, key)] for key in ("to", "audiences", "heard-by")
    ]
    sure = frozenset[str]().union(*(frozenset.intersection(*rivals) for rivals in named if rivals))
    most = frozenset[str]().union(*(rival for rivals in named for rival in rivals))
    how = {claim.value for claim in standing(entry, "visibility")}
    if how and "closed" not in how:
        return everyone, everyone
    return sure, most if how == {"closed"} else everyone


def _words(ledger: Ledger, order: Mapping[str, int]) -> dict[tuple[str, str], list[_Word]]:
    found: dict[tuple[str, str], list[_Word]] = defaultdict(list)
    for id_ in order:
        for claim in claimed(ledger.by_id[id_], CONTRADICTS):
            texts = [_Word(piece.source, piece.does in SURE, claim.adopted) for piece in claim.evidence]
            for other in dict.fromkeys(claim.value):
                if other in order and other != id_:
                    one, two = sorted((id_, other), key=order.__getitem__)
                    found[one, two] += texts or [_Word(None, affirms=True, adopted=claim.adopted)]
    return found


def _pair(
    one: str, other: str, said: list[_Word], ledger: Ledger, everyone: frozenset[str], reported: Mapping[str, tuple[str, ...]]
) -> Pair:
    entries = [entry for id_ in (one, other) if isinstance(entry := ledger.by_id[id_], Message | Signal)]
    heard = [hearers(entry, ledger, everyone) for entry in entries]
    surely = frozenset.intersection(*(sure for sure, _ in heard))
    perhaps = frozenset.intersection(*(most for _, most in heard)) - surely
    decided = [word for word in said if word.adopted] or said
    return Pair(
        one=one,
        other=other,
        verdict=_side(decided) or "disputed",
        affirming=_texts(said, ledger, affirms=True),
        denying=_texts(said, ledger, affirms=False),
        analyst=_side([word for word in said if word.text is None or is_compiled(ledger, word.text)]),
        surely=tuple(sorted(surely)),
        perhaps=tuple(sorted(perhaps)),
        voices=tuple(sorted({*reported[one], *reported[other]})),
        because=(one, other),
    )


def _sayings(one: str, other: str, said: list[_Word], ledger: Ledger, against: int) -> Iterable[Saying]:
    for word in dict.fromkeys(said):
        if word.text is None or is_compiled(ledger, word.text):
            continue
        own = voice(ledger, word.text)
        others = [each for each in said if each.text is None or voice(ledger, each.text) != own]
        sides = [[each for each in others if (each.affirms == word.affirms) == agrees] for agrees in (True, False)]
        agree, disagree = (len({None if each.text is None else voice(ledger, each.text) for each in side}) for side in sides)
        speak_for, speak_against = (tuple(dict.fromkeys(each.text for each in side if each.text)) for side in sides)
        yield Saying(
            source=word.text,
            says="contradict" if word.affirms else "compatible",
            one=one,
            other=other,
            verdict="holds" if agree and not disagree else "fails" if disagree >= against and not agree else "untold",
            speak_for=speak_for,
            speak_against=speak_against,
            analyst=any(each.text is None for each in others),
            because=tuple(id_ for id_ in dict.fromkeys((one, other, word.text, *speak_for, *speak_against)) if id_ in ledger),
        )


def _side(said: list[_Word]) -> Literal["contradict", "compatible", "disputed"] | None:
    sides = {word.affirms for word in said}
    return None if not sides else "disputed" if len(sides) > 1 else "contradict" if True in sides else "compatible"


def _texts(said: list[_Word], ledger: Ledger, *, affirms: bool) -> tuple[str, ...]:
    found = dict.fromkeys(word.text for word in said if word.affirms == affirms)
    return tuple(text for text in found if text is not None and not is_compiled(ledger, text))
