"""The words for every closed word of the model, in the language in use: one place for all reports and screens. Pure.

"Not seen" is never called safe, and what is not visible is never called gone: both would be claims about places that
nobody looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from unlisted.errors import N_
from unlisted.knowledge import Stage
from unlisted.locale import plural, translate
from unlisted.model import (
    LIKELY,
    STRONG,
    Alerts,
    Change,
    Counted,
    Exposure,
    Fact,
    How,
    Intent,
    Kind,
    Members,
    Platform,
    Reach,
    SeenFact,
    StepState,
    Visibility,
    What,
)
from unlisted.report.numbers import date_text, listed, number

# --- facts -------------------------------------------------------------------------------------------------------

_KINDS = {
    Kind.NAME: N_("name"),
    Kind.USERNAME: N_("username"),
    Kind.EMAIL: N_("email address"),
    Kind.PHONE: N_("telephone number"),
    Kind.ADDRESS: N_("address"),
    Kind.BIRTHDATE: N_("date of birth"),
    Kind.NATIONAL_ID: N_("identity number"),
    Kind.RELATIVE: N_("relative"),
    Kind.WORKPLACE: N_("workplace"),
    Kind.SCHOOL: N_("school"),
    Kind.PLATE: N_("number plate"),
    Kind.WEBSITE: N_("website"),
    Kind.PHOTO: N_("photo"),
    Kind.PHRASE: N_("phrase"),
}

_RELATIONS = {
    "mother": N_("mother"),
    "father": N_("father"),
    "parent": N_("parent"),
    "sister": N_("sister"),
    "brother": N_("brother"),
    "sibling": N_("brother or sister"),
    "daughter": N_("daughter"),
    "son": N_("son"),
    "child": N_("child"),
    "wife": N_("wife"),
    "husband": N_("husband"),
    "partner": N_("partner"),
    "ex-partner": N_("former partner"),
    "grandmother": N_("grandmother"),
    "grandfather": N_("grandfather"),
    "grandparent": N_("grandparent"),
    "grandchild": N_("grandchild"),
    "aunt": N_("aunt"),
    "uncle": N_("uncle"),
    "cousin": N_("cousin"),
    "in-law": N_("relative by marriage"),
    "friend": N_("friend"),
    "other": N_("another person"),
}


_PLATFORMS = {
    Platform.FACEBOOK: N_("Facebook"),
    Platform.INSTAGRAM: N_("Instagram"),
    Platform.WHATSAPP: N_("WhatsApp"),
    Platform.VIBER: N_("Viber"),
    Platform.TELEGRAM: N_("Telegram"),
    Platform.SIGNAL: N_("Signal"),
    Platform.TIKTOK: N_("TikTok"),
    Platform.YOUTUBE: N_("YouTube"),
    Platform.X: N_("X (Twitter)"),
    Platform.LINKEDIN: N_("LinkedIn"),
    Platform.SNAPCHAT: N_("Snapchat"),
    Platform.REDDIT: N_("Reddit"),
    Platform.DISCORD: N_("Discord"),
    Platform.PINTEREST: N_("Pinterest"),
    Platform.GOOGLE: N_("a Google account, Gmail"),
    Platform.APPLE: N_("an Apple account, iCloud"),
    Platform.MICROSOFT: N_("a Microsoft account, Outlook"),
    Platform.ANDROID: N_("a telephone with Android"),
    Platform.IPHONE: N_("an iPhone"),
    Platform.WINDOWS: N_("a computer with Windows"),
    Platform.MAC: N_("a Mac"),
    Platform.FITNESS: N_("an app or a watch that records walks and runs"),
    Platform.PAYMENTS: N_("an app for payments between people"),
    Platform.DATING: N_("an app for dating"),
    Platform.GAMES: N_("online games"),
}


def platform_text(platform: Platform) -> str:
    """A service or a device she may use."""
    return translate(_PLATFORMS[platform])


def kind_text(kind: Kind) -> str:
    """A kind of fact."""
    return translate(_KINDS[kind])


def relation_text(relation: str) -> str:
    """Who a relative is to her; `relation` is one of `unlisted.facts.Relation`."""
    return translate(_RELATIONS.get(relation, _RELATIONS["other"]))


def mask(fact: Fact | SeenFact) -> str:
    """A fact without its value: `address-1 (address)`."""
    return translate("{id} ({kind})", id=fact.id if isinstance(fact, Fact) else fact.fact, kind=kind_text(fact.kind))


# --- one sighting ------------------------------------------------------------------------------------------------

_HOW = {
    How.EXACT: N_("spelled exactly so"),
    How.FOLDED: N_("spelled with other capitals, accents or spaces"),
    How.SCRIPT: N_("spelled in the other script"),
    How.INFLECTED: N_("in another grammatical form"),
    How.DISGUISED: N_("spelled in a disguise"),
    How.PARTIAL: N_("only a part of it"),
    How.HASH: N_("as a fingerprint"),
    How.OF_KIND: N_("something of this kind stands there"),
    How.TYPO: N_("with one letter wrong"),
}

_INTENTS = {
    Intent.PUBLISHES: N_("publishes it"),
    Intent.SEEKS: N_("asks for more"),
    Intent.THREATENS: N_("threatens"),
    Intent.MENTIONS: N_("mentions it"),
    Intent.UNCLASSIFIED: N_("not classified"),
}

_WHATS = {
    What.ADDRESS: N_("address"),
    What.PHONE: N_("telephone number"),
    What.FAMILY: N_("family"),
    What.WORKPLACE: N_("workplace"),
    What.ACCOUNTS: N_("accounts"),
    What.INTIMATE_IMAGES: N_("intimate images"),
    What.OTHER: N_("something else"),
}

_REACHES = {
    Reach.INDEXED: N_("anyone can see it, and search engines list it"),
    Reach.PUBLIC: N_("anyone who has the link can see it"),
    Reach.MEMBERS: N_("members can see it"),
    Reach.PRIVATE: N_("one person or a few can see it"),
    Reach.UNKNOWN: N_("who can see it is not known"),
}

_COUNTED = {
    Counted.SAID: N_("{members}, by your own count on {date}"),
    Counted.PREVIEW: N_("{members}, as its public preview showed on {date}"),
}

_LOCATORS = {
    "page": N_("the page"),
    "message": N_("message {number}"),
    "chat": N_("chat {number}"),
    "line": N_("line {number}"),
    "image": N_("picture {number}"),
    "entry": N_("entry {number}"),
    "file": N_("file {number}"),
    "meta": N_("its metadata"),
    "leak": N_("a leak"),
    "registration": N_("the registration"),
}
_LOCATOR = re.compile(
    r"(?:(page|leak|registration)|(meta):[a-z0-9_-]+|(message|chat|line|image|entry|file):(-?\d+))", re.ASCII
)


def how_text(how: How) -> str:
    """How a fact was spelled."""
    return translate(_HOW[how])


def intent_text(intent: Intent) -> str:
    """What the writer was doing with the fact."""
    return translate(_INTENTS[intent])


def does_text(exposure: Exposure) -> str:
    """What the writer of an exposure was doing, if that was not she herself."""
    return translate("you wrote it yourself") if exposure.mine else intent_text(exposure.intent)


def what_text(what: What) -> str:
    """What the writer was after, or gave away."""
    return translate(_WHATS[what])


def reach_text(reach: Reach, members: Members | None = None) -> str:
    """How far a place reaches, and where it is known to how many, since when and by whom."""
    told = translate(_REACHES[reach])
    return f"{told}; {counted_text(members)}" if members else told


def counted_text(members: Members) -> str:
    """How many are in a group or channel, on which day that was so, and how it is known."""
    return translate(_COUNTED[members.by], members=members_text(members), date=date_text(members.on))


def members_text(members: Members) -> str:
    """How many are in a group or channel: `about 70,000 members`."""
    n = members.count
    return plural("{count} member", "about {count} members", n, count=number(n))


def locator_text(locator: str) -> str:
    """Where in a target something stands: `chat 12, message 48211`. A locator of no known form is not repeated."""
    found = [_LOCATOR.fullmatch(part) for part in locator.split("/")]
    if not all(found):
        return translate("a place in it")
    return ", ".join(
        translate(_LOCATORS[one[1] or one[2] or one[3]], **({"number": one[4]} if one[4] else {}))
        for one in found
        if one
    )


Band = Literal["strong", "likely", "weak"]
_BANDS: Mapping[Band, str] = {"strong": N_("strong"), "likely": N_("likely"), "weak": N_("weak")}


def band(strength: float) -> Band:
    """The word for a strength, as code uses it."""
    if strength >= STRONG:
        return "strong"
    return "likely" if strength >= LIKELY else "weak"


def strength_text(strength: float) -> str:
    """How sure it is that she is meant: strong, likely or weak."""
    return translate(_BANDS[band(strength)])


def companions(seen: SeenFact, exposure: Exposure) -> int:
    """How many other facts are known to stand in the same place."""
    return sum(one.how is not How.OF_KIND for one in exposure.facts if one is not seen)


def why_strength_text(seen: SeenFact, companions: int) -> str:
    """Why a fact weighs what it weighs, beside `companions` other facts in the same place."""
    from unlisted.match.strength import why

    return "; ".join(translate(reason) for reason in why(seen, companions))


# --- what is kept ------------------------------------------------------------------------------------------------

_VISIBILITIES = {
    Visibility.VISIBLE: N_("visible"),
    Visibility.NOT_VISIBLE: N_("not visible"),
    Visibility.NOT_LOOKED: N_("not looked at again"),
    Visibility.NOT_ME: N_("set aside: not you"),
}
_VISIBILITIES_ON = {
    Visibility.VISIBLE: N_("visible on {date}"),
    Visibility.NOT_VISIBLE: N_("not visible on {date}"),
    Visibility.NOT_LOOKED: N_("not looked at since {date}"),
    Visibility.NOT_ME: N_("set aside: not you"),
}

_CHANGES = {
    Change.NEW: N_("new"),
    Change.UNCHANGED: N_("as before"),
    Change.GONE: N_("no longer visible at the last look"),
    Change.BACK: N_("visible again"),
}


def visibility_text(state: Visibility, on: date | None = None) -> str:
    """What is known of an exposure now, with the day of the look where it is given."""
    return translate(_VISIBILITIES_ON[state], date=date_text(on)) if on else translate(_VISIBILITIES[state])


def standing_text(exposure: Exposure) -> str:
    """What is known of this exposure, and since which look."""
    return visibility_text(exposure.state, exposure.last_looked.date())


def change_text(change: Change) -> str:
    """What a round told about an exposure."""
    return translate(_CHANGES[change])


# --- what to do --------------------------------------------------------------------------------------------------


_ALERTS = {
    Alerts.NOBODY: N_("nobody is alerted"),
    Alerts.SITE: N_("the site will know about it"),
    Alerts.GROUP: N_("members of the group may notice it"),
    Alerts.HOUSEHOLD: N_("people you live with may notice it"),
    Alerts.ACCOUNT_HOLDER: N_("the owner of the account may notice it"),
}


_STEP_STATES = {
    StepState.TO_DO: N_("still to do"),
    StepState.DONE: N_("done"),
    StepState.COULD_NOT: N_("could not be done"),
    StepState.ASKED: N_("asked"),
    StepState.WAITING: N_("waiting for an answer"),
    StepState.NOT_VISIBLE: N_("not visible"),
    StepState.VISIBLE_AGAIN: N_("visible again"),
}


def alerts_text(alerts: Alerts | Iterable[Alerts]) -> str:
    """Whom a step may alert, one or several."""
    return listed([translate(_ALERTS[one]) for one in ((alerts,) if isinstance(alerts, Alerts) else alerts)])


def discloses_text(kinds: Sequence[Kind]) -> str:
    """What a step makes her give away."""
    if not kinds:
        return translate("you give away nothing about yourself")
    return translate("you give away: {kinds}", kinds=listed([kind_text(kind) for kind in kinds]))


_STAGES = {
    Stage.SAFETY: N_("Safety and support"),
    Stage.EVIDENCE: N_("Evidence"),
    Stage.SPREAD: N_("Stop the spread"),
    Stage.ACCOUNTS: N_("Lock accounts and devices"),
    Stage.LOOK: N_("Look yourself up"),
    Stage.FAMILY: N_("Family, and what points to it"),
    Stage.PLATFORMS: N_("Close what you keep"),
    Stage.REGISTERS: N_("Registers"),
    Stage.BROKERS: N_("Places that publish people"),
    Stage.REPEAT: N_("Look again"),
}


def stage_text(stage: Stage) -> str:
    """A part of the checklists."""
    return translate(_STAGES[stage])


def due_text(due: date, today: date) -> str:
    """Until when an answer is due. A day that has passed is nobody's fault: what comes next waits for her."""
    if due < today:
        return translate("the time to answer ended on {date}; go on when you are ready", date=date_text(due))
    return translate("an answer is due by {date}", date=date_text(due))


def limit_text(day: date, today: date) -> str:
    """Until when she herself can act."""
    if day < today:
        return translate("the time to act ended on {date}; ask a lawyer whether something is left", date=date_text(day))
    return translate("you can act until {date}", date=date_text(day))


def step_state_text(state: StepState) -> str:
    """Where she stands with a step."""
    return translate(_STEP_STATES[state])
