"""factRuEval-2016 (MIT): its documents, and what its scorer counts, written anew.

Entities, organisations of a place folded into places: a mention is a set of tokens, paired one to one with ours of the same kind;
a pair counts the share of tokens that both hold, where of the gold only the tokens of a name weigh, so that «компания» may be
said or left out. Mentions without a name, and those that lie in another, are not asked for: paired or not, they do not count.

Facts, easy mode: of occupations, deals, ownerships and meetings (parts of a whole only lend an organisation's other names). A
fact of ours is put to one of the gold that shares an argument besides the position; a pair counts the weight of the arguments
that both hold by the weight of all, a position being half an argument; facts that are marked as hard are left out, as are phases
and modality. Two values are one where their letters differ by two at most, for any mention or name of the thing.

Facts are paired so that F1 is greatest, as there; mentions, the likest first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

KINDS = {"Person": "per", "Organization": "org", "Org": "org", "LocOrg": "loc", "Location": "loc"}
INSIDE = {"per": {"loc", "org"}, "loc": {"loc", "org"}, "org": {"org"}}
"""What a mention of a kind may lie in, so that it is not asked for."""
NAMING = {"per": {"name", "patronymic", "nickname", "surname"}, "loc": {"org_name", "loc_name"}, "org": {"org_name", "loc_name"}}
FACTS = ("occupation", "deal", "ownership", "meeting")
HARD = "повышенная"
NEAR = 2
MANY = 3000
"""Ways to pair facts that are tried one and all; where there are more, one fact is moved at a time."""


@dataclass(frozen=True)
class Mention:
    """A mention of the gold: its tokens by number, those that are of a name, and whether it is asked for."""

    kind: str
    tokens: frozenset[int]
    naming: frozenset[int]
    text: str
    words: str
    ignored: bool = False


@dataclass(frozen=True)
class Fact:
    """A fact: arguments by name, each with the values it may have."""

    kind: str
    arguments: tuple[tuple[str, frozenset[str]], ...]
    hard: bool = False


@dataclass(frozen=True)
class Document:
    """A document of the corpus."""

    name: str
    text: str
    tokens: tuple[tuple[int, int, str], ...]
    mentions: tuple[Mention, ...]
    twins: frozenset[tuple[int, int]]
    """Places and organisations of the same tokens, by number."""
    facts: tuple[Fact, ...]
    parts: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Parts with their wholes."""

    def covered(self, start: int, end: int) -> frozenset[int]:
        """Give the tokens in a place, but for the marks that touch a neighbour."""
        found = (at for at, (first, last, _) in enumerate(self.tokens) if start <= first and last <= end)
        return frozenset(at for at in found if not self._mark(at))

    def _mark(self, at: int) -> bool:
        start, end, word = self.tokens[at]
        if end - start > 1 or word.isalpha():
            return False
        return (at > 0 and self.tokens[at - 1][1] == start) or (at + 1 < len(self.tokens) and self.tokens[at + 1][0] == end)


