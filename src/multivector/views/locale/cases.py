"""The cases that hedges and intervals ask for: a Russian unit in the genitive, a Kazakh word in the ablative or dative."""

from __future__ import annotations

HEDGES: dict[str, dict[str, str]] = {
    "about": {"en": "about {}", "ru": "около {}", "kk": "шамамен {}"},
    "nearly": {"en": "nearly {}", "ru": "почти {}", "kk": "{dative} жуық"},
    "over": {"en": "over {}", "ru": "свыше {}", "kk": "{ablative} астам"},
    "at least": {"en": "at least {}", "ru": "не менее {}", "kk": "кемінде {}"},
    "up to": {"en": "up to {}", "ru": "до {}", "kk": "{dative} дейін"},
    "under": {"en": "under {}", "ru": "менее {}", "kk": "{ablative} аз"},
}
_WITHOUT_GENITIVE = frozenset({"nearly"})
"""Hedges after which a Russian unit stands as it does after the bare figure."""
_READ = {
    "$": "доллар", "€": "еуро", "£": "фунт", "¥": "иен", "CN¥": "юань", "₽": "рубль", "₸": "теңге", "%": "пайыз",
}  # fmt: skip
"""Signs as they are read aloud, by which their endings go; what is not known is read as "доллар" is."""
_HARD, _SOFT = "аоұыяёю", "әөүіеэи"
_VOICELESS, _NASAL = frozenset("бвгдкқпстфхһцчшщ"), frozenset("мнң")
_YEAR = "ж."
_HYPHEN = "\N{NON-BREAKING HYPHEN}"


def with_hedge(lang: str, hedge: str, figure: str) -> str:
    """Put a figure with its unit or currency behind, before or between the words of a hedge; no hedge leaves it as it is."""
    if hedge not in HEDGES:
        return figure
    form = HEDGES[hedge][lang]
    return form.format(figure, ablative=ablative(figure), dative=dative(figure)) if lang == "kk" else form.format(figure)


def plural_after(lang: str, hedge: str, category: str) -> str:
    """Give the plural form that a Russian unit takes after a hedge: "2 часа", but "около 2 часов" and "около 21 часа"."""
    if lang != "ru" or hedge not in HEDGES or hedge in _WITHOUT_GENITIVE:
        return category
    return {"one": "few", "few": "many"}.get(category, category)


def ablative(text: str) -> str:
    """Put the last word of a Kazakh text into the ablative: 5 наурыздан, 10 млрд $‑дан."""
    return _ended(text, voiceless=("тан", "тен"), nasal=("нан", "нен"), other=("дан", "ден"))


def dative(text: str) -> str:
    """Put the last word of a Kazakh text into the dative: 5 наурызға, 10 млрд $‑ға."""
    return _ended(text, voiceless=("қа", "ке"), nasal=("ға", "ге"), other=("ға", "ге"))


def _ended(text: str, *, voiceless: tuple[str, str], nasal: tuple[str, str], other: tuple[str, str]) -> str:
    """Add the ending that follows the last sound and vowel: directly to a word, with a hyphen to a sign."""
    text = f"{text.removesuffix(_YEAR)}жыл" if text.endswith(_YEAR) else text
    word = text.split()[-1].lower()
    is_word = word.isalpha() and not word.isascii()
    spoken = word if is_word else _READ.get(word.upper(), _READ["$"])
    sound = spoken.rstrip("ь")[-1]
    pair = voiceless if sound in _VOICELESS else nasal if sound in _NASAL else other
    return f"{text}{'' if is_word else _HYPHEN}{pair[_is_soft(spoken)]}"


def _is_soft(word: str) -> bool:
    """Tell by the last vowel that is hard or soft; у is neither, and leaves it to a soft sign."""
    return next((letter in _SOFT for letter in reversed(word) if letter in _HARD + _SOFT), "ь" in word)
