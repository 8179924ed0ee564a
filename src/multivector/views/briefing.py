"""Results and ledger -> the briefing: judgements first, then what is known and not, then a section per lens, then annexes.

Nothing is computed here: judgements put into words what lenses found and what the analyst judged.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from multivector.model.entries import Actor, Expectation, Question, Source, Withholding
from multivector.model.walk import evidence_of
from multivector.views import pictures
from multivector.views.annex import entry_section, source_line
from multivector.views.blocks import Block, Inline, Items, Page, Paragraph, Run, Section, line
from multivector.views.judgements import judgements
from multivector.views.locale import LANGUAGES, OWN_NAMES, dash, likelihood, number, percent
from multivector.views.locale import date as written
from multivector.views.naming import called, gist, link
from multivector.views.sections import SECTIONS
from multivector.views.sections.drafts import drafts_section
from multivector.views.sections.sources import share_of, side_value
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from multivector.lenses.sources import Record, SourcesAnswer
    from multivector.model.ledger import Ledger
    from multivector.model.parts import Hypothesis
    from multivector.model.results import Result
    from multivector.reader.articles import Article

_MOST = 8
"""Longest list in the summary; the sections below hold all."""
_WELL_FOUNDED = 2
"""Voices from which an undisputed record counts as known."""
_FACTS = frozenset({"event", "deal", "commitment", "signal", "capacity"})


def briefing(
    ledger: Ledger,
    results: Mapping[str, Result[Any]],
    lang: str,
    languages: tuple[str, ...] = LANGUAGES,
    articles: Sequence[Article] = (),
) -> Page:
    """Put together the briefing of a ledger, as known on the results' day, from every lens's result."""
    cited: list[str] = sorted({evidence.source for entry in ledger for _, evidence in evidence_of(entry)})
    shown = tuple(
        entry.id for entry in sorted(ledger, key=lambda entry: isinstance(entry, Actor)) if not isinstance(entry, Source)
    )
    day = next(iter(results.values())).as_of
    dossier = ledger.dossier
    facts = [*_as_of(day, lang), say(lang, "briefing.size", n=len(shown))]
    if dossier is not None and dossier.period is not None:
        facts.insert(0, say(lang, "briefing.period", period=written(lang, dossier.period)))
    sections = (
        _section("judgements", judgements(ledger, results, lang), lang, numbered=True),
        _section("known", _known(results["sources"].answer, ledger, lang), lang),
        _section("unknown", _unknown(results["sources"].answer, ledger, lang), lang),
        _section("change", _changes(ledger, lang), lang),
        *(SECTIONS[name](result, ledger, lang) for name, result in results.items()),
        Section(
            "questions",
            say(lang, "briefing.questions"),
            (),
            tuple(_question(question, ledger, lang) for question in ledger.of(Question)),
        ),
        Section("timeline", say(lang, "briefing.timeline"), tuple(_timeline(results, ledger, lang))),
        drafts_section(articles, ledger, lang),
        Section("statement", say(lang, "briefing.statement"), tuple(_statement(results, ledger, cited, lang))),
        Section(
            "entries", say(lang, "briefing.entries"), (), tuple(entry_section(ledger.by_id[id_], ledger, lang) for id_ in shown)
        ),
        Section("texts", say(lang, "briefing.texts"), (), tuple(_texts(cited, ledger, lang))),
    )
    return Page(
        lang=lang,
        title=dossier.title.best(lang) if dossier is not None else say(lang, "briefing.kicker"),
        kicker=say(lang, "briefing.kicker"),
        facts=(*facts, say(lang, "briefing.digest", digest=ledger.digest)),
        sections=tuple(section for section in sections if section.blocks or section.sections),
        numbers=shown,
        languages=tuple((code, OWN_NAMES[code], f"{code}.html") for code in LANGUAGES if code in languages),
    )


def _section(name: str, items: Iterable[Inline], lang: str, *, numbered: bool = False) -> Section:
    listed = Items(tuple(items), numbered=numbered)
    return Section(name, say(lang, f"briefing.{name}"), (listed,) if listed.items else ())


def _known(answer: SourcesAnswer, ledger: Ledger, lang: str) -> list[Inline]:
    """List what happened or was agreed, on the word of more than one voice, first what most entries rest on."""
    firm = [record for record in answer.rows if record.voices >= _WELL_FOUNDED and record.kind in _FACTS]
    firm.sort(key=lambda record: (-record.cited, -record.voices, record.id))
    return [
        line(
            link(ledger, record.id, lang),
            gist(ledger.by_id[record.id], lang),
            Run(dash(lang) + _founded(record, lang), quiet=True),
        )
        for record in firm[:_MOST]
    ]


def _founded(record: Record, lang: str) -> str:
    """Say on how many voices a record rests, and what of it they dispute."""
    if not record.disputed:
        return say(lang, "briefing.well-founded", n=record.voices)
    fields = ", ".join(label(lang, "field", field) for field in record.disputed)
    return say(lang, "briefing.founded-but", n=record.voices, fields=fields)


def _unknown(answer: SourcesAnswer, ledger: Ledger, lang: str) -> list[Inline]:
    """List what is withheld, and the open disputes with the most sides."""
    withheld = [
        line(Run(say(lang, "briefing.withheld", name=called(ledger, entry.id, lang)), (entry.id,)))
        for entry in ledger.of(Withholding)
    ]
    undecided = [conflict for conflict in answer.conflicts if not any(side.adopted for side in conflict.sides)]
    undecided.sort(key=lambda conflict: (-len(conflict.sides), conflict.id))
    open_ = []
    for conflict in undecided[:_MOST]:
        values = " / ".join(dict.fromkeys(side_value(conflict, side, ledger, lang) for side in conflict.sides))
        name, field = called(ledger, conflict.id, lang), label(lang, "field", conflict.field)
        open_.append(line(Run(say(lang, "briefing.dispute", name=name, field=field, values=values), (conflict.id,))))
    return withheld[:_MOST] + open_


def _changes(ledger: Ledger, lang: str) -> list[Inline]:
    """List the observations that the analyst says would change a judgement."""
    return [
        line(Run(hypothesis.would_change.best(lang), (question.id,)), Run(dash(lang) + hypothesis.says.best(lang), quiet=True))
        for question in ledger.of(Question)
        for hypothesis in question.hypotheses
        if hypothesis.would_change is not None
    ]


def _question(question: Question, ledger: Ledger, lang: str) -> Section:
    items = tuple(_hypothesis(hypothesis, lang) for hypothesis in question.hypotheses)
    told: tuple[Block, ...] = (Items(items),) if items else ()
    name = Paragraph(line(link(ledger, question.id, lang)), "note")
    return Section(f"q-{question.id}", question.asks.best(lang), (name, *told))


def _hypothesis(hypothesis: Hypothesis, lang: str) -> Inline:
    runs = [Run(f"{hypothesis.says.best(lang)}. ", strong=True)]
    if hypothesis.likelihood is not None:
        words = likelihood(lang, hypothesis.likelihood.low, hypothesis.likelihood.high)
        runs.append(Run(say(lang, "briefing.judged", likelihood=words)))
        if hypothesis.confidence is not None:
            runs.append(Run(" " + say(lang, "briefing.founded", confidence=label(lang, "confidence", hypothesis.confidence))))
    else:
        runs.append(Run(say(lang, "briefing.not-judged"), quiet=True))
    for name, ids in (("for", hypothesis.because), ("against", hypothesis.against)):
        if ids:
            runs.append(Run(f" {say(lang, f'briefing.{name}')}:", ids, quiet=True))
    return tuple(runs)


def _timeline(results: Mapping[str, Result[Any]], ledger: Ledger, lang: str) -> list[Block]:
    result = results["partners"]
    picture = pictures.chronicle(result.answer, ledger.of(Expectation), ledger, lang, result.as_of)
    return [] if picture is None else [picture]


def _statement(results: Mapping[str, Result[Any]], ledger: Ledger, cited: list[str], lang: str) -> list[Block]:
    """Give the source statement, the parameters that went in, and the words that must travel with sources."""
    answer: SourcesAnswer = results["sources"].answer
    shares = {name: percent(lang, share_of(answer, name)) for name in ("opinion", "official", "agency")}
    text = say(lang, "briefing.statement-text", entries=len(ledger), texts=answer.texts, voices=answer.voices, **shares)
    told = [f"{words}. " for words in _as_of(results["sources"].as_of, lang)]
    blocks: list[Block] = [Paragraph(line(*told, text))]
    parameters = tuple(
        line(
            say(
                lang,
                "briefing.parameter",
                lens=say(lang, f"{name}.title"),
                name=label(lang, "parameter", parameter.name),
                value=_size(lang, parameter.value),
                default=_size(lang, parameter.default),
                low=_size(lang, parameter.low),
                high=_size(lang, parameter.high),
                source=say(lang, "briefing.convention"),
            )
        )
        for name, result in results.items()
        for parameter in result.parameters
        if isinstance(parameter.value, int | float) and parameter.low is not None
    )
    blocks += [Paragraph(line(Run(say(lang, "briefing.method"), strong=True))), Items(parameters)] if parameters else []
    disclaimers = dict.fromkeys(
        source.disclaimer.best(lang) for id_ in cited if (source := ledger.source(id_)) and source.disclaimer is not None
    )
    if disclaimers:
        blocks += [
            Paragraph(line(Run(say(lang, "briefing.disclaimers"), strong=True))),
            Items(tuple(line(text) for text in disclaimers)),
        ]
    return blocks


def _as_of(day: date, lang: str) -> list[str]:
    """Say as known on which day; nothing where nothing in the ledger has a date."""
    return [] if day == date.min else [say(lang, "briefing.as-of", day=written(lang, day))]


def _size(lang: str, value: float) -> str:
    """Write a parameter: a share as per cent, a count as it is."""
    return number(lang, value) if isinstance(value, int) else percent(lang, value)


def _texts(cited: list[str], ledger: Ledger, lang: str) -> list[Section]:
    """Give one short section per cited text, which evidence leads to."""
    found = ((id_, ledger.source(id_)) for id_ in cited)
    return [
        Section(f"s-{id_}", called(ledger, id_, lang), (Paragraph(source_line(source, ledger, lang)),))
        for id_, source in found
        if source is not None
    ]
