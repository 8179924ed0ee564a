"""The signals lens, told: who was addressed, what is said to contradict what and whether it holds, protocol, credibility."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from multivector.model.claims import settled, standing
from multivector.model.names import Names
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import dash, date, number
from multivector.views.naming import called, link, told
from multivector.views.pictures_signals import audience_matrix, meeting_called, partner_called, protocol_rungs, rungs_of
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from multivector.lenses.signals import Addressee, Credibility, SignalsAnswer
    from multivector.lenses.signals.contradictions import Pair, Saying
    from multivector.lenses.signals.protocol import Meeting
    from multivector.lenses.signals.utterances import Utterance
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_MOST_AUDIENCES = 8
_SAYS = {"contradict": "signals.says-contradict", "compatible": "signals.says-compatible"}
_VERDICTS = {"fails": "signals.fails", "untold": "signals.untold", "holds": "signals.holds"}
"""In the order in which they are told."""
_PAIRS = {"contradict": "signals.contradict", "compatible": "signals.compatible", "disputed": "signals.disputed"}
_TOLD = {"yes": "signals.believed", "no": "signals.not-believed", "untold": "signals.perhaps-believed"}
_REGIMES = {
    "full": "signals.regime-full",
    "one-sided": "signals.regime-one-sided",
    "mutual": "signals.regime-mutual",
    "subversion": "signals.regime-subversion",
    "none": "signals.regime-none",
}


def signals_section(result: Result[SignalsAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the signals lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "signals.question")), "lead")]
    if answer.addressees:
        blocks.append(Paragraph(line(say(lang, "signals.addressed"))))
        blocks.append(Items(tuple(_addressee(one, ledger, lang) for one in answer.addressees[:_MOST_AUDIENCES])))
    if answer.alone:
        blocks.append(Paragraph(_alone(answer, ledger, lang)))
    if answer.cells:
        blocks.append(audience_matrix(answer, ledger, lang))
    if answer.pairs:
        blocks += _contradictions(answer, ledger, lang)
    if answer.meetings:
        blocks += [protocol_rungs(answer, ledger, lang), _protocol(answer, ledger, lang)]
    if answer.credibility:
        blocks.append(Paragraph(line(Run(say(lang, "signals.trust"), strong=True))))
        blocks.append(Items(tuple(_trust(one, ledger, lang) for one in answer.credibility)))
    if answer.rows:
        blocks.append(_all(answer, ledger, lang))
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    return Section("signals", say(lang, "signals.title"), tuple(blocks))


def _addressee(one: Addressee, ledger: Ledger, lang: str) -> Inline:
    said = [run for id_ in one.foremost for run in (Run("; "), link(ledger, id_, lang))][1:]
    counts = say(lang, "signals.counts", messages=one.messages, signals=one.signals)
    alone = say(lang, "signals.counts-alone", alone=one.alone)
    return line(
        Run(called(ledger, one.audience, lang), strong=True),
        Run(": "),
        *said,
        Run(f"{dash(lang) if said else ''}{counts}; {alone}", () if said else one.because, quiet=bool(said)),
    )


def _alone(answer: SignalsAnswer, ledger: Ledger, lang: str) -> Inline:
    words = say(lang, "signals.alone", n=len(answer.alone), of=len(answer.rows))
    loudest = say(lang, "signals.loudest", source=called(ledger, answer.loudest or "", lang), most=len(answer.loudest_alone))
    return line(Run(f"{words} "), Run(loudest, answer.loudest_alone))


def _contradictions(answer: SignalsAnswer, ledger: Ledger, lang: str) -> Iterator[Block]:
    utterances = {one.id: one for one in answer.rows}
    everyone = {cell.audience for cell in answer.cells}
    head = tuple(say(lang, f"signals.head-{name}") for name in ("one", "other", "both", "said"))
    rows = tuple(
        (
            _words(utterances[one.one], ledger, lang),
            _words(utterances[one.other], ledger, lang),
            line(_hearers(one, everyone, ledger, lang)),
            _verdict(one, ledger, lang),
        )
        for one in sorted(answer.pairs, key=lambda one: not (one.affirming or one.denying))
    )
    order = sorted(answer.sayings, key=lambda one: list(_VERDICTS).index(one.verdict))
    denied = [one for one in order if one.says == "compatible"]
    for source, n in Counter(one.source for one in denied).most_common(1):
        own = [one for one in denied if one.source == source]
        verdicts = Counter(one.verdict for one in own)
        counts = {name: verdicts[name] for name in ("holds", "fails", "untold")}
        words = say(lang, "signals.denies", source=called(ledger, source, lang), n=n, **counts)
        yield Paragraph(line(Run(words, tuple(dict.fromkeys(id_ for one in own for id_ in (one.one, one.other))))))
    yield Table(head, rows, caption=say(lang, "signals.side"))
    if order:
        yield Paragraph(line(Run(say(lang, "signals.tested"), strong=True)))
        yield Items(tuple(_saying(one, ledger, lang) for one in order))


def _words(one: Utterance, ledger: Ledger, lang: str) -> Inline:
    """Give what was said or shown, by whom, to whom, when and where it could be heard."""
    said = _content(one, ledger, lang)
    facts = (_when(one, ledger, lang), _channel(one, lang))
    return line(
        Run(f"{_names(one.by, ledger, lang)} → {_names(one.audiences, ledger, lang) or '–'}: "),
        Run(said, one.because, strong=True),
        Run(f" ({', '.join(filter(None, facts))})", quiet=True),
    )


def _content(one: Utterance, ledger: Ledger, lang: str) -> str:
    entry = ledger.by_id[one.id]
    found = (claim.value for key in ("says", "what") for claim in standing(entry, key))
    text = next((value.best(lang) for value in found if isinstance(value, Names)), None)
    return text or called(ledger, one.id, lang)


def _when(one: Utterance, ledger: Ledger, lang: str) -> str:
    entry = ledger.by_id[one.id]
    when = settled(entry, "on")
    if when is not None:
        return date(lang, when)
    return "" if one.first is None else date(lang, one.first if one.last in {None, one.first} else f"{one.first}/{one.last}")


def _channel(one: Utterance, lang: str) -> str:
    if one.kind == "signal":
        return label(lang, "act", one.channel)
    return label(lang, "visibility", one.channel) or say(lang, "signals.reach-unknown")


def _hearers(one: Pair, everyone: set[str], ledger: Ledger, lang: str) -> str:
    """Say who could hear both; where that is every audience there is, "anybody" is short for them."""
    if everyone <= {*one.surely}:
        return say(lang, "signals.surely", names=say(lang, "signals.anybody"))
    surely = say(lang, "signals.surely", names=_names(one.surely, ledger, lang)) if one.surely else ""
    others = say(lang, "signals.anybody") if everyone <= {*one.surely, *one.perhaps} else _names(one.perhaps, ledger, lang)
    perhaps = say(lang, "signals.perhaps", names=others) if one.perhaps else ""
    return "; ".join(filter(None, (surely, perhaps))) or say(lang, "signals.nobody")


def _verdict(one: Pair, ledger: Ledger, lang: str) -> Inline:
    sides = (("signals.affirming", one.affirming), ("signals.denying", one.denying))
    by = [say(lang, key, names=_names(texts, ledger, lang)) for key, texts in sides if texts]
    if one.analyst is not None:
        by.append(say(lang, "signals.analyst", verdict=say(lang, _PAIRS[one.analyst])) if by else say(lang, "signals.own-view"))
    return line(Run(say(lang, _PAIRS[one.verdict]), strong=True), Run(f"{dash(lang)}{'; '.join(by)}", quiet=True))


def _saying(one: Saying, ledger: Ledger, lang: str) -> Inline:
    pair = {"one": called(ledger, one.one, lang), "other": called(ledger, one.other, lang)}
    says = say(lang, _SAYS[one.says], source=called(ledger, one.source, lang), **pair)
    sides = (("signals.speak-for", one.speak_for), ("signals.speak-against", one.speak_against))
    others = [say(lang, key, names=_names(texts, ledger, lang)) for key, texts in sides if texts]
    others += [say(lang, "signals.own-word")] if one.analyst else []
    return line(
        Run(says, (one.one, one.other)),
        Run(f" {say(lang, _VERDICTS[one.verdict])}", strong=True),
        Run(f"{dash(lang)}{'; '.join(others) or say(lang, 'signals.nobody-else')}", quiet=True),
    )


def _protocol(answer: SignalsAnswer, ledger: Ledger, lang: str) -> Table:
    head = tuple(say(lang, f"signals.head-{name}") for name in ("meeting", "rung", "raised", "lowered", "open", "returned"))
    rows = tuple(_meeting(one, answer, ledger, lang) for one in answer.meetings)
    return Table(head, rows, caption=say(lang, "signals.meetings"), folded=True)


def _meeting(one: Meeting, answer: SignalsAnswer, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    gestures = (one.raised, one.lowered, one.open_, one.returned)
    return (
        line(Run(meeting_called(one, ledger, lang), one.because[:1])),
        line(rungs_of(one, answer, lang)),
        *(_links(ids, ledger, lang) for ids in gestures),
    )


def _trust(one: Credibility, ledger: Ledger, lang: str) -> Inline:
    private = "; ".join(f"{called(ledger, trust.audience, lang)}: {say(lang, _TOLD[trust.private])}" for trust in one.private)
    words = say(lang, "signals.trusted", private=private, public=say(lang, _TOLD[one.public]))
    regime = "" if one.regime is None else f" {say(lang, _REGIMES[one.regime])}"
    return line(link(ledger, one.message, lang, strong=True), f": {words}", Run(regime))


def _all(answer: SignalsAnswer, ledger: Ledger, lang: str) -> Table:
    whom = tuple(say(lang, f"signals.head-{name}") for name in ("day", "by", "partner", "audience"))
    what = tuple(say(lang, f"signals.head-{name}") for name in ("channel", "what", "voices"))
    rows = tuple(_row(one, ledger, lang) for one in answer.rows)
    return Table((*whom, *what), rows, caption=say(lang, "signals.table"), figures=frozenset({6}), folded=True)


def _row(one: Utterance, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    heard = (_names(one.audiences, ledger, lang), f"({_names(one.beside, ledger, lang)})" if one.beside else "")
    partners = ", ".join(partner_called(partner, ledger, lang) for partner in one.partners or (None,))
    return (
        line(_when(one, ledger, lang) or "–"),
        line(_names(one.by, ledger, lang) or "–"),
        line(partners),
        line(" ".join(filter(None, heard)) or "–"),
        line(_channel(one, lang)),
        line(link(ledger, one.id, lang)),
        line(number(lang, len(one.voices))),
    )


def _names(ids: Iterable[str], ledger: Ledger, lang: str) -> str:
    return ", ".join(called(ledger, id_, lang) for id_ in ids)


def _links(ids: tuple[str, ...], ledger: Ledger, lang: str) -> Inline:
    runs = [run for id_ in ids for run in (Run("; "), link(ledger, id_, lang))][1:]
    return tuple(runs) or line("–")
