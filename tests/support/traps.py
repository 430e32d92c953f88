"""What made-up sites answer, with known truth: honest ones, and traps that a careless look takes for an answer."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass

HER = "Primer_Ana91"
SIGN = 'class="member-card"'
NONE = "This member does not exist"
JSON = {"Content-Type": "application/json"}
WORDS = "<p>words</p>" * 50
SHELL = "<title>Members</title><div id=app></div><script src=/app.js></script><noscript>Members</noscript>"
ELSE = "somebody-else"  # a member that every site has, where something leads to it

Answer = tuple[int, dict[str, str], str | bytes]
Says = Callable[["Visit"], Answer | None]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the name, whether an account of it is there, the how manieth at this site and of this name."""

    name: str
    there: bool
    number: int
    of_name: int
    path: str
    method: str = "GET"


def page(name: str) -> Answer:
    """The page of an account."""
    return 200, {}, f"<html><title>{name}</title><body><div {SIGN}>@{name}</div>{'<p>words</p>' * 200}</body></html>"


def gone(visit: Visit) -> Answer:
    """The site's own way of saying no."""
    return 404, {}, f"<html><title>Sorry</title><body><h1>{NONE}</h1>{'<p>words</p>' * 50}</body></html>"


def honest(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else gone(visit)


def soft(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (200, {}, f"<title>{visit.name}</title><h1>{NONE}</h1>")


def to_login(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (302, {"Location": f"/login?next=/{visit.name}"}, "")


def new_markup(visit: Visit) -> Answer:
    there = 200, {}, f"<html><body><section class=v9><h2>{visit.name}</h2></section></body></html>"
    return there if visit.there else gone(visit)


def small_letters(visit: Visit) -> Answer:
    if visit.name != visit.name.lower():
        return 301, {"Location": f"/{visit.name.lower()}/"}, ""
    return honest(visit)


def busy_once(visit: Visit) -> Answer:
    return (429, {"Retry-After": "1"}, "") if visit.of_name == 1 else honest(visit)


def down_once(visit: Visit) -> Answer:
    return (503, {}, "") if visit.of_name == 1 else honest(visit)


def words(status: int, text: str, **headers: str) -> Says:
    """The same for everybody."""
    return lambda visit: (status, dict(headers), text.replace("NAME", visit.name))


def busy_from_the_second(visit: Visit) -> Answer:
    return page(visit.name) if visit.number == 1 else (429, {"Retry-After": "900"}, "")


def busy_in_words_from_the_second(visit: Visit) -> Answer:
    return page(visit.name) if visit.number == 1 else (200, {}, f"<h1>Too many requests</h1>{NONE}")


def refused_from_the_second(visit: Visit) -> Answer:
    return page(visit.name) if visit.number == 1 else (403, {}, f"<h1>{NONE}</h1>")


def wall_at_the_first(visit: Visit) -> Answer:
    wall = 200, {}, f"<h1>We use cookies</h1><form action='/agree?back=/{visit.name}'><button>Agree</button></form>"
    return wall if visit.number == 1 else gone(visit)


def wrong_once(visit: Visit) -> Answer:
    return (
        (200, {}, f'{{"error": "busy", "username": "{visit.name}", "x": "{SIGN}"}}'.replace('"class', "'class"))
        if (visit.number == 1)
        else gone(visit)
    )


def reset(visit: Visit) -> None:
    return None


def with_slash(visit: Visit) -> Answer:
    return honest(visit) if visit.path.endswith("/") else (301, {"Location": f"/{visit.name}/"}, "")


def data(visit: Visit) -> Answer:
    there = 200, JSON, f'{{"id": 7, "username": "{visit.name}"}}'
    return there if visit.there else (404, JSON, '{"message": "User not found"}')


def data_null(visit: Visit) -> Answer:
    return (200, JSON, f'{{"id": 7, "username": "{visit.name}"}}' if visit.there else "null")


def data_exists(visit: Visit) -> Answer:
    return 200, JSON, f'{{"exists": {str(visit.there).lower()}, "username": "{visit.name}"}}'


def packed(visit: Visit) -> Answer:
    status, headers, text = honest(visit)
    return status, {**headers, "Content-Encoding": "gzip"}, gzip.compress(str(text).encode())


def wrong_charset(visit: Visit) -> Answer:
    status, _headers, text = honest(visit)
    return status, {"Content-Type": "text/html; charset=bz2"}, text


def head_lies(visit: Visit) -> Answer:
    return page(visit.name) if visit.method == "HEAD" else honest(visit)


def gone_for_good(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (410, {}, f"<h1>{NONE}</h1>{WORDS}")


def echo_404(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (404, {}, f"<h1>{NONE}: {visit.name}</h1>{WORDS}")


def profile_of(visit: Visit) -> Answer:
    text = f"<title>{visit.name} - Members</title><h2 {SIGN}>Profile of {visit.name}</h2>{WORDS}"
    return (200, {}, text) if visit.there else gone(visit)


YES_OR_NO = {
    "honest": honest, "soft": soft, "to-login": to_login, "new-markup": new_markup, "small-letters": small_letters,
    "busy-once": busy_once, "down-once": down_once, "with-slash": with_slash, "data": data, "data-null": data_null,
    "data-exists": data_exists, "packed": packed, "wrong-charset": wrong_charset, "head-lies": head_lies,
    "gone-for-good": gone_for_good, "echo-404": echo_404, "profile-of": profile_of,
}  # fmt: skip
"""Sites that a careful look can tell; of `to-login` only the accounts that are there."""

TRAPS: dict[str, Says] = {
    "wildcard": lambda visit: page(visit.name),
    "captcha": words(200, f"<title>Security check</title><div class=g-recaptcha></div>{NONE}"),
    "captcha-404": words(404, f"<title>Just a moment...</title>{NONE}"),
    "refused": words(403, f"<h1>{NONE}</h1>"),
    "refused-451": words(451, NONE),
    "robot-999": words(599, NONE),
    "fault": words(500, NONE),
    "reset": reset,
    "login-page": words(200, "<title>Log in</title>Please log in to see NAME<input type=password>"),
    "cookie-wall": words(200, "<h1>Before you continue</h1><a href='/agree?to=/NAME'>NAME</a>"),
    "country": words(200, "<p>NAME is not available in your country</p>"),
    "country-404": words(404, "<p>Not available in your country</p>"),
    "scripts-only": words(200, "<div id=root></div><script>var path='/NAME'</script>"),
    "parked": words(200, "<title>NAME</title>This domain is for sale"),
    "to-search": words(302, "", Location="/search?q=x"),
    "to-front": words(302, "", Location="/"),
    "to-consent": words(302, "", Location="/consent"),
    "to-blocked": words(302, "", Location="/blocked?why=country"),
    "to-other-site": words(302, "", Location="https://example.org/"),
    "error-data": words(200, '{"error": "NAME could not be loaded"}'),
    "error-data-404": words(404, '{"error": "try again later"}'),
    "bare-404": words(404, "<html><head><title>404 Not Found</title></head><center>nginx</center></html>"),
    "empty": words(200, ""),
    "empty-404": words(404, ""),
    "echo": words(200, "<h1>No results</h1><p>We could not find NAME</p>"),
    "both": words(200, f"<div {SIGN}>@NAME</div><script>t='{NONE}'</script>"),
    "busy-later": busy_from_the_second,
    "busy-in-words-later": busy_in_words_from_the_second,
    "refused-later": refused_from_the_second,
    "wall-first": wall_at_the_first,
    "data-first": wrong_once,
    "drip": words(200, "x" * 2000, **{"X-Drip": "1"}),
    "maintenance": words(200, "<h1>Maintenance</h1>NAME, we'll be back"),
}
"""Sites of which nothing may be said but "could not tell" or "everyone", whether an account is there or not."""

# --- traps that the second author of a farm would think of ---


def shown_404(visit: Visit) -> Answer:
    return (404, {}, page(visit.name)[2]) if visit.there else gone(visit)


def login_if_there(visit: Visit) -> Answer:
    return (200, {}, f"<title>Log in</title>Log in to see {visit.name}") if visit.there else gone(visit)


def to_login_if_there(visit: Visit) -> Answer:
    return (302, {"Location": "/login"}, "") if visit.there else gone(visit)


def front_if_not_there(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (302, {"Location": "/"}, "")


def another_if_not_there(visit: Visit) -> Answer:
    if visit.name == ELSE:
        return page(ELSE)
    return page(visit.name) if visit.there else (302, {"Location": f"/{ELSE}"}, "")


def control_fails(visit: Visit) -> Answer:
    if visit.name.lower() == HER.lower():
        return honest(visit)
    return 500, {}, NONE


def other_look(visit: Visit) -> Answer:
    """Two looks of the same site by turns; that of every second answer is known to no rule."""
    if visit.there:
        return page(visit.name)
    return gone(visit) if visit.number % 2 else (200, {}, f"<h1>A new look for our members</h1>{WORDS}")


CAREFUL: dict[str, Says] = {
    "shown-404": shown_404, "login-if-there": login_if_there, "to-login-if-there": to_login_if_there,
    "front-if-not-there": front_if_not_there, "another-if-not-there": another_if_not_there,
    "control-fails": control_fails, "other-look": other_look,
}  # fmt: skip
"""Sites that tell some names apart: what is said has to be true, and may be "could not tell"."""


def only_hers(status: int, text: str) -> Says:
    """Something else for her name, and an honest "no" for all others."""
    return lambda visit: (
        (status, {}, text.replace("NAME", visit.name)) if visit.name.lower() == HER.lower() else gone(visit)
    )


def at_first(text: str) -> Says:
    """Something else at the first visit, and an honest "no" from then on."""
    return lambda visit: (200, {}, text.replace("NAME", visit.name)) if visit.number == 1 else gone(visit)


def renamed(visit: Visit) -> Answer:
    if visit.name == ELSE:
        return page(ELSE)
    return (301, {"Location": f"/{ELSE}"}, "") if visit.name.lower() == HER.lower() else gone(visit)


def short_names(visit: Visit) -> Answer:
    return page(visit.name) if len(visit.name) <= len(HER) else gone(visit)


def denied_at_first(visit: Visit) -> Answer:
    text = f'{{"exists": false, "username": "{visit.name}"}}'
    return (200, JSON, text) if visit.number == 1 else (404, JSON, '{"message": "User not found"}')


TRAPS |= {
    "shell-404": words(404, SHELL),
    "usual-404": words(404, f"<title>Members</title><h1>Welcome</h1>{WORDS}"),
    "blocked-404": words(404, f"<h1>Request blocked</h1><p>Incident 4711</p>{WORDS}"),
    "captcha-at-first": at_first("<h1>One more step</h1><div class=h-captcha></div>NAME"),
    "consent-at-first": at_first("<h1>NAME</h1><p>We value your privacy. Agree and continue</p><button>OK</button>"),
    "country-unknown-words": words(200, "<p>NAME: Diese Seite ist in Ihrem Land leider gesperrt</p>"),
    "to-404": words(302, "", Location="/404"),
    "refresh": words(200, "<meta http-equiv=refresh content='0;url=/login?next=/NAME'>"),
    "renamed": renamed,
    "echo-sentence": words(200, f"<p>We looked everywhere for NAME.</p>{WORDS}"),
    "two-looks": at_first(f"<h1>Hmm, NAME?</h1><p>Our shelves hold no member of that kind.</p>{WORDS}"),
    "two-looks-headed": at_first("<h1>NAME</h1><p>Oops. Try the front page.</p>"),
    "unclaimed": words(200, f"<div {SIGN}>@NAME</div><p>Be the first to claim this name</p>"),
    "wildcard-short": short_names,
    "suspended": only_hers(200, f"<h1>NAME</h1><p>This account has been suspended.</p>{WORDS}"),
    "suspended-404": only_hers(404, f"<h1>This account has been suspended</h1>{WORDS}"),
    "deactivated-410": only_hers(410, f"<h1>Nalog je deaktiviran</h1>{WORDS}"),
    "short": words(200, f"<div {SIGN}>@NAME</div>", **{"X-Short": "1"}),
    "short-404": words(404, NONE, **{"X-Short": "1"}),
    "picture": words(200, "\x89PNG\r\n\x1a\n NAME", **{"Content-Type": "image/png"}),
    "null": words(200, "null", **JSON),
    "denied": words(200, '{"exists": false, "username": "NAME"}', **JSON),
    "denied-at-first": denied_at_first,
    "down": words(503, NONE, **{"Retry-After": "1"}),
    "down-for-long": words(503, NONE, **{"Retry-After": "3600"}),
    "bomb": lambda _visit: (200, {"Content-Encoding": "gzip"}, BOMB),
    "bomb-404": lambda _visit: (404, {"Content-Encoding": "gzip"}, BOMB),
    "packed-twice": lambda _visit: (404, {"Content-Encoding": "gzip"}, gzip.compress(gzip.compress(NONE.encode()))),
    "charset": words(200, f"<div {SIGN}>@NAME</div>", **{"Content-Type": "text/html; charset=utf-16"}),
    "charset-404": words(404, f"<h1>{NONE}</h1>", **{"Content-Type": "text/html; charset=utf-16"}),
    "drip-404": words(404, "x" * 2000, **{"X-Drip": "1"}),
}
BOMB = gzip.compress(bytes(40 << 20), 9)

# How the lists describe what differs from the usual: status and sign of an account, status and words of none.
_BY_STATUS = (
    "country-404", "bare-404", "empty-404", "error-data-404", "shell-404", "usual-404", "blocked-404", "suspended-404",
    "bomb-404", "shown-404", "echo-404", "drip-404", "charset-404",
)  # fmt: skip
RULES: dict[str, tuple[int, str, int, str]] = {
    **dict.fromkeys(_BY_STATUS, (200, SIGN, 404, "")),
    **{kind: (200, SIGN, 302, "") for kind in (*YES_OR_NO, *CAREFUL, *TRAPS) if kind.startswith("to-")},
    "data": (200, '"id":', 404, "User not found"),
    "data-null": (200, '"id":', 200, "null"),
    "data-exists": (200, '"exists": true', 200, '"exists": false'),
    "soft": (200, SIGN, 200, NONE),
    "captcha": (200, SIGN, 200, NONE),
    "gone-for-good": (200, SIGN, 410, NONE),
    "deactivated-410": (200, SIGN, 410, ""),
}
