"""From answers to a verdict: there is an account, there is none, could not tell, this site says yes to everybody. Pure.

"No" needs the site's own way of saying no, and nothing that could be a wall. "Yes" needs, besides, that a random name
of the same shape gets the site's no. Everything else is "could not tell", with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from unlisted.accounts import signs
from unlisted.accounts.listed import Listed
from unlisted.accounts.signs import Begin, Sign
from unlisted.knowledge.rules import PLACE, Answer, Says, says
from unlisted.knowledge.sites import AnswerRule
from unlisted.model import Reason
from unlisted.net import Reply, Result, Url

_REFUSED = frozenset({401, 402, 403, 405, 406, 407, 412, 418, 421, 423, 451})
_BUSY = frozenset({408, 420, 425, 429, 503, 509})
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Verdict(StrEnum):
    """The four answers."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    EVERYONE = "everyone"


class Why(StrEnum):
    """Why it could not be told, besides the reasons of the network: a closed list."""

    REFUSED = "refused"  # the site turns programs away
    BUSY = "busy"  # asked too often, or it is overloaded
    SITE_FAULT = "site-fault"
    CAPTCHA = "captcha"
    LOGIN = "login"
    WALL = "wall"  # for a country, cookies, an age
    PARKED = "parked"  # the domain has another owner, or none
    FRONT_PAGE = "front-page"  # it leads where it leads everybody
    SUSPENDED = "suspended"  # the site says that there is an account which it does not show
    RESERVED = "reserved"  # the name is a word that sites use for pages of their own
    LEADS_ON = "leads-on"  # it leads to a page that says neither
    EMPTY_SERVER = "empty-server"  # the server answers, not the site
    CHANGED_PAGE = "changed-page"  # neither the page of an account nor that of none
    BOTH = "both"  # signs of an account and of none
    NO_TEST = "no-test"  # a random name got no clear answer, so the first one proves nothing
    NOT_LOOKED = "not-looked"  # links to open by hand


class Sort(StrEnum):
    """What one answer is worth."""

    PRESENT = "present"  # the site's own sign of an account
    LIKELY = "likely"  # nothing speaks against it, but nothing on the page speaks for it either
    CHANGED = "changed"  # a page with the name on it that the rules do not know
    ABSENT = "absent"  # the site's own way of saying no
    STATUS = "status"  # the status of a page that is not there, and no word of it: sites say that of anything
    TURNED = "turned"  # as it does for no account, but by a way that walls take too
    UNCLEAR = "unclear"


