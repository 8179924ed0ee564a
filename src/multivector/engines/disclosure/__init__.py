"""Why a number is not published, and what that says: voluntary disclosure before several audiences.

Senders know a number x of prior f that they could prove; with probability q there is none. Publication lets audiences compare
it with other numbers, which brings sender i

    D_i(x) = sum over audiences a of w_ia v_a(x) - c_i                               c_i: politics displaced by a figure

and silence of a set N of numbers, on which alone nothing is said,

    S(N) = sigma ((1 - q) P(N) E[v | N] + q v_0) / (q + (1 - q) P(N))                audiences react by belief
    S(N) = sigma v(E[x | silence])                                                   audiences react by estimate

sigma in [0, 1] says how much of a comparison is made though there is no number; the textbooks have 1. If silence is pierced
with probability l and having kept it then costs K, all is as if c were c - l K / (1 - l).

*Level sets.* S does not depend on the number, so in each equilibrium those are silent to whom publication brings no more than
some level, up to mixing at it: on a grid all of them are found by sorting. Where D is not monotone, as with one audience that
is let down by small numbers and one that is rivalled by large ones, the silent set falls into pieces.

*Silence whatever the number* is an equilibrium iff max D <= S(all); for penalties, sigma (1 - q) <= (c + min pen) / E pen. It
says nothing on the number. It ends where a safe window opens, the comparison is made anyway (sigma), a number surely exists
(q), a leak is likely, or one of several senders may publish alone.

*Several senders* publish by consent (N is the union of what each wants to be silent on) or unilaterally (the intersection).

*Which equilibrium.* Each number brings the larger of D and S, so all prefer that in which silence is worth most; all are given.

Assumed: numbers can be proved, and are not lied on; audiences know the parameters and the prior; silence is pierced with the
same probability whatever lies behind it, a missing number included; where silence should never be met with, it is read as the
worst number.

Known to be poor: sigma, q and c are judgements, and what follows hangs on them, so look at `regions` and `infer` rather than at
one point. Silence is dated: the number may come later. Of three or more senders, equilibria in which more than one mixes are not
looked for. Effects that jump in the estimate may leave no equilibrium at all. The
plain baseline is that silence hides what is bad: the numbers below the prior's mean.

    game = Game(lognormal(10, 0.6, 40, 400), (Audience("home", "shortfall", 17, 1.0, 14), Audience("rival", "match", 14, 0.4)),
                (Sender((1, 1)),), sigma=0.6)
    first, *others = equilibria(game)
    stretches(game.prior, first.silent), posterior(game, first).bits

The classical models stand alone in `classic`: `uninformed` (Dye; Jung and Kwon), `proprietary` (Verrecchia), `unravelling`
(Grossman; Milgrom), `persuasion` (Kamenica and Gentzkow), `cheap_talk` (Farrell and Gibbons).

References: those of `classic`, and Bond and Zeng (2022), Silence is safest, J. of Financial Economics 145 (opposed audiences,
silence without cost). Hummel, Morgan and Stocken (2018), A model of voluntary managerial disclosure, working paper (extremes
are suppressed). Wagenhofer (1990), Voluntary disclosure with a strategic opponent, J. of Accounting and Economics 12.
"""

from __future__ import annotations

from multivector.engines.disclosure.equilibria import equilibria
from multivector.engines.disclosure.game import Audience, Game, Sender, changed, parameters, pooled
from multivector.engines.disclosure.inference import Inferred, Posterior, draw, infer, posterior, solve
from multivector.engines.disclosure.outcomes import Equilibrium, Regime, agreed, distinct, stretches
from multivector.engines.disclosure.prior import Prior, coarser, lognormal, normal, prior, uniform
from multivector.engines.disclosure.reasons import Condition, Reasons, condition, reasons
from multivector.engines.disclosure.regions import Regions, possible, regions
from multivector.engines.disclosure.totals import Lever, TotalSilence, levers, total_silence

__all__ = [
    "Audience",
    "Condition",
    "Equilibrium",
    "Game",
    "Inferred",
    "Lever",
    "Posterior",
    "Prior",
    "Reasons",
    "Regime",
    "Regions",
    "Sender",
    "TotalSilence",
    "agreed",
    "changed",
    "coarser",
    "condition",
    "distinct",
    "draw",
    "equilibria",
    "infer",
    "levers",
    "lognormal",
    "normal",
    "parameters",
    "pooled",
    "possible",
    "posterior",
    "prior",
    "reasons",
    "regions",
    "solve",
    "stretches",
    "total_silence",
    "uniform",
]
