"""A page that she saved or text that she pasted, checked at once and not kept: for all guided look-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from unlisted.cli.door import Door
from unlisted.locale import translate as _
from unlisted.model import How, Outcome, SeenFact

if TYPE_CHECKING:
    from unlisted.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, and her facts in it, one entry a fact, the strongest; parts of a fact do not count.

    `text` is what she pasted, until it has been looked at.
    """

    outcomes: tuple[Outcome, ...] = ()
    facts: tuple[SeenFact, ...] = ()
    text: str = field(default="", repr=False)


def check_page(door: Door, vault: Vault, target: str, *, pasted: bool) -> Checked:
    """Her facts on a page of `target` that she saved or pasted; the page itself is not kept."""
    from unlisted.audit import Watch, audit, audit_text, intent_classifier
    from unlisted.match import compile_facts, manner_of
    from unlisted.report.outcomes import outcome_text
    from unlisted.report.words import mask, strength_text

    matcher, classifier = (
        compile_facts(vault.store.facts(), manner_of(vault.store.person())),
        intent_classifier(door.knowledge()),
    )
    text = ""
    if pasted:
        door.note(_("Paste the text, then a line with a single dot."))
        text = _pasted(door)
        outcomes = [audit_text(text, matcher, target=target, keyed=vault.keyed, classifier=classifier)]
    else:
        from unlisted.sources.folders import walk

        typed = door.ask(_("File or folder")).strip("'\" ")
        if not typed:
            return Checked()
        looks = walk([str(Path(typed).expanduser())])
        outcomes = list(audit(looks, matcher, keyed=vault.keyed, watch=Watch(), classifier=classifier))
    strongest: dict[str, SeenFact] = {}
    for sighting in (sighting for outcome in outcomes for sighting in outcome.sightings):
        for seen in sighting.facts:
            best = strongest.get(seen.fact)
            if seen.how is not How.PARTIAL and (best is None or seen.strength > best.strength):
                strongest[seen.fact] = seen
    for outcome in outcomes:
        door.bullet(outcome_text(outcome), err=True)
    for seen in strongest.values():
        door.bullet(f"{mask(seen)}: {strength_text(seen.strength)}", err=True)
    return Checked(outcomes=tuple(outcomes), facts=tuple(strongest.values()), text=text)


def _pasted(door: Door) -> str:
    lines: list[str] = []
    while (line := door.ask(">")) != ".":
        lines.append(line)
    return "\n".join(lines)
