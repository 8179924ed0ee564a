"""The few shapes that charts are made of, as SVG text; every text and address is escaped here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Anchor = Literal["start", "middle", "end"]
SIZE = 12
"""Size of text in pixels; narrow pictures use the same, since they are shown at their own width."""


def picture(body: Iterable[str], *, width: float, height: float, title: str, told: str, name: str) -> str:
    """Wrap shapes as one picture; `told` says in words what it shows, `name` tells it from others on the page."""
    hatch = (
        f'<pattern id="{escape(name)}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="gap" width="5" height="5"/><path class="hatch" d="M0 0V5"/></pattern>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {at(width)} {at(height)}" '
        f'width="{at(width)}" height="{at(height)}"><title>{escape(title)}</title><desc>{escape(told)}</desc>'
        f"<defs>{hatch}</defs>{''.join(body)}</svg>"
    )


def at(value: float) -> str:
    """Write a coordinate: to a tenth of a pixel, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, *, look: str = "", anchor: Anchor = "start", turn: float = 0) -> str:
    """Set a text; `look` names classes of the style sheet, `turn` rotates it about its own start, in degrees."""
    turned = f' transform="rotate({at(turn)} {at(x)} {at(y)})"' if turn else ""
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{at(x)}" y="{at(y)}"{anchored}{_look(look)}{turned}>{escape(words)}</text>'


def pair(x: float, y: float, strong: str, quiet: str) -> str:
    """Set a name and what is said of it on one line, whatever the width of the reader's letters."""
    return (
        f'<text x="{at(x)}" y="{at(y)}"><tspan class="strong">{escape(strong)}</tspan>'
        f'<tspan class="quiet" dx="6">{escape(quiet)}</tspan></text>'
    )


def rect(x: float, y: float, width: float, height: float, look: str, *, fill: str = "") -> str:
    """Draw a box; `fill` names a pattern."""
    filled = f' style="fill:url(#{escape(fill)})"' if fill else ""
    return f'<rect x="{at(x)}" y="{at(y)}" width="{at(max(width, 0))}" height="{at(height)}"{_look(look)}{filled}/>'


def path(d: str, look: str) -> str:
    """Draw a path."""
    return f'<path d="{d}"{_look(look)}/>'


def rule(x1: float, y1: float, x2: float, y2: float, look: str = "rule") -> str:
    """Draw a straight line."""
    return path(f"M{at(x1)} {at(y1)}L{at(x2)} {at(y2)}", look)


def circle(x: float, y: float, radius: float, look: str) -> str:
    """Draw a disc."""
    return f'<circle cx="{at(x)}" cy="{at(y)}" r="{at(radius)}"{_look(look)}/>'


def diamond(x: float, y: float, radius: float, look: str) -> str:
    """Draw a square on its corner."""
    return path(f"M{at(x - radius)} {at(y)}L{at(x)} {at(y - radius)}L{at(x + radius)} {at(y)}L{at(x)} {at(y + radius)}Z", look)


def linked(href: str, body: str, words: str = "") -> str:
    """Make shapes lead somewhere on the page; `words` show when the pointer rests on them."""
    told = f"<title>{escape(words)}</title>" if words else ""
    return f'<a href="{escape(href)}">{told}{body}</a>' if href else f"<g>{told}{body}</g>"


def _look(look: str) -> str:
    return f' class="{escape(look)}"' if look else ""
