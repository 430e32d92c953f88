"""Lists beside the chats that are too long to be held: read entry by entry, and a long entry piece by piece."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.forms import FORMS, as_facebook_writes, in_json
from sources.samples import LAYOUTS, account, chat, message
from sources.test_every_form import MARK, watched
from unlisted.model import Reason
from unlisted.sources import SOURCES
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.chats import scan

from .made import read, texts

Made = Callable[[list[Any]], object]
NAMES = {"telegram": "result.json", "meta": "posts.json", "google-chat": "group_info.json", "discord": "a.json"}


def contacts(entries: list[object]) -> object:
    return account([chat([message(1)])], contacts={"about": "Your contacts.", "list": entries})


def members(entries: list[object]) -> object:
    return {"name": "Grupa", "members": [{"user_type": "Human"}, *entries]}


LISTS: dict[str, tuple[str, Made]] = {
    "contacts": ("telegram", contacts),
    "pictures": ("telegram", lambda some: account([chat([message(1)])], profile_pictures=some)),
    "members": ("google-chat", members),
    "posts": ("meta", lambda some: [{"timestamp": 1_772_366_400, "title": "prva", "data": []}, *some]),
}
WHOLE: dict[str, tuple[str, Made]] = {
    "telegram": ("telegram", lambda some: account([chat([message(1)])], other_data={"a": some})),
    "google": ("google-chat", lambda some: {"user": {"user_type": "Human", "more": some}}),
    "facebook": ("meta", lambda some: {"profile_v2": {"creation_timestamp": 1, "full_name": "x", "more": some}}),
    "hangouts": ("google-chat", lambda some: {"conversations": [{"conversation": {"id": {"id": "A"}, "people": [
        {"id": {"gaia_id": f"{i}"}, "fallback_name": one["note"]} for i, one in enumerate(some)]}, "events": []}]}),
    "discord": ("discord", lambda some: {"guild": {"id": "1"}, "channel": {"id": "7", "more": some}, "messages": []}),
}  # fmt: skip


def found_in(
    source: str, folder: Path, value: object, layout: str = "minified"
) -> tuple[list[tuple[str, str]], object]:
    content = LAYOUTS[layout](value)
    reader = next(one for one in SOURCES if one.name == source)
    found, reading = read(reader, folder / NAMES[source], content)
    return [(text, mark.place) for text, mark in found], reading


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make little of what may be held at once."""

    def made() -> None:
        for module, name, size in (
            ("chats.scan", "LIMIT", 900), ("chats.listed", "PIECE", 300), ("chats.long", "WINDOW", 97),
            ("chats.long", "_SHORT", 60), ("chats.long", "_ROOM", 200), ("files", "BLOCK", 250),
        ):  # fmt: skip
            monkeypatch.setattr(f"unlisted.sources.{module}.{name}", size)

    return made


entry = st.fixed_dictionaries({
    "first_name": st.text(max_size=9), "last_name": st.sampled_from(["Primerović", "Приме\U0001f600р", ""]),
    "note": st.lists(st.text(max_size=20), max_size=2),
})  # fmt: skip


@pytest.mark.parametrize("layout", ["minified", "tdesktop"])
@pytest.mark.parametrize(("source", "made"), LISTS.values(), ids=LISTS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(entry, min_size=25, max_size=40))
def test_where_a_list_is_held_changes_nothing(
    tmp_path: Path, source: str, made: Made, layout: str, entries: list[object]
) -> None:
    once, whole = found_in(source, tmp_path, made(entries), layout)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(scan, "LIMIT", 900)
        small.setattr("unlisted.sources.chats.listed.PIECE", 300)
        small.setattr("unlisted.sources.files.BLOCK", 250)
        again, pieces = found_in(source, tmp_path, made(entries), layout)
    assert sorted(again) == sorted(once)
    assert (pieces.read, pieces.unread, pieces.reason) == (whole.read, whole.unread, None)


WORDS = [f"reč{'š' * (i % 9)}\\{i}" for i in range(300)]


@pytest.mark.parametrize(("source", "made"), LISTS.values(), ids=LISTS)
def test_an_entry_too_long_to_be_held_is_one_place_among_the_others(
    tmp_path: Path, short: Callable[[], None], source: str, made: Made
) -> None:
    short()
    value = made(
        [{"name": "pre"}, {"phone": "1", "note": " ".join(WORDS)}, {"list": ["u", "ostalo"]}, {"name": "posle"}]
    )
    for layout in ("minified", "tdesktop", "tabs-and-ascii"):
        found, reading = found_in(source, tmp_path, value, layout)
        assert not [word for word in WORDS if word not in "".join(text for text, place in found if "šš" in text)]
        assert len({place for text, place in found if "šš" in text}) == 1
        assert {"pre", "posle", f"u{FIELD_BREAK}ostalo"} <= {text for text, _ in found}
        assert reading.reason is None


@pytest.mark.parametrize(("source", "made"), WHOLE.values(), ids=WHOLE)
def test_a_part_that_is_no_list_is_read_to_its_end(
    tmp_path: Path, short: Callable[[], None], source: str, made: Made
) -> None:
    short()
    found, reading = found_in(source, tmp_path, made([{"note": word} for word in WORDS]))
    shown = "\n".join(text for text, _ in found)
    assert not [word for word in WORDS if word not in shown]
    assert reading.reason is None


@pytest.mark.parametrize(("source", "made"), list(LISTS.values())[:3], ids=list(LISTS)[:3])
def test_bare_strings_and_what_is_broken_cost_none_of_the_others(
    tmp_path: Path, short: Callable[[], None], source: str, made: Made
) -> None:
    short()
    entries = [*WORDS[:50], {"name": "pre"}, *WORDS[50:], {"name": "KVAR"}, {"name": "posle"}]
    content = LAYOUTS["minified"](made(entries)).replace(b'"KVAR"', b'"KV\xffAR" "')
    reader = next(one for one in SOURCES if one.name == source)
    found, reading = read(reader, tmp_path / NAMES[source], content.replace(b'AR" "', b'AR" 7 :'))
    shown = "\n".join(texts(found))
    assert not [word for word in [*WORDS, "pre", "posle"] if word not in shown]
    assert (reading.reason, reading.numbers) == (Reason.RECORDS_SKIPPED, {"count": 1})


FORM = {"contacts": "telegram account", "members": "google chat", "posts": "facebook"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process")
@pytest.mark.parametrize("megabytes", [12, pytest.param(50, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", FORM)
def test_a_list_of_fifty_megabytes_is_read_in_bounded_memory(tmp_path: Path, kind: str, megabytes: int) -> None:
    form, (source, made) = FORMS[FORM[kind]], LISTS[kind]
    written = as_facebook_writes if source == "meta" else in_json
    before, _, after = json.dumps(made(["OVDE"])).encode().partition(b'"OVDE"')
    path = tmp_path / NAMES[source]
    size = count = 0
    with path.open("wb") as out:
        out.write(before)
        while size < megabytes << 20:
            count += 1
            size += out.write(b'%s{"name": "' % (b", " if count > 1 else b"") + written("reč po reč " * (count % 900)))
            size += out.write(written(MARK.format(count)) + b'"}')
        out.write(after)
    found, places, seen, reason, peak = watched(form, path)
    assert (found, places, seen, reason) == (count, count, True, "None")
    assert peak < 150, peak
