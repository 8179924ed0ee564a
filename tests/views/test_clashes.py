"""Collisions in sentences: grammatical in three languages, with what lifts them, what settles them and for whom else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from multivector.lenses.commitments import commitments
from multivector.lenses.commitments.course import course
from multivector.model.clauses import Atom
from multivector.model.ledger import ledger_of
from multivector.model.names import names
from multivector.views.clashes import joined, named, sentence
from multivector.views.locale import LANGUAGES, NBSP
from multivector.views.sections.collide import candidates_section, course_section
from multivector.views.text import render_text
from promising import promise, promises

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry, Commitment
    from multivector.model.ledger import Ledger

NAMES = {
    "home": {"en": "Home", "ru": "Родина", "kk": "Отан"},
    "east": {"en": "Armenia", "ru": "Армения", "kk": "Армения"},
    "west": {"en": "United States", "ru": "США", "kk": "АҚШ"},
    "south": {"en": "Philippines", "ru": "Филиппины", "kk": "Филиппин"},
    "one": {"en": "A", "ru": "А", "kk": "А"},
    "other": {"en": "B", "ru": "Б", "kk": "Ә"},
    "third": {"en": "C", "ru": "В", "kk": "Б"},
}


def told(ledger: Ledger, lang: str) -> list[str]:
    rows = commitments(ledger).answer.rows
    return ["".join(run.text for run in sentence(row, ledger, lang)).replace(NBSP, " ") for row in rows]


def christened(*entries: Commitment) -> Ledger:
    def name(entry: AnyEntry) -> AnyEntry:
        return replace(entry, name=names(**NAMES[entry.id])) if entry.id in NAMES else entry

    ledger = promises(*entries)
    return ledger_of(map(name, ledger), ledger.dossier)


def test_a_collision_on_events_is_told_grammatically() -> None:
    text = "must defend y if x attacks y and y asks for help where y in league, x outside league"
    ledger = christened(
        promise("one", text), promise("other", "must not defend x if west attacks x unless home has unrest", to=("west",))
    )
    assert told(ledger, "en") == [
        (
            "If the United States attacks Armenia and Armenia asks for help, “A” and “B” cannot both be kept."
            " – no rule settles it, the state must choose whom to fail; not if there is unrest in Home;"
            " likewise with: Philippines"
        )
    ]
    assert told(ledger, "ru") == [
        (
            "Если США нападут на Армению и Армения попросит о помощи, соблюсти обязательства «А» и «Б» одновременно нельзя."
            " — никакая норма этого не решает, государству выбирать, кого подвести;"
            " но не если Родина столкнётся с беспорядками; то же, если на их месте: Филиппины"
        )
    ]
    assert told(ledger, "kk") == [
        (
            "Егер АҚШ Арменияға шабуыл жасаса және Армения көмек сұраса, «А» және «Ә» қатар орындала алмайды."
            " — бұны ешбір ереже шешпейді, мемлекет кімге берген сөзін бұзатынын өзі таңдайды;"
            " Отан тәртіпсіздікке ұшыраса, қақтығыс болмайды; олардың орнында мыналар болса да солай: Филиппин"
        )
    ]


@pytest.mark.parametrize(
    ("one", "other", "en"),
    [
        ({}, {}, "“A” and “B” cannot both be kept. – no rule settles it, the state must choose whom to fail"),
        ({"rank": "charter"}, {}, "“A” and “B” cannot both be kept. – “B” gives way: UN Charter art. 103"),
        (
            {"to": ("east",)}, {"to": ("east",), "clauses": ("no armed-forces",)},
            "“A” and “B” cannot both be kept. – “B” gives way, arguably: the narrower clause, a maxim of interpretation",
        ),
        (
            {"clauses": ("may host bases of west",)}, {},
            "“A” cannot be used while “B” is kept. – nobody is wronged by that alone",
        ),
        (
            {"clauses": ("may host bases of west if west attacks south",)}, {},
            ("If the United States attacks the Philippines, “A” cannot be used while “B” is kept."
            " – nobody is wronged by that alone"),
        ),
    ],
)  # fmt: skip
def test_what_settles_it_stands_beside_it(one: dict[str, Any], other: dict[str, Any], en: str) -> None:
    first = replace(promise("one", "must host bases of west"), **one)
    ledger = christened(first, replace(promise("other", "no bases", to=("west",)), **other))
    assert told(ledger, "en") == [en]
    assert len({*told(ledger, "ru"), *told(ledger, "kk"), en}) == 3


@pytest.mark.parametrize("event", ["", " if east asks for help"])
def test_three_cannot_all_be_kept(event: str) -> None:
    three = (
        promise("one", f"must help league{event}"), promise("other", "must not help league if east asks for help"),
        promise("third", "may help league"),
    )  # fmt: skip
    ledger = christened(*three)
    row = replace(commitments(ledger).answer.rows[0], commitments=("one", "other", "third"), severity="contradiction")
    assert "“A”, “B” and “C” cannot all be kept" in "".join(run.text for run in sentence(row, ledger, "en"))
    bare = replace(row, events=(), readings=())
    assert "".join(run.text for run in sentence(bare, ledger, "en")).startswith("“A”, “B” and “C” cannot all be kept")


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (("may host bases of west", "no bases"), "“A” cannot be used while “A” is kept. – “A” gives way, arguably"),
        (("must host bases of west", "no bases"), "Not all clauses of “A” can be kept. – “A” gives way, arguably"),
        (("must host bases", "no bases if home has unrest"), "If there is unrest in Home, not all clauses of “A” can be kept."),
    ],
)
def test_clauses_of_one_promise_may_collide(texts: tuple[str, ...], start: str) -> None:
    (text,) = told(christened(promise("one", *texts)), "en")
    assert text.startswith(start)


def test_terms_and_strangers_have_names() -> None:
    ledger = promises()
    assert [named(id_, ledger, "en") for id_ in ("critical-minerals", "host", "port", "nobody")] == [
        "critical minerals", "stationing", "the port", "nobody",
    ]  # fmt: skip
    assert joined(["a"], "en") == "a"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_course_is_told_with_its_ways_out_and_a_candidate_with_what_it_breaks(lang: str) -> None:
    ledger = christened(
        promise("one", "must host bases of west"),
        promise("other", "no bases if west attacks east", to=("west",)),
        promise("third", "must host bases", candidate="yes"),
    )
    attack = (Atom("attacks", ("west", "east")),)
    text = render_text(course_section(course(ledger, attack), ledger, lang))
    assert text.count("[one]") == text.count("[other]") == 1
    assert NAMES["east"][lang][:6] in text
    (candidate,) = commitments(ledger).answer.candidates
    broken = candidates_section((candidate,), ledger, lang).blocks
    assert [type(block).__name__ for block in broken] == ["Paragraph", "Items"]
    peace = christened(promise("one", "must host bases of west"), promise("third", "must help east", candidate="yes"))
    assert "1" in render_text(course_section(course(peace, attack), peace, lang))
    (free,) = commitments(peace).answer.candidates
    assert render_text(candidates_section((free,), peace, lang)).count("\n") > 2
