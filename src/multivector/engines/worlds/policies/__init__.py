"""Policies: what each takes from whom and to whom it binds itself; one module a policy, each with its traits.

A policy is a record that the model reads, so that all are run by one loop and differ only in what they say:

    score_jp = fit x cap_jp open_p trust_p - avoid x chi max(D_p - cap, 0) + lean_p a_jp     = (1 - alone_j) softmax_p(beta
    score_jp)            shares of need j that partner p meets; alone_j is met without anybody

A *static* one decides once, as things are at the start, and an *adaptive* one every quarter. Every policy is there in both forms,
since to compare a static one with an adaptive one is to compare two things at once.
"""

from multivector.engines.worlds.policies.balancing import balancing
from multivector.engines.worlds.policies.bandwagoning import bandwagoning
from multivector.engines.worlds.policies.equidistance import equidistance
from multivector.engines.worlds.policies.isolation import isolation
from multivector.engines.worlds.policies.niches import niches
from multivector.engines.worlds.policies.policy import Policy, Trait, shares

__all__ = ["Policy", "Trait", "balancing", "bandwagoning", "equidistance", "isolation", "niches", "shares"]
