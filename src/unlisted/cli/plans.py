"""Several plans in one run, one after another: each is shown and agreed to by itself, because one answer leads on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unlisted.cli.door import INTERRUPTED, Door
from unlisted.cli.network import NotAgreed, agreed, looked
from unlisted.cli.progress import stoppable
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.net import Planned, Result
    from unlisted.vault import Vault


@dataclass
class Plans:
    """For scripts `--agree` takes the hashes with commas between them, in the order of the plans.

    `left_out`: lines were struck or not agreed to, so that not everything was looked at.
    """

    door: Door
    vault: Vault
    plan_only: bool
    hashes: list[str] | None
    interrupted: bool = False
    left_out: bool = False

    @classmethod
    def of(cls, door: Door, vault: Vault, *, plan_only: bool, agree: str | None) -> Plans:
        """The plans of a command, from its options."""
        return cls(door, vault, plan_only, agree.split(",") if agree is not None else None)

    @property
    def scripted(self) -> bool:
        """Whether nobody is there to answer, or nothing would be sent yet."""
        return self.plan_only or self.hashes is not None or not self.door.online or self.door.no_input

    def results(self, lines: Sequence[Planned]) -> list[Result]:
        """What came of one plan. Raises what `agreed` raises."""
        from unlisted.net import plan_of

        agree = self.hashes.pop(0) if self.hashes else None
        agreement = agreed(self.door, plan_of(lines), plan_only=self.plan_only, agree=agree, keyed=self.vault.keyed)
        self.left_out = self.left_out or len(agreement.plan.lines) < len(lines)
        with stoppable(self.door) as stopping:
            results = list(looked(self.door, agreement, self.vault.store.record, stopping))
            self.interrupted = self.interrupted or stopping()
        return results

    def further(self, lines: Sequence[Planned]) -> list[Result]:
        """What came of a plan that follows from answers; nothing if a script has no hash for it."""
        from unlisted.net import plan_of

        if self.hashes is not None and not self.hashes:
            digest = plan_of(lines).digest(self.vault.keyed)
            self.door.note(_("Not asked. To agree to that too, add to --agree after a comma: {hash}", hash=digest))
            self.left_out = True
            return []
        try:
            return self.results(lines)
        except NotAgreed:
            self.left_out = True
            return []

    def exit_code(self, otherwise: int) -> int:
        """The exit status: that of an interruption, or `otherwise`."""
        return INTERRUPTED if self.interrupted else otherwise
