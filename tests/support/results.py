"""Results of a look as the gate gives them, without a network."""

from unlisted.model import Reason
from unlisted.net import Reply, Unknown, Url


def reply(
    line: str, body: bytes, status: int = 200, headers: dict[str, str] | None = None, *, cut: bool = False
) -> Reply:
    """An answer with this body."""
    return Reply(
        line=line, control=False, status=status, url=Url.parse("https://service.example.org/"), redirects=0,
        headers=headers or {}, body=body, charset="utf-8", cut=cut, milliseconds=1,
    )  # fmt: skip


def unknown(line: str, reason: Reason = Reason.NOT_CONNECTED) -> Unknown:
    """No answer."""
    return Unknown(line=line, control=False, reason=reason, milliseconds=1)
