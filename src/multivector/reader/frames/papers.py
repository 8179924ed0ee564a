"""Papers that bind: whose they are, and whether what a sentence says stands in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multivector.reader.frames.bodies import acts, by, subject_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multivector.reader.drafts import Party
    from multivector.reader.frames.sentence import Sentence

_TWO, _NEAR = 2, 5


def of_paper(earlier: Sequence[Sentence]) -> tuple[Party, ...]:
    """Give the parties of the nearest sentence before that names a paper and at least two states."""
    for before in earlier:
        named = [each for each in before.named if acts(before, each)]
        if (
            len({each.party.actor for each in named}) >= _TWO
            and before.all_("papers")
            and before.all_("sign", "agree", "binds", "uphold", "signing")
        ):
            return by(named, "by")
    return ()


def on_paper(one: Sentence, earlier: Sequence[Sentence]) -> bool:
    """Tell whether a paper binds here: named in the sentence, or shortly before as what states something."""
    if one.all_("papers") and (
        one.all_("binds", "uphold") or any(one.word(at) in {"по", "under", "согласно", "shall"} for at in one.tokens)
    ):
        return True
    if "shall" in one.low or any(word.startswith(("подтвержден", "reaffirm", "зафиксир")) for word in one.low):
        return True
    return any(before.all_("papers") and before.all_("binds", "uphold", "sign", "agree") for before in earlier) or any(
        before.all_("principle", "uphold", "pledge") for before in earlier[:2]
    )


def paper_before(one: Sentence, verb: int) -> int | None:
    """Give the paper that is the subject of a verb, or by which the verb stands."""
    if one.tagged is not None:
        top = subject_word(one, verb)
        if top is not None:
            return top if one.is_(top, "papers") else None
    clause = one.clause(verb)
    return next((at for at in range(verb - 1, clause.start - 1, -1) if one.is_(at, "papers")), None)


def binds(one: Sentence, content: range) -> bool:
    """Tell whether what a paper says binds: help for each other, a duty, a principle, an undertaking."""
    if any(one.is_(at, "principle", "loyal", "duty") for at in content):
        return True
    several = len({each.party.actor for each in one.named if acts(one, each)}) >= _TWO
    return (several or any(one.is_(at, "mutual") for at in content)) and any(one.is_(at, "defend") for at in content)


def paper_says(one: Sentence, verb: int) -> bool:
    """Tell whether a sentence begins with the paper by which something will be: «По договору …», "Under the pact, …"."""
    near = range(one.tokens.start, min(one.tokens.start + _NEAR, verb))
    return one.word(one.tokens.start) in {"по", "согласно", "в", "under"} and any(one.is_(at, "papers") for at in near)
