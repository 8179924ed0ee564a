"""What the commands that decide on drafts share: which drafts, which dossier, and what the person says of the texts."""

from __future__ import annotations

import argparse
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, get_args, get_type_hints

from multivector.cli.common import day, read, say
from multivector.desk.desk import Desk
from multivector.desk.entry import Options
from multivector.desk.items import Asked, Told, told_in
from multivector.files.values import parse_id
from multivector.load import DOSSIER_FILE, ENDINGS, TEXTS_FOLDER
from multivector.model.entries import Source
from multivector.model.problems import Mistake
from multivector.reader.actors import known
from multivector.reader.drafting import weights

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPES: tuple[str, ...] = get_args(get_type_hints(Source)["type"])


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("drafts", nargs="+", help="folder that `multivector read --out` made, a result file of it, or a text")
    parser.add_argument("--dossier", default=".", metavar="FOLDER", help="the dossier (default: this folder)")
    parser.add_argument("--into", default="drafts.yaml", metavar="FILE", type=_into, help="file of the dossier to write new "
                        "entries to (default: drafts.yaml)")  # fmt: skip
    parser.add_argument("--date", type=day, metavar="DAY", help="the day on which a text was written that is read now")
    parser.add_argument("--source", type=_id, metavar="ID", help="id of the text as a source, where there is one text")
    parser.add_argument("--source-type", choices=_TYPES, default="newspaper", help="what kind of voice a new source is "
                        "(default: newspaper)")  # fmt: skip
    parser.add_argument("--url", default="", help="address of the text, where there is one text")


def desk_of(arguments: argparse.Namespace) -> tuple[Desk | None, bool]:
    """Make the desk; None, after a message, where there is no dossier or nothing to decide on. Also whether all could be read."""
    loaded = read(arguments.dossier)
    if loaded is None:
        return None, False
    found = list(told_in(map(Path, arguments.drafts), Asked(known(loaded.ledger), weights, arguments.date)))
    for each in found:
        if isinstance(each, str):
            say(each)
    texts: Sequence[Told] = [each for each in found if not isinstance(each, str) and each.drafts]
    whole = not any(isinstance(each, str) for each in found)
    if len(texts) > 1 and (arguments.source or arguments.url):
        say(f"--source and --url are for one text; here are {len(texts)}")
        return None, False
    options = Options(arguments.source, arguments.source_type, arguments.url, arguments.into)
    return Desk(Path(arguments.dossier), texts, options), whole


def _into(text: str) -> str:
    path = PurePosixPath(text)
    bad = path.is_absolute() or ".." in path.parts or any(part.startswith(".") for part in path.parts)
    if bad or path.suffix not in ENDINGS or text == DOSSIER_FILE or path.parts[0] == TEXTS_FOLDER:
        raise argparse.ArgumentTypeError(f"{text!r} is no file of entries in the dossier; write drafts.yaml")
    return text


def _id(text: str) -> str:
    found = parse_id(text)
    if isinstance(found, Mistake):
        raise argparse.ArgumentTypeError(f"{found.message}; {found.help}")
    return found
