"""What answers to her address or account, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from unlisted.errors import N_
from unlisted.keys import Service, Trace
from unlisted.locale import translate
from unlisted.model import State
from unlisted.report.outcomes import read_text, reason_text
from unlisted.report.words import mask

SERVICES: Mapping[Service, str] = {
    Service.AVATAR: "Gravatar",
    Service.PROFILE: "Gravatar",
    Service.OPENPGP: "keys.openpgp.org",
    Service.GITHUB: "GitHub",
}
_SEEN = {
    Service.AVATAR: N_("a picture is shown to whoever knows or guesses the address"),
    Service.PROFILE: N_("a profile is shown to whoever knows or guesses the address"),
    Service.OPENPGP: N_("a key is published under this address"),
    Service.GITHUB: N_("facts of yours stand in commits that anyone can read"),
}
_CLEAR = {
    Service.AVATAR: N_("no picture was found"),
    Service.PROFILE: N_("no profile was found"),
    Service.OPENPGP: N_("no key was found"),
    Service.GITHUB: N_("none of your facts were found as author or committer"),
}


def trace_text(trace: Trace) -> str:
    """One answer in one line."""
    parts = []
    if trace.state is State.UNKNOWN and trace.reason:
        reason = reason_text(trace.reason, trace.numbers)
        parts.append(translate("could not be looked at in full: {reason}", reason=reason))
    if trace.facts:
        parts.append(translate(_SEEN[trace.service]))
    elif trace.state is State.CLEAR:
        parts.append(translate(_CLEAR[trace.service]))
    if any(trace.read.values()):
        parts.append(read_text(trace.read))
    return translate(
        "{fact}, {service}: {what}", fact=trace.fact, service=SERVICES[trace.service], what="; ".join(parts)
    )


def fact_lines(trace: Trace) -> list[str]:
    """Which of her facts."""
    return [mask(seen) for seen in trace.facts]
