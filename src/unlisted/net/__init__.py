"""The one guarded door to the network: a plan she has seen, a gate that asks nothing else, a ledger of what it asked.

    plan = plan_of([Planned(id="…", url=Url.parse("https://…"), purpose=Purpose.PAGES)])
    for result in Gate(…).look(plan.agree(plan.digest())): …     # Reply or Unknown, one a line

Importing this is cheap; the HTTP library is loaded when the first look begins.
"""

from unlisted.net.addresses import Url
from unlisted.net.gate import Gate, Looks
from unlisted.net.plan import (
    Agreed,
    Audience,
    Carried,
    Disclosure,
    Form,
    Method,
    Plan,
    Planned,
    Purpose,
    plan_of,
)
from unlisted.net.results import Recorder, Reply, Result, Unknown
from unlisted.net.settings import Limits, Pace, Proxy, Settings, allow
from unlisted.net.sites import site

__all__ = [
    "Agreed", "Audience", "Carried", "Disclosure", "Form", "Gate", "Limits", "Looks", "Method", "Pace",
    "Plan", "Planned", "Proxy", "Purpose", "Recorder", "Reply", "Result", "Settings", "Unknown", "Url", "allow",
    "plan_of", "site",
]  # fmt: skip
