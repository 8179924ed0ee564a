"""The patterns of expressions of time, over the classes of words; their order is their rank.

In a pattern a word in small letters is a class of `words`, one in capitals another pattern; the rest is a regular expression
with spaces apart. Every repetition is bounded, so that a scan takes linear time.
"""

from __future__ import annotations

import re
from typing import Final

from multivector.reader.calendar.words import LETTER

_PIECES: Final = {
    "BEFORE": "(?:(?:in|on) during|at(?=the? part)|not passed from?|not part than|not upto|not after|"
    "in|on|since|until|upto|to|by|from|over|about)",
    "ORD": "(?:tens dash? ordinal|ordinal)",
    "DAYS": "(?:day|day_th|ORD)",
    "MON": "(?:month|name|emonth|ename|short dot?)",
    "ENMON": "(?:emonth|ename|short dot?)",
    "YEARED": "(?:year|year_th)(?:u_year|u_yr dot?)?",
    "REL": "(?:this|last|next)",
    "RELYEAR": "(?:the? REL u_year|since dot u_yr dot?)",
    "OFYEAR": "(?:comma? of? YEARED|of? RELYEAR)",
    "WEEKLY": "(?:REL?(?:weekday|weekday_case|eweekday)|weekday_short dot?)(?:comma|long_dash|open)? the?",
    "LINK": "(?:dash|long_dash)",
    "OF": "(?:of? the?|dash)",
    "NTH": "(?:ORD|roman|day_th|day dash?)",
    "UNIT": "(?:u_year|u_yr|u_let|u_century|u_decade|u_quarter|u_month|u_week|u_day|u_season)",
    "COUNTED": "(?:number|tens|day|count|decimal|article)",
    "MANY": "(?:COUNTED(?:LINK COUNTED|or COUNTED|upto COUNTED|number)?|few of?)",
    "LONG": "(?:MANY UNIT(?:and MANY UNIT)?|u_half_year)",
    "FUZZ": "(?:more than?|about|roughly)",
    "SEASONS": "(?:season|season_when)",
    "ENDG": "(?:u_year|u_yr dot?)?",
}

POINTS: Final = {
    "numeric": "WEEKLY? numeric ENDG",
    "day": "(?:WEEKLY)? the? (?P<day>DAYS|short_decade) (?:of? the?|dash) (?P<month>MON) (?P<year>OFYEAR|dash year)?",
    "en_day": "(?:WEEKLY)? (?P<month>ENMON) the? (?P<day>DAYS)(?!UNIT|apostrophe|clock) (?P<year>OFYEAR)?",
    "part_month": "the? (?P<part>part|mid) OF (?P<month>MON) (?P<year>OFYEAR)?",
    "half_month": "the? (?P<half>ordinal) u_half of? (?P<month>MON) (?P<year>OFYEAR)?",
    "century": "(?:(?P<part>part|mid) OF)? (?:the? (?P<half>ordinal) u_half OF)? the? (?P<number>NTH) dash? u_century",
    "decade": "(?:the? (?P<part>part|mid) OF)? (?:the? (?P<half>ordinal) u_half OF)? the? apostrophe? "
    "(?P<decade>decade|short_decade) ENDG (?:(?P<number>NTH) u_century|(?P<rel>REL) u_century)?",
    "quarter": "(?:the? (?P<part>part|mid) OF)? the? (?:(?P<number>NTH) u_quarter|(?P<q>quarter_number)) "
    "(?P<year>of? the? (?:OFYEAR|u_year))?",
    "half": "(?:the? (?P<number>NTH) u_half|(?P<q>half_number)) of? the? (?P<year>OFYEAR|u_year)",
    "half_alone": "(?P<number>NTH) u_half(?!unknown|of|u_century|decade|short_decade|u_day|u_week)",
    "month": "(?P<month>MON) (?P<year>OFYEAR|dash year)?",
    "tenth": "(?P<tenth>ordinal|near)(?P<unit>u_day|u_dates|u_ten)(?P<month>MON)(?P<year>OFYEAR)?",
    "rel_month": "(?P<rel>REL)(?P<month>MON)",
    "season": "(?:the? (?P<part>part|mid) OF)? the? (?P<season>SEASONS) of? (?:(?P<double>season_years) ENDG|(?P<year>OFYEAR))",
    "rel_season": "the? (?P<rel>REL)(?P<season>SEASONS)",
    "season_alone": "(?:the? (?P<part>part|mid) OF)? the? (?P<season>SEASONS)",
    "years": "(?P<double>season_years) ENDG",
    "part_year": "the? (?P<part>part|mid) OF (?P<year>comma? of? YEARED|RELYEAR|u_year)",
    "year_end": "u_year dash (?P<part>part)",
    "part_rel": "the? (?P<part>part|mid) OF (?P<rel>REL)(?P<unit>u_week|u_month|u_quarter|u_century|u_decade)",
    "rel": "the? (?P<rel>REL)(?P<unit>u_week|u_month|u_year|u_quarter|u_half|u_decade|u_century|u_weekend)(?!ago)",
    "part_noun": "the? (?P<part>part|mid) OF (?P<unit>u_month|u_week)",
    "rel_weekday": "(?P<rel>REL|near)(?P<weekday>weekday|weekday_case|eweekday)",
    "rel_year": "REL (?P<year>YEARED)",
    "of_year": "the? (?P<noun>u_year)(?P<year>year)",
    "year": "(?P<year>YEARED) birth?",
    "weekday": "(?P<weekday>weekday|eweekday)",
}
"""One date, without the word before it."""