_NOT_THERE = frozenset({Sort.ABSENT, Sort.STATUS, Sort.TURNED})  # how a random name may be answered
_BEFORE = (
    (Sign.CHALLENGE, Why.CAPTCHA),
    (Sign.LIMIT, Why.BUSY),
    (Sign.WALL, Why.WALL),
    (Sign.LOGIN, Why.LOGIN),
    (Sign.PARKED, Why.PARKED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One answer, judged. `gone`: it has the status of a page that does not exist.

    `only_if_shown`: it counts only if one of these stands among the visible words of the page, because an ordinary page
    may hold the same words in its scripts, for the case that they are needed. `unless_headed`: it does not count if
    her name is what the page is headed with, because some sites answer 404 and show the person.
    """

    sort: Sort
    why: Why | Reason | None = None
    gone: bool = False
    only_if_shown: tuple[str, ...] = ()
    unless_headed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The verdict on one question."""

    verdict: Verdict
    why: Why | Reason | None = None


def judge(site: Listed, result: Result, username: str) -> Seen:
    """What one answer says about `username`."""
    if not isinstance(result, Reply):
        return Seen(sort=Sort.UNCLEAR, why=result.reason)
    if (why := _by_status(result.status)) is not None:
        return Seen(sort=Sort.UNCLEAR, why=why)
    if site.present is None or site.absent is None:
        return Seen(sort=Sort.UNCLEAR, why=Why.NOT_LOOKED)
    page = result.text()
    where = result.location if result.location is not None else result.url
    answer = Answer(status=result.status, text=page, host=where.host, target=where.path, cut=result.cut)
    gone = result.status in _GONE
    match says(site.present, site.absent, answer, username):
        case Says.PRESENT:
            led_off = result.redirects > 0 and not site.present.leads_to and not _names(result.url, username)
            return Seen(sort=Sort.UNCLEAR, why=Why.LEADS_ON) if led_off else _present(site.present, answer)
        case Says.ABSENT:
            return _absent(site.absent, answer, username, gone)
        case Says.BOTH:
            return Seen(sort=Sort.UNCLEAR, why=Why.BOTH)
        case Says.NEITHER:
            return _neither(answer, username, gone)


def asks_control(seen: Seen) -> bool:
    """Whether the answer for a random name is needed before anything can be said."""
    return seen.sort in {Sort.PRESENT, Sort.LIKELY, Sort.CHANGED}


def needs_name(first: Seen, control: Seen | None, username: str) -> bool:
    """Whether it matters that the page is headed with her name.

    To a site that knows few letters, a name with others is somebody else's.
    """
    unsure = first.sort in {Sort.CHANGED, Sort.LIKELY} or not username.isascii()
    return unsure and control is not None and control.sort in _NOT_THERE


def rule(first: Seen, control: Seen | None, *, username: str, named: bool = False) -> Ruling:
    """The verdict, from the answer for her name and, where `asks_control`, that for a random one.

    `named`: the page is headed with her name; asked for only where `needs_name`.
    """
    if first.sort is Sort.ABSENT:
        return Ruling(verdict=Verdict.NO)
    if not asks_control(first) or control is None:
        return _unknown(first.why or Why.CHANGED_PAGE)
    if first.sort is not Sort.CHANGED and control.sort in {Sort.PRESENT, Sort.LIKELY}:
        return Ruling(verdict=Verdict.EVERYONE)
    if first.sort is not Sort.PRESENT and signs.is_reserved(username):
        return _unknown(Why.RESERVED)
    if first.sort is Sort.CHANGED:
        # The page has new markup; but only the site itself, not a wall, would tell a random name that it is not there.
        there = named and control.sort in {Sort.ABSENT, Sort.STATUS} and control.gone
        return Ruling(verdict=Verdict.YES) if there else _unknown(Why.CHANGED_PAGE)
    if not named and (first.sort is Sort.LIKELY or not username.isascii()):
        # A wall that stands there once, or whose address repeats the name, is no account.
        return _unknown(Why.CHANGED_PAGE)
    if control.sort in _NOT_THERE or (control.gone and first.sort is Sort.PRESENT):
        return Ruling(verdict=Verdict.YES)
    return _unknown(Why.NO_TEST)


def _unknown(why: Why | Reason) -> Ruling:
    return Ruling(verdict=Verdict.UNKNOWN, why=why)


def _names(url: Url, username: str) -> bool:
    """Whether an address is still that of the name that was asked about."""
    return username.casefold() in unquote(f"{url.host}{url.path}").casefold()


def _by_status(status: int) -> Why | None:
    if status in _REFUSED:
        return Why.REFUSED
    if status in _BUSY:
        return Why.BUSY
    return Why.SITE_FAULT if status >= 500 else None


def _present(rule: AnswerRule, answer: Answer) -> Seen:
    page = Begin(answer.text)
    if page.error_data:
        return Seen(sort=Sort.UNCLEAR, why=Why.SITE_FAULT)
    if _letters(rule) >= (1 if page.data else 3):
        return Seen(sort=Sort.PRESENT)
    if answer.status in _REDIRECTS:
        return Seen(sort=Sort.UNCLEAR, why=Why.LEADS_ON)
    if (why := _stands_before(page)) is not None:
        return Seen(sort=Sort.UNCLEAR, why=why)
    if page.asks_who:
        return Seen(sort=Sort.UNCLEAR, why=Why.CAPTCHA)
    if page.shows(Sign.SUSPENDED):
        return Seen(sort=Sort.UNCLEAR, why=Why.SUSPENDED)
    if page.shows(Sign.NOTHING) or page.bare or page.denies:
        return Seen(sort=Sort.UNCLEAR, why=Why.CHANGED_PAGE)
    return Seen(sort=Sort.LIKELY)


def _letters(rule: AnswerRule) -> int:
    """How many letters and digits the longest text of a rule has besides the name, which pages repeat for any name.

    -1 where a rule has no text. A few say something in data (`[]`, `"id":`), and nothing in a page for people.
    """
    texts = (*rule.has, *rule.has_any)
    return max((sum(letter.isalnum() for letter in text.replace(PLACE, "")) for text in texts), default=-1)


def _absent(rule: AnswerRule, answer: Answer, username: str, gone: bool) -> Seen:
    page = Begin(answer.text)
    by_words = _letters(rule) >= (0 if page.data else 3)
    if answer.status in _REDIRECTS:
        return _led_away(rule, answer)
    if page.shows(Sign.CHALLENGE) or (page.shows(Sign.WIDGET) and not (gone and by_words)):
        return Seen(sort=Sort.UNCLEAR, why=Why.CAPTCHA)
    if page.shows(Sign.LIMIT):
        return Seen(sort=Sort.UNCLEAR, why=Why.BUSY)
    if not by_words:
        return _absent_without_words(rule, answer, page, username, gone)
    texts = () if gone or page.data else (*rule.has, *rule.has_any)
    readable = tuple(text for text in texts if "<" not in text and PLACE not in text)
    return Seen(sort=Sort.ABSENT, gone=gone, only_if_shown=readable)


def _absent_without_words(rule: AnswerRule, answer: Answer, page: Begin, username: str, gone: bool) -> Seen:
    """A status says "no" only together with words on the page that say so, whatever these are."""
    if (why := _stands_before(page)) is not None:
        return Seen(sort=Sort.UNCLEAR, why=why)
    if page.bare:
        return Seen(sort=Sort.UNCLEAR, why=Why.EMPTY_SERVER, gone=gone)
    if page.shows(Sign.SUSPENDED):
        return Seen(sort=Sort.UNCLEAR, why=Why.SUSPENDED, gone=gone)
    if rule.leads_to and not gone and signs.turned_away(answer.target):
        return Seen(sort=Sort.TURNED, why=Why.FRONT_PAGE)
    if not gone and not rule.leads_to:
        return Seen(sort=Sort.UNCLEAR, why=Why.CHANGED_PAGE)
    if gone and not page.missing:
        return Seen(sort=Sort.STATUS, why=Why.CHANGED_PAGE, gone=gone)
    named = username.casefold() in answer.text.casefold() and not page.data
    return Seen(sort=Sort.ABSENT, gone=gone, unless_headed=named)


def _led_away(rule: AnswerRule, answer: Answer) -> Seen:
    """A redirect is a "no" only if it leads to a page for that, not to where walls lead as well."""
    if signs.says_not_found(answer.target):
        told = any(map(signs.says_not_found, rule.leads_to))
        return Seen(sort=Sort.ABSENT) if told else Seen(sort=Sort.TURNED, why=Why.LEADS_ON)
    if signs.turned_away(answer.target):
        return Seen(sort=Sort.TURNED, why=Why.FRONT_PAGE)
    named = any(not shape.startswith("*") and not shape.endswith("*") for shape in rule.leads_to)
    return Seen(sort=Sort.ABSENT) if named else Seen(sort=Sort.TURNED, why=Why.LEADS_ON)


def _neither(answer: Answer, username: str, gone: bool) -> Seen:
    page = Begin(answer.text)
    if answer.status in _REDIRECTS:
        away = signs.turned_away(answer.target)
        return Seen(sort=Sort.UNCLEAR, why=Why.FRONT_PAGE if away else Why.LEADS_ON)
    if (why := _stands_before(page)) is not None:
        return Seen(sort=Sort.UNCLEAR, why=why)
    if page.shows(Sign.WIDGET):
        return Seen(sort=Sort.UNCLEAR, why=Why.CAPTCHA)
    if gone and page.bare:
        return Seen(sort=Sort.UNCLEAR, why=Why.EMPTY_SERVER, gone=gone)
    if page.shows(Sign.SUSPENDED):
        return Seen(sort=Sort.UNCLEAR, why=Why.SUSPENDED, gone=gone)
    spoken = page.shows(Sign.NOTHING) or page.shows(Sign.DOWN) or page.error_data or page.denies
    may_be = answer.status == 200 and not spoken
    if may_be and not answer.cut and username.casefold() in answer.text.casefold():
        return Seen(sort=Sort.CHANGED, why=Why.CHANGED_PAGE)
    return Seen(sort=Sort.UNCLEAR, why=Why.CHANGED_PAGE, gone=gone)


def _stands_before(page: Begin) -> Why | None:
    """What stands before the page, if something does."""
    return next((why for sign, why in _BEFORE if page.shows(sign)), None)
