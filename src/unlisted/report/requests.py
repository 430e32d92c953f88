"""What a plan of requests would disclose, to whom, in words."""

from __future__ import annotations

from unlisted.errors import N_
from unlisted.links import Checked, Standing
from unlisted.locale import plural, translate
from unlisted.net import Audience, Disclosure, Form, Purpose
from unlisted.report.numbers import listed
from unlisted.report.outcomes import reason_text
from unlisted.report.words import kind_text

_PURPOSES = {
    Purpose.PAGES: N_("Pages to be read"),
    Purpose.ACCOUNTS: N_("Accounts under your usernames"),
    Purpose.DOMAINS: N_("Registrations of domains"),
    Purpose.BREACHES: N_("Leaks that may hold your data"),
    Purpose.SEARCH: N_("Search engines"),
    Purpose.LINKS: N_("Whether links of the program's own data still work"),
    Purpose.CONTROL: N_("Whether an address is yours"),
}
_FORMS = {
    Form.CLEAR: N_("{kind}, readable"),
    Form.HASH: N_("{kind}, as a hash that anyone who guesses it can recognise"),
    Form.HASH_PREFIX: N_("{kind}, as the beginning of a hash that many share"),
    Form.PART: N_("{kind}, only the part behind the @"),
}
_AUDIENCES = {
    Audience.SITE: N_("those who run the site"),
    Audience.BEHIND: N_("services behind it"),
    Audience.WAY: N_("everyone on the way, because it is not encrypted"),
}


_STANDINGS = {
    Standing.LIVE: N_("they answer"),
    Standing.MOVED: N_("they lead elsewhere"),
    Standing.CHANGED: N_("they answer, with other words than before"),
    Standing.BLOCKED: N_("they refuse programs; try them by hand"),
    Standing.GONE: N_("nothing is there"),
    Standing.UNKNOWN: N_("could not be looked at"),
}


def standing_text(standing: Standing) -> str:
    """What became of links, as a heading."""
    return translate(_STANDINGS[standing])


def link_text(checked: Checked) -> str:
    """One link: where it stands in the data, the status or the reason, and the host it leads to."""
    told = [", ".join(checked.cited.places)]
    if checked.status is not None:
        told.append(translate("status {status}", status=checked.status))
    if checked.reason is not None:
        told.append(reason_text(checked.reason))
    if checked.moved_to:
        told.append(translate("leads to {host}", host=checked.moved_to))
    return "; ".join(told)


def disclosure_text(disclosure: Disclosure) -> str:
    """One kind of disclosure: what for, how many requests, which kinds of fact travel how, who sees it."""
    carried = [translate(_FORMS[form], kind=kind_text(kind)) for kind, form in disclosure.carries]
    told = listed(carried) if carried else translate("nothing about you")
    seen_by = listed([translate(_AUDIENCES[one]) for one in disclosure.audience])
    count = plural("{n} request", "{n} requests", len(disclosure.lines))
    return translate(
        "{purpose}: {count}. It tells: {told}. It can be seen by: {seen_by}.",
        purpose=translate(_PURPOSES[disclosure.purpose]), count=count, told=told, seen_by=seen_by,
    )  # fmt: skip
