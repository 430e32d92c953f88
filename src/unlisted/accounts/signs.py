"""Signs that an answer is no answer to the question: a captcha, a wall, an error, an empty server. Pure.

They only ever turn a verdict into "could not tell". Words are compared in small letters, in the first part of a page,
where a wall says what it is.
"""

from __future__ import annotations

from enum import Enum

_HEAD = 24_000  # characters of a page in which such words are looked for
_SMALL = 2_500  # a page shorter than this may be a server's own
_BRIEF = 12_000  # a page longer than this is no test of its visitor

# A page that asks whether she is human, and parts of such a page that also stand in the forms of ordinary ones.
_CHALLENGES = (
    "just a moment", "verify you are human", "verify that you are human", "are you human", "are you a robot",
    "not a robot", "i am human", "security check", "attention required!", "ddos protection", "checking your browser",
    "cf-chl", "cf_chl", "_incapsula_", "anubis_challenge", "making sure you", "unusual traffic", "automated access",
    "bot detection", "human verification", "enable javascript and cookies", "complete the captcha", "solve the captcha",
)  # fmt: skip
_WIDGETS = (
    "g-recaptcha", "h-captcha", "hcaptcha", "cf-turnstile", "challenges.cloudflare", "captcha", "ddos-guard",
    "datadome", "perimeterx", "px-captcha",
)  # fmt: skip
_LIMITS = (
    "rate limit", "rate-limit", "ratelimit", "too many requests", "too many attempts", "slow down", "quota exceeded",
    "try again later", "temporarily blocked", "throttled", "previše zahteva", "previše zahtjeva", "pokušajte kasnije",
)  # fmt: skip
_WALLS = (
    "not available in your", "unavailable in your", "in your country", "from your country", "in your region",
    "from your location", "access denied", "access to this page", "geo-block", "geoblock", "have been blocked",
    "unavailable for legal", "cookie consent", "accept cookies to continue", "before you continue",
    "age verification", "verify your age", "subscribe to continue", "u vašoj zemlji", "prihvatite kolačiće",
)  # fmt: skip
_LOGINS = (
    "please log in", "please sign in", "log in to continue", "sign in to continue", "login to continue",
    "you must be logged", "you must log in", "log in to see", "sign in to see", "sign in to view", "log in to view",
    "login required", "create an account to", "join to view", "sign up to see", "morate biti prijavljeni",
    "prijavite se da", "morate da se prijavite", "<title>log in", "<title>login", "<title>sign in", "<title>prijava",
)  # fmt: skip
_DOWN = (
    "maintenance", "temporarily unavailable", "service unavailable", "internal server error", "bad gateway",
    "something went wrong", "an error occurred", "error has occurred", "we'll be back", "be right back", "try again",
    "došlo je do greške", "radovi u toku", "odmah se vraćamo",
)  # fmt: skip
_PARKED = (
    "domain is for sale", "buy this domain", "domain for sale", "domain parking", "parked domain", "parkingcrew",
    "sedoparking", "is parked", "this domain", "domain name is available", "hugedomains", "domen je na prodaju",
)  # fmt: skip
_NOTHING = (
    "not found", "doesn't exist", "doesn&#39;t exist", "does not exist", "doesn’t exist", "no such user",
    "no longer available", "isn't available", "page unavailable", "could not be found", "couldn't find", "can't find",
    "no results", "unknown user", "invalid user", "ne postoji", "nije pronađen", "nije pronadjen", "nema rezultata",
    "nije nađen", "no longer exist", "не постоји", "није пронађен", "не найден", "не существует", "nicht gefunden",
    "existiert nicht", "introuvable", "n'existe pas", "no encontrad", "no existe", "não encontrad", "não existe",
    "non trovat", "non esiste", "nie znaleziono", "nie istnieje", "nenalezen", "neexistuje", "niet gevonden",
    "bestaat niet", "bulunamad", "nem található", "hittades inte", "ikke fundet", "ikke funnet", "ei löy",
    "δεν βρέθηκε", "не съществува", "не знайдено", "не е намерен", "nuk u gjet", "nuk ekziston",
    "ni bilo mogoče najti", "ne obstaja",
)  # fmt: skip
_MISSING = ("not exist", "no such", "nothing here", "not here", "isn't here", "notfound", "<h1>404")  # with status 404
_SUSPENDED = (
    "been suspended", "is suspended", "account suspended", "user suspended", "suspended account", "been deactivated",
    "is deactivated", "account deactivated", "deactivated account", "account has been disabled", "account disabled",
    "been banned", "is banned", "account banned", "user banned", "account is locked", "nalog je suspendovan",
    "profil je suspendovan", "suspendovan nalog", "nalog je deaktiviran", "je deaktiviran", "korisnik je banovan",
    "nalog je blokiran", "profil je blokiran", "налог је суспендован", "налог је деактивиран",
)  # fmt: skip
# A page that shows few words and one of these is a notice, and not the page of a person.
_NOTICES = (
    "cookie", "kolačić", "consent", "agree", "continue", "nastavite", "robot", "human", "captcha", "log in", "login",
    "sign in", "sign up", "prijav", "registr", "country", "region", "verify", "unavailable", "oops", "sorry", "nobody",
    "no one", "nothing", "unknown", "invalid", "missing", "claim", "be the first", "available", "error", "greška",
    "želj", "trouble", "wait", "sačekajte", "loading", "redirect", "javascript",
)  # fmt: skip
_LITTLE = 500  # characters shown
_BESIDE = 3  # words that may stand beside a name that is a heading
_NEGATIONS = frozenset(("no", "not", "none", "nobody", "without", "hmm", "sorry", "oops", "nema", "nije", "ne", "niko"))
# Words that sites use for pages of their own, so that a page at such an address need not be that of a person.
_RESERVED = frozenset((
    "about", "account", "accounts", "admin", "administrator", "ads", "api", "app", "apps", "assets", "auth", "best",
    "blog", "business", "careers", "cart", "categories", "category", "cenovnik", "channel", "chat", "clanak", "clanci",
    "community", "contact", "cookies", "dashboard", "developer", "developers", "discover", "docs", "dodaj", "download",
    "downloads", "edit", "email", "events", "everyone", "explore", "faq", "features", "feed", "feedback", "forum",
    "forums", "games", "gift", "groups", "guest", "guidelines", "help", "home", "hot", "images", "index", "info",
    "jobs", "join", "kategorija", "kontakt", "korisnici", "korisnik", "latest", "legal", "live", "local", "log",
    "login", "logout", "mail", "map", "mapa", "marketing", "me", "members", "messages", "mobile", "moderator", "music",
    "my", "najnovije", "nalog", "naslovna", "new", "news", "notifications", "null", "o-nama", "oauth", "oglas",
    "oglasi", "onama", "online", "orders", "page", "pages", "password", "people", "photos", "pictures", "pocetna",
    "podrska", "policy", "pomoc", "pomoć", "popular", "post", "posts", "početna", "pravila", "premium", "press",
    "pretraga", "pricing", "prijava", "privacy", "privatnost", "profil", "profile", "profiles", "public", "random",
    "register", "registracija", "root", "rss", "rules", "sale", "search", "security", "sell", "settings", "shop",
    "signin", "signup", "site", "sitemap", "staff", "static", "status", "store", "stories", "support", "system", "tag",
    "tags", "team", "terms", "test", "top", "trending", "tv", "undefined", "upgrade", "upload", "user", "username",
    "users", "uslovi", "vesti", "video", "videos", "vijesti", "web", "webmaster", "welcome", "wiki", "www",
))  # fmt: skip
_SERVERS = (
    "<center>nginx", "<center>openresty", "<center>cloudflare", "apache/", "apache server at", "the requested url",
    "cannot get /", "iis ", "litespeed", "<address>", "caddy", "tengine", "no backend", "default backend", "nosuchkey",
    "there isn't a github pages", "404 page not found",
)  # fmt: skip

