"""The answer of a language model -> drafts, each built from words that stand in the text and from nothing else.

    answer = answered(reply)                      # the reply's JSON, checked against `SCHEMA`; or why it is none
    drafts, refused = quoted(answer, read(text, day, names))

A model only points: it says of which kind a thing is and quotes the words. The quotes are sought in the text, whatever the form
of their letters, spaces, quotation marks and dashes, and the evidence is the slice that stands there. Amounts, dates and actors
are those that our own grammars read in these slices. A draft with one quote that does not stand in the text is refused as a
whole, for what is invented once is trusted nowhere; so is one whose quote stands at several places that do not say the same.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast, get_args

from multivector.reader.drafts import Attribution, Draft, Form, Kind, Modality, Party, Polarity, Role
from multivector.reader.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.reading import Reading
    from multivector.reader.spans import Found

RULE = "model"
"""The rule of every draft that is made here: it was written by a machine, not by our grammar."""
FORMS: dict[Kind, tuple[Form, ...]] = {
    "event": ("visit", "meeting", "call", "law", "occurrence"),
    "deal": ("agreement", "purchase", "package-part"),
    "commitment": ("undertaking",),
    "signal": ("gesture", "reading"),
    "message": ("statement", "toast", "proposal"),
    "withholding": ("figure", "document"),
    "expectation": ("signing", "deadline", "prediction"),
    "missed": ("signing", "deadline"),
    "capacity": ("competition", "supply"),
    "question": ("hypothesis", "interpretation", "claim"),
}
"""What each kind of draft may be."""
_SPEAKS = ("author", "speaker", "many")
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind), "form": get_args(Form), "modality": get_args(Modality), "polarity": get_args(Polarity),
    "attribution": _SPEAKS,
}  # fmt: skip
_ROLES: tuple[str, ...] = get_args(Role)

_MOST_DRAFTS, _MOST_PARTIES, _MOST_PLACES = 200, 12, 8
_LONGEST_ANSWER, _LONGEST_QUOTE, _LONGEST_PART = 1_000_000, 1200, 300
_FEWEST_WORDS = 3
"""Words that a quote has at least: fewer may stand anywhere."""
_BRACES = 200
"""Opening braces of an answer at which an object is sought."""

_CLUSTER = re.compile(r"\s+|\S[\u0300-\u036f]{0,30}")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_ALIKE = str.maketrans(
    dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛ʼ", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_WORD = re.compile(r"\w+")


def _one_of(choices: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices)}


def _strict(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_MAYBE = {"type": ["string", "null"]}
_PARTY = _strict({"name": {"type": "string"}, "role": _one_of(_ROLES)})
SCHEMA: dict[str, Any] = _strict({
    "drafts": {
        "type": "array",
        "items": _strict({
            **{name: _one_of(choices) for name, choices in _CHOICES.items()},
            "quote": {"type": "string"},
            "head": {"type": "string"},
            "parties": {"type": "array", "items": _PARTY},
            **dict.fromkeys(("amount", "date", "topic", "speaker"), _MAYBE),
        }),
    },
})  # fmt: skip
"""What an answer must be, as JSON schema."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a model says of one thing, checked for its form only: choices, and quotes that are still to be found."""

    kind: Kind
    form: Form
    modality: Modality
    polarity: Polarity
    attribution: str
    quote: str
    head: str
    parties: tuple[tuple[str, Role], ...] = ()
    amount: str | None = None
    date: str | None = None
    topic: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something was not drafted, and the words that are at fault."""

    why: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What of an answer has the right form, and what has not."""

    pointed: tuple[Pointed, ...]
    refused: tuple[Refused, ...] = ()


def answered(reply: str) -> Answer | Refused:
    """Read a reply: the one object with a list `drafts` that it holds, bare, in a fence or amid prose."""
    if len(reply) > _LONGEST_ANSWER:
        return Refused("the answer is too long")
    lists: list[list[Any]] = []
    for found in _objects(reply):
        listed = found.get("drafts")
        if isinstance(listed, list) and listed not in lists:
            lists.append(listed)
    if not lists:
        return Refused("the answer holds no JSON object with a list of drafts", reply[:_LONGEST_PART])
    if len(lists) > 1:
        return Refused("the answer holds several lists of drafts that differ")
    checked = [_checked(each) for each in lists[0][:_MOST_DRAFTS]]
    refused = [each for each in checked if isinstance(each, Refused)]
    if len(lists[0]) > _MOST_DRAFTS:
        refused.append(Refused(f"only the first {_MOST_DRAFTS} drafts of the answer were read"))
    return Answer(tuple(each for each in checked if isinstance(each, Pointed)), tuple(refused))


