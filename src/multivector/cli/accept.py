"""Accept many drafts at once: all new ones that lack nothing and are trusted enough.

What matches an entry of the dossier is left alone unless --further is given, which adds the places as further evidence; rival
claims always wait for `multivector review`. So does what lacks something, or a denial. Each draft that is left is told with the
reason. Rejected and already accepted ones do not come again.

Exit codes: 0 done; 1 something could not be read or written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from multivector.cli import waiting
from multivector.cli.common import say
from multivector.desk.entry import kind_of_draft
from multivector.desk.words import said
from multivector.files.edit import ExternallyChangedError
from multivector.reader.confidence import confidence
from multivector.views.problems import visible

if TYPE_CHECKING:
    from multivector.desk.desk import Card, Desk
    from multivector.reader.drafts import Draft

_KINDS = ("event", "deal", "commitment", "signal", "message", "withholding", "expectation", "missed", "capacity", "question")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    waiting.add(parser)
    parser.add_argument("--all", action="store_true", required=True, help="say that you mean all of them")
    parser.add_argument("--min-confidence", type=_share, default=0.8, metavar="SHARE", help="the least trust, from 0 to 1 "
                        "(default: 0.8)")  # fmt: skip
    parser.add_argument("--kind", action="append", choices=_KINDS, help="only drafts of this kind (may be given again)")
    parser.add_argument("--further", action="store_true", help="also add further evidence to the entries that are matched")
    parser.add_argument("--dry-run", action="store_true", help="print what would be written, and write nothing")
    parser.add_argument("--json", action="store_true", help="print a JSON record for each draft")


def run(arguments: argparse.Namespace) -> int:
    """Accept drafts."""
    desk, whole = waiting.desk_of(arguments)
    if desk is None:
        return 1
    counts: Counter[str] = Counter()
    for item in desk.waiting():
        draft = desk.draft(item)
        if arguments.kind and draft.kind not in arguments.kind:
            continue
        card = desk.card(item)
        why = _left(card, draft, arguments)
        if not why:
            try:
                desk.accept(card, write=not arguments.dry_run)
            except (OSError, ValueError, ExternallyChangedError) as error:
                say(f"{card.proposal.id}: {error}")
                return 1
        counts["left" if why else "accepted"] += 1
        _print(desk, card, draft, why, arguments)
    would = "would be accepted" if arguments.dry_run else "accepted"
    print(f"{counts['accepted']} {would}, {counts['left']} left", file=sys.stderr)
    return 0 if whole else 1


def _left(card: Card, draft: Draft, arguments: argparse.Namespace) -> str:
    """Say why a draft is left to a person; nothing where it is not."""
    if card.proposal.missing:
        return f"lacks {', '.join(card.proposal.missing)}"
    if confidence(draft) < arguments.min_confidence:
        return f"trust {confidence(draft):.2f}"
    if card.match.verdict == "rival":
        return f"rival claim on {card.match.entry}"
    if card.match.verdict == "further" and not (arguments.further and card.proposal.amends):
        return f"further evidence for {card.match.entry}"
    if draft.modality == "denied" and kind_of_draft(draft) in {"deal", "event"}:
        return "it is denied"
    wrong = [problem.message for problem in card.problems if problem.level == "error"]
    return "; ".join(wrong)


def _print(desk: Desk, card: Card, draft: Draft, why: str, arguments: argparse.Namespace) -> None:
    text = desk.told[card.item.text].text
    words = said(text.content, *draft.evidence)
    if arguments.json:
        row = {"document": text.name, "number": card.item.number, "kind": draft.kind, "confidence": confidence(draft)}
        row |= {"id": card.proposal.id, "amends": card.proposal.amends, "accepted": not why, "left": why or None, "words": words}
        print(json.dumps(row, ensure_ascii=False))
    elif why:
        print(f"left  {draft.kind}  {visible(why)}: {visible(words)}")
    else:
        print(f"{'more for' if card.proposal.amends else 'new'}  {card.proposal.id}: {visible(words)}")
        if arguments.dry_run:
            print("".join(f"    {visible(line)}".rstrip() + "\n" for line in card.proposal.text.splitlines()), end="")


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 0 and 1")
    return value
