"""Every step of a plan can say why it stands where it stands, and says the gravest reason."""

from support.stories import story
from unlisted.knowledge import Stage
from unlisted.plan import may_alert_someone_close
from unlisted.report.why import why_here


def test_every_step_has_a_reason_and_the_gravest_wins() -> None:
    told = story(12)
    doors = {exposure.id: "home" for exposure in told.exposures}
    for step in told.steps:
        item = told.checklist[step.item]
        reason = why_here(step, item, doors)
        assert reason.startswith("Why here: ")
        if may_alert_someone_close(step.alerts):
            assert "someone close" in reason
        elif item.stage in (Stage.SAFETY, Stage.EVIDENCE):
            assert "safety and evidence" in reason
        elif set(step.why) & set(doors):
            assert "home" in reason
