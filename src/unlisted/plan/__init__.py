"""What to do, in which order, and until when: exposures, facts and situations meet the knowledge. Pure."""

from unlisted.plan.budget import doors, priorities, within
from unlisted.plan.choosing import ALWAYS, CLOSE, NOTICE, may_alert_someone_close, steps
from unlisted.plan.closing import closings, opt_out_id

__all__ = [
    "ALWAYS",
    "CLOSE",
    "NOTICE",
    "closings",
    "doors",
    "may_alert_someone_close",
    "opt_out_id",
    "priorities",
    "steps",
    "within",
]
