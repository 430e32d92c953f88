"""Accounts in words: what sort of site it is, how hard it is to leave, why the program did not look by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from unlisted.accounts.imports import SiteList, Skipped
from unlisted.accounts.listed import Listed
from unlisted.accounts.looking import Account
from unlisted.accounts.verdicts import Verdict, Why
from unlisted.errors import N_
from unlisted.knowledge import AccountSite
from unlisted.knowledge.sites import ByHand, Difficulty, SiteCategory
from unlisted.locale import plural, text, translate
from unlisted.model import Exposure, Reason, Visibility
from unlisted.report.numbers import date_text
from unlisted.report.outcomes import reason_text
from unlisted.rounds import host_of, is_at

ACCOUNTS = "accounts"  # the source of exposures that are accounts

Part = tuple[Literal["words", "link", "item"], str]

_CATEGORIES = {
    SiteCategory.FORUM: N_("forum"),
    SiteCategory.CLASSIFIEDS: N_("classified adverts"),
    SiteCategory.PORTAL: N_("portal"),
    SiteCategory.SOCIAL: N_("social network"),
    SiteCategory.CHAT: N_("conversations"),
    SiteCategory.CODE: N_("programming"),
    SiteCategory.PHOTO: N_("photos"),
    SiteCategory.VIDEO: N_("video"),
    SiteCategory.MUSIC: N_("music"),
    SiteCategory.GAMES: N_("games"),
    SiteCategory.BLOG: N_("blog"),
    SiteCategory.LINKS: N_("page of links"),
    SiteCategory.SHOP: N_("shop"),
    SiteCategory.WISHLIST: N_("wishes and donations"),
    SiteCategory.LEARNING: N_("learning"),
    SiteCategory.BOOKS: N_("books"),
    SiteCategory.SPORT: N_("sport"),
    SiteCategory.FOOD: N_("food"),
    SiteCategory.TRAVEL: N_("travel"),
    SiteCategory.WORK: N_("work"),
    SiteCategory.ART: N_("art"),
    SiteCategory.QUESTIONS: N_("questions and answers"),
    SiteCategory.OTHER: N_("other"),
    SiteCategory.DATING: N_("dating"),
    SiteCategory.HEALTH: N_("health"),
    SiteCategory.ADULT: N_("adult content"),
    SiteCategory.POLITICAL: N_("politics"),
    SiteCategory.RELIGION: N_("religion"),
}
_DIFFICULTIES = {
    Difficulty.EASY: N_("deleting it is easy"),
    Difficulty.MEDIUM: N_("deleting it takes some steps"),
    Difficulty.LIMITED: N_("deleting it works only in part"),
    Difficulty.HARD: N_("deleting it means writing to them"),
    Difficulty.IMPOSSIBLE: N_("there is no way to delete it; empty it and change its name"),
    Difficulty.UNKNOWN: N_("how to delete it is not known"),
}
_BY_HAND = {
    ByHand.LOGIN: N_("profiles are shown only after signing in"),
    ByHand.BLOCKS: N_("the site turns programs away"),
    ByHand.SCRIPT: N_("the page is drawn by its scripts"),
    ByHand.NUMBERED: N_("pages there have numbers, not names"),
    ByHand.EVERYONE: N_("the site answers the same for every name"),
    ByHand.UNREAD: N_("there is no rule yet that can be relied on"),
}


def site_category_text(category: SiteCategory) -> str:
    """What sort of site it is."""
    return translate(_CATEGORIES[category])


def difficulty_text(difficulty: Difficulty) -> str:
    """How hard it is to have an account deleted."""
    return translate(_DIFFICULTIES[difficulty])


def by_hand_text(why: ByHand) -> str:
    """Why the program does not look there by itself."""
    return translate(_BY_HAND[why])


def site_parts(site: AccountSite) -> Iterator[Part]:
    """Everything a person can use of one site."""
    countries = ", ".join(site.countries) or translate("worldwide")
    yield "item", f"{site_category_text(site.category)}; {countries}"
    if address := site.profile or site.start:
        yield "link", address
    if site.look:
        yield "item", translate("How to look: {steps}", steps=text(site.look))
    if site.by_hand:
        yield "item", translate("To be opened by hand: {reason}", reason=by_hand_text(site.by_hand))
    yield from leaving_parts(site)
    if site.note:
        yield "item", text(site.note)


def leaving_parts(site: AccountSite) -> Iterator[Part]:
    """The setting that makes an account show less, and the way out."""
    if site.privacy:
        yield "item", translate("What makes it show less: {steps}", steps=text(site.privacy))
    if site.privacy_url:
        yield "link", site.privacy_url
    note = f"; {text(site.deletion.note)}" if site.deletion.note else ""
    yield "item", f"{difficulty_text(site.deletion.difficulty)}{note}"
    if site.deletion.url:
        yield "link", site.deletion.url


_WHY = {
    Why.REFUSED: N_("the site turns programs away"),
    Why.BUSY: N_("the site asks for a longer pause"),
    Why.SITE_FAULT: N_("the site has a fault"),
    Why.CAPTCHA: N_("the site asks for proof of being human"),
    Why.LOGIN: N_("the site wants somebody to sign in first"),
    Why.WALL: N_("something stands before the page: cookies, a country, an age"),
    Why.PARKED: N_("nobody runs the site any more"),
    Why.FRONT_PAGE: N_("it leads where it leads everybody"),
    Why.SUSPENDED: N_("the site says that the account is suspended or switched off; it may come back"),
    Why.RESERVED: N_("the name is a word that sites use for pages of their own"),
    Why.LEADS_ON: N_("it leads to a page that says neither yes nor no"),
    Why.EMPTY_SERVER: N_("only the server answers, so the address may be wrong by now"),
    Why.CHANGED_PAGE: N_("the page is not built as it was when the rule was written"),
    Why.BOTH: N_("the page has signs of an account and of none"),
    Why.NO_TEST: N_("the test with a random name got no plain answer"),
    Why.NOT_LOOKED: N_("to be opened by yourself"),
}
_SKIPPED = {
    Skipped.BROKEN: N_("not shaped like an entry"),
    Skipped.OFF: N_("switched off by the list itself"),
    Skipped.ADDRESS: N_("no address that could be asked"),
    Skipped.FORM: N_("would send a form"),
    Skipped.REGISTRATION: N_("would ask at a registration or a password form"),
    Skipped.HEADERS: N_("needs a key or headers of its own"),
    Skipped.NO_ABSENT: N_("does not say how no account looks"),
    Skipped.NO_PRESENT: N_("does not say how an account looks"),
    Skipped.WALL: N_("takes a refusal for an answer"),
    Skipped.TWICE: N_("is there twice"),
}


def why_text(why: Why | Reason) -> str:
    """Why it could not be told."""
    return translate(_WHY[why]) if isinstance(why, Why) else reason_text(why)


def list_parts(brought: SiteList, name: str, on: date) -> Iterator[Part]:
    """What a list that she brought is, of which day its file is, and what of it was left out."""
    yield "words", translate(
        "{file} of {date}: {format}, licence {licence}, checksum {checksum}",
        file=name, date=date_text(on), format=brought.format, licence=brought.licence, checksum=brought.checksum,
    )  # fmt: skip
    if brought.deletions:
        yield "item", plural("{n} domain with a way out", "{n} domains with a way out", len(brought.deletions))
    if brought.sites:
        yield "item", plural("{n} site can be asked", "{n} sites can be asked", len(brought.sites))
    for why, count in brought.skipped.items():
        yield "item", plural("{n} left out: {why}", "{n} left out: {why}", count, why=translate(_SKIPPED[why]))


def account_text(account: Account) -> str:
    """One account that is there, by its site and its address."""
    return f"{account.question.site.name}: {account.question.url}"


def way_out_parts(site: Listed) -> Iterator[Part]:
    """How to be rid of an account at a site, and the setting that makes it show less."""
    if site.entry is not None:
        yield from leaving_parts(site.entry)
        return
    yield "item", difficulty_text(site.deletion.difficulty)
    if site.deletion.url:
        yield "link", site.deletion.url


def sites_of(exposures: Iterable[Exposure], sites: Iterable[AccountSite]) -> dict[str, AccountSite]:
    """By the id of an exposure that is an account: the entry of its site, where that is one of ours or hers."""
    known = tuple(sites)
    found: dict[str, AccountSite] = {}
    for exposure in exposures:
        if exposure.source == ACCOUNTS:
            host = host_of(exposure)
            at = [site for site in known if is_at(host, site.domain)]
            if at:
                found[exposure.id] = max(at, key=lambda site: len(site.domain))
    return found


def ways_out_parts(exposures: Iterable[Exposure], sites: Mapping[str, AccountSite]) -> Iterator[Part]:
    """Accounts that are still there, each with its page, the setting that makes it show less, and the way out."""
    for exposure in exposures:
        if exposure.id in sites and exposure.state is not Visibility.NOT_VISIBLE:
            yield "words", f"{sites[exposure.id].name}: {exposure.target}"
            yield from leaving_parts(sites[exposure.id])


def counted_parts(accounts: Collection[Account]) -> Iterator[Part]:
    """How a look ended, in numbers: found, not there, everybody, and could not tell with the reasons."""
    by = Counter(account.verdict for account in accounts)
    yield "words", plural("{n} account found", "{n} accounts found", by[Verdict.YES])
    yield (
        "words",
        plural(
            "{n} site says that there is no such account", "{n} sites say that there is no such account", by[Verdict.NO]
        ),
    )
    if by[Verdict.EVERYONE]:
        yield (
            "words",
            plural(
                "{n} site says yes to every name, so it proves nothing",
                "{n} sites say yes to every name, so they prove nothing",
                by[Verdict.EVERYONE],
            ),
        )
    if by[Verdict.UNKNOWN]:
        yield "words", plural("{n} site could not be told", "{n} sites could not be told", by[Verdict.UNKNOWN])
    unknown = (account for account in accounts if account.verdict is Verdict.UNKNOWN and account.why)
    for why, count in Counter(why_text(one.why) for one in unknown if one.why).most_common():
        yield "item", f"{count}: {why}"


def shows_text(facts: Collection[str], username: str) -> str:
    """What the page of an account shows of her, by the ids of facts."""
    others = [fact for fact in facts if fact != username]
    if not others:
        return translate("It shows the username; none of your other facts was seen on the page.")
    return translate("It shows the username and: {facts}", facts=", ".join(others))