@dataclass
class Score:
    """Found of the gold, found of ours, and how many there are of each."""

    hit: float = 0
    right: float = 0
    gold: int = 0
    ours: int = 0

    def __iadd__(self, other: Score) -> Self:
        """Add another's counts."""
        self.hit, self.right = self.hit + other.hit, self.right + other.right
        self.gold, self.ours = self.gold + other.gold, self.ours + other.ours
        return self

    @property
    def precision(self) -> float:
        """What of ours is right."""
        return self.right / self.ours if self.ours else 1.0

    @property
    def recall(self) -> float:
        """What of the gold is found."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


# The corpus


def normal(words: str) -> str:
    """Write a value as the scorer compares it."""
    return re.sub("[’`]", "'", re.sub("[«»“”„]", '"', words.lower().strip())).replace("ё", "е")


def blocks(file: Path) -> list[list[str]]:
    """Give the paragraphs of a file by their lines."""
    return [part.strip().split("\n") for part in file.read_text(encoding="utf-8").split("\n\n") if part.strip()]


def rows(file: Path) -> list[list[str]]:
    """Give the fields of the lines of a file, before the remark on each."""
    return [line.split(" # ")[0].split() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def document(file: Path) -> Document:
    """Read a document."""
    text = file.with_suffix(".txt").read_bytes().decode("utf-8")
    lines = [line.split(" ") for line in file.with_suffix(".tokens").read_text(encoding="utf-8").splitlines() if line.strip()]
    ordered = sorted(lines, key=lambda row: int(row[1]))
    number = {row[0]: at for at, row in enumerate(ordered)}
    tokens = tuple((int(row[1]), int(row[1]) + int(row[2]), row[3]) for row in ordered)
    spans: dict[str, tuple[str, tuple[int, ...]]] = {}
    for line in file.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition(" # ")
        fields = left.split()
        spans[fields[0]] = (fields[1], tuple(sorted(number[one] for one in right.split()[: int(fields[5])])))
    mentions: dict[str, Mention] = {}
    for row in rows(file.with_suffix(".objects")):
        if row[1] in KINDS:
            mentions[row[0]] = mention(KINDS[row[1]], [spans[one] for one in row[2:] if one in spans], text, tokens)
    objects = {block[0].split()[0]: values(block, mentions, spans, tokens) for block in blocks(file.with_suffix(".coref"))}
    listed = list(mentions.values())
    twins = frozenset(
        (at, other)
        for at, one in enumerate(listed)
        for other, that in enumerate(listed)
        if at != other and one.tokens == that.tokens and that.kind in INSIDE[one.kind]
    )
    held = tuple(
        replace(one, ignored=one.ignored or any(one.tokens < that.tokens and that.kind in INSIDE[one.kind] for that in listed))
        for one in listed
    )
    told = tuple(gold_facts(file, objects, spans, tokens))
    return Document(file.stem, text, tokens, held, twins, told, tuple(parts_of(file, objects)))


def mention(
    kind: str, spans: Sequence[tuple[str, tuple[int, ...]]], text: str, tokens: Sequence[tuple[int, int, str]]
) -> Mention:
    """Make a mention of its spans."""
    held = frozenset(at for _, of in spans for at in of)
    naming = frozenset(at for name, of in spans for at in of if name in NAMING[kind])
    place = text[tokens[min(held)][0] : tokens[max(held)][1]]
    return Mention(kind, held, naming, place, " ".join(tokens[at][2] for at in sorted(held)), not naming)


def values(
    block: Sequence[str],
    mentions: dict[str, Mention],
    spans: dict[str, tuple[str, tuple[int, ...]]],
    tokens: Sequence[tuple[int, int, str]],
) -> frozenset[str]:
    """Give all that a thing may be called: its mentions, its names in any order, with and without its descriptions and quotes."""
    ids = block[0].split()[1:]
    mine = [mentions[one] for one in ids if one in mentions]
    found = {name for one in mine for name in (one.text, one.words)}
    pairs: dict[str, list[str]] = defaultdict(list)
    for line in block[1:]:
        name, _, value = line.partition(" ")
        pairs["descr" if "descr" in name else name.rstrip("0123456789").lower()].append(normal(value))
    if any(one.kind == "per" for one in mine):
        parts = {key[0]: pairs[key] for key in ("firstname", "lastname", "patronymic", "nickname")}
        for order in ("lfp", "fpl", "fp", "fl", "lf", "n", "f", "p", "l", "fn"):
            given = [parts[letter] for letter in order if parts[letter]]
            found |= {" ".join(words) for words in product(*given)}
    else:
        said = {normal(" ".join(tokens[at][2] for at in of)) for name, of in spans.values() if "name" in name}
        quoted = {f'"{name}"' for name in pairs["name"] if name in said}
        for name in {*pairs["name"], *quoted}:
            found |= {name, *(way for what in pairs["descr"] for way in (f"{name} {what}", f"{what} {name}"))}
    return frozenset(normal(one) for one in found if one.strip())


def gold_facts(
    file: Path,
    objects: dict[str, frozenset[str]],
    spans: dict[str, tuple[str, tuple[int, ...]]],
    tokens: Sequence[tuple[int, int, str]],
) -> Iterator[Fact]:
    """Give the facts of a document; where somebody serves, the whole that the place is a part of will do as well."""
    read_ = [
        (lines[0].split()[1].lower(), [line.split(" ", 1) for line in lines[1:]]) for lines in blocks(file.with_suffix(".facts"))
    ]
    whole: dict[str, set[str]] = defaultdict(set)
    for kind, pairs in read_:
        ids = [value.split()[0].removeprefix("obj") for _, value in pairs if value.startswith("obj")]
        for one in ids if kind == "ispartof" else ():
            whole[one] |= {name for other in ids if other != one for name in objects[other]}
    for kind, pairs in read_:
        arguments, hard = [], False
        for name, value in pairs:
            low = name.lower().replace("job", "position")
            if low == "сложность":
                hard = value.strip() == HARD
            elif value.startswith("obj"):
                one = value.split()[0].removeprefix("obj")
                arguments.append((low, objects[one] | (frozenset(whole[one]) if low == "where" else frozenset())))
            elif value.startswith("span"):
                ways = [part.split()[0].removeprefix("span") for part in value.split("|") if part.strip()]
                arguments.append((low, frozenset(normal(" ".join(tokens[at][2] for at in spans[one][1])) for one in ways)))
            elif low not in {"модальность", "фаза"}:
                arguments.append((low, frozenset(map(normal, value.split("|")))))
        if kind in FACTS:
            yield Fact(kind, tuple(arguments), hard)


def parts_of(file: Path, objects: dict[str, frozenset[str]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Give the parts of wholes."""
    for lines in blocks(file.with_suffix(".facts")):
        ids = [line.split()[1].removeprefix("obj") for line in lines[1:] if line.split()[1].startswith("obj")]
        if lines[0].split()[1] == "isPartOf" and len(ids) > 1:
            yield objects[ids[0]], objects[ids[1]]


