"""One place that publishes people, in words: how to look, what looking tells it, and the way out that tells least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from unlisted.errors import N_
from unlisted.knowledge import Broker, Chance, Demand, Life, Source, Status, is_stale
from unlisted.knowledge.brokers import By, Category, Logged, Login, Proof
from unlisted.locale import plural, text, translate
from unlisted.lookups import GRAVE, Place, Stand, WayOut
from unlisted.model import Kind
from unlisted.report.numbers import date_text, days_text, listed
from unlisted.report.words import kind_text

_CATEGORIES = {
    Category.PEOPLE_SEARCH: N_("people search"),
    Category.PHONE_DIRECTORY: N_("telephone directory"),
    Category.CALLER_ID: N_("caller identification"),
    Category.FACE_SEARCH: N_("face search"),
    Category.GENEALOGY: N_("family trees"),
    Category.PUBLIC_REGISTER: N_("public register"),
    Category.NOTICES: N_("notices and lists"),
    Category.CLASSIFIEDS: N_("classified adverts"),
    Category.ARCHIVE: N_("web archive"),
    Category.SEARCH_ENGINE: N_("search engine"),
    Category.SOCIAL_NETWORK: N_("social network"),
    Category.MARKETING: N_("marketing data"),
    Category.RISK: N_("background checks for businesses"),
    Category.REGISTRY: N_("one request for many places"),
}
_DEMANDS = {
    Demand.NAME: N_("name"),
    Demand.USERNAME: N_("username"),
    Demand.EMAIL: N_("email address"),
    Demand.PHONE: N_("telephone number"),
    Demand.ADDRESS: N_("address"),
    Demand.BIRTHDATE: N_("date of birth"),
    Demand.NATIONAL_ID: N_("identity number"),
    Demand.RELATIVE: N_("relative"),
    Demand.PHOTO: N_("photo"),
    Demand.PLATE: N_("number plate"),
    Demand.PARCEL: N_("number of a plot or a flat"),
    Demand.LISTING: N_("link to the page about you"),
    Demand.ID_DOCUMENT: N_("identity document"),
    Demand.SELFIE: N_("picture of your face"),
    Demand.SIGNATURE: N_("signature"),
    Demand.PAYMENT: N_("payment"),
    Demand.ACCOUNT: N_("account there"),
}
_LOGINS = {
    Login.ACCOUNT: N_("needs an account"),
    Login.ID_NUMBER: N_("needs your identity number"),
    Login.E_IDENTITY: N_("needs the state's electronic identity"),
    Login.PAYMENT: N_("costs money"),
    Login.APP: N_("needs an app"),
}
_LOGGED = {
    Logged.MAY_BE: N_("who looks may be recorded"),
    Logged.YES: N_("who looks is recorded"),
}
_WAYS = {
    By.FORM: N_("by a form"),
    By.EMAIL: N_("by email"),
    By.PHONE: N_("by telephone"),
    By.POST: N_("by post"),
    By.ACCOUNT: N_("in an account there"),
    By.OPERATOR: N_("at your telephone company"),
    By.IN_PERSON: N_("in person"),
}
_PROOFS = {
    Proof.CAPTCHA: N_("a captcha"),
    Proof.EMAIL_LINK: N_("a link by email"),
    Proof.EMAIL_CODE: N_("a code by email"),
    Proof.SMS_CODE: N_("a code by SMS"),
    Proof.CALL: N_("a telephone call"),
    Proof.LOGIN: N_("signing in"),
    Proof.ID_DOCUMENT: N_("an identity document"),
    Proof.SELFIE: N_("a picture of your face"),
    Proof.SIGNATURE: N_("a signature"),
}
_STANDS = {
    Stand.TO_LOOK: N_("not looked yet"),
    Stand.SEEN: N_("you are there"),
    Stand.SEEN_AGAIN: N_("visible again"),
    Stand.ASKED: N_("asked"),
    Stand.WAITING: N_("waiting for the place"),
    Stand.NOT_VISIBLE: N_("not visible"),
    Stand.NOT_ME: N_("somebody else"),
    Stand.COULD_NOT_LOOK: N_("could not look"),
}
_LIVES = {
    Life.GONE: N_("this place no longer exists"),
    Life.NO_OPT_OUT: N_("nobody can leave this place"),
    Life.UNVERIFIED: N_("unverified"),
}
_WARNINGS = {
    Demand.ID_DOCUMENT: N_(
        "It wants a copy of an identity document. Cover the number, the photo and everything it does not need, and "
        "write across it what it is for."
    ),
    Demand.NATIONAL_ID: N_("It wants your identity number. Ask first whether it can do without."),
    Demand.SELFIE: N_("It wants a picture of your face. Leave it, unless what it shows is worse."),
    Demand.PHOTO: N_("It wants a photo of you. Use one that is already public."),
    Demand.PAYMENT: N_("It wants money. A card carries your name and address."),
    Demand.BIRTHDATE: N_("It wants your date of birth. Give it only if it shows it already."),
    Demand.PHONE: N_("It wants your telephone number. Give it only if it shows it already."),
    Demand.ADDRESS: N_("It wants your address. Give it only if it shows it already."),
    Demand.SIGNATURE: N_("It wants your signature."),
}


_CHANCES = {
    Chance.SURE: N_("almost surely"),
    Chance.LIKELY: N_("likely"),
    Chance.MAYBE: N_("perhaps"),
    Chance.SELDOM: N_("seldom"),
}


def chance_word(chance: Chance) -> str:
    """How likely something comes off."""
    return translate(_CHANCES[chance])


def category_text(category: Category) -> str:
    """What sort of place it is."""
    return translate(_CATEGORIES[category])


def demands_text(demands: Sequence[Demand]) -> str:
    """Things a place asks for, as a list."""
    return listed([translate(_DEMANDS[demand]) for demand in demands])


def way_text(by: By) -> str:
    """By what way a request goes."""
    return translate(_WAYS[by])


def stand_text(place: Place) -> str:
    """Where she stands with a place, with the day."""
    stand = translate(_STANDS[place.stand])
    return stand if place.since is None else translate("{stand}, {date}", stand=stand, date=date_text(place.since))


def title(broker: Broker) -> str:
    """Its name, what it is, and how sure the entry is."""
    doubt = [translate(_LIVES[broker.status])] if broker.status in _LIVES else []
    name = text(broker.label) if broker.label else broker.name
    return ", ".join((f"{name} ({broker.domain})", category_text(broker.category), *doubt))


def look_lines(place: Place, today: date) -> Iterator[str]:
    """How to look, what it shows, what looking tells it, and from where this is known."""
    broker, lookup = place.broker, place.broker.lookup
    if broker.shows:
        yield translate("It can show: {kinds}", kinds=listed([kind_text(kind) for kind in broker.shows]))
    if lookup is not None:
        if lookup.steps:
            yield translate("How to look: {steps}", steps=text(lookup.steps))
        needs = [translate(words) for words in (_LOGINS.get(lookup.login), _LOGGED.get(lookup.logged)) if words]
        told = demands_text(lookup.asks) if lookup.asks else translate("nothing about you")
        yield "; ".join((translate("Looking tells it: {told}", told=told), *needs))
    if broker.note:
        yield text(broker.note)
    if broker.reduces and broker.status is Life.NO_OPT_OUT:
        yield translate("What makes it show less: {steps}", steps=text(broker.reduces))
    yield source_text(broker.sources, stale=is_stale(broker, today))


def way_out_lines(way: WayOut, place: Place, names: Mapping[str, Broker]) -> Iterator[str]:
    """The way out: at whose, how, what it demands, what is new to it, what to beware of, what else it covers."""
    route = way.route
    if way.broker.id != place.broker.id:
        yield translate("{owner} runs this place, and one request there may do for all of them.", owner=way.broker.name)
    yield translate("Ask to be left out, {how}:", how=way_text(route.by))
    yield from (address for address in (route.url, route.email, route.phone, route.post) if address)
    if route.steps:
        yield text(route.steps)
    yield from _demand_lines(way)
    proofs = [translate(_PROOFS[proof]) for proof in route.proof if proof in _PROOFS]
    if proofs:
        yield translate("It makes sure by: {proofs}", proofs=listed(proofs))
    if route.days is not None:
        yield translate("It usually takes {days}.", days=days_text(route.days))
    yield from _doubt_lines(way, names)


def _demand_lines(way: WayOut) -> Iterator[str]:
    """What the way out costs her in facts, each grave one with a warning."""
    if not way.route.asks_known:
        yield translate("What it demands is not known. Stop where it asks for more than it shows.")
    elif not way.new:
        yield translate("It demands nothing that it does not show already.")
    else:
        yield translate("New to it would be: {demands}", demands=demands_text(way.new))
    yield from (translate(_WARNINGS[demand]) for demand in way.new if demand in GRAVE)
    if Demand.EMAIL in way.route.asks:
        yield translate("Use an email address made for this alone, not one that people know.")


def _doubt_lines(way: WayOut, names: Mapping[str, Broker]) -> Iterator[str]:
    """What is not sure about the way out, and where to look afterwards."""
    if way.route.status is not Status.SEEN:
        yield translate("This way has not been tested by us: unverified.")
    if way.broker.rivals:
        yield translate("Sources give other addresses for this: `unlisted knowledge show {id}`", id=way.broker.id)
    if way.covers:
        yield plural(
            "It is said to cover {n} other place: {names}. Look there afterwards.",
            "It is said to cover {n} other places, among them {names}. Look at each afterwards.",
            len(way.covers),
            names=listed([names[one].name for one in way.covers[:6]]),
        )


def tells_text(kinds: Sequence[Kind]) -> str:
    """What a link carries to the place that it leads to."""
    return translate("This link tells the place: {kinds}", kinds=listed([kind_text(kind) for kind in kinds]))


def source_text(sources: Sequence[Source], *, stale: bool) -> str:
    """Where it was read, and when; of several sources the one read last."""
    newest = max(sources, key=lambda source: source.seen)
    told = translate("Read on {date}: {title}", date=date_text(newest.seen), title=newest.title)
    return told + ("; " + translate("old, it may have changed") if stale else "")
