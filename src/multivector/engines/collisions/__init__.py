"""Which promises can never be kept together, and in which smallest scenario others cannot.

A clause n is owed by a bearer and concerns a box of acts A x B x R (action, object, area: terms of three taxonomies, whose
extents are sets of leaves), or a sum of quantities. It is in force in a scenario S, a finite set of atoms that hold while all
others do not, on the days of its validity, where some set of its trigger lies within S and no set of its exceptions does. A
plan is a set of acts (a, b, r, day). It keeps

    a prohibition             if it has no act of the box while in force
    an obligation for some    if it has an act of the box on every day in force; where once is enough, on one of them
    an obligation for every   if it has every act of the box on every day in force
    an amount                 if its sum lies between its ends

and a permission is tried as the use that it allows. A collision (C, S) is a set of clauses in force in S that no plan keeps, and
minimal if no other has the same clauses or fewer and the same scenario or less. Whether clauses can be kept does not depend on
the scenario, and the least scenario for them is the union of their triggers. So, with a version for each set of a trigger and
each reading of a disputed term,

    minimal collisions = minimal (C, union of triggers) for C minimal unsatisfiable, consistent, excepted by nothing, with a day

and without exclusions between acts such a C is one demand and a minimal cover of its box by prohibitions. That is what `covers`
searches, exactly; `exclusions` and `quantities` search the components that need more, exactly too. The rule that decides between
the clauses is told with a collision (`priorities`), which is never dropped for it.

    collisions(clauses, taxonomies, background)   all minimal ones, of up to 3 clauses and 3 atoms if nothing else is asked
    index(clauses, taxonomies, background)        the same clauses made ready for these and further questions:
    screen(index, candidate)                      what one more promise would break
    headroom(index, clause, boxes)                how far from a collision it would be, box by box
    in_scenario(index, events, day)               what cannot be kept, and the cheapest way out
    distance, blame, freedom, steps, near_misses  measures
    ground(clause, bindings)                      a clause with variables, once for each binding

Assumptions: one bearer's clauses collide, not one's with another's; atoms are known to hold or not to; nothing changes within a
scenario but the day; a remedy, in force only if another clause is broken, collides with nothing and is part of the price.
Under an exclusion, and among amounts, sets of clauses are grown one by one: components of some hundred clauses are
slow. Covers of many clauses may be exponentially many: bound them, and read `freedom` for the rest.

Known to be poor: the answer is as good as the boxes. A term is read wider or narrower than its drafters meant, an exception not
entered is a false alarm, and what is owed in "some" act hides what is owed in every one. Lex specialis is a maxim: arguable.

References: Vasconcelos, Kollingbaum, Norman (2009), Normative conflict resolution in multi-agent systems, Autonomous Agents and
Multi-Agent Systems. Li, Balke, De Vos, Padget, Satoh (2013), on conflicts of legal systems by answer sets, ICAIL. Fenech, Pace,
Schneider (2009), Automatic conflict detection on contracts, ICTAC. Liffiton, Previti, Malik, Marques-Silva (2016), Fast,
flexible MUS enumeration, Constraints 21. International Law Commission (2006), Conclusions of the work of the Study Group on the
Fragmentation of International Law. Vienna Convention on the Law of Treaties, art. 30 and 53; Charter of the United Nations,
art. 103.
"""

from multivector.engines.collisions.background import Background, Exclusion, Rule, unfold
from multivector.engines.collisions.clauses import ALWAYS, Amount, Box, Clause, Modality, Rank, ground
from multivector.engines.collisions.measures import Distance, NearMiss, blame, distance, freedom, near_misses, steps
from multivector.engines.collisions.priorities import prevailing, resolution
from multivector.engines.collisions.repair import Outcome, in_scenario
from multivector.engines.collisions.results import Collision, Precedence, Resolution, Ruling, Severity, Standing
from multivector.engines.collisions.screening import Headroom, headroom, screen
from multivector.engines.collisions.search import Index, collisions, index
from multivector.engines.collisions.taxonomy import Taxonomies, Taxonomy, taxonomy

__all__ = [
    "ALWAYS",
    "Amount",
    "Background",
    "Box",
    "Clause",
    "Collision",
    "Distance",
    "Exclusion",
    "Headroom",
    "Index",
    "Modality",
    "NearMiss",
    "Outcome",
    "Precedence",
    "Rank",
    "Resolution",
    "Rule",
    "Ruling",
    "Severity",
    "Standing",
    "Taxonomies",
    "Taxonomy",
    "blame",
    "collisions",
    "distance",
    "freedom",
    "ground",
    "headroom",
    "in_scenario",
    "index",
    "near_misses",
    "prevailing",
    "resolution",
    "screen",
    "steps",
    "taxonomy",
    "unfold",
]
