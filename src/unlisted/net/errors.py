"""What can be wrong with a request before it is sent; what goes wrong afterwards is an `Unknown` with its reason.

UsageError                exit 2
├── AddressUnfit          an address that is not plainly one of the web
├── HostSettingUnfit      an exception in allow-hosts that is not HOST:PORT
├── ProxyUnfit            a proxy setting that would leak, or that we do not speak
└── PlanDiffers           what was agreed to is not what would be sent
UnlistedError
└── RelativeNotSent       a fact of a relative was about to go on the network
"""

from __future__ import annotations

from unlisted.errors import N_, UnlistedError, UsageError


class AddressUnfit(UsageError):
    """An address that is not plainly http or https, a name, and a path."""

    what = N_("This is not an address of a page that can be looked at.")
    next_step = N_("Copy the address from the browser; it begins with https://")


class HostSettingUnfit(UsageError):
    """An entry of allow-hosts that is not a host and a port. Value: `host` as she typed it."""

    what = N_("{host} is not a host and a port.")
    next_step = N_("Write the exception as HOST:PORT, for example 127.0.0.1:8080")


class ProxyUnfit(UsageError):
    """A proxy that is not SOCKS5 at a numeric address, so that using it would already ask the DNS."""

    what = N_("This proxy cannot be used: it has to be a SOCKS5 proxy, given by its number and port.")
    next_step = N_("For example: --proxy socks5h://127.0.0.1:9050. Nothing was sent.")


class PlanDiffers(UsageError):
    """The hash that was agreed to is that of another plan."""

    what = N_("What would be asked on the network is not what was agreed to.")
    next_step = N_("Look at the plan again with --plan-only, and agree to its new hash. Nothing was sent.")


class RelativeNotSent(UnlistedError):
    """A fact of a relative, or the relative, was about to be sent; a fault of ours, caught in time. Value: `fact`."""

    what = N_("The fact {fact} is about a relative, and those are never sent on the network.")
    next_step = N_("Nothing was sent. Please report this as a fault of this program.")
