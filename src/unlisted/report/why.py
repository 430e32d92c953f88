"""Why a step stands where it stands in the plan, in one sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from unlisted.knowledge import ChecklistItem, Stage
from unlisted.locale import translate
from unlisted.model import Step, StepNote, StepState
from unlisted.plan import may_alert_someone_close


def why_here(step: Step, item: ChecklistItem, doors: Mapping[str, str]) -> str:
    """The first reason that holds. `doors` tells which fact a step, or closing an exposure, protects, by their ids."""
    if may_alert_someone_close(step.alerts):
        return translate("Why here: someone close may notice it, so everything that nobody notices comes before it.")
    if item.stage in (Stage.SAFETY, Stage.EVIDENCE):
        return translate("Why here: safety and evidence come before everything else.")
    if step.state is StepState.VISIBLE_AGAIN:
        return translate("Why here: it was done before, and facts of yours were seen there again.")
    if StepNote.OVERDUE in step.notes:
        return translate("Why here: you asked, and the time to answer has ended.")
    if step.id in doors:
        return translate("Why here: it closes a place on the easiest way to {fact}.", fact=doors[step.id])
    if protected := next((doors[word] for word in step.why if word in doors), None):
        return translate("Why here: it concerns a place on the easiest way to {fact}.", fact=protected)
    return translate("Why here: it brings much for the minutes it takes and the little it makes you tell.")
