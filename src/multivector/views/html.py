"""A page -> one HTML file that opens anywhere: no server, no script, no network; its style within it.

A figure that came from entries is followed by their numbers; each leads to the entry in the annex, and from there to
source and place. Everything is escaped by the template engine.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from multivector.views.blocks import Items, Paragraph, Picture, Table
from multivector.views.svg.style import CSS
from multivector.views.wording import say

if TYPE_CHECKING:
    from jinja2 import Template

    from multivector.views.blocks import Block, Page, Run

MOST_REFERENCES = 6
"""Numbers shown behind one figure; the rest open on demand (and in print)."""


def render_html(page: Page) -> str:
    """Give the text of the file."""
    numbers = {id_: number for number, id_ in enumerate(page.numbers, 1)}

    def references(run: Run) -> list[tuple[str, int]]:
        return sorted(((id_, numbers[id_]) for id_ in dict.fromkeys(run.because) if id_ in numbers), key=lambda pair: pair[1])

    css = Markup(read_template("style.css") + CSS)  # noqa: S704  # our own style sheet
    return _template().render(page=page, css=css, references=references, leads="#e-{}".format, most=MOST_REFERENCES, say=say)


def address(href: str) -> str:
    """Give an address that may be a link: a place on the page, or a page of the web; of anything else, an empty text."""
    return href if href.startswith(("#", "http://", "https://")) else ""


def form(block: Block) -> str:
    """Name the form of a block, for the template."""
    return {Paragraph: "paragraph", Items: "items", Table: "table", Picture: "picture"}[type(block)]


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(read_template))
    environment.filters["form"] = form
    environment.filters["address"] = address
    environment.filters["drawn"] = Markup  # our own charts, which escape their texts themselves
    return environment.get_template("page.html")


@cache
def read_template(name: str) -> str:
    """Give a template, or the style sheet, as it is."""
    return (files("multivector.views") / "templates" / name).read_text(encoding="utf-8")
