"""The sources lens, told: whose voices, what rests on one of them, where they disagree, how healthy records are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.claims import claimed
from multivector.views import pictures
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import number, percent
from multivector.views.naming import called, cut, link, shown, told
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from multivector.lenses.sources import Conflict, Record, Side, SourcesAnswer, Voice
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result


_MOST_VOICES = 6
"""Voices that are named among those on which records rest alone; the result has all."""
_SAME_GRADE = 0.8
"""Share of places with both grades alike, above which they were probably not judged apart."""


def sources_section(result: Result[SourcesAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the sources lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "sources.question")), "lead")]
    blocks.append(Paragraph(line(say(lang, "sources.statement", n=answer.texts, voices=answer.voices))))
    if answer.types:
        blocks.append(pictures.source_types(answer, lang))
    if answer.graded:
        share = percent(lang, answer.diagonal / answer.graded)
        blocks.append(
            Paragraph(line(say(lang, "sources.diagonal", share=share, n=answer.graded, limit=percent(lang, _SAME_GRADE))))
        )
    blocks += [Paragraph((told(caveat, lang),)) for caveat in result.caveats]
    leaning = [voice for voice in answer.heard if voice.alone][:_MOST_VOICES]
    if leaning:
        blocks.append(Paragraph(line(say(lang, "sources.leaning"))))
        blocks.append(Items(tuple(_voice(voice, ledger, lang) for voice in leaning)))
    if answer.conflicts:
        blocks.append(_conflicts(answer, ledger, lang))
    if answer.rows:
        blocks.append(_health(answer, ledger, lang))
    return Section("sources", say(lang, "sources.title"), tuple(blocks))


def share_of(answer: SourcesAnswer, type_: str) -> float:
    """Give the share of the evidence that comes from one type of source."""
    total = sum(share.evidence for share in answer.types)
    return next((share.evidence / total for share in answer.types if share.type == type_), 0.0)


def side_value(conflict: Conflict, side: Side, ledger: Ledger, lang: str) -> str:
    """Write a rival value as readers of the language see it."""
    claims = claimed(ledger.by_id[conflict.id], conflict.field)
    value = next((claim.value for claim in claims if claim.key == side.key), side.value)
    return cut(shown(value, ledger, lang, conflict.field))


def _conflicts(answer: SourcesAnswer, ledger: Ledger, lang: str) -> Table:
    head = (say(lang, "sources.head-entry"), say(lang, "sources.head-field"), say(lang, "sources.head-values"))
    rows = tuple(
        (line(link(ledger, conflict.id, lang)), line(label(lang, "field", conflict.field)), _sides(conflict, ledger, lang))
        for conflict in answer.conflicts
    )
    return Table(head, rows, caption=say(lang, "sources.conflicts"), folded=True)


def _voice(voice: Voice, ledger: Ledger, lang: str) -> Inline:
    words = say(lang, "sources.alone", n=len(voice.alone), of=voice.records)
    return line(Run(called(ledger, voice.id, lang), strong=True), Run(f": {words}", voice.alone))


def _sides(conflict: Conflict, ledger: Ledger, lang: str) -> Inline:
    runs: list[Run] = []
    for side in conflict.sides:
        if runs:
            runs.append(Run("; "))
        value = side_value(conflict, side, ledger, lang)
        runs.append(Run(value + (" ✓" if side.adopted else ""), strong=True))
        names = "; ".join(called(ledger, text, lang) for text in side.texts)
        denying = "; ".join(called(ledger, text, lang) for text in side.denied)
        against = say(lang, "sources.denied", names=denying) if denying else ""
        runs.append(Run(f" ({'; '.join(filter(None, (names, against)))})", quiet=True))
    return tuple(runs)


def _health(answer: SourcesAnswer, ledger: Ledger, lang: str) -> Table:
    head = tuple(say(lang, f"sources.head-{name}") for name in ("entry", "voices", "complete", "disputed"))
    rows = tuple(_record(record, ledger, lang) for record in sorted(answer.rows, key=lambda record: (record.voices, record.id)))
    return Table(head, rows, caption=say(lang, "sources.health"), figures=frozenset({1, 2}), folded=True)


def _record(record: Record, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    disputed = ", ".join(label(lang, "field", field) for field in record.disputed)
    return (
        line(link(ledger, record.id, lang)),
        line(number(lang, record.voices)),
        line(f"{record.filled}/{record.fields}"),
        line(disputed),
    )
