"""How alike states vote: every measure in use, for all pairs at once, each exactly defined.

A ballot is 1 yes, 2 abstain, 3 no, or 0: absent, not a member, no record. Absence is no abstention: a pair is compared over the
roll calls on which both voted, n of them, and where n is 0 nothing is said (NaN). All measures of a pair follow from how often
each ballot of one met each of the other, C_ab, which matrix products give for all pairs together:

    o_ab = C_ab / n,   p_a = sum_b o_ab,   q_b = sum_a o_ab,   m = (p + q) / 2,   d_ab = |a - b|,   d_max = 2

    agreement          sum_a o_aa                                   the share of equal ballots
    closeness          1 - sum o d / d_max                          Bailey, Strezhnev, Voeten: an abstention is half of the way
    s_absolute         1 - 2 sum o d / d_max                        Signorino and Ritter
    s_squared          1 - 2 sum o d^2 / d_max^2
    kappa_w            1 - sum o w / sum_ab p_a q_b w_ab            Cohen: by the chance of each state's own shares
    pi_w               1 - sum o w / sum_ab m_a m_b w_ab            Scott: by the chance of the shares of both together

with weights w: nominal (1 unless equal), absolute (d) and squared (d^2). Squared kappa is 1 - D / (s_x + s_y + (mean_x -
mean_y)^2) with D the mean squared distance and population variances s; squared pi has half of that last square. Where chance
leaves no distance at all (both constant, and alike) neither is defined: NaN. Kappa and pi are symmetric; rows and columns are
both given.

*Which year.* A session of the General Assembly runs into the next calendar year. `Ballots.group` is whatever the caller takes:
the year of each roll call's date, or that in which its session began (session + 1945); figures differ, so say which.

*Which roll calls.* Some studies drop those on which everybody who voted voted alike, since they tell nobody apart: `contested`.
With them, agreement is high for all pairs; kappa and pi are less affected.

Known to be poor: votes are cheap and most resolutions return every year, so roll calls are no independent draws. S takes for
granted that all ballots are equally likely by chance, which puts friends and foes close together where most vote yes (Haege
2011). Programs differ: some weigh kappa by squares and pi not at all, and the two are then not comparable.

    found = similarity(ballots.of("2019"))
    found.kappa_squared[a, b]

References: Cohen (1968), Psychological Bulletin 70. Scott (1955), Public Opinion Quarterly 19. Signorino and Ritter (1999),
International Studies Quarterly 43. Haege (2011), Choice or circumstance? Adjusting measures of foreign policy similarity for
chance agreement, Political Analysis 19. Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61.
"""

from __future__ import annotations

from multivector.engines.votes.ballots import ABSENT, ABSTAIN, NO, YES, Ballots, ballots, contested
from multivector.engines.votes.measures import MEASURES, Similarity, distances, similarity, yearly

__all__ = [
    "ABSENT",
    "ABSTAIN",
    "MEASURES",
    "NO",
    "YES",
    "Ballots",
    "Similarity",
    "ballots",
    "contested",
    "distances",
    "similarity",
    "yearly",
]
