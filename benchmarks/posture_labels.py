"""Country-periods that the literature calls one posture or another, in three classes: a table of our own, to be disputed.

`on` says on whom a label rests: an author who argues it, or "judgement", which is ours and should be coded twice before anything
is built on it. Self-reliance and isolation (Uzbekistan 2005 to 2015, Turkmenistan) are too few for a class and are left out. So
is all after 2019, where the votes beside the project end.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Posture = Literal["multi-vector", "bandwagon", "western"]
CLASSES: tuple[Posture, ...] = ("multi-vector", "bandwagon", "western")


class Period(NamedTuple):
    """A country over years, both included."""

    country: str
    first: int
    last: int
    posture: Posture
    on: str


LABELS = (
    Period("Kazakhstan", 1992, 2019, "multi-vector", "Vanderhill, Joireman and Tulepbayeva; Contessi"),
    Period("Azerbaijan", 1994, 2019, "multi-vector", "Gnedina"),
    Period("Ukraine", 1994, 2004, "multi-vector", "Gnedina"),
    Period("Ukraine", 2010, 2013, "multi-vector", "Gnedina"),
    Period("Belarus", 2008, 2019, "multi-vector", "Preiherman"),
    Period("Malaysia", 1992, 2019, "multi-vector", "Kuik"),
    Period("Singapore", 1992, 2019, "multi-vector", "Kuik"),
    Period("Vietnam", 1995, 2019, "multi-vector", "judgement"),
    Period("Uzbekistan", 2016, 2019, "multi-vector", "judgement"),
    Period("Armenia", 1998, 2012, "multi-vector", "judgement"),
    Period("Mongolia", 1992, 2019, "multi-vector", "judgement"),
    Period("Thailand", 1992, 2019, "multi-vector", "judgement"),
    Period("Indonesia", 1999, 2019, "multi-vector", "judgement"),
    Period("Philippines", 2016, 2019, "multi-vector", "judgement"),
    Period("India", 2000, 2019, "multi-vector", "judgement"),
    Period("Yugoslavia", 2008, 2019, "multi-vector", "judgement"),  # the record calls Serbia so to the end
    Period("Turkey", 2016, 2019, "multi-vector", "judgement"),
    Period("Hungary", 2010, 2019, "multi-vector", "judgement"),
    Period("Kyrgyzstan", 2014, 2019, "bandwagon", "judgement"),
    Period("Tajikistan", 1994, 2019, "bandwagon", "judgement"),
    Period("Armenia", 2013, 2017, "bandwagon", "judgement"),
    Period("Belarus", 1996, 2007, "bandwagon", "judgement"),
    Period("Cambodia", 1998, 2019, "bandwagon", "judgement"),
    Period("Laos", 1992, 2019, "bandwagon", "judgement"),
    Period("Syria", 2011, 2019, "bandwagon", "judgement"),
    Period("Georgia", 2004, 2012, "western", "judgement"),
    Period("Ukraine", 2014, 2019, "western", "judgement"),
    Period("Philippines", 2010, 2015, "western", "judgement"),
    Period("Poland", 1999, 2019, "western", "judgement"),
    Period("Estonia", 2004, 2019, "western", "judgement"),
    Period("Latvia", 2004, 2019, "western", "judgement"),
    Period("Lithuania", 2004, 2019, "western", "judgement"),
    Period("Romania", 2004, 2019, "western", "judgement"),
    Period("Japan", 1992, 2019, "western", "judgement"),
)
