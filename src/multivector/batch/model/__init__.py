"""Drafts by a language model: off unless asked for, behind a protocol of one method, and labelled as written by a machine.

    model = Endpoint("http://127.0.0.1:8080/v1", "some-model")
    drafts, problems = model_drafts(text, day, names, model, Cache(folder))

What the model says is checked in `reader.quoted`, which draws everything from the text itself.
"""

from __future__ import annotations

from multivector.batch.model.cache import Cache
from multivector.batch.model.drafting import model_drafts, untold
from multivector.batch.model.endpoint import Endpoint, chosen
from multivector.batch.model.protocol import Model, ModelError
from multivector.batch.model.where import Address, address

__all__ = ["Address", "Cache", "Endpoint", "Model", "ModelError", "address", "chosen", "model_drafts", "untold"]
