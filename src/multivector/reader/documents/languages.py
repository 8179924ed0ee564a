"""Which language a text is in, as far as its letters and commonest words tell: said where it is not one that the reader reads."""

from __future__ import annotations

import re
from collections import Counter

_READ = frozenset({"Russian", "English"})
_SAMPLE = 40_000
_WORDS, _LETTERS = 20, 10
"""How many words, and letters of a foreign script, there must be for anything to be said."""
_SHARE = 0.04
"""The part of a text's words that are among its language's commonest, at the least."""
_WORD = re.compile(r"[^\W\d_]+")

_COMMONEST = {
    "Russian": "и в не на что с как по это из к от для за его также после о но или будет был были года при чтобы со",
    "English": "the of and to in a is that for on with as was by it at from be has are will said an its this have which",
    "Kazakh": "және мен бен үшін бұл деп бойынша болып бар осы туралы кейін да де еді ол жылы болды арасындағы қазіргі",
    "Kyrgyz": "жана менен бул үчүн деп боюнча болуп ошол тууралуу кийин да эле ал жылы болду ар бир",
    "Ukrainian": "і в на що з та у до не це від як його також після за але або є які про він було для й",
    "Belarusian": "і ў на што з у да не гэта ад як яго таксама пасля за але або ёсць якія пра ён было для",
    "Bulgarian": "и на да се за от е в с че са по не това при като до към който след ще бе из",
    "Serbian": "и је у да се на за од су са које што који као није ће би из до",
    "Tajik": "ва дар ба аз ки бо ин барои он ҳам то аст дигар соли мебошад",
    "Uzbek": "ва билан учун бу ҳам деб бўйича эса бўлган ўз va bilan uchun bu ham deb boʻyicha esa bo oʻz o qilish",
    "Azerbaijani": "və bu ilə üçün bir də da ki olan edib görə sonra ən olaraq həm",
    "Turkish": "ve bir bu için ile da de olarak olan çok daha gibi sonra göre kadar",
    "German": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch",
    "French": "de la le et les des en un une du que est pour dans qui par sur au pas avec",
    "Spanish": "de la que el en y los se del las un por con una para su al lo es",
    "Portuguese": "de a o que e do da em um para com não uma os no se na por mais as",
    "Italian": "di e il la che in un per del della non una con sono si da dei le al nel",
    "Polish": "w i na z do się nie to że o jest od po jak za przez oraz dla",
    "Dutch": "de van het een en in is dat op te voor met zijn niet aan er om door",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMONEST.items()}


def doubt_of_language(text: str) -> tuple[str, ...]:
    """Say that a text is in a language that is not read; nothing where it is Russian or English, or too short to tell."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    ours = sum("a" <= c <= "ɏ" or "Ѐ" <= c <= "ӿ" for word in words for c in word)
    if letters >= _LETTERS and ours * 2 < letters:
        return ("it has few Latin or Cyrillic letters; only Russian and English are read, so most will be missed",)
    if len(words) < _WORDS:
        return ()
    counts = Counter(words)
    hits = {language: sum(counts[word] for word in common) for language, common in _SETS.items()}
    best = max(hits, key=lambda language: (hits[language], language in _READ))
    if hits[best] < len(words) * _SHARE:
        return ("it seems to be in a language that is not read; only Russian and English are, so most will be missed",)
    if best in _READ:
        return ()
    return (f"it seems to be in {best}; only Russian and English are read, so most will be missed",)
