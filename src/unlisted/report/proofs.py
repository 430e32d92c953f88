"""What is shown to be hers, in words: what counts until when, why a message shows nothing, how to save one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from unlisted.control import at_home, counts, in_time, until
from unlisted.dkim import Flaw
from unlisted.errors import N_
from unlisted.locale import translate
from unlisted.mailproof import Fault, Trouble
from unlisted.model import Proof
from unlisted.net.addresses import read_url
from unlisted.report.numbers import date_text

_TROUBLES: dict[Trouble, str] = {
    Fault.NO_MESSAGE: N_("This file is no whole message: its head, with the lines From and Subject, is missing."),
    Fault.TWICE: N_("A line of its head that has to be there once is there twice, so it shows nothing."),
    Fault.SENDER: N_("It was not sent from this address."),
    Fault.SUBJECT: N_(
        "Its subject is not one of the phrases alone. An answer (“Re:”) does not count: write a new message."
    ),
    Fault.OTHER_SIGNER: N_("It is signed, but not by the provider of this address."),
    Fault.NOT_COVERED: N_("Its signature leaves out the sender or the subject, so it shows nothing."),
    Fault.TIME: N_(
        "It was not sent within the hour of the phrase. Get a new one, and check the clock of this computer."
    ),
    Flaw.UNSIGNED: N_("Your mail provider did not sign this message."),
    Flaw.ODD: N_("Its signature is not written as signatures are."),
    Flaw.PARTIAL: N_("Its signature covers only a part of the text, so it shows nothing."),
    Flaw.OLD_METHOD: N_("Its signature is made in an old way that can be forged."),
    Flaw.EXPIRED: N_("Its signature has expired."),
    Flaw.NO_KEY: N_("The provider does not publish the key of this signature."),
    Flaw.TESTING: N_("The provider says that its key is only being tried out."),
    Flaw.WEAK_KEY: N_("The provider's key is so short that others can make such signatures."),
    Flaw.TEXT_CHANGED: N_("Its text was changed after it was sent. Save it once more, straight from the mailbox."),
    Flaw.WRONG: N_("The signature does not fit the message. Save it once more, straight from the mailbox."),
}
# With these her provider is the reason, and another attempt brings the same.
_PROVIDERS = {Flaw.UNSIGNED, Fault.OTHER_SIGNER, Fault.NOT_COVERED, Flaw.PARTIAL, Flaw.OLD_METHOD, Flaw.NO_KEY,
              Flaw.TESTING, Flaw.WEAK_KEY}  # fmt: skip

_STEPS = {
    "gmail": N_("Gmail, in the browser: open the message, three dots beside the answer arrow, “Download message”."),
    "outlook": N_("Outlook, in the browser: open the message, three dots at the top, “Save”, “Download as EML”."),
    "yahoo": N_("Yahoo, in the browser: open the message, three dots, “View raw message”, then save that page."),
    "proton": N_("Proton, in the browser: open the message, three dots, “Export”."),
    "other": N_("Thunderbird: open the message, File, Save as. Elsewhere look for “download”, “original” or “source”."),
}  # fmt: skip
_PROVIDER_OF = {
    "gmail": ("gmail.com", "googlemail.com"),
    "outlook": ("outlook.com", "hotmail.com", "live.com", "msn.com"),
    "yahoo": ("yahoo.com", "yahoo.co.uk", "yahoo.de", "ymail.com", "rocketmail.com"),
    "proton": ("proton.me", "protonmail.com", "pm.me", "protonmail.ch"),
}


def trouble_lines(trouble: Trouble) -> Iterator[str]:
    """Why a message shows nothing, and what she can do."""
    yield translate(_TROUBLES[trouble])
    if trouble in _PROVIDERS:
        yield translate(
            "Some providers sign only what leaves them: send it once more to another address of yours, or to whoever "
            "helps you, and have it saved there. If that does not help, it is the provider and not you; the pages "
            "to open yourself are always there: `unlisted breaches`, `unlisted keys`."
        )


def saving_lines(domain: str) -> Iterator[str]:
    """How a message is saved at her provider, and elsewhere."""
    hers = next((name for name, domains in _PROVIDER_OF.items() if domain in domains), None)
    yield from (translate(_STEPS[name]) for name in ((hers, "other") if hers else _STEPS))


def standing(proof: Proof | None, now: datetime) -> str:
    """What is known of one username or address, in a few words."""
    end = until(proof) if proof else None
    if proof is None or proof.proved is None or end is None:
        waiting = proof is not None and in_time(proof, now)
        return translate("a phrase waits to be looked for") if waiting else translate("not shown to be yours")
    shown, last = date_text(proof.proved.date()), date_text(end.date())
    if not counts(proof, now):
        return translate("shown on {shown}, which no longer counts; show it again", shown=shown)
    if at_home(read_url(proof.url)):
        return translate("shown on this computer only, so it opens nothing elsewhere")
    return translate("shown on {shown}, counts until {last}", shown=shown, last=last)
