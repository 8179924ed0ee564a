"""Documents in tests: what is asked of any, and sentences to make them of."""

from __future__ import annotations

from multivector.files.text import decode
from multivector.model.problems import Mistake
from multivector.reader.documents import Document, text_of

RUSSIAN = (
    "Казахстан и США подписали соглашения примерно на 17 млрд долларов, сообщили в министерстве.",
    "Ответ ждут до конца года; стороны договорились о поставке локомотивов «в ближайшие месяцы».",
    "Президент вернулся из поездки в четверг, и его уже спрашивают, чем она закончилась.",
    "Это ещё не контракт, объяснил посол: цену № 4 обсудят юристы — потом.",
)
ENGLISH = (
    "The minister’s visit ended with agreements that are worth about £5bn, of which half is “firm”.",
    "It was said to be a naïve offer — but the café in which it was signed has been named after it.",
)
KAZAKH = (
    "Қазақстан мен АҚШ келісімдерге қол қойды, бұл туралы үкімет хабарлады және жауап жыл соңына дейін күтілуде.",
    "Министрдің айтуынша, бұл үшін қаржы бар және құрылыс ұзақ болып отыр, өйткені жоба қиын.",
)


def document(data: bytes, name: str) -> Document:
    found = text_of(data, name)
    assert isinstance(found, Document), found
    return found


def refused(data: bytes, name: str) -> Mistake:
    found = text_of(data, name)
    assert isinstance(found, Mistake), found
    assert found.message
    assert found.help
    return found


def check(data: bytes, name: str) -> None:
    """A document holds what a dossier's text may hold, or is the file's own text; a refusal says what to do."""
    found = text_of(data, name)
    if isinstance(found, Mistake):
        refused(data, name)
    elif found.as_it_is:
        assert found.text.encode() == data
    else:
        assert decode(found.text.encode(), name) == (found.text, [])