# Ends of a redirect that say nothing about the name: to sign in, to agree, to prove being human.
_TURNED_AWAY = (
    "login", "log-in", "log_in", "signin", "sign-in", "sign_in", "signup", "sign-up", "register", "registration",
    "auth", "sso", "oauth", "session", "account", "welcome", "consent", "cookie", "privacy", "gdpr", "captcha",
    "challenge", "verify", "checkpoint", "blocked", "block", "denied", "forbidden", "unavailable", "geo", "region",
    "country", "age", "error", "sorry", "limit", "maintenance", "suspended", "search", "prijava", "registracija",
)  # fmt: skip
_NOT_FOUND_PATHS = ("404", "not-found", "notfound", "not_found", "no-such-user", "nosuchuser", "user-not-found")


_DENIALS = (
    *((key, "false") for key in ("exists", "exist", "found", "success", "ok", "status", "valid", "is_user")),
    *((key, "null") for key in ("user", "data", "profile", "account", "result", "member", "person", "username")),
    *((key, "[]") for key in ("data", "users", "results", "items", "result")),
    ("available", "true"), ("is_available", "true"), ("total", "0"), ("count", "0"),
)  # fmt: skip


class Sign(Enum):
    """What a page may say about itself instead of an answer."""

    CHALLENGE = _CHALLENGES  # asks for proof of being human
    WIDGET = _WIDGETS  # something in it would ask for that: the whole page, or a form on an ordinary one
    LIMIT = _LIMITS  # says that it was asked too often
    WALL = _WALLS  # stands before the page: for a country, for cookies, for an age
    LOGIN = _LOGINS  # wants somebody to sign in
    DOWN = _DOWN  # says that the site is not working
    PARKED = _PARKED  # nobody lives at the domain any more
    NOTHING = _NOTHING  # says that there is nothing
    MISSING = _MISSING  # says so in words that only mean it where the status says the same
    SUSPENDED = _SUSPENDED  # says that the account is there and not to be shown
    SERVER = _SERVERS  # a server speaks


