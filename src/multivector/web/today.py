"""What an analyst looks at first: what is due, what has changed, what contradicts, what is stale, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from multivector.model.entries import Withholding
from multivector.views.blocks import Items, Paragraph, Run, Section, line
from multivector.views.locale import date
from multivector.views.naming import called, gist, link
from multivector.views.sections.sources import side_value
from multivector.views.wording import label, say
from multivector.web.paint import bench_of, language, page
from multivector.web.past import changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from multivector.lenses.pending import Due
    from multivector.lenses.sources import Conflict
    from multivector.reader.articles import Article
    from multivector.views.blocks import Inline
    from multivector.web.state import Now, Workbench

STALE = 180
"""Days after which what is open and has no newer source is called stale: half a year, a convention."""
_MOST = 12


async def today(request: Request) -> Response:
    """Answer with the page."""

    def work() -> Response:
        bench, lang = bench_of(request), language(request)
        now = bench.now()
        sections = [each for each in sections_of(bench, now, lang) if each.blocks]
        return page(
            request, "sections.html", tab="today", title=say(lang, "web.today"), sections=sections, day=date(lang, now.day)
        )

    return await run_in_threadpool(work)


def sections_of(bench: Workbench, now: Now, lang: str) -> list[Section]:
    """Put together what there is."""
    ledger = now.known
    pending = bench.ask("pending").answer
    overdue = [row for row in pending.rows if row.status == "overdue"]
    due = [row for row in pending.rows if row.status == "open" and row.due is not None]
    since, ids = changed(bench.root, now.ledger)
    sources = bench.ask("sources").answer
    fresh = set(ids)
    disputes = sorted(
        (one for one in sources.conflicts if not any(side.adopted for side in one.sides)),
        key=lambda one: (one.id not in fresh and not fresh.intersection(one.because), -len(one.sides), one.id),
    )
    articles, unread = bench.waiting()
    problems = [problem for problem in now.loaded.problems if problem.level != "info"]
    return [
        _part("overdue", say(lang, "web.overdue"), (_due(row, now, lang) for row in overdue), lang),
        _part("due", say(lang, "web.due"), (_due(row, now, lang) for row in sorted(due, key=lambda row: row.due)), lang),
        _part(
            "changed",
            say(lang, "web.changed"),
            (line(link(now.ledger, id_, lang), gist(now.ledger.by_id[id_], lang)) for id_ in ids),
            lang,
            say(lang, "web.since", since=since),
        ),
        _part("contradictions", say(lang, "web.contradictions"), (_dispute(one, now, lang) for one in disputes), lang),
        _part(
            "stale",
            say(lang, "web.stale"),
            (line(link(ledger, id_, lang), Run(f" ({days})", quiet=True)) for id_, days in _stale(now, lang)),
            lang,
            say(lang, "web.stale-note", n=STALE),
        ),
        _part(
            "waits",
            say(lang, "web.waits"),
            (
                line(Run(article.title, href=f"/read?inbox={number}"), Run(f" ({_read(article, lang)})", quiet=True))
                for number, article in enumerate(articles)
            ),
            lang,
        ),
        _part(
            "problems",
            say(lang, "web.problems"),
            (
                *(line(Run(str(one.place), strong=True), f" {one.message}; {one.help}") for one in problems),
                *(line(each) for each in unread),
            ),
            lang,
        ),
    ]


def _part(name: str, title: str, items: Iterable[Inline], lang: str, note: str = "") -> Section:
    found = tuple(items)
    if not found:
        return Section(name, "")
    told = (Paragraph(line(note), "note"),) if note else ()
    more = (Paragraph(line(say(lang, "web.more", n=len(found) - _MOST)), "note"),) if len(found) > _MOST else ()
    return Section(name, f"{title} · {len(found)}", (*told, Items(found[:_MOST]), *more))


def _read(article: Article, lang: str) -> str:
    return say(lang, "drafts.read", n=len(article.drafts), day=date(lang, article.day), file=article.name)


def _due(row: Due, now: Now, lang: str) -> Inline:
    facts = [date(lang, row.due) if row.due is not None else "", say(lang, "web.days-over", n=row.overdue) if row.overdue else ""]
    name = Run(called(now.known, row.id, lang), row.because)
    return line(name, Run(f" ({', '.join(filter(None, facts))})", quiet=True))


def _dispute(one: Conflict, now: Now, lang: str) -> Inline:
    values = " / ".join(dict.fromkeys(side_value(one, side, now.known, lang) for side in one.sides))
    field = label(lang, "field", one.field)
    words = say(lang, "briefing.dispute", name=called(now.known, one.id, lang), field=field, values=values)
    return line(Run(words, (one.id,)))


def _stale(now: Now, lang: str) -> list[tuple[str, str]]:
    """Give withheld figures that nobody has looked at for long, the oldest first, with the day of their newest source."""
    found = []
    for entry in now.known.of(Withholding):
        days = [source.date.latest for each in entry.evidence if (source := now.known.source(each.source)) and source.date]
        newest = max((day for day in days if day is not None), default=None)
        if newest is not None and (now.day - newest).days > STALE:
            found.append((newest, entry.id))
    return [(id_, date(lang, day)) for day, id_ in sorted(found)]
