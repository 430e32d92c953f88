"""One site as a look needs it, whether it comes from our data, her own folder or a list that she brought."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from unlisted.knowledge import AccountSite
from unlisted.knowledge.sites import AnswerRule, Deletion, Difficulty, NameRule, SiteCategory

BALKANS = frozenset({"AL", "BA", "HR", "ME", "MK", "RS", "SI", "XK"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A site. `name` is what the JSON calls it; `entry` is our own entry, if it is one. `domain`: where it is."""

    id: str
    name: str
    domain: str
    profile: str | None
    probe: str | None = None
    username: NameRule = field(default_factory=NameRule)
    follow: bool = False
    present: AnswerRule | None = None
    absent: AnswerRule | None = None
    sensitive: bool = False
    deletion: Deletion = field(default_factory=lambda: Deletion(difficulty=Difficulty.UNKNOWN))
    entry: AccountSite | None = field(default=None, repr=False)

    @property
    def asks(self) -> bool:
        """Whether the program may look there by itself."""
        return self.profile is not None and self.present is not None and self.absent is not None


def listed(site: AccountSite) -> Listed:
    """An entry of the knowledge as a look needs it."""
    return Listed(
        id=site.id,
        name=site.id,
        domain=site.domain,
        profile=site.profile,
        probe=site.probe,
        username=site.username,
        follow=site.follow,
        present=site.present if site.automatic else None,
        absent=site.absent if site.automatic else None,
        sensitive=site.sensitive,
        deletion=site.deletion,
        entry=site,
    )


def in_order(
    sites: Iterable[AccountSite], countries: Collection[str], chosen: Collection[SiteCategory] = ()
) -> tuple[AccountSite, ...]:
    """Sites in the order in which to look: her countries, their neighbours, what everybody uses, the rest of the world.

    Sensitive ones are left out unless their category was chosen.
    """
    hers = set(countries)
    near = BALKANS if hers & BALKANS else hers

    def rank(site: AccountSite) -> tuple[int, int, str]:
        at = set(site.countries)
        group = 0 if at & hers else 1 if at & near else 2 if not at else 3
        return group, site.order, site.name.casefold()

    shown = (site for site in sites if not site.sensitive or site.category in chosen)
    return tuple(sorted(shown, key=rank))