class Begin:
    """The first part of a page, in small letters; each sign is looked for once."""

    def __init__(self, page: str) -> None:
        self._whole = page
        self._begin = page[:_HEAD].casefold()

    def shows(self, sign: Sign) -> bool:
        """Whether one of the words of this sign stands in it."""
        return any(word in self._begin for word in sign.value)

    @property
    def bare(self) -> bool:
        """Whether a server speaks and not the site: the address itself may be wrong by now, for every name."""
        return not self._begin.strip() or (len(self._whole) < _SMALL and self.shows(Sign.SERVER))

    @property
    def asks_who(self) -> bool:
        """Whether it is little more than a proof of being human."""
        return len(self._whole) < _BRIEF and self.shows(Sign.WIDGET)

    @property
    def data(self) -> bool:
        """Whether it is data and no page for people."""
        return self._begin.lstrip()[:1] in {"{", "["} or self._begin.strip() in {"null", "false", "true"}

    @property
    def denies(self) -> bool:
        """Whether it is data that say of themselves that there is nothing."""
        plain = "".join(self._begin[:4000].split())
        return self.data and (
            plain in {"null", "false", "{}", "[]", '""'} or any(f'"{key}":{value}' in plain for key, value in _DENIALS)
        )

    @property
    def missing(self) -> bool:
        """Whether the answer says in words, or as data, that there is nothing; a status alone is said of anything."""
        title = self._begin.partition("<title")[2].partition("</title")[0]
        return self.shows(Sign.NOTHING) or self.shows(Sign.MISSING) or "404" in title or self.data

    @property
    def error_data(self) -> bool:
        """Whether it is data that tell of an error."""
        begin = self._begin.lstrip()[:4000]
        return begin[:1] in {"{", "["} and any(f'"{key}' in begin for key in ("error", "fault", "exception"))


def is_reserved(username: str) -> bool:
    """Whether sites use this word for pages of their own."""
    return username.casefold() in _RESERVED


def is_headed(words: str, username: str, *, loosely: bool = False) -> bool:
    """Whether the visible words look like a person's page: her name stands by itself, and not in a short notice.

    What says "we know no NAME" or "continue to NAME" has the name in a sentence, or has little else. `loosely`: a few
    words may stand beside it, as in "Profile of NAME".
    """
    name, text = username.casefold(), words.casefold()
    if text.lstrip()[:1] in {"{", "["}:
        return f'"{name}"' in text
    if len(text) < _LITTLE and any(word in text.replace(name, "") for word in _NOTICES):
        return False
    lines = [line.strip(" @~/\t()[]·|:") for line in text.split("\n") if name in line]
    return any(line in {name, f"u/{name}"} or (loosely and _names(line, name)) for line in lines)


def _names(line: str, name: str) -> bool:
    beside = line.replace(name, " ").replace("'s ", " ").replace("’s ", " ")
    others = [word.strip(".,:;-–|@()") for word in beside.split()]
    return len(others) <= _BESIDE and not (set(others) & _NEGATIONS) and not any(one in beside for one in ("?", "!"))


def turned_away(path: str) -> bool:
    """Whether an address is where sites send people whatever they asked for: the front page, a form, a notice."""
    plain = path.partition("?")[0].strip("/").casefold()
    pieces = [piece for part in plain.split("/") for piece in part.replace(".", "/").split("/")]
    return plain in {"", "index.html", "index.php", "home", "en", "sr"} or any(
        piece == word or piece.startswith((f"{word}-", f"{word}_")) for piece in pieces for word in _TURNED_AWAY
    )


def says_not_found(path: str) -> bool:
    """Whether an address itself says that there is nothing."""
    plain = path.partition("?")[0].casefold()
    return any(word in plain for word in _NOT_FOUND_PATHS)