RULES: Final = {
    "today": "(?P<before>(?:on|since|upto|by|until)(?=today|todays u_day))? (?P<today>todays u_day?|today) "
    "(?:(?:comma|long_dash)? BEFORE? (?P<point>day_point))?",
    "en_days": "BEFORE? (?:WEEKLY)? (?P<month>ENMON)(?P<first>DAYS) LINK (?P<last>DAYS)(?!UNIT|ENMON) (?P<year>OFYEAR)?",
    "short_years": "BEFORE? (?P<first>year) dash (?P<last>day|count)(?P<suffix>u_year|u_yr dot?)?",
    "interval": "(?P<before>between|BEFORE)? (?P<left>POINT|DAYS)(?P<link>LINK|to|until|upto|and|or|on) the? (?P<point>POINT)",
    "ago": "FUZZ? (?P<many>MANY)? (?P<unit>UNIT|u_half_year) ago (?:comma (?P<point>day_point))?",
    "earlier": "FUZZ? (?P<many>MANY)? (?P<unit>UNIT|u_half_year)(?P<back>passed|through|part)",
    "from_now": "through FUZZ? (?P<many>MANY)? (?P<unit>UNIT|u_half_year)",
    "that": "(?:in|on|to|by|since|upto)? (?:that same?|this same) (?:u_year|u_month|u_week|u_day|u_season|SEASONS)",
    "this_day": "in this u_day",
    "next_day": "(?:in|on) next u_day",
    "point": "(?P<before>BEFORE)? (?P<point>POINT)",
    "en_from_now": "in FUZZ? (?P<many>MANY)(?P<unit>UNIT)",
    "adjective": "(?P<month>monthly) (?:unknown (?P<year>OFYEAR))?",
    "weekdaily": "(?P<weekday>weekdaily)",
    "eve": "yesterday",
    "lately": "in (?:near|this) (?:u_year|u_month|u_week|u_day|u_decade|u_weekend)|few time ago|on(?P<days>u_day)",
    "season_shift": "in? REL u_season",
    "lasting": "(?:(?:in|on)? during of?|over|on|in|since)? the? (?:near|last|next|this) "
    "(?:(?P<many>MANY|year) UNIT|u_let|u_year|u_month|u_week|u_day|u_half_year)",
    "long": "(?P<lead>(?:in|on)? during of?|over|on|upto|through|from|since)? FUZZ? (?P<length>LONG)",
    "lasted": "(?P<cue>lengthy)(?P<length>u_hour|u_day|u_week|u_month|u_year)",
    "one": "(?:(?:in|on) during|on|over|more than?|about) (?P<length>u_year|u_month|u_week|u_day)",
    "rate": "in u_year|yearly",
    "worded": "(?P<length>long_adjective|"
    "(?:(?:day|count) dash)? (?:long_adjective|years_adjective(?= term)|aged_adjective(?= term)))",
    "weekend": "in u_weekend",
}
"""Whole expressions; what they mean is in the functions of the same name."""

_NAME: Final = re.compile(r"\(\?P<\w+>|[A-Za-z_]+|\s+")


def _written(pattern: str, *, named: bool, point: str = "") -> str:
    """Put letters for classes and patterns for names; leave the names of groups out where `named` is false."""

    def put(match: re.Match[str]) -> str:
        word = match.group()
        if word.startswith("("):
            return word if named else "(?:"
        if word == "day_point":
            return "(?:" + "|".join(_written(POINTS[name], named=False) for name in ("numeric", "day", "en_day")) + ")"
        return point if word == "POINT" else "" if word.isspace() else LETTER.get(word) or _written(_PIECES[word], named=False)

    return f"(?:{_NAME.sub(put, pattern)})"


_POINT: Final = "(?:" + "|".join(_written(pattern, named=False) for pattern in POINTS.values()) + ")"
_GUARD: Final = f"(?<![{LETTER['dash']}{LETTER['sign']}])"

POINT_PATTERNS: Final = {name: re.compile(_written(pattern, named=True)) for name, pattern in POINTS.items()}
RULE_PATTERNS: Final = {name: re.compile(_written(pattern, named=True, point=_POINT)) for name, pattern in RULES.items()}
_DASHED: Final = f"(?<={LETTER['dash']})(?P<dashed_year>{LETTER['year']})"
RULE_PATTERNS["dashed_year"] = re.compile(LETTER["year"])
SCAN: Final = re.compile(
    _DASHED
    + "|"
    + _GUARD
    + "(?:"
    + "|".join(f"(?P<{name}>{_written(pattern, named=False, point=_POINT)})" for name, pattern in RULES.items())
    + ")"
)
"""The whole grammar as one expression: the group that matched is the rule."""
