"""Who takes part in what a sentence tells: by syntax where it was read, else by place and by the little words between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from multivector.reader.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from multivector.reader.drafts import Attribution, Party, Role
    from multivector.reader.frames.sentence import Named, Sentence

_WIDE, _FULLER = 25, 3
"""Words to either side within which a name may belong to a verb; and how much longer a name is that says more, not an ending."""
_OURS = frozenset({"we", "it", "мы"})
"""Words by which a speaker says that he does it himself."""
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CARRIED = frozenset({"conj", "xcomp", "acl:relcl", "acl", "advcl", "csubj"})


def within(one: Sentence, core: int, noun: int, attributed: Attribution) -> tuple[Party, ...]:
    """Give the parties of what a verb and a noun tell.

    Args:
        one: The sentence.
        core: The verb, or the noun where there is none.
        noun: The word that names the thing.
        attributed: Whose word it is: a speaker is no party by that.
    """
    denier = bool(one.all_("deny"))
    speaker = attributed.speaker.span if attributed.speaker is not None and not denier else None
    said = attributed.span.start if attributed.span is not None else 0
    ours = any(one.word(at) in _OURS for at in one.clause(core) if at < core)
    possible = [
        each
        for each in one.named
        if (each.party.span != speaker or (each.how == "pronoun" and one.cut.starts[each.first] > said) or ours)
        and not _place(one, each)
        and not no_party(one, each)
    ]
    if one.tagged is None:
        return once(each.party for each in possible if not _far(one, each, core, noun))
    tied = [each for each in possible if _tied(one, each, core, noun) or _carried(one, each, core) or _beside(one, each, noun)]
    tied = _whole(one, tied)
    tied += [each for each in possible if ours and each.party.span == speaker and each not in tied]
    denying = [each for each in possible if denier and attributed.speaker == each.party]
    return once(each.party for each in (*denying, *tied))


def _far(one: Sentence, each: Named, core: int, noun: int) -> bool:
    """Tell whether a name belongs to another clause, where there is no syntax to say so."""
    near = min((core, noun), key=lambda at: abs(each.first - at))
    if abs(each.first - near) > _WIDE or one.apart(each.first, core):
        return True
    between = range(min(near, each.first) + 1, max(near, each.first))
    if one.resumes(between) and (each.first > near or one.is_(each.first - 1, "with", "into", "about", "given-by")):
        return True
    return any(one.word(at) == "," for at in between) and any(one.is_(at, "say", "many", "talks") for at in between)


def _place(one: Sentence, each: Named) -> bool:
    """Tell whether a name says where: «в Астане», "in London"."""
    at = each.first - 1
    at -= one.word(at) == "the"
    if any(one.is_(back, "stake") for back in range(max(at - 3, one.tokens.start), at)):
        return False
    return each.how != "person" and one.is_(at, "place")


def no_party(one: Sentence, each: Named) -> bool:
    """Tell whether a name is only an adjective, one of a people, a city that is no capital, or a thing: «АЭС», «ПВО»."""
    if each.how == "city":
        return True
    branch = (
        any(kind.startswith("sector-") for kind in one.kinds[each.first - one.tokens.start]) if each.how == "model" else False
    )
    somebody = each.how == "people" and one.feature(each.first, "Number") == "Sing"
    return somebody or (branch and one.cut.words[each.first].isupper()) or _adjective(one, each)


def _adjective(one: Sentence, each: Named) -> bool:
    """Tell whether a name is an adjective of something that is named behind it, or of a thing."""
    if each.how not in {"demonym", "people"} or one.is_(each.end, "side"):
        return False
    if one.tagged is not None:
        return one.part(each.first) == "ADJ"
    return one.word(each.end)[:1].isalpha() and one.word(each.end) not in {"and", "и", "have", "has"}


def head(one: Sentence, each: Named) -> int:
    """Give the token of a name on which its other tokens depend."""
    own = range(each.first, each.end)
    return next((at for at in own if next(one.up(at), -1) not in own), each.first)


def _verb(one: Sentence, at: int) -> int | None:
    """Give the nearest verb at or above a word."""
    return next((up for up in (at, *one.up(at)) if one.part(up) in _VERBS), None)


def _tied(one: Sentence, each: Named, core: int, noun: int) -> bool:
    """Tell whether a name depends on the noun, or on the verb without another verb between."""
    top = head(one, each)
    if noun in one.up(top):
        return _verb(one, top) in {_verb(one, noun), core, None}
    verb = _verb(one, core)
    return verb is not None and _verb(one, top) == verb


def _carried(one: Sentence, each: Named, core: int) -> bool:
    """Tell whether a name is the subject of a verb on which this one depends: «прибыл в …, где подписал», «готовы подписать»."""
    verb = _verb(one, core)
    if verb is None or any(
        one.relation(at) in _SUBJECTS and not _relative(one, at) for at in one.tokens if next(one.up(at), -1) == verb
    ):
        return False
    top = _first(one, head(one, each))
    for _ in range(3):
        if one.relation(verb) not in _CARRIED:
            return False
        above = next(one.up(verb), None)
        if above is None:
            return False
        if top in {above, _first(one, above)}:
            return one.relation(verb).startswith("acl")
        if one.relation(verb) == "acl:relcl" and one.part(above) not in _VERBS:
            above = _verb(one, above)
            if above is None:
                return False
        if next(one.up(top), -1) == above and one.relation(top) in _SUBJECTS | {"obj", "iobj"}:
            return one.relation(top) in _SUBJECTS or one.relation(verb) in {"acl:relcl", "xcomp"}
        verb = above
    return False


def _relative(one: Sentence, at: int) -> bool:
    """Tell whether a word stands for what was named before its clause: «министры, которые встретились»."""
    return one.word(at).startswith("котор")


def _whole(one: Sentence, tied: list[Named]) -> list[Named]:
    """Leave out names that only say which another is, and give an office the name of its holder: «посол Перу в Чили Ана Рей»."""
    kept: list[Named] = []
    for each in tied:
        outer = next((other for other in tied if _nested(one, each, other)), None)
        if outer is None:
            kept.append(each)
        elif one.relation(head(one, each)) != "nmod" and outer in kept:
            span = Span(outer.party.span.start, each.party.span.end)
            kept[kept.index(outer)] = replace(
                outer, party=replace(outer.party, actor=each.party.actor or outer.party.actor, span=span)
            )
    return kept


def _nested(one: Sentence, each: Named, other: Named) -> bool:
    """Tell whether a name only says which the other is: «глава штаба США»."""
    top = head(one, each)
    above = next(one.up(top), -1)
    bare = not one.is_(each.first - 1, "with")
    return (
        each != other and bare and one.relation(top) in {"nmod", "flat:name", "appos"} and above in range(other.first, other.end)
    )


def _first(one: Sentence, at: int) -> int:
    """Give the first of the names that are joined by "and" with this one, or what they are the names of: «лидеры A и B»."""
    for above in one.up(at):  # bounded, as heads that a model guessed may go in a circle
        if one.relation(at) not in {"conj", "nmod", "appos"} or one.part(above) not in {"NOUN", "PROPN"}:
            break
        at = above
    return at


def _beside(one: Sentence, each: Named, noun: int) -> bool:
    """Tell whether a name follows the noun by a word that joins: «соглашение с Японией», «между A и B»."""
    end = one.phrase_end(noun)
    if not noun < each.first < end:
        return False
    joined = [at for at in range(noun + 1, each.first) if one.is_(at, "with")]
    return bool(joined) and not any(one.part(at) in _VERBS for at in range(joined[-1], each.first))


def once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Give each actor once, and each name without one."""
    found: dict[str | Span, Party] = {}
    for party in parties:
        first = found.setdefault(party.actor or party.span, party)
        if party.role == first.role and party.span.end - party.span.start > first.span.end - first.span.start + _FULLER:
            found[party.actor or party.span] = party  # the fullest of its names
    return tuple(found.values())


def as_(party: Party, role: Role) -> Party:
    """Give a party its role."""
    return replace(party, role=role)
