"""Accounts in words: what sort of site it is, how hard it is to leave, why the program did not look by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from unlisted.errors import N_
from unlisted.knowledge import AccountSite
from unlisted.knowledge.sites import ByHand, Difficulty, SiteCategory
from unlisted.locale import text, translate

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
    Difficulty.IMPOSSIBLE: N_("nobody can delete it; empty it and change its name"),
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
