"""The pending lens, told: what is due and has slipped, how likely it is, and how good expectations were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views import pictures_pending as pictures
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import date as written
from multivector.views.locale import likelihood, number, percent
from multivector.views.naming import called, told
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from multivector.lenses.pending import Due, PendingAnswer, Used
    from multivector.lenses.pending.items import Statement
    from multivector.lenses.pending.scores import Scored, Track
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_STATUS = {"overdue": "pending.overdue", "open": "pending.open"}
_CLASSES = {"agreements": "pending.class-agreements", "ledger": "pending.class-ledger"}
_FORECASTERS = {
    "word": "pending.by-word", "class": "pending.by-class", "rate": "pending.by-rate", "late": "pending.by-late",
}  # fmt: skip
_HEADS = (
    "pending.head-what", "pending.head-due", "pending.head-by", "pending.head-slips", "pending.head-waits",
    "pending.head-status", "pending.head-chance",
)  # fmt: skip
_SCORE_HEADS = (
    "pending.head-stated", "pending.head-due", "pending.head-outcome", "pending.by-word", "pending.by-class",
    "pending.by-rate", "pending.by-late",
)  # fmt: skip
_TRACK_HEADS = (
    "pending.head-forecaster", "pending.head-n", "pending.head-brier", "pending.head-shared", "pending.head-log",
    "pending.head-crps", "pending.head-miscalibration", "pending.head-discrimination", "pending.head-uncertainty",
)  # fmt: skip


def pending_section(result: Result[PendingAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the pending lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "pending.question")), "lead")]
    if answer.rows:
        blocks.append(Paragraph(line(_summary(answer, lang))))
        ahead = next(one.value for one in result.parameters if one.name == "ahead")
        slipped = tuple(_slipped(row, ahead, ledger, lang) for row in answer.rows if row.moved or row.missed or row.overdue)
        blocks += [Items(slipped)] if slipped else []
    for picture in (
        pictures.slip_stairs(answer, ledger, lang, result.as_of),
        pictures.probability_path(answer, ledger, lang, result.as_of),
    ):
        blocks += [] if picture is None else [picture]
    blocks += [Paragraph((_used(used, lang),), "note") for used in answer.classes]
    if any(row.otherwise is not None for row in answer.rows):
        blocks.append(Paragraph(line(say(lang, "pending.both-ways")), "note"))
    if answer.rows:
        blocks.append(_table(answer, ledger, lang))
    if answer.scored:
        blocks += [
            Paragraph(line(Run(_verdict(answer, lang), tuple(one.id for one in answer.scored)))),
            *_scores(answer, ledger, lang),
        ]
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    return Section("pending", say(lang, "pending.title"), tuple(blocks))


def _summary(answer: PendingAnswer, lang: str) -> Run:
    late = [row for row in answer.rows if row.status == "overdue"]
    open_ = [row for row in answer.rows if row.status == "open"]
    words = say(lang, "pending.summary", n=len(late) + len(open_), late=len(late))
    return Run(words, tuple(row.id for row in (*late, *open_)), strong=True)


def _slipped(row: Due, ahead: int, ledger: Ledger, lang: str) -> Inline:
    parts = [
        say(lang, "pending.stated", n=len(row.statements)),
        say(lang, "pending.missed", n=row.missed) if row.missed else "",
        say(lang, "pending.delays", n=row.delays) if row.delays else "",
        say(lang, "pending.stands", due=_due(row.statements[-1], lang)),
        say(lang, "pending.late-by", n=row.overdue) if row.overdue is not None else "",
    ]
    by_due, within, never = (_likelihood(row, name, lang) for name in ("by_due", "ahead", "never"))
    parts += [say(lang, "pending.by-then", likelihood=by_due)] if by_due else []
    parts += [say(lang, "pending.within", n=ahead, likelihood=within)] if within else []
    parts += [say(lang, "pending.never", likelihood=never)] if never else []
    told_ = "; ".join(filter(None, parts))
    return line(Run(pictures.thing(row.id, ledger, lang), strong=True), Run(f": {told_}", row.because))


def _used(used: Used, lang: str) -> Run:
    words = say(
        lang,
        "pending.class",
        name=say(lang, _CLASSES[used.name]),
        records=used.records,
        came=used.came,
        baseline=percent(lang, used.baseline),
        never=percent(lang, used.never.mean),
        low=percent(lang, used.never.low),
        high=percent(lang, used.never.high),
    )
    return Run(words, used.because)


def _table(answer: PendingAnswer, ledger: Ledger, lang: str) -> Table:
    rows = tuple(_row(row, ledger, lang) for row in answer.rows)
    return Table(tuple(say(lang, head) for head in _HEADS), rows, caption=say(lang, "pending.table"), folded=True)


def _row(row: Due, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    last = row.statements[-1]
    slips = [
        say(lang, "pending.missed", n=row.missed) if row.missed else "",
        say(lang, "pending.moved", n=row.moved) if row.moved else "",
    ]
    status = say(lang, _STATUS[row.status]) if row.status in _STATUS else label(lang, "outcome", row.status)
    return (
        line(Run(called(ledger, row.id, lang), row.because)),
        line(_due(last, lang)),
        line("" if last.by is None else called(ledger, last.by, lang)),
        line(", ".join(filter(None, slips)) or "–"),
        line("; ".join(names.best(lang) for names in row.waits_for) or "–"),
        line(Run(status, strong=row.status == "overdue")),
        line(_likelihood(row, "by_due", lang) or "–"),
    )


def _verdict(answer: PendingAnswer, lang: str) -> str:
    kept = sum(one.kept for one in answer.scored)
    return say(lang, "pending.verdict", n=len(answer.scored), kept=kept, failed=len(answer.scored) - kept)


def _scores(answer: PendingAnswer, ledger: Ledger, lang: str) -> tuple[Table, Table]:
    stated = Table(
        tuple(say(lang, head) for head in _SCORE_HEADS),
        tuple(_scored(one, ledger, lang) for one in answer.scored),
        caption=say(lang, "pending.scored"),
        figures=frozenset(range(3, 7)),
    )
    records = Table(
        tuple(say(lang, head) for head in _TRACK_HEADS),
        tuple(_track(one, lang) for one in answer.tracks),
        caption=say(lang, "pending.tracks"),
        figures=frozenset(range(1, 9)),
        folded=True,
    )
    return stated, records


def _scored(one: Scored, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    given = dict(one.forecasts)
    return (
        line(Run(called(ledger, one.id, lang), one.because)),
        line(written(lang, one.due)),
        line(Run(label(lang, "outcome", "met" if one.kept else "missed"), strong=not one.kept)),
        *(line(percent(lang, given[name]) if name in given else "–") for name in _FORECASTERS),
    )


def _track(one: Track, lang: str) -> tuple[Inline, ...]:
    parts = (one.miscalibration, one.discrimination, one.uncertainty)
    return (
        line(say(lang, _FORECASTERS[one.forecaster])),
        line(Run(number(lang, one.n), one.because)),
        line(number(lang, one.brier, 3)),
        line("–" if one.brier_shared is None else number(lang, one.brier_shared, 3)),
        line("∞" if one.log is None else number(lang, one.log, 3)),
        line(number(lang, one.crps, 1)),
        *(line(number(lang, part, 3)) for part in parts),
    )


def _due(statement: Statement, lang: str) -> str:
    return " / ".join(written(lang, due) for due in statement.due_text) or "–"


def _likelihood(row: Due, name: str, lang: str) -> str:
    """Write a forecast as one range over all that it may be, an empty text where there is none."""
    found = [chance for told_ in (row, row.otherwise) if (chance := getattr(told_, name, None)) is not None]
    if not found:
        return ""
    low, high = min(chance.low for chance in found), max(chance.high for chance in found)
    return likelihood(lang, round(low * 100), round(high * 100))
