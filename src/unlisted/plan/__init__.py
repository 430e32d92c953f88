"""What to do, in which order, and until when: exposures, facts and situations meet the knowledge. Pure."""

from unlisted.plan.budget import doors, priorities, within, worth
from unlisted.plan.choosing import ALWAYS, CLOSE, MARKED, may_alert_someone_close, steps
from unlisted.plan.closing import closings
from unlisted.plan.kept import Kept
from unlisted.plan.leaving import NOTICE, SEEN, Leaving, action_of, opt_out_id
from unlisted.plan.whole import Plan, closing_of, plan

__all__ = [
    "ALWAYS",
    "CLOSE",
    "MARKED",
    "NOTICE",
    "SEEN",
    "Kept",
    "Leaving",
    "Plan",
    "action_of",
    "closing_of",
    "closings",
    "doors",
    "may_alert_someone_close",
    "opt_out_id",
    "plan",
    "priorities",
    "steps",
    "within",
    "worth",
]
