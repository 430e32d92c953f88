"""What was found of what was planted, and what was taken for her that is not."""

from collections import Counter
from dataclasses import dataclass, field

from bench.heldout.decoys import Decoy
from bench.heldout.export import Truth
from bench.heldout.people import KINDS, Person
from bench.heldout.planting import Plant, visible

LIKELY, STRONG = 0.5, 0.8
Seen = dict[int, dict[str, float]]  # message -> fact -> strength
GROUPS = ("ordinary", "disguised", "twice", "typo", "slang", "number words")


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts over all persons of a run."""

    planted: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # group, category, kind
    found: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    by_tongue: Counter[tuple[str, str, bool]] = field(default_factory=Counter)  # group, language, found
    decoys: Counter[tuple[str, bool]] = field(default_factory=Counter)  # category, hard
    strong: Counter[tuple[str, bool]] = field(default_factory=Counter)
    ordinary: int = 0
    disturbed: int = 0
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)  # category, kind, seen, text
    false: list[tuple[str, str, str]] = field(default_factory=list)  # category, seen, text

    def add(self, person: Person, truth: Truth, seen: Seen) -> None:
        """Count one chat."""
        for number, item in truth.items():
            here = seen.get(number, {})
            if isinstance(item, Plant):
                self._plant(person, item, here)
            elif isinstance(item, Decoy):
                self._decoy(item, here)
            else:
                self.ordinary += 1
                if max(here.values(), default=0.0) >= LIKELY:
                    self.disturbed += 1
                    self.false.append(("ordinary message", shown(here), item))

    def _plant(self, person: Person, plant: Plant, here: dict[str, float]) -> None:
        for kind in plant.facts:
            key = (plant.group, plant.category, kind)
            self.planted[key] += 1
            found = here.get(kind, 0.0) >= LIKELY - 1e-9
            self.by_tongue[plant.group, person.tongue.key, found] += 1
            if found:
                self.found[key] += 1
            else:
                text = f"[{person.tongue.key} {plant.form}] {visible(plant.message)}"
                self.misses.append((f"{plant.group}: {plant.category}", kind, shown(here), text))

    def _decoy(self, decoy: Decoy, here: dict[str, float]) -> None:
        key = (decoy.category, decoy.hard)
        self.decoys[key] += 1
        if max(here.values(), default=0.0) >= STRONG - 1e-9:
            self.strong[key] += 1
            self.false.append((decoy.category + (" (hard)" if decoy.hard else ""), shown(here), decoy.text))

    # --- figures

    def recall(self, *, group: str = "", category: str = "", kind: str = "") -> tuple[float | None, int]:
        """Share found, and of how many; none where nothing was planted."""
        keys = [k for k in self.planted if all(not w or w == k[i] for i, w in enumerate((group, category, kind)))]
        total = sum(self.planted[k] for k in keys)
        return (sum(self.found[k] for k in keys) / total if total else None), total

    def strong_per_2000(self) -> float:
        """Strong false sightings in 2,000 decoys, those left out that nobody could tell."""
        total = sum(n for (_, hard), n in self.decoys.items() if not hard)
        return sum(n for (_, hard), n in self.strong.items() if not hard) / max(1, total) * 2000

    def disturbed_share(self) -> float:
        return self.disturbed / max(1, self.ordinary)

    def worst_first(self) -> list[tuple[str, str, str, str]]:
        """The misses, first those of the categories of which least is found."""
        rates = {f"{g}: {c}": self.recall(group=g, category=c)[0] or 0.0 for g, c, _ in self.planted}
        spread: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
        for miss in self.misses:
            spread.setdefault((miss[0], miss[1]), []).append(miss)
        order = sorted(spread.values(), key=lambda several: (rates[several[0][0]], several[0][:2]))
        out: list[tuple[str, str, str, str]] = []
        while any(order):  # one of each in turn, so that no one kind fills the list
            out += [several.pop(0) for several in order if several]
        return out

    def as_json(self) -> dict[str, object]:
        rates = {group: self.recall(group=group) for group in GROUPS}
        return {
            "schema": "unlisted/bench/heldout/1",
            "groups": {group: {"recall": rate, "planted": n} for group, (rate, n) in rates.items()},
            "categories": [
                {"group": g, "category": c, "kind": k, "planted": n, "found": self.found[g, c, k]}
                for (g, c, k), n in sorted(self.planted.items())
            ],
            "decoys": sum(self.decoys.values()),
            "strong_per_2000": self.strong_per_2000(),
            "ordinary": self.ordinary,
            "disturbed": self.disturbed,
        }


def shown(here: dict[str, float]) -> str:
    return ", ".join(f"{fact} {strength:.2f}" for fact, strength in sorted(here.items())) or "-"


def _cell(rate: float | None) -> str:
    return "      ." if rate is None else f"{rate:7.3f}"


def _rows(score: Score, group: str, *, pairs: bool) -> list[str]:
    """A row for each category of a group; two disguises are rows by the first and by the second."""
    categories = sorted({c for g, c, _ in score.planted if g == group and (" + " in c) is pairs})
    if not pairs:
        whole = [c for c in categories if group == "ordinary" and score.recall(group=group, category=c)[0] == 1.0]
        rows = [_row(score, group, f"{len(whole)} categories, all found", set(whole))] if whole else []
        return rows + [_row(score, group, c, {c}) for c in categories if c not in whole]
    halves = {f"{c.split(' + ')[0]} + …" for c in categories} | {f"… + {c.split(' + ')[1]}" for c in categories}
    return [
        _row(score, group, h, {c for c in categories if c.startswith(h[:-1]) or c.endswith(h[1:])})
        for h in sorted(halves)
    ]


def _row(score: Score, group: str, label: str, categories: set[str]) -> str:
    cells, total, found = [], 0, 0
    for kind in KINDS:
        keys = [k for k in score.planted if k[0] == group and k[1] in categories and k[2] == kind]
        n, hits = sum(score.planted[k] for k in keys), sum(score.found[k] for k in keys)
        total, found = total + n, found + hits
        cells.append(_cell(hits / n if n else None))
    return f"{label:<36}{''.join(cells)} {_cell(found / total if total else None)}{total:7}"


def table(score: Score) -> str:
    head = f"{'':<36}" + "".join(f"{kind[:6]:>7}" for kind in KINDS) + "     all planted"
    out = []
    for group in GROUPS:
        rate, total = score.recall(group=group)
        if total:
            out += [f"\n== {group}: {rate:.4f} of {total}", head, *_rows(score, group, pairs=False)]
            out += _rows(score, group, pairs=True)
    return "\n".join(out)


def _overviews(score: Score) -> list[str]:
    """Recall by the language of the person's name, and by the kind of fact."""
    tongues = list(dict.fromkeys(tongue for _, tongue, _ in score.by_tongue))
    out = [f"{'':<14}" + "".join(f"{tongue:>7}" for tongue in tongues)]
    for group in GROUPS:
        counts = [(score.by_tongue[group, t, True], score.by_tongue[group, t, False]) for t in tongues]
        out.append(f"{group:<14}" + "".join(_cell(hit / (hit + miss) if hit + miss else None) for hit, miss in counts))
    out += ["", f"{'':<14}" + "".join(f"{kind[:6]:>7}" for kind in KINDS)]
    for group in GROUPS:
        rates = [score.recall(group=group, kind=kind)[0] for kind in KINDS]
        out.append(f"{group:<14}" + "".join(_cell(rate) for rate in rates))
    return [*out, ""]


def summary(score: Score) -> str:
    out = _overviews(score)
    out += [f"{group:<14}{rate:.4f} of {n}" for group in GROUPS for rate, n in [score.recall(group=group)] if n]
    keys = [k for k in score.planted if k[0] in ("ordinary", "disguised", "twice")]
    total = sum(score.planted[k] for k in keys)
    out.append(f"{'these three':<14}{sum(score.found[k] for k in keys) / max(1, total):.4f} of {total}")
    out.append(f"{'decoys':<14}{sum(n for (_, hard), n in score.decoys.items() if not hard)}: "
               f"{score.strong_per_2000():.2f} strong a 2,000")  # fmt: skip
    hard = sum(n for (_, is_hard), n in score.decoys.items() if is_hard)
    out.append(f"{'hard decoys':<14}{hard}: strong {sum(n for (_, h), n in score.strong.items() if h)} (not counted)")
    out.append(f"{'ordinary':<14}{score.ordinary}: .5 and up {score.disturbed} ({score.disturbed_share():.3%})")
    return "\n".join(out)