class _Number:
    """Any number of an answer, which is never read: not even its digits, which may be a million."""

    def __init__(self, digits: str) -> None:
        """Forget the digits."""


_DECODER = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_Number, strict=False)


def _objects(reply: str) -> Iterator[dict[str, Any]]:
    """Give the objects of a reply, outermost first, none inside another."""
    at = -1
    for _ in range(_BRACES):
        at = reply.find("{", at + 1)
        if at < 0:
            return
        try:
            found, end = _DECODER.raw_decode(reply, at)
        except (ValueError, RecursionError):
            continue
        at = end - 1
        yield found


def _checked(fields: object) -> Pointed | Refused:
    """Check what is said of one thing against the schema; what the schema does not know is not looked at."""
    if not isinstance(fields, dict):
        return Refused("a draft of the answer is no object")
    for name, choices in _CHOICES.items():
        if fields.get(name) not in choices:
            return Refused(f"{name} is none of those asked for", _short(fields.get(name)))
    if fields["form"] not in FORMS[fields["kind"]]:
        return Refused(f"{fields['form']} is no form of {fields['kind']}")
    for name, needed in (("quote", True), ("head", True), *dict.fromkeys(("amount", "date", "topic", "speaker"), False).items()):
        words = fields.get(name)
        if not (_quotable(words, _LONGEST_QUOTE if name == "quote" else _LONGEST_PART) or (words is None and not needed)):
            return Refused(f"{name} is no quote", _short(words))
    parties = fields.get("parties")
    if not isinstance(parties, list) or len(parties) > _MOST_PARTIES or not all(map(_is_party, parties)):
        return Refused("parties is no list of names with roles", _short(parties))
    named = tuple((each["name"], cast("Role", each["role"])) for each in parties)
    rest = {name: fields.get(name) for name in ("quote", "head", "amount", "date", "topic", "speaker", *_CHOICES)}
    return Pointed(parties=named, **cast("Any", rest))


def _quotable(words: object, longest: int) -> bool:
    return isinstance(words, str) and len(words) <= longest and _WORD.search(words) is not None


def _is_party(each: object) -> bool:
    return isinstance(each, dict) and _quotable(each.get("name"), _LONGEST_PART) and each.get("role") in _ROLES


def _short(value: object) -> str:
    return value[:_LONGEST_PART] if isinstance(value, str) else ""


class Searched:
    """A stretch of a text in which quotes are found however their letters, spaces, quotation marks and dashes are written."""

    def __init__(self, text: str, within: Span | None = None) -> None:
        """Fold the stretch, keeping for each letter where it came from."""
        letters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in _CLUSTER.finditer(text, *((within.start, within.end) if within is not None else ())):
            for letter in _alike(match[0]):
                letters.append(letter)
                self._starts.append(match.start())
                self._ends.append(match.end())
        self._folded = "".join(letters)

    def places(self, quote: str, within: Span | None = None) -> Iterator[Span]:
        """Give the places at which a quote stands as whole words, in order."""
        sought = "".join(_alike(match[0]) for match in _CLUSTER.finditer(quote)).strip()
        first, end = 0, len(self._folded)
        if within is not None:
            first, end = bisect_left(self._starts, within.start), bisect_right(self._ends, within.end)
        at = self._folded.find(sought, first, end) if sought else -1
        while at >= 0:
            stop = at + len(sought)
            if not (self._inside(at) or self._inside(stop)):
                yield Span(self._starts[at], self._ends[stop - 1])
            at = self._folded.find(sought, at + 1, end)

    def _inside(self, at: int) -> bool:
        """Tell whether a place lies within a word, or within a letter and its accents."""
        if not 0 < at < len(self._folded):
            return False
        return self._starts[at - 1] == self._starts[at] or (self._folded[at - 1].isalnum() and self._folded[at].isalnum())


def _alike(cluster: str) -> str:
    """Give a letter with its accents, or a gap, as it is compared."""
    if cluster.isspace():
        return " "
    if cluster[0] in _UNSEEN:
        return ""
    return unicodedata.normalize("NFC", cluster).translate(_ALIKE)


