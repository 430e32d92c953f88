"""What came of a look, in words: what was read, what was not and why. Pure.

"Not seen" is never called safe, and "could not look" is never called "nothing found".
"""

from __future__ import annotations

from collections.abc import Mapping

from unlisted.errors import N_
from unlisted.locale import plural, translate
from unlisted.model import Outcome, Reason, State
from unlisted.report.numbers import counts_text, number, of_counts_text, orders_text, size_text

_REASONS = {
    Reason.NOT_FOUND: N_("it is not there"),
    Reason.NOT_READABLE: N_("it cannot be read: no permission, or a fault of the disk"),
    Reason.NOT_A_FILE: N_("it is neither a file nor a folder"),
    Reason.LINK_LOOP: N_("its links lead in a circle"),
    Reason.LINK_OUTSIDE: N_("it is a link that leads out of the folder you named"),
    Reason.FORMAT_UNKNOWN: N_("its format is not known"),
    Reason.ARCHIVE_WITHIN: N_("archives inside of it are not opened; unpack it and check the folder"),
    Reason.MEDIA: N_("pictures, video and sound are not opened"),
    Reason.EMPTY: N_("it is empty"),
    Reason.TRUNCATED: N_("it ends in the middle"),
    Reason.DAMAGED: N_("it is damaged"),
    Reason.WRONG_SHAPE: N_("it is not an export of the kind it seems to be"),
    Reason.TOO_DEEP: N_("it is nested too deeply"),
    Reason.TOO_LARGE: N_("it is too large"),
    Reason.TOO_SLOW: N_("it took too long"),
    Reason.ENCODING: N_("it holds passages that are not text"),
    Reason.CHANGED: N_("it changed while it was read"),
    Reason.RECORDS_SKIPPED: N_("it holds messages that could not be read"),
    Reason.NO_SUCH_HOST: N_("there is no site of that name, or no connection to the internet"),
    Reason.ADDRESS_REFUSED: N_("its address does not belong to the public internet"),
    Reason.NOT_CONNECTED: N_("the connection could not be made, or was cut off"),
    Reason.TLS: N_("its certificate is not good, or there was no agreement on encryption"),
    Reason.NOT_ENCRYPTED: N_("it can only be reached without encryption"),
    Reason.PROXY: N_("the proxy could not be reached, or refused"),
    Reason.REDIRECTS: N_("it leads from page to page without end"),
    Reason.LEADS_ELSEWHERE: N_("it leads to another site, which was not agreed to"),
    Reason.ASKED_TO_WAIT: N_("the site asks for a longer pause"),
    Reason.OFFLINE: N_("it is on the internet, and --online was not given"),
    Reason.NOT_AGREED: N_("you left it out"),
    Reason.REFUSED: N_("the site refuses us, as it may refuse any program"),
    Reason.SITE_FAULT: N_("the site answers with a fault, not with a page"),
    Reason.LOGIN_WALL: N_("what a stranger without an account sees is a request to log in"),
    Reason.CHALLENGE: N_("before it stands a page that checks for robots, asks for consent or leads on"),
    Reason.NEEDS_SCRIPTS: N_("it shows its text only to browsers that run its scripts"),
    Reason.FRONT_PAGE: N_("the site leads to its front page instead"),
    Reason.NO_PREVIEW: N_("it is no public channel, or shows its messages only in the app"),
    Reason.NOT_ARCHIVED: N_("the archive says that it has no copy"),
    Reason.RELATIVE: N_("its address names a relative of yours, and nothing about relatives is asked on the internet"),
    Reason.KEY_REFUSED: N_("the service does not take this access key, or not for this question"),
    Reason.ODD_REPLY: N_("the service answered in a way that cannot be read"),
    Reason.INCOMPLETE: N_("the service could not ask everywhere"),
    Reason.UNCLEAR: N_("the service gives this answer both for nothing and for a fault"),
    Reason.BY_HAND: N_("no program can ask there, only you can"),
    Reason.INTERRUPTED: N_("you stopped it"),
    Reason.ERROR: N_("a fault of this program kept it from being read"),
}


def reason_text(reason: Reason, numbers: Mapping[str, int] | None = None) -> str:
    """Why a look could not be finished, with its number where there is one."""
    text, given = translate(_REASONS[reason]), numbers or {}
    if "at" in given:
        return translate("{reason}; {size} were read", reason=text, size=size_text(given["at"]))
    if "limit" in given:
        return translate("{reason}; the limit is {size}", reason=text, size=size_text(given["limit"]))
    if "seconds" in given:
        n = given["seconds"]
        return plural("{reason}; {count} second", "{reason}; {count} seconds", n, reason=text, count=number(n))
    if "status" in given:
        return translate("{reason}; status {status}", reason=text, status=given["status"])
    if "count" in given:
        n = given["count"]
        return plural("{reason}; {count} of them", "{reason}; {count} of them", n, reason=text, count=number(n))
    return text


def read_text(counts: Mapping[str, int]) -> str:
    """What was read: `read: 3,204 messages`."""
    return (
        translate("read: {what}", what=counts_text(counts)) if any(counts.values()) else translate("nothing was read")
    )


def unread_text(counts: Mapping[str, int]) -> str:
    """What was not read: `not read: 4,011 pictures, 120 voice messages`; empty where nothing was left."""
    return translate("not read: {what}", what=counts_text(counts)) if any(counts.values()) else ""


def not_found_text(read: Mapping[str, int], unread: Mapping[str, int]) -> str:
    """The only way to say that nothing was seen: where it was not found, and what was not read."""
    where = of_counts_text(read)
    found = translate("not found in the text {of_what}", of_what=where) if where else translate("nothing was read")
    return "; ".join(part for part in (found, unread_text(unread)) if part)


def outcome_text(outcome: Outcome) -> str:
    """The result of one look in one line: what was seen, what was read, what was not, and why."""
    if outcome.state is State.CLEAR:
        return "; ".join(filter(None, (not_found_text(outcome.read, outcome.unread), orders_text(outcome.read))))
    parts = [seen_text(len(outcome.sightings))] if outcome.sightings else []
    if hers := sum(bool(sighting.mine) for sighting in outcome.sightings):
        parts.append(hers_text(hers))
    if outcome.state is State.UNKNOWN:
        known = reason_text(outcome.reason, outcome.numbers) if outcome.reason else ""
        whole = (
            translate("looked at only in part") if any(outcome.read.values()) else translate("could not be looked at")
        )
        parts.insert(0, translate("{result}: {reason}", result=whole, reason=known) if known else whole)
    if any(outcome.read.values()):
        parts.append(read_text(outcome.read))
    return "; ".join(part for part in (*parts, unread_text(outcome.unread), orders_text(outcome.read)) if part)


def seen_text(places: int) -> str:
    """In how many places something was seen."""
    return plural("seen in {count} place", "seen in {count} places", places, count=number(places))


def hers_text(places: int) -> str:
    """How many of the places are her own messages."""
    return plural("of these {count} is yours", "of these {count} are yours", places, count=number(places))