# Entities


def score_entities(gold: Document, ours: Iterable[tuple[str, int, int]]) -> dict[str, Score]:
    """Score the entities of a document, given as kinds and places, by kind and overall."""
    return score_held(gold, [(kind, held) for kind, start, end in ours if (held := gold.covered(start, end))])


def score_held(gold: Document, mine: Sequence[tuple[str, frozenset[int]]]) -> dict[str, Score]:
    """Score the entities of a document, given as kinds and tokens."""
    scores = {kind: Score() for kind in ("overall", *INSIDE)}
    pairs = matched(gold, mine)
    taken = set(pairs.values())
    for at, one in enumerate(gold.mentions):
        if left_out(gold, at, pairs):
            taken |= {pairs[at]} if at in pairs else set()
            continue
        quality = alike(one, mine[pairs[at]][1]) if at in pairs else 0.0
        for key in ("overall", one.kind):
            scores[key] += Score(quality, quality, 1, int(at in pairs))
    for number, (kind, _) in enumerate(mine):
        for key in ("overall", kind) if number not in taken else ():
            scores[key] += Score(ours=1)
    return scores


def left_out(gold: Document, at: int, pairs: dict[int, int]) -> bool:
    """Tell whether a mention is not asked for: nameless, within another, or the twin of one that stands for both."""
    if gold.mentions[at].ignored:
        return True
    for other in (other for one, other in gold.twins if one == at):
        same = gold.mentions[other].kind == gold.mentions[at].kind
        if (at in pairs) == (other in pairs):
            return at > other if same else gold.mentions[at].kind != "org"
        return at not in pairs
    return False


