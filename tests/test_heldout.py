"""The second author's chats hold what they claim to hold, and their score sees a miss: a small one at every commit.

`bench/heldout/run.py` measures at length; nothing here says how much the matcher finds.
"""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from stdnum.bg import egn
from stdnum.hr import oib
from stdnum.pl import pesel
from stdnum.ro import cnp
from stdnum.si import emso

from bench.heldout import sentences, tables, world
from bench.heldout.decoys import Decoy, decoys
from bench.heldout.disguised_digits import DISGUISES
from bench.heldout.export import Truth, content
from bench.heldout.mentions import mentions
from bench.heldout.people import Person, persons
from bench.heldout.planting import Plant, visible
from bench.heldout.pools import LATE_FROM, Draw, bare
from bench.heldout.run import measure
from bench.heldout.score import STRONG, Score, Seen

SEEDS = (3, LATE_FROM + 3)
NUMBERS = {"JMBG": emso, "HR": oib, "PL": pesel, "BG": egn, "RO": cnp}


def chat(seed: int, person: int = 0) -> tuple[Person, Truth]:
    her = persons(seed, person + 1)[person]
    return her, content(her, Draw.of(seed, person), decoy_rounds=1, ordinary_count=20, pairs=10)


def plants(seed: int) -> list[tuple[Person, Plant]]:
    return [(her, p) for i, her in enumerate(persons(seed, 16)) for p in mentions(her, Draw.of(seed, i), pairs=20)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_always_makes_the_same_chat_and_another_seed_another(seed: int) -> None:
    assert chat(seed) == chat(seed)
    assert chat(seed) != chat(seed + 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_disguise_can_be_read_back(seed: int) -> None:
    for _her, plant in plants(seed):
        assert plant.shown in visible(plant.message), plant
        texts = [plant.form, *(step.after for step in plant.steps)]
        assert [step.before for step in plant.steps] == texts[:-1]
        assert texts[-1] == plant.shown
        assert all(step.holds() for step in plant.steps), plant


def test_what_is_read_back_from_another_fact_is_refused() -> None:
    """Control: the proof of each disguise can fail."""
    facts = {"phone": ("0640001234", "0640005678"), "national-id": ("0703004735901", "1510964508358"),
             "plate": ("NS 123-BD", "NS 987-KT"), "email": ("ana.m12@example.org", "iva.z98@example.org"),
             "username": ("mrvica_tij3", "oblak_rad7")}  # fmt: skip
    for how in DISGUISES:
        kind = sorted(how.on)[0]
        hers, other = facts.get(kind, ("Đurđa Mladžić MKD", "Božana Wostok SHV"))
        for seed in SEEDS:
            after = how.write(Draw.of(seed, how.name), other)
            assert not how.holds(hers, after), (how.name, hers, after)
            assert not how.holds(other, other) or how.name == "starred", how.name


def rough(text: str) -> str:
    """Đ is typed as đ, dj and d."""
    return "".join(bare(word).replace("dj", "d") for word in text.split())


def said(her: Person, kind: str, text: str) -> bool:
    """Whether an ordinary form says the fact, judged as roughly as a tired reader does."""
    digits, read = re.sub(r"\D", "", text), rough(unquote(text))
    match kind:
        case "name":
            return all(rough(part)[:2] in read for part in (her.given, her.surname))
        case "relative":
            return all(rough(part)[:3] in read for part in (her.father, her.father_surname))
        case "address":
            return her.number in text and any(rough(word)[:3] in read for word in her.street.split(" "))
        case "phone":
            return her.phone in digits
        case "national-id":
            return her.national_id in digits
        case "birthdate":
            return str(her.born[0]) in text and str(her.born[2])[2:] in text
        case "email":
            return her.email in text.lower()
        case "username":
            return her.username in text.lower()
        case _:
            value = her.plate if kind == "plate" else (her.work if kind == "workplace" else her.school)[0]
            return rough(value)[-4:] in read


@pytest.mark.parametrize("seed", SEEDS)
def test_every_ordinary_form_says_the_fact(seed: int) -> None:
    ordinary = [(her, plant) for her, plant in plants(seed) if plant.group == "ordinary"]
    for her, plant in ordinary:
        for kind in plant.facts:
            assert said(her, kind, visible(plant.message)), (kind, plant)
    her, other = persons(seed, 2)
    own = her.values()
    assert not any(said(other, kind, own[kind]) for kind in ("name", "phone", "email", "national-id")), "control"


@pytest.mark.parametrize("seed", SEEDS)
def test_near_misses_and_ordinary_messages_hold_nothing_of_hers(seed: int) -> None:
    for i, her in enumerate(persons(seed, 16)):
        for decoy in decoys(her, Draw.of(seed, "near", i)):
            numbers = [re.sub(r"\D", "", n) for n in re.findall(r"\+?[\d /\-.]*\d", decoy.text)]
            assert not {her.phone, "0" + her.phone, her.national_id} & {n for n in numbers if n}, decoy
            assert her.email not in decoy.text.lower().split()
            assert not re.search(rf"{re.escape(her.username)}(?!\w)(?<!\w{re.escape(her.username)})", decoy.text), decoy


@pytest.mark.parametrize("seed", SEEDS)
def test_check_digits_are_right(seed: int) -> None:
    for her in persons(seed, 16):
        if her.national_id:
            NUMBERS.get(her.tongue.country, emso).validate(her.national_id)


def test_late_seeds_use_nothing_of_the_early_ones() -> None:
    early, late = Draw.of(1), Draw.of(LATE_FROM)
    pools = [tables.LEET, tables.STYLES, tables.DIGITS, tables.WORDS, tables.AT, tables.DOT, tables.INVISIBLE,
             tables.SIGNS, tables.EMOJI, tables.MARKS, sentences.NAME_SR, sentences.AROUND,
             *(t.given for t in world.TONGUES),
             *(p for kind in sentences.PLAIN.values() for p in kind.values())]  # fmt: skip
    for pool in pools:
        assert early.pool(pool), pool
        assert late.pool(pool), pool
        assert not [item for item in early.pool(pool) if item in late.pool(pool)], pool
    names = ({her.name for seed in seeds for her in persons(seed, 16)} for seeds in (range(5), range(1000, 1005)))
    assert not set.intersection(*names)


def seen_by_truth(truth: Truth) -> Seen:
    """An eye that knows everything."""
    return {n: dict.fromkeys(item.facts, 0.9) for n, item in truth.items() if isinstance(item, Plant)}


def test_the_score_sees_a_miss_and_a_false_sighting() -> None:
    her, truth = chat(SEEDS[0])
    perfect, seen = Score(), seen_by_truth(truth)
    perfect.add(her, truth, seen)
    assert perfect.recall() == (1.0, sum(len(p.facts) for p in truth.values() if isinstance(p, Plant)))
    assert (perfect.misses, perfect.false) == ([], [])

    missed = next(n for n in seen)
    near = next(n for n, item in truth.items() if isinstance(item, Decoy) and not item.hard)
    plain = next(n for n, item in truth.items() if isinstance(item, str))
    worse = Score()
    worse.add(her, truth, {**seen, missed: {"name": 0.49}, near: {"phone": STRONG}, plain: {"name": 0.5}})
    rate, _total = worse.recall()
    assert rate is not None
    assert rate < 1
    assert worse.misses
    assert worse.strong_per_2000() > 0
    assert worse.disturbed == 1


def test_the_program_reads_such_a_chat() -> None:
    """Through the real command; how much it finds is for the bench, that it finds the plain forms is for here."""
    score = measure(SEEDS[0], count=1, every=20, near=40, pairs=5)
    rate, total = score.recall(group="ordinary", kind="name")
    assert rate is not None
    assert rate > 0.9
    assert total > 30
    blind = measure(SEEDS[0], count=1, every=20, near=40, pairs=5, see=_sees_nothing)
    assert blind.recall()[0] == 0


def _sees_nothing(_folder: Path, _person: Person, _export: Path) -> Seen:
    return {}
