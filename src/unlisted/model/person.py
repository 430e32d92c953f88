"""The person a vault is about, and the facts about her."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Situation(StrEnum):
    """What is going on; decides what comes first."""

    PUBLISHED_NOW = "published-now"
    HUNTED = "hunted"
    SOMEONE_CLOSE = "someone-close"
    SHARED_DEVICE = "shared-device"
    STATE = "state"
    PREPARING = "preparing"


class Kind(StrEnum):
    """The kinds of fact a person can enter."""

    NAME = "name"
    USERNAME = "username"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    BIRTHDATE = "birthdate"
    NATIONAL_ID = "national-id"
    RELATIVE = "relative"
    WORKPLACE = "workplace"
    SCHOOL = "school"
    PLATE = "plate"
    WEBSITE = "website"
    PHOTO = "photo"
    PHRASE = "phrase"


class Told(StrEnum):
    """May a step involve this relative?"""

    YES = "yes"
    NO = "no"
    NOT_SAFE = "not-safe"


class Platform(StrEnum):
    """A service or a kind of device that a person may say she uses, so that advice about others stays away."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    WHATSAPP = "whatsapp"
    VIBER = "viber"
    TELEGRAM = "telegram"
    SIGNAL = "signal"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    X = "x"
    LINKEDIN = "linkedin"
    SNAPCHAT = "snapchat"
    REDDIT = "reddit"
    DISCORD = "discord"
    PINTEREST = "pinterest"
    GOOGLE = "google"
    APPLE = "apple"
    MICROSOFT = "microsoft"
    ANDROID = "android"
    IPHONE = "iphone"
    WINDOWS = "windows"
    MAC = "mac"
    FITNESS = "fitness"  # apps and watches that record ways
    PAYMENTS = "payments"  # payment apps that show who paid whom
    DATING = "dating"
    GAMES = "games"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom the vault is about: one person, never more.

    `country` and `lived_in` are ISO 3166-1 alpha-2 codes, `languages` ISO 639-1 codes, best known first; `region` an
    ISO 3166-2 code such as US-CA, where the law differs within a country. `platforms`: what she said she uses.
    """

    country: str
    lived_in: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    region: str | None = None
    platforms: tuple[Platform, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing about the person, as she typed it and in its normal form.

    `parts` is the normal form: part name to normal value, in a fixed order per kind (see `unlisted.facts`), for
    example ``{"street": "Cara Lazara", "number": "17", "city": "Novi Sad", "postcode": "21000"}``.
    `public` facts are what a stranger may start from; all others are what a stranger must not reach.
    `of` names the relative this fact belongs to; such a fact counts only beside one of hers. `important`: she said that
    this one matters most.
    """

    id: str
    kind: Kind
    value: str
    parts: Mapping[str, str]
    public: bool = False
    relation: str | None = None
    told: Told | None = None
    minor: bool = False
    of: str | None = None
    added: date | None = None
    important: bool = False
