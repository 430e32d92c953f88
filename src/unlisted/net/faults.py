"""How the rooms behind the gate tell each other that a look ended without an answer. Never leaves this package."""

from __future__ import annotations

from collections.abc import Mapping

from unlisted.model import Reason
from unlisted.net.addresses import Url


class Fault(Exception):
    """No answer, and why. `again`: the same request may do better a moment later."""

    def __init__(
        self,
        reason: Reason,
        numbers: Mapping[str, int] | None = None,
        *,
        again: bool = False,
        location: Url | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.numbers = dict(numbers or {})
        self.again = again
        self.location = location
