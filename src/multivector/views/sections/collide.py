"""What was asked of promises, told: what cannot be kept in a course of events and the way out, what a further promise breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.views.blocks import Block, Paragraph, Run, Section, line
from multivector.views.clashes import happening, joined
from multivector.views.locale import number, quoted
from multivector.views.naming import called
from multivector.views.sections.commitments import candidate_told, told_of
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.lenses.commitments import Candidate
    from multivector.lenses.commitments.course import Course
    from multivector.model.ledger import Ledger


def course_section(course: Course, ledger: Ledger, lang: str) -> Section:
    """Tell what cannot be kept in a course of events."""
    blocks: list[Block] = [Paragraph(line(say(lang, "commitments.in-force", n=course.in_force)))]
    blocks += told_of(course.clashes, ledger, lang)
    if not course.clashes:
        blocks.append(Paragraph(line(say(lang, "commitments.all-kept"))))
    for key, way in zip(("commitments.way-out", "commitments.way-out-too"), course.ways_out, strict=False):
        names = joined([quoted(lang, called(ledger, id_, lang)) for id_ in way], lang)
        words = say(lang, key, promises=names, price=number(lang, course.price, 1))
        blocks.append(Paragraph(line(Run(words, way, strong=True))))
    return Section("course", say(lang, "commitments.course", scenario=happening(course.events, ledger, lang)), tuple(blocks))


def candidates_section(candidates: Iterable[Candidate], ledger: Ledger, lang: str) -> Section:
    """Tell what promises that nobody gave would break."""
    blocks = tuple(block for one in candidates for block in candidate_told(one, ledger, lang))
    return Section("candidates", say(lang, "commitments.candidates"), blocks)
