"""What is known of leaked passwords and of leaks with her address, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from unlisted.breaches import Breach, Leaked, Leaks
from unlisted.errors import N_
from unlisted.locale import plural, translate
from unlisted.model import State
from unlisted.passwords import Counted
from unlisted.report.numbers import date_text, listed, number
from unlisted.report.outcomes import reason_text

_LEAKED = {
    Leaked.PASSWORD: N_("password"),
    Leaked.SECURITY: N_("answers to security questions"),
    Leaked.ADDRESS: N_("address"),
    Leaked.PHONE: N_("telephone number"),
    Leaked.NATIONAL_ID: N_("identity number or document"),
    Leaked.LOCATION: N_("whereabouts"),
    Leaked.MESSAGES: N_("messages"),
    Leaked.SENSITIVE: N_("health, faith, sexuality or opinions"),
    Leaked.FAMILY: N_("family"),
    Leaked.MONEY: N_("payments and money"),
    Leaked.BIRTHDATE: N_("date of birth or age"),
    Leaked.WORKPLACE: N_("workplace"),
    Leaked.SCHOOL: N_("school"),
    Leaked.PHOTO: N_("pictures"),
    Leaked.NAME: N_("name"),
    Leaked.USERNAME: N_("username"),
    Leaked.EMAIL: N_("email address"),
    Leaked.DEVICE: N_("device and connection"),
    Leaked.OTHER: N_("something else"),
}
_MEANS = {
    Leaked.PASSWORD: N_("Password: change it everywhere it was used; whoever has the leak tries it at other services."),
    Leaked.SECURITY: N_("Answers to security questions: they may open an account without its password."),
    Leaked.ADDRESS: N_("Address: one that you gave there, perhaps an old one. Whoever has the leak can look it up."),
    Leaked.PHONE: N_("Telephone number: it can be joined with your email address, and used to call or to log in."),
    Leaked.NATIONAL_ID: N_("Identity number or document: it serves to take loans or cards in your name."),
    Leaked.LOCATION: N_("Whereabouts: a town or a country at least, sometimes points on a map."),
    Leaked.MESSAGES: N_("Messages: what you wrote there may be read."),
    Leaked.SENSITIVE: N_("Health, faith, sexuality or opinions: what you told that service about yourself."),
    Leaked.FAMILY: N_("Family: others may stand in it with you."),
    Leaked.BIRTHDATE: N_("Date of birth: it tells you from others of your name, and serves as a security answer."),
}


def password_text(counted: Counted) -> str:
    """One password by its number; how often a leak holds it, or that none of this service does."""
    if counted.state is State.SEEN:
        return plural(
            "password {which}: it stands in leaks {count} time; use it nowhere any more",
            "password {which}: it stands in leaks {count} times; use it nowhere any more",
            counted.count,
            which=counted.number,
            count=number(counted.count),
        )
    if counted.state is State.CLEAR:
        return translate("password {which}: not found in the leaks this service knows", which=counted.number)
    reason = reason_text(counted.reason, counted.numbers) if counted.reason else ""
    return translate("password {which}: could not be looked at: {reason}", which=counted.number, reason=reason)


def leaks_text(leaks: Leaks) -> str:
    """What one service said of one address."""
    service = leaks.service.called
    if leaks.state is State.UNKNOWN:
        reason = reason_text(leaks.reason, leaks.numbers) if leaks.reason else ""
        return translate(
            "{fact}, {service}: could not be looked at: {reason}", fact=leaks.fact, service=service, reason=reason
        )
    if leaks.state is State.CLEAR:
        return translate(
            "{fact}, {service}: not found in the leaks that this service shows to others; the owner may see more",
            fact=leaks.fact, service=service,
        )  # fmt: skip
    n = len(leaks.breaches) + leaks.unexplained
    return plural(
        "{fact}, {service}: in {count} leak", "{fact}, {service}: in {count} leaks", n,
        fact=leaks.fact, service=service, count=number(n),
    )  # fmt: skip


def breach_lines(leaks: Leaks) -> list[str]:
    """One line a leak: its day, its place if that is known, the kinds of data in it."""
    lines = [_breach_text(breach) for breach in leaks.breaches]
    if leaks.unexplained:
        lines.append(
            plural(
                "{count} leak of which it is not known what it holds",
                "{count} leaks of which it is not known what they hold",
                leaks.unexplained,
                count=number(leaks.unexplained),
            )
        )
    return lines


def _breach_text(breach: Breach) -> str:
    when = date_text(breach.on) if breach.on else translate("day not known")
    where = f"{when}, {breach.place}" if breach.place else when
    told = translate("{where}: {kinds}", where=where, kinds=kinds_text(breach.kinds))
    return translate("{what}; taken from an infected device", what=told) if breach.stealer else told


def kinds_text(kinds: Sequence[Leaked]) -> str:
    """Kinds of leaked data."""
    return listed([translate(_LEAKED[kind]) for kind in kinds])


def meaning_lines(kinds: Sequence[Leaked]) -> list[str]:
    """What it means that data of these kinds leaked, the gravest first."""
    return [translate(_MEANS[kind]) for kind in kinds if kind in _MEANS]
