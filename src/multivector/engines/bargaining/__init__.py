"""Collective bargaining: many actors with capability, position and salience pull at one outcome. Where does it end?

Every model takes a table and gives a run: `forecast(table, model, options)`. i, h, j, k, n are actors, w capability, s salience
in [0, 1] (S_i its sum over dimensions), x position and q ideal in [0, 1]^K.

**compromise**: sum w s x / sum w s of each dimension, the plain baseline. **median**: the position that none beats when votes
are w s (Black 1948). With `anchor` the reference point, which holds if nothing is agreed, takes that share of all weight in
either.

**spatial**: the spatial model of politics. Each turn, with d_i(x) = sqrt(sum_k (s_ik (q_ik - x_k))^2 / sum_k s_ik^2) and u(d,
R) = (1 - d)(1 + R d):

1. A vote between options a and b is w times a function of u(a) - u(b); coalitions are sums of votes, c_ab those for a; a beats
   b with V_ab = c_ab^m / (c_ab^m + c_ba^m); a probabilistic Condorcet election gives P_a, in proportion to prod_b V_ab, or as
   the share of time of a Markov chain of challenges.
2. P of the actors' positions with R = 0 gives attitudes to risk R_i, affine in P: who is likely to win is averse. h takes i for
   R^h_i = (1 - alpha) R_h + alpha R_i.
3. i's chance against j, as i sees it, phi = A / (A + B), from the strengths of both with w S and of third parties, each of whom
   weighs what follows if its side wins or loses. Gain: (1 - S_j) 2 u_ii + S_j (phi 2 u_ii + (1 - phi) 2 u_ij) - (u_ii + u_ij).
   i challenges whom it gains most by, if anybody.
4. i and j may agree on x_i, x_j between them, divided by s^2 phi^2 against s^2 (1 - phi)^2.
5. Each actor takes the most probable of what lies before it, the status quo included, by an election among all actors.
6. Ideals follow positions by the accommodation matrix. It ends when movement is below a share of the first turn's.

**expected-utility**: of one issue, with R the range of positions now, mu the weighted median, arg_k = |x_k - x_j| - |x_k - x_i|:
P_ij = sum_{arg > 0} w s arg / sum w s |arg|; U_won, U_lost = 2 - 4 (1/2 -+ |x_i - x_j| / 2R)^r; U_quiet = 2 - 4 / 2^r;
U_better, U_worse = 2 - 4 (1/2 -+ (|x_i - mu| + |x_i - x_j|) / 4R)^r; and

    E_ij = s_j (P U_won + (1 - P) U_lost) + (1 - s_j) U_won
           - Q U_quiet - (1 - Q) (U_better if |x_i - mu| < |x_i - x_j| else U_worse)

first with r = 1; then r_i = (1 - R_i / 3) / (1 + R_i / 3), R_i being sum_j E_ji spread over [-1, 1]. If E_ij and E_ji are both
above 0, who expects less gives in; if one is, the other goes |smaller / larger| of the way, or all of it if it expects to lose
more than the first expects to win. Of several demands it meets the one that moves it least. `anchored` puts the reference point
in mu's place.

Differences from the reference program of the spatial model (KTAB, 2019), each kept by `ktab_compat`: see `Spatial` and the
decision page. Known to be poor: on 351 resolved issues of the European Union the compromise model errs by 22.99 of 100 on
average, an expected-utility model anchored at the reference point by 26.83, and nothing has beaten the first significantly:
read no forecast without it. The spatial model jumps: outcomes depend on options and on small changes of inputs, so run
ensembles. Saliences and capabilities are judgements.

References: Black (1948), On the rationale of group decision-making, J. of Political Economy 56. Bueno de Mesquita (1994),
Political forecasting: an expected utility method, in European Community Decision Making, Yale. Scholz, Calbert, Smith (2011),
Unravelling Bueno de Mesquita's group decision model, J. of Theoretical Politics 23. Wise, Lester, Efird (2015),
Multidimensional bargaining using KTAB, KAPSARC. Thomson, Stokman, Achen, Koenig (2006), The European Union Decides, Cambridge.
Arregui, Perarnaud (2022), A new dataset on legislative decision-making in the European Union: the DEU III dataset, J. of
European Public Policy 29. Jansen (1999), Computer Physics Communications 117. Saltelli and others (2010), Computer Physics
Communications 181.
"""

from multivector.engines.bargaining.ensembles import Distribution, Ensemble, ensemble
from multivector.engines.bargaining.forecasts import Move, Offer, Run, backing, forecast, offers
from multivector.engines.bargaining.measures import weighted_mean, weighted_median
from multivector.engines.bargaining.options import MODELS, ExpectedUtility, Model, Options, Spatial, Stopping, Weighted
from multivector.engines.bargaining.sensitivity import Lever, Swing, VarianceShare, persuasion, tornado, variance_shares
from multivector.engines.bargaining.sobol import Share
from multivector.engines.bargaining.spreads import Input, Normal, Spread, Triangular, Uncertain, Uniform, uncertain
from multivector.engines.bargaining.tables import Change, Table, table

__all__ = [
    "MODELS",
    "Change",
    "Distribution",
    "Ensemble",
    "ExpectedUtility",
    "Input",
    "Lever",
    "Model",
    "Move",
    "Normal",
    "Offer",
    "Options",
    "Run",
    "Share",
    "Spatial",
    "Spread",
    "Stopping",
    "Swing",
    "Table",
    "Triangular",
    "Uncertain",
    "Uniform",
    "VarianceShare",
    "Weighted",
    "backing",
    "ensemble",
    "forecast",
    "offers",
    "persuasion",
    "table",
    "tornado",
    "uncertain",
    "variance_shares",
    "weighted_mean",
    "weighted_median",
]
