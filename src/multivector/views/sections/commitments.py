"""The commitments lens, told: what cannot be kept together and when, what candidates would break, where the state is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.clashes import SEVERITIES, named, sentence
from multivector.views.locale import number
from multivector.views.naming import called, link, told
from multivector.views.pictures_commitments import partners_crossing
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.lenses.commitments import Candidate, CommitmentsAnswer
    from multivector.lenses.commitments.build import Provision
    from multivector.lenses.commitments.clashes import Clash
    from multivector.lenses.commitments.rooms import Room
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result


def commitments_section(result: Result[CommitmentsAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the commitments lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "commitments.question")), "lead")]
    if answer.clauses:
        blocks.append(Paragraph(line(Run(headline(answer, lang), strong=True), _distance(answer, lang))))
    if answer.between:
        blocks.append(partners_crossing(answer, ledger, lang))
    blocks += told_of(answer.rows, ledger, lang)
    if answer.candidates:
        blocks.append(Paragraph(line(Run(say(lang, "commitments.candidates"), strong=True))))
        blocks += [block for one in answer.candidates for block in candidate_told(one, ledger, lang)]
    involved = {clause: None for row in answer.rows for clause in row.clauses}
    involved |= {clause: None for one in answer.candidates for row in one.clashes for clause in row.clauses}
    if involved:
        blocks.append(_clauses(involved, ledger, lang))
    bound = [one for one in answer.rooms if one.because]
    if bound:
        blocks.append(_rooms(bound, answer.rooms, ledger, lang))
    if answer.blame:
        blocks.append(_blame(answer, ledger, lang))
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    return Section("commitments", say(lang, "commitments.title"), tuple(blocks))


def told_of(rows: Iterable[Clash], ledger: Ledger, lang: str) -> Iterator[Block]:
    """Tell collisions under headings, gravest first."""
    listed = tuple(rows)
    for severity, key in SEVERITIES.items():
        own = tuple(sentence(row, ledger, lang) for row in listed if row.severity == severity)
        if own:
            yield Paragraph(line(Run(say(lang, key), strong=True)))
            yield Items(own)


def candidate_told(one: Candidate, ledger: Ledger, lang: str) -> Iterator[Block]:
    """Tell what a candidate would break."""
    words = say(lang, "commitments.breaks", n=len(one.clashes)) if one.clashes else say(lang, "commitments.breaks-nothing")
    yield Paragraph(line(link(ledger, one.commitment, lang, strong=True), f": {words}"))
    if one.clashes:
        yield Items(tuple(sentence(row, ledger, lang) for row in one.clashes))


def headline(answer: CommitmentsAnswer, lang: str) -> str:
    """Say whether promises contradict each other, or only look like it."""
    if answer.contradictions:
        return say(lang, "commitments.direct", n=answer.contradictions, clauses=answer.clauses)
    return say(lang, "commitments.none", n=answer.clauses)


def _distance(answer: CommitmentsAnswer, lang: str) -> str:
    return f" {say(lang, 'commitments.distance', n=answer.distance)}" if answer.distance else ""


def _clauses(involved: Iterable[Provision], ledger: Ledger, lang: str) -> Table:
    order = sorted(involved, key=lambda one: (one.commitment, one.number))
    head = tuple(say(lang, f"commitments.head-{name}") for name in ("commitment", "clause"))
    rows = tuple((line(link(ledger, one.commitment, lang)), line(one.text)) for one in order)
    return Table(head, rows, caption=say(lang, "commitments.clauses"), folded=True)


def _rooms(bound: list[Room], rooms: Iterable[Room], ledger: Ledger, lang: str) -> Table:
    """Tell for each act to which partners a promise would collide at once or after events, and to how many it is free."""
    kinds: dict[tuple[str, str | None, bool], list[Room]] = {}
    for one in rooms:
        kinds.setdefault((one.act, one.thing, one.place), []).append(one)
    bound_kinds = {(one.act, one.thing, one.place) for one in bound}
    rows = []
    for kind, own in kinds.items():
        for key, ends in (
            ("commitments.to-do", [one.to_do for one in own]),
            ("commitments.not-to-do", [one.not_to_do for one in own]),
        ):
            if kind in bound_kinds and any(end is not None for end in ends):
                rows.append((line(say(lang, key, act=_act(kind, ledger, lang))), *_ends(own, ends, ledger, lang)))
    head = tuple(say(lang, f"commitments.head-{name}") for name in ("promise", "at-once", "after", "free"))
    return Table(head, tuple(rows), caption=say(lang, "commitments.rooms"), figures=frozenset({3}), folded=True)


def _ends(own: list[Room], ends: list[int | None], ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    at_once = [one for one, end in zip(own, ends, strict=True) if end == 0]
    later = [(one, end) for one, end in zip(own, ends, strict=True) if end]
    return (
        _partners(((one, "") for one in at_once), ledger, lang),
        _partners(((one, f" ({number(lang, end)})") for one, end in later), ledger, lang),
        line(number(lang, sum(end is None for end in ends))),
    )


def _partners(found: Iterable[tuple[Room, str]], ledger: Ledger, lang: str) -> Inline:
    pairs = list(found)
    because = tuple(dict.fromkeys(id_ for one, _ in pairs for id_ in one.because))
    return line(Run(", ".join(called(ledger, one.partner, lang) + far for one, far in pairs) or "–", because))


def _act(kind: tuple[str, str | None, bool], ledger: Ledger, lang: str) -> str:
    act, thing, place = kind
    if thing is None:
        return named(act, ledger, lang)
    key = "commitments.act-there" if place else "commitments.act-of"
    return say(lang, key, act=named(act, ledger, lang), thing=named(thing, ledger, lang))


def _blame(answer: CommitmentsAnswer, ledger: Ledger, lang: str) -> Table:
    head = tuple(say(lang, f"commitments.head-{name}") for name in ("commitment", "collisions", "share"))
    rows = tuple(
        (line(link(ledger, one.commitment, lang)), line(number(lang, one.collisions)), line(number(lang, one.share, 1)))
        for one in answer.blame
    )
    return Table(head, rows, caption=say(lang, "commitments.blame"), figures=frozenset({1, 2}), folded=True)
