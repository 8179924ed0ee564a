"""Entries and sources as sections: what every figure of a page leads to, and from there to source and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.claims import OWN, claimed
from multivector.model.entries import AnyEntry, Source, kind_of
from multivector.model.fields import fields_of, rival_fields
from multivector.model.parts import Hypothesis, Outcome, Reading, Stage
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, line
from multivector.views.locale import dash, date, likelihood, quoted
from multivector.views.naming import called, outlet, shown
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.model.claims import Claimed
    from multivector.model.evidence import Adoption, Evidence
    from multivector.model.ledger import Ledger

_APART = frozenset(
    {
        "name",
        "evidence",
        "claims",
        "adopted",
        "note",
        "stages",
        "outcomes",
        "readings",
        "hypotheses",
        "weighs",
        "would_tell",
        "scales",
        "seats",
        "offices",
        "codes",
        "stakes",
        "rates",
        "disclosure",
    }
)


def entry_section(entry: AnyEntry, ledger: Ledger, lang: str) -> Section:
    """Give everything that a ledger holds of an entry: a line for what the entry itself says, each claim, each stage."""
    blocks: list[Block] = [Paragraph(line(Run(f"{label(lang, 'kind', kind_of(entry))} · {entry.id}", quiet=True)), "note")]
    if isinstance(entry, Source):
        blocks.append(Paragraph(source_line(entry, ledger, lang)))
    items = tuple(item for item in (*_claims(entry, ledger, lang), *_parts(entry, ledger, lang)) if item)
    if items:
        blocks.append(Items(items))
    blocks += [_adoption(adoption, ledger, lang) for adoption in entry.adopted]
    if entry.note is not None:
        blocks.append(Paragraph(line(entry.note.best(lang)), "note"))
    return Section(f"e-{entry.id}", called(ledger, entry.id, lang), tuple(blocks))


def source_line(source: Source, ledger: Ledger, lang: str) -> Inline:
    """Describe a source in one line: outlet, type, date, author, reliability, what it repeats, address, disclaimer."""
    carrier = outlet(source, ledger)
    facts = [
        label(lang, "type", source.type),
        ", ".join(source.author),
        source.name.best(lang) if source.name is not None and source is not carrier else "",
        say(lang, "annex.reliability", grade=carrier.reliability) if carrier.reliability else "",
        say(lang, "annex.repeats", source=called(ledger, source.repeats, lang)) if source.repeats else "",
    ]
    runs = [Run(called(ledger, source.id, lang), strong=True), Run(" · " + " · ".join(filter(None, facts)), quiet=True)]
    if source.url:
        runs += [Run(" "), Run(source.url, href=source.url)]
    if source.disclaimer is not None:
        runs.append(Run(f" {source.disclaimer.best(lang)}", quiet=True))
    return tuple(runs)


def evidence_line(evidence: Iterable[Evidence], ledger: Ledger, lang: str) -> Inline:
    """Name the places that say something, each leading to its source."""
    runs: list[Run] = []
    for item in evidence:
        if runs:
            runs.append(Run("; "))
        known = ledger.source(item.source) is not None
        runs.append(Run(called(ledger, item.source, lang), href=f"#s-{item.source}" if known else ""))
        facts = [
            say(lang, "annex.place", start=str(item.start), end=str(item.end)) if item.start is not None else "",
            called(ledger, item.speaker, lang) if item.speaker else "",
            say(lang, "annex.credibility", grade=item.credibility) if item.credibility else "",
            label(lang, "does", item.does) if item.does != "asserts" else "",
            quoted(lang, item.quote) if item.quote else "",
            item.gloss.best(lang) if item.gloss is not None else "",
        ]
        told = ", ".join(filter(None, facts))
        runs += [Run(f" ({told})", quiet=True)] if told else []
    return tuple(runs) or line(Run(say(lang, "annex.own"), quiet=True))


def _claims(entry: AnyEntry, ledger: Ledger, lang: str) -> Iterable[Inline]:
    """Give a line for the entry's own values, and one for each claim with all that it gives."""
    given: dict[str, dict[str, Claimed]] = {OWN: {}, **{claim.key: {} for claim in entry.claims}}
    for key in rival_fields(type(entry)):
        for claim in claimed(entry, key):
            given[claim.key][key] = claim
    fixed = _fixed(entry, ledger, lang)
    for claim_key, values in given.items():
        told = [_told(key, shown(claim.value, ledger, lang, key), lang) for key, claim in values.items()]
        told += fixed if claim_key == OWN else []
        if told:
            evidence = entry.evidence if claim_key == OWN else next(iter(values.values())).evidence
            tick = Run("✓ ", strong=True) if any(claim.adopted for claim in values.values()) else Run("")
            yield (tick, *_joined(told), Run(dash(lang)), *evidence_line(evidence, ledger, lang))


def _fixed(entry: AnyEntry, ledger: Ledger, lang: str) -> list[Inline]:
    """Give the values on which sources cannot rival each other."""
    if isinstance(entry, Source):
        return []
    values = (
        (field, getattr(entry, field.name)) for field in fields_of(type(entry)) if field.name not in _APART and not field.rival
    )
    return [
        _told(field.key, shown(value, ledger, lang, field.key), lang)
        for field, value in values
        if value not in {None, ()} and value != field.default
    ]


def _told(key: str, value: str, lang: str) -> Inline:
    return Run(f"{label(lang, 'field', key)}: ", quiet=True), Run(value)


def _joined(parts: Iterable[Inline]) -> Inline:
    runs: list[Run] = []
    for part in parts:
        runs += [Run("; "), *part] if runs else part
    return tuple(runs)


def _parts(entry: AnyEntry, ledger: Ledger, lang: str) -> Iterable[Inline]:
    """Give a line for every stage, outcome, reading, hypothesis and period of rates."""
    for period in getattr(entry, "rates", ()):
        told = [
            say(lang, "annex.period", during=date(lang, period.during)),
            say(lang, "annex.came", count=period.came) if period.came is not None else "",
            say(lang, "annex.left", count=period.left) if period.left is not None else "",
        ]
        yield Run("; ".join(filter(None, told)) + dash(lang)), *evidence_line(period.evidence, ledger, lang)
    for name in ("stages", "outcomes", "readings", "hypotheses"):
        for part in getattr(entry, name, ()):
            yield (
                Run(f"{_part_name(part, lang)}: ", quiet=True),
                *_part_value(part, lang),
                Run(dash(lang)),
                *evidence_line(part.evidence, ledger, lang),
            )


def _part_name(part: Stage | Outcome | Reading | Hypothesis, lang: str) -> str:
    return date(lang, part.on) if isinstance(part, Stage | Outcome) else say(lang, "annex.reading")


def _part_value(part: Stage | Outcome | Reading | Hypothesis, lang: str) -> Inline:
    if isinstance(part, Stage | Outcome):
        until = f" → {date(lang, part.until)}" if isinstance(part, Stage) and part.until is not None else ""
        note = f"{dash(lang)}{part.note.best(lang)}" if part.note is not None else ""
        return line(label(lang, "stage" if isinstance(part, Stage) else "outcome", part.is_) + until + note)
    judged = part.likelihood if isinstance(part, Hypothesis) else None
    return line(part.says.best(lang) + (f": {likelihood(lang, judged.low, judged.high)}" if judged is not None else ""))


def _adoption(adoption: Adoption, ledger: Ledger, lang: str) -> Block:
    words = say(lang, "annex.adopted", day=date(lang, adoption.on), reason=adoption.reason.best(lang))
    return Paragraph(line(Run(f"✓ {called(ledger, adoption.claim, lang)}", strong=True), " ", words), "note")
