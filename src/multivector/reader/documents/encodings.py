"""Bytes -> text, in whichever usual encoding they are; and the doubt, where another would do nearly as well.

Marks and valid UTF-8 settle most files. Else every candidate is tried on a sample, and the one wins whose characters are most
like the letters of Russian, Kazakh or a text in Latin letters: the Cyrillic code pages hold the same letters at different
bytes, so that a wrong one gives rare letters, capitals behind small letters, and signs within words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

from multivector.reader.documents.records import refusal

if TYPE_CHECKING:
    from multivector.model.problems import Mistake

_TRIED = {
    "cp1251": ("Windows-1251", 0.0),
    "cp1252": ("Windows-1252", 0.0),
    "koi8_r": ("KOI8-R", -1.0),
    "iso8859_5": ("ISO-8859-5", -2.0),
    "mac_cyrillic": ("Mac Cyrillic", -3.0),
    "cp866": ("IBM 866", -3.0),
    "kz1048": ("KZ-1048", -1.0),
    "ptcp154": ("PT-154", -3.0),
}
"""What each is called, and the logarithm of how common it is."""
_DECLARED = frozenset(
    {*_TRIED, "koi8_u", "mac_roman", "iso8859_15", "iso8859_2", "iso8859_9", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256"}
    | {"cp1257", "cp1258", "gb18030", "gbk", "gb2312", "big5", "shift_jis", "euc_jp", "euc_kr"}
)
"""What a page may declare: codecs that only decode text."""
_NO_TEXT = refusal(
    "encoding", "the file is no text: neither UTF-8 nor in any other encoding that is known", "give the text itself"
)
_SAMPLE = 1 << 14
_SURE, _POOR = 10.0, -6.2
"""Log-likelihoods: by how much an encoding must be likelier than any other, and the mean below which the bytes are no text."""
_DAMAGED = 0.02
"""The largest part of unreadable bytes with which a text still counts as damaged UTF-8."""

_PER_MILLE = {
    **dict(zip("оеаинтсрвлкмдпуяыь", (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17), strict=True)),
    **dict(zip("гзбчйхжшюцщэфъё", (17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3, 3, 0.4, 0.8), strict=True)),
    **dict(zip("іқңғұүөәһїєґў", (20, 16, 8, 10, 6, 5, 5, 6, 0.3, 0.3, 0.3, 0.1, 0.1), strict=True)),
}
"""How often letters come in Russian, and more rarely those that Kazakh and Ukrainian have besides."""
_LETTER = {letter: math.log(often / 1000) for letter, often in _PER_MILLE.items()}
_RARE, _SIGN, _STRANGE, _NEVER = math.log(2e-5), math.log(0.01), math.log(2e-5), math.log(1e-7)
_ACCENTED = dict.fromkeys("àáâäãåæçèéêëíîïñóôöøœùúûüßşğıāčšžłńśżźćęąőř", math.log(0.01))
_SIGNS = frozenset("\xa0«»“”„’‘‚–—…№§°€£¥±·•™©®₸₽½")
_MISMATCH = math.log(0.02)
_WORD_MIX = math.log(0.001)
_BESIDE_DIGIT = math.log(0.01)


def decoded(data: bytes, declared: str = "") -> tuple[str, str, tuple[str, ...]] | Mistake:
    """Decode bytes: the text, the encoding, and what is doubtful; or say that they are no text."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _with(data, codec, name)
    wide = _wide(data[:_SAMPLE])
    if wide:
        return _with(data, wide, "utf-16")
    if _is_binary(data[:_SAMPLE]):
        return _NO_TEXT
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _guessed(data, _codec(declared))


_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "utf-32"),
    (b"\xff\xfe", "utf-16", "utf-16"),
    (b"\xfe\xff", "utf-16", "utf-16"),
)


def _with(data: bytes, codec: str, name: str) -> tuple[str, str, tuple[str, ...]] | Mistake:
    text = data.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    strange = lost + sum(unicodedata.category(c) in {"Cn", "Co", "Cc", "Cs"} and c not in "\t\n\r\f\x85" for c in text[:_SAMPLE])
    if strange * 10 > min(len(text), _SAMPLE):
        return refusal("encoding", f"the file begins like {name.upper()}, but is no text", "save it as UTF-8")
    return text, name, _lost(lost)


def _lost(count: int) -> tuple[str, ...]:
    return (f"{count} character{'s' if count > 1 else ''} could not be read and stand as \ufffd",) if count else ()


