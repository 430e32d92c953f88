"""What a planted mention is, and how it is set into a message."""

from dataclasses import dataclass, replace
from random import Random

EXACT, FOLDED = frozenset({"exact"}), frozenset({"exact", "folded"})
SCRIPT, INFLECTED, DISGUISED = frozenset({"script"}), frozenset({"inflected"}), frozenset({"disguised"})


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A mention that was put in. `parts` are one text, cut where the messenger marks a piece of it (bold, a link).

    `how` are the words that describe the spelling rightly (empty: not judged). Found means a strength of `least`.
    `plain` are the undisguised categories; what is not `required` is measured and shown, and counted apart.
    """

    fact: str
    category: str
    parts: tuple[str, ...]
    how: frozenset[str] = frozenset()
    least: float = 0.5
    plain: bool = False
    required: bool = True


def plain(fact: str, category: str, text: str, how: frozenset[str] = frozenset(), least: float = 0.5) -> Plant:
    """A mention that hides nothing."""
    return Plant(fact=fact, category=category, parts=(text,), how=how, least=least, plain=True)


def extra(fact: str, category: str, text: str, least: float = 0.5) -> Plant:
    """A mention that takes more than its letters to understand."""
    return Plant(fact=fact, category=category, parts=(text,), least=least, required=False)


def cut(text: str, rng: Random) -> tuple[str, str]:
    """A text as two pieces, of which a messenger shows one in bold."""
    at = rng.randint(1, len(text) - 1)
    return text[:at], text[at:]


_CARRIERS = (
    "{}", "{}", "{}", "ko zna gde je {}?", "evo ga: {}", "to vam je {}, svi je znaju", "šaljem dalje – {}",
    "{} jel ovo ta?", "ljudi {} !!!", "ко зна нешто за {}?", "ево шта сам нашао: {}, делите", "{}\nsutra okupljanje",
    'forward: "{}"', "({})", "does anyone know {}?", "📍{}📍", "da se zna, {} i niko drugi", "pa to je bre {} hahaha",
    "Пише овако: {}.", "{} proverite pa javite", "• {}\n• ostalo sutra", "{} 😂😂", "gle: {}", "@svi {}",
)  # fmt: skip


def carried(plant: Plant, rng: Random) -> Plant:
    """The mention inside a message as such groups write it."""
    before, after = rng.choice(_CARRIERS).split("{}")
    parts = list(plant.parts)
    parts[0] = before + parts[0]
    parts[-1] += after
    return replace(plant, parts=tuple(parts))
