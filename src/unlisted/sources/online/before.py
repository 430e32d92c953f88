"""Telling a page from what stands before it: a captcha, a question of consent, a request to log in, a shell. Pure.

Such pages come with status 200 and hold none of her facts, so taking one for the page would say "not visible" of
something that nobody read. In doubt a page counts as not read: that costs her a look of her own and nothing else.
"""

from __future__ import annotations

import re

from unlisted.model import Reason
from unlisted.net import Reply, Url
from unlisted.sources.sandbox import Extract

LITTLE, SHELL = 1500, 200  # characters shown: of a page that may be nothing but a notice, and of one that is empty

# Only pages that test their visitor have these. (What else such services leave in pages, they leave in ordinary ones.)
_TESTS = (
    b"_cf_chl_opt",
    b"captcha-delivery.com/captcha",
    b"px-captcha",
    b"awswafcookiedomainlist",
    b"sucuri_cloudproxy",
)
# Ordinary pages have these as well, in a form at their end; those show more than a few words.
_TESTS_WHERE_LITTLE = (
    b"g-recaptcha", b"recaptcha/api", b"h-captcha", b"hcaptcha.com", b"cf-turnstile", b"_incapsula_resource",
    b"awswafintegration", b"ddos-guard", b"smartcaptcha", b"geetest", b"arkoselabs", b"funcaptcha",
)  # fmt: skip
_NOTICES = re.compile(
    r"captcha|not a robot|are you (?:a )?(?:human|robot)|verify (?:that )?you are human|nisam robot|niste robot"
    r"|unusual traffic|checking your browser|just a moment|attention required|access denied|security check"
    r"|request unsuccessful|pardon our interruption|press (?:&|and) hold|before you continue|accept (?:all )?cookies"
    r"|cookie consent|manage consent|consent to cookies|pr(?:e|ije) ne(?:go)? (?:što )?nastavite"
    r"|prihva(?:ti|tam|tite) (?:sve )?kolačić|прихвати? (?:све )?колачић|alle (?:cookies )?akzeptieren"
    r"|bevor sie fortfahren|too many requests|rate limit",
    re.IGNORECASE,
)
_NO_SCRIPTS = re.compile(
    r"(?:enable|requires?|need|turn on|without|uključite|omogućite) (?:\w+ ){0,4}java ?script"
    r"|java ?script (?:\w+ ){0,4}(?:disabled|required|enabled|isključen|not available)",
    re.IGNORECASE,
)
_CHALLENGE_PATH = re.compile(
    r"/(?:challenge|captcha|checkpoint|consent|sorry|blocked|verify)(?:$|[/?._-])", re.IGNORECASE
)
_CHALLENGE_HOST = re.compile(r"^(?:consent|guce|captcha|validate)\.")
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|signup|register|auth|authwall|oauth2?|sso|accounts/login|session/new|prijava|prijavi-se"
    r"|ulogu(?:j|jte)-?se|registracija)(?:$|[/?.])",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(r"\blog ?in\b|\bsign ?in\b|\bprijav\w+|\bulogu\w+|\bпријав\w+|\banmelden\b", re.IGNORECASE)
_FRONT = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2,4})?/?)?(?:(?:index|default|home)\.?\w{0,5})?(?:\?.*)?", re.IGNORECASE)


def turned_away(reply: Reply) -> tuple[Reason, dict[str, int]] | None:
    """Why an answer is no page, by its status and headers; None if its body may be one."""
    status, numbers = reply.status, {"status": reply.status}
    if "cf-mitigated" in reply.headers or status == 202:
        return Reason.CHALLENGE, numbers
    if 200 <= status < 300 and status not in (204, 205, 206):
        return None
    if is_test(reply.body.lower()):
        return Reason.CHALLENGE, numbers
    if status in (404, 410):
        return Reason.NOT_FOUND, numbers
    if status == 401:
        return Reason.LOGIN_WALL, numbers
    if status == 429:
        return Reason.ASKED_TO_WAIT, numbers
    if status == 206:
        return Reason.TRUNCATED, numbers
    if status in (204, 205):
        return Reason.EMPTY, numbers
    return (Reason.REFUSED if 400 <= status < 500 or status == 999 else Reason.SITE_FAULT), numbers


def led_off(asked: Url, final: Url) -> Reason | None:
    """Why the address that answered at last is not the page that was asked for; None if it may be."""
    if (final.host, final.path) == (asked.host, asked.path):
        return None
    if _CHALLENGE_HOST.search(final.host) or _new(_CHALLENGE_PATH, asked, final):
        return Reason.CHALLENGE
    if _new(_LOGIN_PATH, asked, final):
        return Reason.LOGIN_WALL
    return Reason.FRONT_PAGE if _FRONT.fullmatch(final.path) and not _FRONT.fullmatch(asked.path) else None


def stands_before(page: Extract, body: bytes) -> Reason | None:
    """What a page is instead of the one that was asked for; None if nothing speaks for that."""
    source, little = body.lower(), page.shown < LITTLE
    if is_test(source):
        return Reason.CHALLENGE
    if little and (any(sign in source for sign in _TESTS_WHERE_LITTLE) or _NOTICES.search(page.text)):
        return Reason.CHALLENGE
    if page.password and (little or _LOGIN_TITLE.search(page.text[:120])):
        return Reason.LOGIN_WALL
    if page.refresh and page.shown < LITTLE // 2:
        return Reason.CHALLENGE
    if page.scripts and (page.shown < SHELL or (little and _NO_SCRIPTS.search(page.text))):
        return Reason.NEEDS_SCRIPTS
    return None


def is_test(source: bytes) -> bool:
    """Whether a page, in lower case, is a test of its visitor and nothing else."""
    return any(sign in source for sign in _TESTS)


def _new(pattern: re.Pattern[str], asked: Url, final: Url) -> bool:
    return bool(pattern.search(final.path)) and not pattern.search(asked.path)