def quoted(answer: Answer, reading: Reading, within: Span | None = None) -> tuple[tuple[Draft, ...], tuple[Refused, ...]]:
    """Make the drafts of an answer.

    Args:
        answer: What a model points at.
        reading: What our own grammars read in the text.
        within: The stretch of the text that the model was shown; the whole, where absent.
    """
    searched = Searched(reading.text, within)
    made = [_made(each, reading, searched) for each in answer.pointed]
    drafts = dict.fromkeys(each for each in made if isinstance(each, Draft))
    return tuple(drafts), (*answer.refused, *(each for each in made if isinstance(each, Refused)))


def _made(pointed: Pointed, reading: Reading, searched: Searched) -> Draft | Refused:
    """Make a draft at each place of a quote; they must say the same."""
    if len(_WORD.findall(pointed.quote)) < _FEWEST_WORDS:
        return Refused("too few words are quoted to tell where they stand", pointed.quote)
    places = [place for _, place in zip(range(_MOST_PLACES + 1), searched.places(pointed.quote), strict=False)]
    if not places:
        return Refused("these words do not stand in the text", pointed.quote)
    drafts: list[Draft] = []
    for place in places:
        draft = _at(place, pointed, reading, searched)
        if isinstance(draft, Refused):
            return draft
        drafts.append(draft)
    if len(places) > _MOST_PLACES or any(_said(each) != _said(drafts[0]) for each in drafts):
        return Refused("these words stand at several places that do not say the same", pointed.quote)
    return replace(drafts[0], evidence=tuple(places))


def _said(draft: Draft) -> tuple[object, ...]:
    """Give what a draft says, apart from where."""
    speaker = draft.attribution.speaker
    return tuple((each.actor, each.role) for each in draft.parties), draft.amount, draft.date, speaker and speaker.actor


def _at(place: Span, pointed: Pointed, reading: Reading, searched: Searched) -> Draft | Refused:
    """Make the draft of a quote at one place."""
    parts = {
        "head": pointed.head,
        "amount": pointed.amount,
        "date": pointed.date,
        "topic": pointed.topic,
        "speaker": pointed.speaker,
    }
    spans = {name: next(searched.places(words, place), None) for name, words in parts.items() if words is not None}
    names = [next(searched.places(name, place), None) for name, _ in pointed.parties]
    for words, span in ((parts[name], span) for name, span in spans.items()):
        if span is None:
            return Refused("these words do not stand in what is quoted around them", words or "")
    parties = []
    for (name, role), at in zip(pointed.parties, names, strict=True):
        if at is None:
            return Refused("these words do not stand in what is quoted around them", name)
        parties.append(Party(_actor(at, reading), at, role))
    amounts = _read_at(spans.get("amount"), reading.amounts)
    dates = _read_at(spans.get("date"), reading.dates)
    if len(amounts) > 1 or len(dates) > 1:
        return Refused("several values stand in these words", (pointed.amount if len(amounts) > 1 else pointed.date) or "")
    said = spans.get("speaker") if pointed.attribution == "speaker" else None
    speaker = None if said is None else Party(_actor(said, reading), said, "speaker")
    by: Any = pointed.attribution
    return Draft(
        pointed.kind,
        pointed.form,
        RULE,
        (place,),
        cast("Span", spans["head"]),
        tuple(dict.fromkeys(parties)),
        amount=next(iter(amounts), None),
        date=next(iter(dates), None),
        modality=pointed.modality,
        polarity=pointed.polarity,
        attribution=Attribution(by, speaker, said),
        topic=spans.get("topic"),
    )


def _read_at(span: Span | None, found: Sequence[Found[Any]]) -> dict[Any, None]:
    """Give the values that our grammars read at a place; what the text denies («не 15, а 17 млрд») is none."""
    return {} if span is None else {each.value: None for each in _touching(span, found) if each.rule != "denied"}


def _touching(span: Span, found: Sequence[Found[Any]]) -> Iterator[Found[Any]]:
    """Give what was found at a place, or across its ends; found things are in order and do not overlap."""
    for each in found[bisect_right(found, span.start, key=lambda each: each.span.end) :]:
        if each.span.start >= span.end:
            return
        yield each


def _actor(span: Span, reading: Reading) -> str | None:
    """Give the actor whom a name means: an office with its state is its holder; of several none is chosen."""
    found = list(_touching(span, reading.actors))
    roles = [each for each in found if each.value.phrase is not None]
    actors = {each.value.actor for each in roles or found}
    return actors.pop() if len(actors) == 1 else None
