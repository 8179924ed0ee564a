"""Texts that wait, told: each draft on its sentence with the evidence marked, and what the ledger holds of it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.model.dates import Date, parse_date
from multivector.reader.confidence import confidence
from multivector.reader.passages import bounds, passage
from multivector.reader.quoted import RULE as MODEL
from multivector.views.blocks import Block, Inline, Paragraph, Run, Section, line
from multivector.views.locale import date, hedged, percent
from multivector.views.naming import called, link, printed
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.model.ledger import Ledger
    from multivector.reader.articles import Article
    from multivector.reader.drafts import Draft, Party
    from multivector.reader.match import Match
    from multivector.reader.spans import Span


def drafts_section(articles: Sequence[Article], ledger: Ledger, lang: str) -> Section:
    """Tell what was drafted from the texts that wait; a section without anything in it where there are none."""
    if not articles:
        return Section("drafts", say(lang, "drafts.title"))
    blocks = (
        Paragraph(line(say(lang, "drafts.question")), "lead"),
        Paragraph(line(say(lang, "drafts.notice", command="multivector review"))),
    )
    told = tuple(_article(article, ledger, lang, f"d-{number}") for number, article in enumerate(articles, 1))
    return Section("drafts", say(lang, "drafts.title"), blocks, told)


def _article(article: Article, ledger: Ledger, lang: str, id_: str) -> Section:
    drafts = article.drafts
    read = say(lang, "drafts.read", n=len(drafts), day=date(lang, article.day), file=article.name)
    blocks: list[Block] = [Paragraph(line(read), "note")]
    if article.notice:
        blocks.append(Paragraph(line(Run(article.notice, strong=True))))
    within = bounds(article.text)
    for number, (draft, match) in enumerate(zip(drafts, article.matches, strict=True), 1):
        blocks.append(Paragraph(_told(number, draft, article.text, ledger, lang)))
        blocks.append(Paragraph(_quoted(article.text, draft, within), "quote"))
        blocks.append(Paragraph((*_match(match, ledger, lang), _trusted(draft, lang)), "note"))
    return Section(id_, article.title, tuple(blocks))


def draft_blocks(number: int, draft: Draft, match: Match, text: str, ledger: Ledger, lang: str) -> tuple[Block, ...]:
    """Say what one draft is, what the ledger holds of it already, and how far it is trusted."""
    return (
        Paragraph(_told(number, draft, text, ledger, lang)),
        Paragraph((*_match(match, ledger, lang), _trusted(draft, lang)), "note"),
    )


def _told(number: int, draft: Draft, text: str, ledger: Ledger, lang: str) -> Inline:
    """Say what a draft is: its kind, how firm, who, how much, when, whose word."""
    how = [label(lang, "form", draft.form), label(lang, "mode", draft.modality) if draft.modality != "done" else ""]
    if draft.binding is not None:
        how.append(label(lang, "modality", draft.binding))
    facts = [
        ", ".join(dict.fromkeys(_party(party, text, ledger, lang) for party in draft.parties)),
        hedged(lang, draft.amount) if draft.amount is not None else "",
        date(lang, draft.date.date) if draft.date is not None else "",
        say(lang, "drafts.part", number=draft.part_of + 1) if draft.part_of is not None else "",
    ]
    speaker = draft.attribution.speaker
    if draft.attribution.by == "many":
        facts.append(say(lang, "drafts.many"))
    elif speaker is not None:
        facts.append(say(lang, "drafts.speaker", name=_party(speaker, text, ledger, lang)))
    told = "; ".join(filter(None, facts))
    kind = Run(f"{number}. {', '.join(filter(None, how))}", strong=True)
    return line(kind, f": {told}") if told else line(kind)


def _trusted(draft: Draft, lang: str) -> Run:
    """Say how far the rule is trusted, and what the text does not say."""
    trust = [say(lang, "drafts.trust", share=percent(lang, confidence(draft)))]
    if draft.rule == MODEL:
        trust = [say(lang, "drafts.model")]
    if draft.missing:
        trust.append(say(lang, "drafts.missing", fields=", ".join(label(lang, "field", name) for name in draft.missing)))
    return Run(f" {'; '.join(trust)}.", quiet=True)


def _party(party: Party, text: str, ledger: Ledger, lang: str) -> str:
    """Name a party as the ledger calls it, else as the text does."""
    known = party.actor is not None and party.actor in ledger.by_id
    return called(ledger, party.actor, lang) if known and party.actor is not None else " ".join(party.span.of(text).split())


def _quoted(text: str, draft: Draft, within: Sequence[Span]) -> Inline:
    return tuple(
        Run(("… " if piece.gap else "") + " ".join(piece.span.of(text).splitlines()), mark=piece.marked)
        for piece in passage(draft.evidence, within)
    )


def _match(match: Match, ledger: Ledger, lang: str) -> Inline:
    """Say which entry it tells of already, or which one it contradicts and on what."""
    if match.entry is None:
        return line(say(lang, "drafts.new"))
    if match.verdict == "further":
        return line(say(lang, "drafts.further") + " ", link(ledger, match.entry, lang), ".")
    fields = "; ".join(
        f"{label(lang, 'field', each.field)} {_value(each.field, each.draft, lang)} ≠ {_value(each.field, each.entry, lang)}"
        for each in match.differs
    )
    return line(Run(say(lang, "drafts.rival", fields=fields) + " ", strong=True), link(ledger, match.entry, lang), ".")


def _value(field: str, text: str, lang: str) -> str:
    """Write a value, or several with commas between, as readers of the language see it."""
    return ", ".join(_one(field, each, lang) for each in text.split(", "))


def _one(field: str, text: str, lang: str) -> str:
    if field == "amount":
        return printed(text, lang)
    if field == "stage":
        name, on, day = text.partition(" on ")
        return label(lang, "stage", name) + (f" ({_one('on', day, lang)})" if on else "")
    read = parse_date(text)
    return date(lang, read) if isinstance(read, Date) else label(lang, field, text)
