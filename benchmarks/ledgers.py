"""Ledgers of any size that look like real ones: all kinds, rival claims, stages, places in texts, names in three languages.

The same number and seed give the same ledger. Its entries refer to each other correctly and pass every check.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from multivector.model.dates import Date, day
from multivector.model.entries import (
    Actor,
    AnyEntry,
    Capacity,
    Commitment,
    Deal,
    Dossier,
    Event,
    Expectation,
    Message,
    Need,
    Population,
    Question,
    Signal,
    Source,
    Withholding,
)
from multivector.model.evidence import Adoption, Claim, Evidence, mark_of
from multivector.model.fields import ActorId, EntryId, SourceId
from multivector.model.money import Money, Quantity, parse_money, parse_quantity
from multivector.model.names import Names, names
from multivector.model.parts import Hypothesis, Office, Reading, Share, Stage
from multivector.model.problems import Mistake
from multivector.model.subjects import AGENDAS, SECTORS

if TYPE_CHECKING:
    from collections.abc import Callable

STATES = 40
_FIRST, _DAYS = date(2019, 1, 1), 2500
_LATER = date(2026, 6, 1)
"""Texts are published after all that they report."""
_STOCK = {
    "en": "agreement on supply of railway machines and joint work in rare metals until the end of the decade",
    "ru": "соглашение о поставке железнодорожных машин и совместной работе в редких металлах до конца десятилетия",
    "kk": "теміржол машиналарын жеткізу және сирек металдар саласындағы бірлескен жұмыс туралы келісім",
}
_WORDS = {lang: text.split() for lang, text in _STOCK.items()}


class _Pen:
    """Draws parts of entries; its only state is the generator of chance."""

    def __init__(self, rng: np.random.Generator, sources: int) -> None:
        self.rng = rng
        self.sources = sources

    def below(self, end: int) -> int:
        return int(self.rng.integers(end))

    def words(self, low: int, high: int) -> Names:
        size = low + self.below(high - low)
        stocks = _WORDS if self.below(3) == 0 else {"ru": _WORDS["ru"]}
        drawn = {lang: " ".join(stock[self.below(len(stock))] for _ in range(size)) for lang, stock in stocks.items()}
        return names(**drawn)

    def state(self) -> ActorId:
        return ActorId(f"state-{1 + self.below(STATES - 1)}")

    def day(self) -> Date:
        return day(_FIRST + timedelta(days=self.below(_DAYS)))

    def place(self, *, graded: bool = True) -> Evidence:
        start = self.below(9000)
        return Evidence(
            source=SourceId(f"text-{self.below(self.sources)}"),
            start=start,
            end=start + 40 + self.below(120),
            mark=mark_of(str(start)),
            gloss=self.words(3, 5) if self.below(8) == 0 else None,
            credibility=("1", "2", "3", "4")[self.below(4)] if graded else None,
        )

    def money(self) -> Money:
        hedge = ("", "", "about ", "over ", "up to ")[self.below(5)]
        read = parse_money(f"{hedge}{1 + self.below(90)}.{self.below(10)}{('m', 'bn')[self.below(2)]} USD")
        assert not isinstance(read, Mistake)
        return read

    def quantity(self) -> Quantity:
        read = parse_quantity(f"{2 + self.below(900)} locomotives")
        assert not isinstance(read, Mistake)
        return read

    def stages(self) -> tuple[Stage, ...]:
        first = self.day()
        assert first.latest is not None
        pledge = Stage(on=first, is_="pledge", evidence=(self.place(graded=False),))
        return pledge, Stage(on=day(first.latest + timedelta(days=90)), is_="commitment", evidence=(self.place(graded=False),))

    def rivals(self) -> tuple[Claim, ...]:
        pair = (Claim(label=label, evidence=(self.place(),), values=(("amount", self.money()),)) for label in ("first", "second"))
        return tuple(pair)


def generate(size: int, seed: int = 1) -> tuple[Dossier, list[AnyEntry]]:
    """Make a dossier of about `size` entries."""
    outlets, texts = max(size // 200, 1), max(size // 3, 1)
    pen = _Pen(np.random.default_rng(seed), texts)
    states = [Actor(id=f"state-{i}", name=pen.words(1, 3), type="state") for i in range(STATES)]
    people = [
        Actor(
            id=f"person-{i}",
            name=pen.words(2, 3),
            type="person",
            part_of=pen.state(),
            offices=(Office(office=f"minister-{i}", of=ActorId("state-0"), from_=pen.day()),),
        )
        for i in range(max(size // 100, 1))
    ]
    voices = [
        Source(id=f"outlet-{i}", name=pen.words(1, 3), type="newspaper", reliability=("A", "B", "C")[i % 3])
        for i in range(outlets)
    ]
    written = [
        Source(
            id=f"text-{i}",
            type="newspaper",
            part_of=SourceId(f"outlet-{i % outlets}"),
            date=day(_LATER + timedelta(days=pen.below(200))),
            url=f"https://outlet-{i % outlets}.example/articles/{i}",
            language="ru",
        )
        for i in range(texts)
    ]
    makers: tuple[Callable[[_Pen, int], AnyEntry], ...] = (
        _event,
        _deal,
        _deal,
        _commitment,
        _signal,
        _message,
        _event,
        _deal,
        _rarer,
    )
    found: list[AnyEntry] = [*states, *people, *voices, *written]
    while len(found) < size:
        found.append(makers[len(found) % len(makers)](pen, len(found)))
    return Dossier(title=names(en="A generated dossier"), state=ActorId("state-0")), found


def _event(pen: _Pen, i: int) -> AnyEntry:
    return Event(
        id=f"event-{i}",
        name=pen.words(2, 4),
        type="meeting",
        when=pen.day(),
        between=(ActorId("state-0"), pen.state()),
        agenda=(AGENDAS[pen.below(len(AGENDAS))],),
        evidence=(pen.place(),),
    )


def _deal(pen: _Pen, i: int) -> AnyEntry:
    claims = pen.rivals()
    adopted = (Adoption(claim="second", on=day(date(2026, 12, 31)), reason=pen.words(2, 5)),) if pen.below(2) else ()
    return Deal(
        id=f"deal-{i}",
        name=pen.words(2, 4),
        between=(ActorId("state-0"), pen.state()),
        sector=SECTORS[pen.below(len(SECTORS))],
        flow="purchase",
        pays=ActorId("state-0"),
        quantity=pen.quantity(),
        claims=claims,
        adopted=adopted,
        stages=pen.stages(),
        evidence=(pen.place(),),
    )


def _commitment(pen: _Pen, i: int) -> AnyEntry:
    return Commitment(
        id=f"commitment-{i}",
        by=(ActorId("state-0"),),
        to=(pen.state(),),
        modality="must",
        what=pen.words(3, 6),
        rank="treaty",
        agenda=("security",),
        evidence=(pen.place(),),
    )


def _signal(pen: _Pen, i: int) -> AnyEntry:
    reading = Reading(says=pen.words(3, 6), evidence=(pen.place(graded=False),))
    return Signal(
        id=f"signal-{i}", by=(pen.state(),), to=(ActorId("state-0"),), act="toast", what=pen.words(3, 5), on=pen.day(),
        agenda=("status",), readings=(reading,), evidence=(pen.place(),),
    )  # fmt: skip


def _message(pen: _Pen, i: int) -> AnyEntry:
    return Message(
        id=f"message-{i}", by=(pen.state(),), to=(ActorId("state-0"),), says=pen.words(3, 7), on=pen.day(), agenda=("diplomacy",),
        evidence=(pen.place(),),
    )  # fmt: skip


def _rarer(pen: _Pen, i: int) -> AnyEntry:
    evidence = (pen.place(),)
    about = EntryId("state-0")
    hypothesis = Hypothesis(id="first", says=pen.words(3, 5), likelihood=Share(20, 45), confidence="low")
    made: tuple[AnyEntry, ...] = (
        Need(id=f"need-{i}", of=ActorId("state-0"), what=pen.words(3, 6), amount=pen.money(), evidence=evidence),
        Capacity(id=f"capacity-{i}", of=pen.state(), niche=f"niche-{i}", level="able", since=pen.day(), evidence=evidence),
        Expectation(id=f"expectation-{i}", about=about, what=pen.words(2, 5), due=day(date(2031, 1, 1)), evidence=evidence),
        Question(id=f"question-{i}", asks=pen.words(3, 6), about=(about,), hypotheses=(hypothesis,), evidence=evidence),
        Withholding(id=f"withholding-{i}", what=pen.words(2, 5), by=(ActorId("state-0"),), since=pen.day(), evidence=evidence),
        Population(id=f"population-{i}", of=ActorId("state-0"), what=pen.words(3, 6), size=pen.quantity(), evidence=evidence),
    )
    return made[pen.below(len(made))]
