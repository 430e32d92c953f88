"""How a stranger gets to her: exposures as a graph, the chains through it, and the cheapest places to close. Pure."""

from unlisted.routes.answers import CHANGEABLE, IN_FULL, Answer, importance, routes, targets
from unlisted.routes.cut import Closing, ClosingOf, Cut, Cutter
from unlisted.routes.over_time import Line, Point, Stand, chosen, over_time
from unlisted.routes.places import WEIGHT, Known, Place, Way, broker_at, by_host, places, without
from unlisted.routes.walk import Chain, Net, Step, starts_of

__all__ = [
    "CHANGEABLE",
    "IN_FULL",
    "WEIGHT",
    "Answer",
    "Chain",
    "Closing",
    "ClosingOf",
    "Cut",
    "Cutter",
    "Known",
    "Line",
    "Net",
    "Place",
    "Point",
    "Stand",
    "Step",
    "Way",
    "broker_at",
    "by_host",
    "chosen",
    "importance",
    "over_time",
    "places",
    "routes",
    "starts_of",
    "targets",
    "without",
]