def _wide(sample: bytes) -> str:
    """Tell UTF-16 without a mark: at one parity there is hardly more than 0 and 4, the high bytes of Latin and Cyrillic."""
    if len(sample) < 4:  # noqa: PLR2004  # two characters
        return ""
    for parity, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[parity::2], sample[1 - parity :: 2]
        if (high.count(0) + high.count(4)) * 10 >= len(high) * 9 and (low.count(0) + low.count(4)) * 10 < len(low):
            return codec
    return ""


def _is_binary(sample: bytes) -> bool:
    controls = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1b")
    return controls * 100 > len(sample) or sample.count(0) * 1000 > len(sample)


def _codec(declared: str) -> str:
    """Give the codec that a page's label means; nothing for a label that is not known."""
    label = declared.strip().lower().replace("_", "-")
    label = {"latin1": "cp1252", "iso-8859-1": "cp1252", "us-ascii": "cp1252", "shift-jis": "shift_jis"}.get(label, label)
    label = label.replace("windows-", "cp").replace("x-mac-", "mac-").replace("iso-8859", "iso8859").replace("-", "_")
    return label if label in _DECLARED else ""


def _guessed(data: bytes, declared: str) -> tuple[str, str, tuple[str, ...]] | Mistake:
    sample = _sample(data)
    damaged = sample.decode("utf-8", errors="replace")
    beyond = sum(c >= "\x80" for c in damaged)
    if damaged.count("\ufffd") <= max(1, beyond * _DAMAGED) and beyond > 1 + damaged.count("\ufffd"):
        text = data.decode("utf-8", errors="replace")
        return text, "utf-8 (damaged)", _lost(text.count("\ufffd"))
    if declared and declared not in _TRIED:
        text = data.decode(declared, errors="replace")
        return text, declared, _lost(text.count("\ufffd"))
    tried = {codec: sample.decode(codec, errors="replace") for codec in _TRIED}
    scores = {codec: _likelihood(text) + _TRIED[codec][1] for codec, text in tried.items()}
    best = max(_TRIED, key=scores.__getitem__)
    if declared and scores[best] - scores[declared] < _SURE:
        best = declared
    elif scores[best] < _POOR * len(_letters(tried[best])):
        return _NO_TEXT
    others = [codec for codec in _TRIED if _letters(tried[codec]) != _letters(tried[best])]
    second = max(others, key=scores.__getitem__, default=best)
    text = data.decode(best, errors="replace")
    doubts = _lost(text.count("\ufffd"))
    if second != best and scores[best] - scores[second] < _SURE and best != declared:
        doubts = (f"read as {_TRIED[best][0]}, which is not certain; it may be {_TRIED[second][0]}", *doubts)
    if declared and declared != best:
        doubts = (f"the page says {_TRIED[declared][0]}; its letters say {_TRIED[best][0]}", *doubts)
    return text, best, doubts


def _sample(data: bytes) -> bytes:
    """Give a stretch in which encodings differ: from a little before the first byte beyond ASCII on."""
    first = _BEYOND.search(data)
    start = max(0, first.start() - 64) if first else 0
    return data[start : start + _SAMPLE]


_BEYOND = re.compile(rb"[\x80-\xff]")


def _letters(text: str) -> str:
    return "".join(c for c in text if c >= "\x80")


def _likelihood(text: str) -> float:
    """Give the log-likelihood of the characters beyond ASCII, each seen beside its neighbours."""
    total = 0.0
    before = " "
    for at, character in enumerate(text):
        if character >= "\x80":
            after = text[at + 1] if at + 1 < len(text) else " "
            total += _character(before, character, after)
        before = character
    return total


def _character(before: str, character: str, after: str) -> float:
    if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Co"}:
        return _NEVER
    if not character.isalpha():
        known = _SIGN if character in _SIGNS else _STRANGE
        return known + (_WORD_MIX if known is _STRANGE and before.isalpha() and after.isalpha() else 0)
    small = character.lower()
    if small in _ACCENTED:
        return _ACCENTED[small] + (0 if _is_ascii_letter(before) or _is_ascii_letter(after) else _WORD_MIX)
    score = _LETTER.get(small, _RARE)
    if character != small and (before.islower() or (before.isalpha() and after.islower())):
        score += _MISMATCH
    if _is_ascii_letter(before) or _is_ascii_letter(after):
        score += _WORD_MIX
    return score + (_BESIDE_DIGIT if before.isdigit() or after.isdigit() else 0)


def _is_ascii_letter(character: str) -> bool:
    return character < "\x80" and character.isalpha()
