"""A dossier and the drafts that wait for it: what each would change there, and the change made, or taken back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from multivector.checks import run_checks
from multivector.desk.amend import further, rival, says_there, with_row
from multivector.desk.checking import SHOWN, built_from, named_by, refusal
from multivector.desk.entry import Names, Options, Proposal, given_of, kind_of_draft, propose, source_of
from multivector.desk.fields import outcome
from multivector.desk.journal import Journal
from multivector.desk.rejected import FILE, key_of, reject, rejected
from multivector.files.edit import append, entry_slice
from multivector.files.edit import replace as put
from multivector.files.whole import write_whole
from multivector.load import TEXTS_FOLDER, load
from multivector.model.entries import Actor, AnyEntry, Expectation, kind_of
from multivector.model.evidence import mark_of
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.walk import evidence_of
from multivector.reader.gazetteer import same
from multivector.reader.match import Match, index, matches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from multivector.desk.items import Told
    from multivector.files.edit import Slice
    from multivector.model.problems import Problem
    from multivector.reader.drafts import Draft


@dataclass(frozen=True, slots=True)
class Item:
    """A draft that waits: the number of its text, and its number there."""

    text: int
    number: int


@dataclass(frozen=True, slots=True)
class Card:
    """What a person sees of an item before deciding."""

    item: Item
    match: Match
    proposal: Proposal
    problems: tuple[Problem, ...] = ()
    seen: Slice | None = None
    """The lines that it would change, where it amends an entry."""

    @property
    def ready(self) -> bool:
        """Whether it can be accepted as it is."""
        return not self.proposal.missing and not any(problem.level == "error" for problem in self.problems)


class Desk:
    """The dossier as it is now, the texts, and all that was decided so far."""

    def __init__(self, root: Path, told: Sequence[Told], options: Options) -> None:
        """Load the dossier."""
        self.root, self.told, self.options = root, tuple(told), options
        self.into = root / options.into
        self._journal = Journal()
        self._decided: list[tuple[Item, str | None]] = []
        self._matches: tuple[int, tuple[Match, ...]] | None = None
        self._loose = False
        self.ledger: Ledger = load(root).ledger
        self._same = same(self.ledger)

    @property
    def decided(self) -> tuple[tuple[Item, str | None], ...]:
        """What was decided: each item with the entry that it became, or none where it was rejected."""
        return tuple(self._decided)

    def waiting(self) -> tuple[Item, ...]:
        """Give the items that were neither rejected nor accepted before, texts in their order and wholes before parts."""
        refused = rejected(self.root)
        found, by_source = [], defaultdict[str, dict[str, AnyEntry]](dict)
        for entry in self.ledger:
            for _, evidence in evidence_of(entry):
                by_source[evidence.source][entry.id] = entry
        for at, told in enumerate(self.told):
            source, described = source_of(told, self.ledger, self.options, set(self.ledger.by_id))
            citing = () if described else by_source[source].values()
            used: set[str] = set()
            for number in told.order():
                draft = told.drafts[number]
                if key_of(draft, told.text.content) in refused:
                    continue
                marks = [mark_of(span.of(told.text.content)) for span in draft.evidence]
                kind = kind_of_draft(draft)
                kept = (entry.id for entry in citing if kind_of(entry) == kind and says_there(entry, source, marks))
                already = next((id_ for id_ in kept if id_ not in used), None)
                if already is None:
                    found.append(Item(at, number))
                else:
                    used.add(already)
        return tuple(found)

    def draft(self, item: Item) -> Draft:
        """Give the draft of an item."""
        return self.told[item.text].drafts[item.number]

    def card(self, item: Item, text: str | None = None, *, as_new: bool = False) -> Card:
        """Say what an item would change, with the text as a person edited it, or as a new entry whatever it matches."""
        match = self._match(item)
        card = None if as_new or match.entry is None else self._amending(item, match)
        if card is None:
            told = self.told[item.text]
            proposal = propose(told, item.number, self._names(), self._names_in(item.text), self.options)
            card = Card(item, match, proposal)
        if text is not None:
            card = replace(card, proposal=replace(card.proposal, text=text, missing={}))
        problems = self._problems(card)
        return replace(card, problems=problems)

    def accept(self, card: Card, *, write: bool = True) -> None:
        """Write what a card says; without `write` go on as if it were written.

        Raises:
            ValueError: it lacks something, or would be wrong; nothing is written.
            OSError, ExternallyChangedError: it cannot be written, or the dossier has changed; nothing is written.
        """
        if not card.ready:
            wrong = [problem.message for problem in card.problems if problem.level == "error"]
            raise ValueError("; ".join([*(f"{key}: {why}" for key, why in card.proposal.missing.items()), *wrong]))
        if write:
            self._write(card)
        self._decided.append((card.item, card.proposal.id))
        if card.seen is None:
            built, _ = built_from(card.proposal.text)
            self.ledger, self._loose = ledger_of([*self.ledger, *built], self.ledger.dossier), write
            if any(isinstance(entry, Actor) for entry in built):
                self._same = same(self.ledger)
        elif write:
            self._reload()
        self._forget(card.item.text)

    def _write(self, card: Card) -> None:
        told = self.told[card.item.text]
        kept = self.root / TEXTS_FOLDER / f"{card.proposal.source}.txt"
        files = [self.into, kept, *([card.seen.file] if card.seen is not None else [])]
        _, described = source_of(told, self.ledger, self.options, set(self.ledger.by_id))
        with self._journal.step(files):
            if not kept.exists() and not kept.is_symlink():
                kept.parent.mkdir(parents=True, exist_ok=True)
                write_whole(kept, told.text.content)
            if card.seen is None:
                append(self.into, card.proposal.text)
            else:
                put(card.seen, card.proposal.text)
                if described:
                    append(self.into, "\n".join(described))

    def reject(self, item: Item) -> None:
        """Remember that an item was rejected.

        Raises:
            OSError: it cannot be written.
        """
        text = self.told[item.text].text
        with self._journal.step([self.root / FILE]):
            reject(self.root, self.draft(item), text.content, text.name)
        self._decided.append((item, None))

    def undo(self) -> None:
        """Take the last acceptance or rejection back.

        Raises:
            OSError, ExternallyChangedError: it cannot be; nothing is changed.
        """
        if self._journal.undo():
            self._decided.pop()
            self._reload()
            self._matches = None

    def refresh(self) -> None:
        """Read the dossier anew: somebody else may have changed it. What was decided here stays decided."""
        self._reload()
        self._matches = None

    def _amending(self, item: Item, match: Match) -> Card | None:
        """Give the card that adds a place or a claim to the entry that is meant; None where that cannot be written."""
        if self._loose:
            self._reload()
        entry = self.ledger.by_id.get(match.entry or "")
        if entry is None or entry.origin is None:
            return None
        told, draft = self.told[item.text], self.draft(item)
        place = entry.origin.place()
        seen = entry_slice(self.root / place.file, place.line)
        names = self._names()
        source, _ = source_of(told, self.ledger, self.options, names.taken)
        given = given_of(told, item.number, names, self._names_in(item.text), source)
        if names.added:
            return None
        if draft.kind == "missed" and isinstance(entry, Expectation) and match.verdict == "further":
            known = any(each.is_ == "missed" for each in entry.outcomes)
            text = None if known else with_row(seen.text, "outcomes", outcome(given).removeprefix("[").removesuffix("]"))
            text = further(seen.text, given.evidence, None, None) if known else text
        elif match.verdict == "further":
            key = "amount" if draft.amount is not None else None
            text = further(seen.text, given.evidence, key, draft.amount)
        elif [each.field for each in match.differs] == ["stage"] and draft.date is not None:
            row = f"{{on: {draft.date.date}, is: {draft.stage}, evidence: {given.evidence}}}"
            text = with_row(seen.text, "stages", row)
        else:
            text = rival(seen.text, given.evidence, match.differs)
        if text is None:
            return None
        return Card(item, match, Proposal(entry.id, kind_of(entry), text, source, amends=entry.id), seen=seen)

    def _match(self, item: Item) -> Match:
        if self._matches is None or self._matches[0] != item.text:
            told = self.told[item.text]
            found = matches(told.drafts, told.text.content, index(self.ledger), told.text.day)
            self._matches = item.text, found
        return self._matches[1][item.number]

    def _names(self) -> Names:
        return Names(self.ledger, self._same)

    def _names_in(self, text: int) -> dict[int, str]:
        """Give the entries that the drafts of a text have become or are further evidence of."""
        matched = () if self._matches is None or self._matches[0] != text else self._matches[1]
        known = {number: match.entry for number, match in enumerate(matched) if match.entry is not None}
        return known | {item.number: id_ for item, id_ in self._decided if item.text == text and id_ is not None}

    def _problems(self, card: Card) -> tuple[Problem, ...]:
        """Check the dossier as it would be; what is wrong elsewhere in it is not told."""
        built, wrong = built_from(card.proposal.text)
        if wrong:
            return tuple(wrong)
        told = self.told[card.item.text]
        names = set(self.ledger.by_id)
        _, described = source_of(told, self.ledger, self.options, names)
        more = built_from("\n".join(described))[0] if card.seen is not None and described else []
        ids = {entry.id for entry in built}
        twice = sorted(ids & self.ledger.by_id.keys()) if card.seen is None else []
        if twice or len(ids) < len(built):
            return (refusal(f"the id {(twice or sorted(ids))[0]!r} is that of another entry already", "give it its own id"),)
        if card.seen is not None and ids != {card.proposal.amends}:
            return (refusal(f"this must stay the entry {card.proposal.amends!r} alone", "keep its id; add others by hand"),)
        would = ledger_of([*built, *more, *named_by(self.ledger, [*built, *more])], self.ledger.dossier)
        found = run_checks(would, {card.proposal.source: told.text.content})
        return tuple(problem for problem in found if problem.place.file == SHOWN and problem.level != "info")

    def _forget(self, text: int) -> None:
        """Match other texts anew: they may tell of what was just accepted."""
        if self._matches is not None and self._matches[0] != text:
            self._matches = None

    def _reload(self) -> None:
        self.ledger, self._loose = load(self.root).ledger, False
        self._same = same(self.ledger)
