"""The partners lens, told: what each partner stands out for, whether by more than chance, and the table behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.views import pictures
from multivector.views.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, line
from multivector.views.locale import money_range, number, percent
from multivector.views.naming import called, told
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from multivector.lenses.partners import Cell, PartnersAnswer, Profile
    from multivector.model.ledger import Ledger
    from multivector.model.results import Result

_SIGNIFICANT = 0.05
_KINDS = ("events", "deals", "commitments", "signals", "messages")


def partners_section(result: Result[PartnersAnswer], ledger: Ledger, lang: str) -> Section:
    """Tell the partners lens's answer."""
    answer = result.answer
    blocks: list[Block] = [Paragraph(line(say(lang, "partners.question")), "lead")]
    if answer.profiles:
        fewest = _parameter(result, "fewest")
        profiles = tuple(_profile(profile, ledger, lang) for profile in answer.profiles if profile.dealings >= fewest)
        blocks += [Items(profiles)] if profiles else []
        blocks.append(pictures.partners_matrix(answer, ledger, lang))
    if answer.normalised is not None:
        blocks += _association(result, lang)
    if answer.rows:
        blocks.append(_table(result, ledger, lang))
    blocks += [Paragraph((told(caveat, lang),), "note") for caveat in result.caveats]
    return Section("partners", say(lang, "partners.title"), tuple(blocks))


def agendas(profile: Profile, lang: str) -> str:
    """Name the agendas that stand out for a partner."""
    return ", ".join(label(lang, "agenda", agenda) for agenda in profile.agendas)


def _profile(profile: Profile, ledger: Ledger, lang: str) -> Inline:
    key = "partners.profile" if profile.agendas else "partners.even"
    words = say(lang, key, partner="\0", n=profile.dealings, agendas=agendas(profile, lang))
    before, after = words.split("\0")
    return line(before, Run(called(ledger, profile.partner, lang), strong=True), Run(after, profile.because))


def _association(result: Result[PartnersAnswer], lang: str) -> list[Block]:
    answer = result.answer
    words = say(
        lang,
        "partners.association",
        nmi=number(lang, answer.normalised or 0.0, 2),
        low=number(lang, answer.chance_low or 0.0, 2),
        high=number(lang, answer.chance_high or 0.0, 2),
        permutations=_parameter(result, "permutations"),
        level=percent(lang, _parameter(result, "level")),
        p=number(lang, answer.p or 0.0, 3),
    )
    meaning = "partners.specialised" if answer.p is not None and answer.p < _SIGNIFICANT else "partners.not-specialised"
    return [Paragraph(line(words)), Paragraph(line(Run(say(lang, meaning), strong=True)))]


def _parameter(result: Result[PartnersAnswer], name: str) -> Any:  # noqa: ANN401  # of the type that the parameter has
    return next(parameter.value for parameter in result.parameters if parameter.name == name)


def _table(result: Result[PartnersAnswer], ledger: Ledger, lang: str) -> Table:
    level = percent(lang, _parameter(result, "level"))
    counts = tuple(label(lang, "kinds", kind.removesuffix("s")) for kind in _KINDS)
    names = ("partner", "agenda", "count", "lift", "money")
    partner, agenda, count, lift, money = (say(lang, f"partners.head-{name}", level=level) for name in names)
    rows = tuple(
        _row(cell, ledger, lang) for cell in sorted(result.answer.rows, key=lambda cell: (cell.partner, -cell.count, cell.agenda))
    )
    return Table(
        (partner, agenda, count, *counts, lift, money),
        rows,
        caption=say(lang, "partners.table"),
        figures=frozenset(range(2, 10)),
        folded=True,
    )


def _row(cell: Cell, ledger: Ledger, lang: str) -> tuple[Inline, ...]:
    lift = f"{number(lang, cell.lift, 1)} ({number(lang, cell.lift_low, 1)}–{number(lang, cell.lift_high, 1)})"
    money = "; ".join(money_range(lang, figure.low, figure.high, figure.currency) for figure in cell.money)
    return (
        line(Run(called(ledger, cell.partner, lang))),
        line(label(lang, "agenda", cell.agenda)),
        line(Run(number(lang, cell.count, 0 if cell.count == int(cell.count) else 1), cell.because)),
        *(line(number(lang, getattr(cell, kind)) if getattr(cell, kind) else "–") for kind in _KINDS),
        line(Run(lift, strong=cell.stands_out)),
        line(money),
    )
