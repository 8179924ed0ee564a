"""A page -> one HTML file that opens anywhere: no server, no script, no network; its style within it.

A figure that came from entries is followed by their numbers; each leads to the entry in the annex, and from there to
source and place. Everything is escaped by the template engine.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, Environment, TemplateNotFound
from markupsafe import Markup

from multivector.views.blocks import Items, Paragraph, Picture, Table
from multivector.views.svg.style import CSS
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from multivector.views.blocks import Block, Page, Run

MOST_REFERENCES = 6
"""Numbers shown behind one figure; the rest open on demand (and in print)."""


def render_html(page: Page) -> str:
    """Give the text of the file."""
    numbers = {id_: number for number, id_ in enumerate(page.numbers, 1)}

    def references(run: Run) -> list[tuple[str, int]]:
        return sorted(((id_, numbers[id_]) for id_ in dict.fromkeys(run.because) if id_ in numbers), key=lambda pair: pair[1])

    template = _environment().get_template("page.html")
    return template.render(page=page, css=Markup(_read("style.css") + CSS), references=references, most=MOST_REFERENCES, say=say)  # noqa: S704  # our own style sheet


def form(block: Block) -> str:
    """Name the form of a block, for the template."""
    return {Paragraph: "paragraph", Items: "items", Table: "table", Picture: "picture"}[type(block)]


class _Templates(BaseLoader):
    """Templates from the package, wherever it is installed."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give a template's text."""
        del environment
        try:
            return _read(template), template, lambda: True
        except FileNotFoundError as error:
            raise TemplateNotFound(template) from error


@cache
def _environment() -> Environment:
    environment = Environment(loader=_Templates(), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["form"] = form
    environment.filters["drawn"] = Markup  # our own charts, which escape their texts themselves
    return environment


@cache
def _read(name: str) -> str:
    return (files("multivector.views") / "templates" / name).read_text(encoding="utf-8")
