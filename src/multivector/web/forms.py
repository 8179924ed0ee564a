"""What a page of ours sends: the fields of a form, if it holds the key that only our pages know."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from multivector.web.guard import LARGEST
from multivector.web.paint import bench_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

_FIELDS = 200


async def form_of(request: Request, *, files: int = 0) -> FormData:
    """Read a form that may hold so many files; whoever lets it hold any closes it.

    Raises:
        HTTPException: it is no form, or not one of ours.
    """
    try:
        form = await request.form(max_files=files, max_fields=_FIELDS, max_part_size=LARGEST)
    except (ValueError, LookupError, KeyError) as error:
        raise HTTPException(400, "this is no form") from error
    if not hmac.compare_digest(text_of_field(form, "key").encode(errors="replace"), bench_of(request).key.encode()):
        await form.close()
        raise HTTPException(403, "this form is not of this program, or of before its last start; load the page again")
    return form


def text_of_field(form: FormData, name: str) -> str:
    """Give a field as text with single line feeds; an empty text where it is none, or is a file."""
    value = form.get(name, "")
    return value.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else ""
