"""What a model is to us: something with a name that answers a prompt."""

from __future__ import annotations

from typing import Protocol


class ModelError(Exception):
    """Why there is no answer, in the user's terms."""


class Model(Protocol):
    """Anything that answers a prompt: an endpoint, or a function in a test."""

    @property
    def name(self) -> str:
        """Give the name under which answers are kept; two models that may answer differently have two names."""
        ...

    def ask(self, prompt: str) -> str:
        """Answer a prompt.

        Raises:
            ModelError: there is no answer; the message says why.
        """
        ...
