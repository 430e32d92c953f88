"""One line of a plan carried out: its request, its retry, its redirects, each checked, counted and written down."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from unlisted.model import Hop, LedgerEntry, Reason
from unlisted.net.addresses import Url, read_url, same_but_spelling
from unlisted.net.bodies import Body, charset_of, is_gzipped
from unlisted.net.faults import Fault
from unlisted.net.pace import BUSY, Lane, Monotonic, asked_wait
from unlisted.net.permits import Permit
from unlisted.net.plan import Method, Planned
from unlisted.net.results import Recorder, Reply, Result, Unknown
from unlisted.net.settings import Settings
from unlisted.net.wire import Answer, Session, Wire

# What most people's browsers say, in the wording of the Tor Browser, which a crowd shares. No language but English.
_BROWSER = (
    ("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "en-US,en;q=0.5"),
    ("Accept-Encoding", "gzip"),
    ("Connection", "keep-alive"),
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_BODY = frozenset({204, 205, 304})
_OF_INTEREST = frozenset(
    {"cf-mitigated", "content-language", "content-length", "content-type", "date", "etag", "last-modified", "link",
     "location", "ratelimit-remaining", "ratelimit-reset", "retry-after", "server", "www-authenticate",
     "x-ratelimit-remaining", "x-ratelimit-reset", "x-robots-tag"}
)  # fmt: skip
_LONGEST_HEADER = 2000
_JITTER = 0.5, 1.0  # seconds before a retry where the host names none: from, and how much more at most
_AFTER = 0.25  # seconds at most between the end of the wait that a host asks for, and the retry


@dataclass(slots=True, kw_only=True)
class Shared:
    """What all looks of one run have in common. `jitter` gives 0 to 1; `larges` counts big bodies in memory."""

    settings: Settings
    wire: Wire
    lanes: Callable[[Url], Lane]
    larges: asyncio.Semaphore
    record: Recorder
    now: Callable[[], datetime]
    jitter: Callable[[], float]
    monotonic: Monotonic
    plan: str


@dataclass(slots=True)
class _Taken:
    """What an exchange brought: where the answer came from, and its body if it was read."""

    answer: Answer
    url: Url
    body: bytes = b""
    cut: bool = False
    to: Url | None = None


class Look:
    """One line, or its control probe, from the first request to the result. `large`: it holds one of `larges`."""

    def __init__(self, line: Planned, shared: Shared, *, control: bool) -> None:
        self._line, self._shared, self._control = line, shared, control
        self._permit = Permit(line, shared.settings, control=control)
        self._headers, self._method = _headers(line), line.method
        self._body = line.control_body if control else line.body
        self.large = False
        self.began: float | None = None  # when its first request began
        self._session: Session | None = None  # made when it is our turn: hundreds of looks may be waiting for theirs

    async def run(self) -> Result:
        """The result. Never raises but for a fault of ours, and when it is cancelled."""
        began = self._shared.monotonic()
        try:
            result = await self._follow()
        except Fault as fault:
            result = Unknown(
                line=self._line.id, control=self._control, reason=fault.reason, milliseconds=0, numbers=fault.numbers,
                location=fault.location,
            )  # fmt: skip
        finally:
            if self._session is not None:
                await self._session.close()
        return replace(result, milliseconds=int(1000 * (self._shared.monotonic() - began)))

    async def _follow(self) -> Result:
        url, hop, redirects = self._permit.first(), Hop.FIRST, 0
        while True:
            try:
                taken = await self._exchange(url, hop)
            except Fault as fault:
                if not fault.again or not self._permit.retry():
                    raise
                self._shared.lanes(url).busy(self._little())
                hop = Hop.RETRY
                continue
            if taken.answer.status in BUSY and self._comes_back(taken):
                hop = Hop.RETRY
            elif self._goes_on(taken):
                url, hop, redirects = self._led_on(taken), Hop.REDIRECT, redirects + 1
            else:
                return self._reply(taken, redirects)

    def _goes_on(self, taken: _Taken) -> bool:
        if taken.answer.status not in _REDIRECTS:
            return False
        to = taken.to
        return self._line.follow or (self._line.respell and to is not None and same_but_spelling(taken.url, to))

    def _comes_back(self, taken: _Taken) -> bool:
        asked = asked_wait(taken.answer.headers.get("retry-after"), self._shared.now())
        wait = self._little() if asked is None else asked + _AFTER * self._shared.jitter()
        near = self._shared.lanes(taken.url).busy(wait)
        return near and self._permit.retry()

    def _little(self) -> float:
        least, more = _JITTER
        return least + more * self._shared.jitter()

    def _led_on(self, taken: _Taken) -> Url:
        to = self._permit.redirect(taken.to)
        status = taken.answer.status
        if self._method is Method.POST and (status == 303 or status in {301, 302}):
            self._method, self._body = Method.GET, b""  # as browsers do
        if to.authority != taken.url.authority:
            self._headers = _BROWSER  # an access key is for the host it was planned for
        return to

    async def _exchange(self, url: Url, hop: Hop) -> _Taken:
        """One request, within its deadline and written down whatever comes of it."""
        async with self._shared.lanes(url).turn():
            seconds = self._seconds_left()
            session = self._connections()
            with self._written(session, url, hop) as taken:
                try:
                    async with asyncio.timeout(seconds) as deadline:
                        answer = await session.ask(self._method, url, self._headers, self._body)
                        taken.append(_Taken(answer, url, to=_location(answer, url)))
                        await self._read(session, taken[0], deadline)
                except TimeoutError:
                    raise Fault(Reason.TOO_SLOW, {"seconds": int(seconds) or 1}) from None
        return taken[0]

    def _connections(self) -> Session:
        if self._session is None:
            identity = " ".join((self._line.purpose, *sorted(one.fact for one in self._line.carries)))
            self._session = Session(self._shared.wire, identity)
        return self._session

    def _seconds_left(self) -> float:
        """The time for the next request. Raises `Fault` if the line has used all of its own."""
        limits, at = self._shared.settings.limits, self._shared.monotonic()
        if self.began is None:
            self.began = at
        left = self.began + limits.line - at
        if left <= 0:
            raise Fault(Reason.TOO_SLOW, {"seconds": int(limits.line)})
        return min(limits.seconds, left)

    async def _read(self, session: Session, taken: _Taken, deadline: asyncio.Timeout) -> None:
        answer, limits = taken.answer, self._shared.settings.limits
        if self._goes_on(taken) or self._method is Method.HEAD or answer.status in _NO_BODY or answer.status in BUSY:
            await session.leave(answer)  # what stands in there is read by nobody
            return
        enough = self._line.enough
        body = Body(
            limit=limits.body if enough is None else min(enough, limits.body),
            gzipped=is_gzipped(answer.headers.get("content-encoding", "")),
            enough=enough is not None,
        )
        async with aclosing(session.body(answer)) as pieces:
            async for piece in pieces:
                body.feed(piece)
                if body.cut:
                    break
                if len(body) > limits.large and not self.large:
                    await self._wait_for_room(deadline)
        taken.body, taken.cut = body.finish(), body.cut

    async def _wait_for_room(self, deadline: asyncio.Timeout) -> None:
        """Stop reading until there is memory for another large body; that time is not the site's fault."""
        loop, until = asyncio.get_running_loop(), deadline.when()
        deadline.reschedule(None)
        before = loop.time()
        await self._shared.larges.acquire()
        self.large = True
        if until is not None:
            deadline.reschedule(until + loop.time() - before)

    @contextmanager
    def _written(self, session: Session, url: Url, hop: Hop) -> Iterator[list[_Taken]]:
        """The ledger line of one request. The list gets what it brought, once that has status and headers."""
        taken: list[_Taken] = []
        at, began, before = self._shared.now(), self._shared.monotonic(), session.meter.total
        reason: Reason | None = Reason.INTERRUPTED
        try:
            yield taken
            reason = None
        except Fault as fault:
            reason = fault.reason
            raise
        finally:
            self._shared.record(
                LedgerEntry(
                    plan=self._shared.plan,
                    line=self._line.id,
                    hop=hop,
                    control=self._control,
                    at=at,
                    method=self._method,
                    host=url.authority,
                    path=hashlib.sha256(url.path.encode()).hexdigest()[:16],
                    status=taken[0].answer.status if taken else 0,
                    bytes=session.meter.total - before,
                    reason=reason,
                    milliseconds=int(1000 * (self._shared.monotonic() - began)),
                )
            )

    def _reply(self, taken: _Taken, redirects: int) -> Reply:
        headers = taken.answer.headers
        return Reply(
            line=self._line.id,
            control=self._control,
            status=taken.answer.status,
            url=taken.url,
            redirects=redirects,
            headers={name: headers[name][:_LONGEST_HEADER] for name in sorted(_OF_INTEREST & headers.keys())},
            body=taken.body,
            charset=charset_of(headers.get("content-type", "")),
            cut=taken.cut,
            milliseconds=0,
            location=taken.to,
        )


def _headers(line: Planned) -> tuple[tuple[str, str], ...]:
    own = {name.lower() for name, _ in line.headers}
    return (*(pair for pair in _BROWSER if pair[0].lower() not in own), *line.headers)


def _location(answer: Answer, url: Url) -> Url | None:
    """Where an answer leads. Browsers read the bytes of the header as UTF-8."""
    header = answer.headers.get("location")
    if answer.status not in _REDIRECTS or header is None:
        return None
    return read_url(header.encode("latin-1").decode("utf-8", "replace").strip(), url)