def matched(gold: Document, mine: Sequence[tuple[str, frozenset[int]]]) -> dict[int, int]:
    """Pair mentions with ours, the likest first; exact ones are settled before any other."""
    likes = sorted(
        (
            (-overlap(one.tokens, held), one.ignored, at, number)
            for at, one in enumerate(gold.mentions)
            for number, (kind, held) in enumerate(mine)
            if kind == one.kind and one.tokens & held
        ),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, number in likes:
        if at not in pairs and number not in taken:
            pairs[at] = number
            taken.add(number)
    return pairs


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the share of tokens that are in both."""
    return len(one & other) / len(one | other)


def alike(one: Mention, held: frozenset[int]) -> float:
    """Give the share of tokens that both hold, where those of the gold that are of no name weigh nothing."""
    right = len(one.naming & held)
    every = right + len(held - one.tokens) + len(one.naming - held)
    return right / every if every else overlap(one.tokens, held)


# Facts


def near(one: str, other: str) -> bool:
    """Tell whether two values differ by two letters at most."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > NEAR:
        return False
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, that in enumerate(other, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != that))
    return row[-1] <= NEAR


def same(gold: tuple[str, frozenset[str]], ours: tuple[str, frozenset[str]]) -> bool:
    """Tell whether two arguments are one."""
    return gold[0] == ours[0] and any(near(one, other) for one in gold[1] for other in ours[1])


def may_match(gold: Fact, ours: Fact) -> bool:
    """Tell whether two facts share an argument besides the position."""
    return any(same(one, other) for one in gold.arguments for other in ours.arguments if one[0] != "position")


def weight(argument: tuple[str, frozenset[str]]) -> float:
    """Weigh an argument."""
    return 0.5 if argument[0] == "position" else 1.0


def quality(gold: Fact, ours: Sequence[Fact]) -> float:
    """Give the share of arguments that are found, less what several facts tell apart that belongs together."""
    found: dict[int, set[int]] = defaultdict(set)
    wrong = 0.0
    for number, fact in enumerate(ours):
        for argument in fact.arguments:
            at = next((at for at, one in enumerate(gold.arguments) if same(one, argument)), None)
            if at is None:
                wrong += weight(argument)
            else:
                found[at].add(number)
    right = sum(weight(gold.arguments[at]) for at in found)
    every = sum(map(weight, gold.arguments)) + wrong
    links = [bool(found[one] & found[other]) for one in found for other in found if one < other]
    linked = sum(links) / len(links) if links and len(ours) > 1 else 1.0
    return right / every * (1 + linked) / 2 if every else 0.0


def score_facts(gold: Sequence[Fact], ours: Sequence[Fact]) -> Score:
    """Score the facts of one kind in a document, paired so that F1 is greatest."""
    table = {(at, number): may_match(one, fact) for at, one in enumerate(gold) for number, fact in enumerate(ours)}
    ways = [[*(at for at in range(len(gold)) if table[at, number]), -1] for number in range(len(ours))]

    def scored(choice: Sequence[int]) -> Score:
        total = Score()
        for at, one in enumerate(gold):
            mine = [ours[number] for number, of in enumerate(choice) if of == at]
            if not one.hard:
                value = quality(one, mine) if mine else 0.0
                total += Score(value, value * len(mine), 1, len(mine))
        return Score(total.hit, total.right, total.gold, total.ours + choice.count(-1))

    if prod(map(len, ways)) <= MANY:
        return max((scored(choice) for choice in product(*ways)), key=lambda score: score.f1)
    choice = [way[0] for way in ways]
    for _ in range(3):
        for number, way in enumerate(ways):
            choice[number] = max(way, key=lambda at: scored([*choice[:number], at, *choice[number + 1 :]]).f1)
    return scored(choice)


def score_all(gold: Sequence[Fact], ours: Sequence[Fact]) -> dict[str, Score]:
    """Score the facts of a document, by kind and overall."""
    scores = {
        kind: score_facts([one for one in gold if one.kind == kind], [one for one in ours if one.kind == kind]) for kind in FACTS
    }
    total = Score()
    for score in scores.values():
        total += score
    return {**scores, "overall": total}
