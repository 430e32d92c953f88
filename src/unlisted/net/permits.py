"""What one line of an agreed plan still allows: its request, one retry, three redirects within its site. Pure."""

from __future__ import annotations

from unlisted.model import Reason
from unlisted.net.addresses import Url, refusal
from unlisted.net.faults import Fault
from unlisted.net.plan import Planned
from unlisted.net.settings import Settings
from unlisted.net.sites import site


class Permit:
    """Counts what a line has used. Every request passes through here; what it does not allow is not sent."""

    def __init__(self, line: Planned, settings: Settings, *, control: bool) -> None:
        self._settings = settings
        self._site = site(line.url.host)
        self._start = line.control if control else line.url
        self._retries = 1
        self._redirects = settings.limits.redirects
        self._seen: set[str] = set()

    def first(self) -> Url:
        """The address to begin with. Raises `Fault` if it may not be asked at all, or the line has no such request."""
        if self._start is None or site(self._start.host) != self._site:
            raise Fault(Reason.LEADS_ELSEWHERE)
        return self._checked(self._start)

    def retry(self) -> bool:
        """Whether the same may be asked once more; only once."""
        self._retries -= 1
        return self._retries >= 0

    def redirect(self, to: Url | None) -> Url:
        """The address to go on to. Raises `Fault` if it leads to another site, in a circle, or on and on."""
        if to is None:
            raise Fault(Reason.ADDRESS_REFUSED)
        self._redirects -= 1
        if self._redirects < 0:
            raise Fault(Reason.REDIRECTS)
        to = self._checked(to)
        if site(to.host) != self._site:
            raise Fault(Reason.LEADS_ELSEWHERE, location=to)
        return to

    def _checked(self, url: Url) -> Url:
        settings = self._settings
        reason = refusal(
            url, allowed=settings.allowed, proxied=settings.proxy is not None, plain_http=settings.plain_http
        )
        if reason is not None:
            raise Fault(reason)
        if str(url) in self._seen:
            raise Fault(Reason.REDIRECTS)
        self._seen.add(str(url))
        return url
