"""The cases that hedges ask for: a Russian unit in the genitive, a Kazakh word with its ending in the ablative or dative."""

from __future__ import annotations

NBSP = "\N{NO-BREAK SPACE}"
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
_ENDINGS: dict[str, tuple[str, str]] = {  # word or sign as written -> its ablative and dative endings, by sound
    "$": ("дан", "ға"), "€": ("дан", "ға"), "£": ("тан", "қа"), "¥": ("нен", "ге"), "CN¥": ("нан", "ға"), "₽": ("ден", "ге"),
    "₸": ("ден", "ге"), "құжат": ("тан", "қа"), "келісім": ("нен", "ге"), "сағат": ("тан", "қа"), "ай": ("дан", "ға"),
    "жыл": ("дан", "ға"), "ұшақ": ("тан", "қа"), "локомотив": ("тен", "ке"), "машина": ("дан", "ға"), "жоба": ("дан", "ға"),
    "адам": ("нан", "ға"), "студент": ("тен", "ке"), "мектеп": ("тен", "ке"), "ұңғыма": ("дан", "ға"), "акт": ("іден", "іге"),
    "тонна": ("дан", "ға"), "бірлік": ("тен", "ке"),
}  # fmt: skip


def with_hedge(lang: str, hedge: str, figure: str) -> str:
    """Put a figure with its unit or currency behind, before or between the words of a hedge."""
    form = HEDGES[hedge][lang]
    return form.format(figure, ablative=_ended(figure, 0), dative=_ended(figure, 1))


def plural_after(lang: str, hedge: str, category: str) -> str:
    """Give the plural form that a Russian unit takes after a hedge: "2 часа", but "около 2 часов" and "около 21 часа"."""
    if lang != "ru" or hedge not in HEDGES or hedge in _WITHOUT_GENITIVE:
        return category
    return {"one": "few", "few": "many"}.get(category, category)


def _ended(figure: str, case: int) -> str:
    """Add a Kazakh ending: directly to a word, with a hyphen to a sign; what has no known sound is read as "доллар" is."""
    word = figure.rpartition(NBSP)[2]
    ending = _ENDINGS.get(word, _ENDINGS["$"])[case]
    return figure + ("" if word.isalpha() and word in _ENDINGS else "-") + ending
