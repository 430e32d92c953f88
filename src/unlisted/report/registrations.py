"""What registrations of domains show, in words. Pure."""

from __future__ import annotations

from unlisted.domains import Registration
from unlisted.locale import plural, translate
from unlisted.model import State
from unlisted.report.numbers import listed, number
from unlisted.report.outcomes import reason_text
from unlisted.report.words import kind_text, mask, strength_text


def registration_text(one: Registration) -> str:
    """One registration in one line. The domain is hers."""
    parts = [one.domain.name]
    if one.state is State.UNKNOWN and one.reason:
        reason = reason_text(one.reason, one.numbers)
        parts.append(translate("could not be looked at in full: {reason}", reason=reason))
    elif one.state is State.CLEAR:
        parts.append(translate("none of your facts were found in what the register shows"))
    if one.facts:
        parts.append(translate("it shows facts of yours"))
    if one.shown:
        kinds = listed([kind_text(kind) for kind in one.shown])
        parts.append(translate("readable there, of whoever holds it: {kinds}", kinds=kinds))
    if one.hidden:
        n = one.hidden
        parts.append(plural("{count} field is withheld", "{count} fields are withheld", n, count=number(n)))
    return "; ".join(parts)


def fact_lines(one: Registration) -> list[str]:
    """Her facts that a registration shows, and how sure that is."""
    return [f"{mask(seen)}: {strength_text(seen.strength)}" for seen in one.facts]
