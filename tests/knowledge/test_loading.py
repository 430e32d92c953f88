"""Each way an entry can be wrong: the right error, with file and line; hers never stop the rest."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.errors import KnowledgeError
from unlisted.knowledge import errors as wrong
from unlisted.knowledge import load
from unlisted.knowledge.loading import read
from unlisted.knowledge.schema import KINDS

GOOD = """\
# a comment, and a line that looks like a field in a text below

[[checklist]]
id = "first"
area = "phone"
kind = "setting"
stage = "platforms"
order = 1
minutes = 5
impact = 3
alerts = ["nobody"]
entrances = ["prepare"]
applies = [
  { kinds = ["phone"] },
  { situations = ["hunted"] },
]
action.en = \"\"\"
Do it.
minutes = 9\"\"\"
action.sr = "Uradite to."
why.en = "Because."
why.sr = "Zato."
sources = [
  { title = "A page", url = "https://example.org/a", date = "2026-02", seen = 2026-11-23, status = "seen" },
  { title = "Another", url = "https://example.org/b", date = "undated", seen = 2026-11-23, status = "partly" },
]

[[channel]]
id = "friend"
kind = "helpline"
issues = ["support"]
phone = "000"
name.en = "A friend"
name.sr = "Prijateljica"
note.en = "Any time."
note.sr = "U svako doba."

[[channel.sources]]
title = "A page"
url = "https://example.org/c"
date = 2026-11-01
seen = 2026-11-23
status = "unverified"
"""

# what to replace, by what, the error, the line, and what the error must say
CASES = [
    pytest.param('id = "first"', 'id = "first', wrong.NotToml, 4, {}, id="not-toml"),
    pytest.param('status = "unverified"\n', 'status = "unverified', wrong.NotToml, 43, {}, id="ends-in-the-middle"),
    pytest.param("[[channel]]", "[[kontakt]]", wrong.UnknownEntryKind, 28, {"field": "kontakt"}, id="unknown-kind"),
    pytest.param("impact = 3", "impakt = 3", wrong.UnknownField, 10, {"field": "impakt"}, id="unknown-field"),
    pytest.param('{ kinds = ["', '{ kindz = ["', wrong.UnknownField, 14, {"field": "kindz"}, id="unknown-deep-field"),
    pytest.param("impact = 3\n", "", wrong.MissingField, 3, {"field": "impact"}, id="missing-field"),
    pytest.param('alerts = ["nobody"]', "alerts = []", wrong.MissingField, 3, {"field": "alerts"}, id="empty-field"),
    pytest.param('why.en = "Because."', 'why.en = " "', wrong.MissingText, 21, {"field": "en"}, id="blank-text"),
    pytest.param('action.sr = "Uradite to."\n', "", wrong.MissingText, 17, {"field": "sr"}, id="missing-serbian"),
    pytest.param("[[channel.sources]]", "[channel.source]", wrong.UnknownField, 38, {"field": "source"}, id="misspelt"),
    pytest.param(', date = "undated"', "", wrong.MissingDate, 25, {"field": "date"}, id="missing-date"),
    pytest.param("seen = 2026-11-23\n", "", wrong.MissingDate, 38, {"field": "seen"}, id="missing-seen"),
    pytest.param('"2026-02"', '"2026-13"', wrong.BadDate, 24, {"field": "date"}, id="no-such-month"),
    pytest.param('"2026-02"', '"last week"', wrong.BadDate, 24, {"field": "date"}, id="no-date"),
    pytest.param("seen = 2026-11-23\n", 'seen = "2026"\n', wrong.BadDate, 42, {"field": "seen"}, id="year-is-no-day"),
    pytest.param("minutes = 5", 'minutes = "5"', wrong.WrongType, 9, {"field": "minutes"}, id="text-for-number"),
    pytest.param("minutes = 5", "minutes = true", wrong.WrongType, 9, {"field": "minutes"}, id="yes-for-number"),
    pytest.param('phone = "000"', "phone = 0", wrong.WrongType, 32, {"field": "phone"}, id="number-for-text"),
    pytest.param('why.en = "Because."', 'why.en = ["B"]', wrong.WrongType, 21, {"field": "en"}, id="list-for-text"),
    pytest.param('alerts = ["nobody"]', 'alerts = "nobody"', wrong.WrongType, 11, {"field": "alerts"}, id="no-list"),
    pytest.param("impact = 3", "impact = 6", wrong.OutOfRange, 10, {"field": "impact", "high": 5}, id="too-large"),
    pytest.param("https://example.org/b", "http://example.org/b", wrong.NotHttps, 25, {"field": "url"}, id="http"),
    pytest.param("https://example.org/c", "javascript:alert(1)", wrong.NotHttps, 40, {"field": "url"}, id="no-link"),
    pytest.param('id = "friend"', 'id = "My friend"', wrong.BadId, 29, {"field": "id"}, id="bad-id"),
    pytest.param('alerts = ["nobody"]', 'alerts = ["mum"]', wrong.UnknownWord, 11, {"word": "mum"}, id="unknown-word"),
    pytest.param('["hunted"]', '["bored"]', wrong.UnknownWord, 15, {"word": "bored"}, id="unknown-deep-word"),
    pytest.param('["nobody"]', '["nobody", "group"]', wrong.Contradiction, 11, {"field": "alerts"}, id="contradiction"),
    pytest.param('{ kinds = ["phone"] }', "{ }", wrong.Contradiction, 14, {"field": "always"}, id="asks-nothing"),
    pytest.param('phone = "000"\n', "", wrong.Contradiction, 28, {"field": "phone"}, id="unreachable"),
    pytest.param("impact = 3", 'channels = ["x"]\nimpact = 3', wrong.UnknownReference, 10, {"word": "x"}, id="no-such"),
]


def read_all(text: str) -> object:
    return read([("mine.toml", text)], KINDS, known=lambda _kind, _key: None)


def test_the_good_one_is_good() -> None:
    found = read([("mine.toml", GOOD)], KINDS)
    assert found["checklist"]["first"].verified == "seen"  # the better of its two sources
    assert found["channel"]["friend"].sources[0].date == "2026-11-01"


@pytest.mark.parametrize(("old", "new", "error", "line", "says"), CASES)
def test_bad_entries_name_file_line_and_field(
    old: str, new: str, error: type[KnowledgeError], line: int, says: dict[str, object]
) -> None:
    bad = GOOD.replace(old, new)
    assert bad != GOOD
    with pytest.raises(error) as raised:
        read_all(bad)
    assert type(raised.value) is error
    assert raised.value.values["file"] == "mine.toml"
    assert raised.value.values["line"] == line
    assert says.items() <= raised.value.values.items()
    _messages_can_be_filled(raised.value)


def test_missing_source() -> None:
    start, end = GOOD.index("sources = ["), GOOD.index("[[channel]]")
    with pytest.raises(wrong.MissingSource) as raised:
        read_all(GOOD[:start] + GOOD[end:])
    assert (raised.value.values["file"], raised.value.values["line"]) == ("mine.toml", 3)
    _messages_can_be_filled(raised.value)


def test_duplicate_id_in_one_file_and_over_two() -> None:
    with pytest.raises(wrong.DuplicateId) as raised:
        read([("a.toml", GOOD), ("b.toml", GOOD)], KINDS)
    assert (raised.value.values["file"], raised.value.values["line"]) == ("b.toml", 4)
    second = GOOD[GOOD.index("[[channel]]") :]
    with pytest.raises(wrong.DuplicateId) as raised:
        read([("a.toml", GOOD + "\n" + second)], KINDS)
    assert (raised.value.values["field"], raised.value.values["line"]) == ("friend", 46)
    _messages_can_be_filled(raised.value)


def test_hers_may_not_replace_a_safety_text() -> None:
    text = '[[text]]\nid = "media-warning"\nbody.en = "Open it all."\nbody.sr = "Otvorite sve."\n'
    knowledge = load([("mine.toml", text)])
    (complaint,) = knowledge.complaints
    assert isinstance(complaint, wrong.NotReplaceable)
    assert complaint.values["line"] == 1
    _messages_can_be_filled(complaint)
    assert "Open it all." not in knowledge.texts["media-warning"].body.en


def test_hers_are_added_and_marked_and_the_bad_ones_left_out() -> None:
    bad = GOOD[: GOOD.index("[[channel]]")].replace('"first"', '"bad"').replace("minutes = 5", "minutes = 0")
    knowledge = load([("good.toml", GOOD), ("bad.toml", bad), ("broken.toml", "[[[[[")])
    assert knowledge.checklist["first"].hers
    assert knowledge.channels["friend"].hers
    assert "bad" not in knowledge.checklist
    assert not knowledge.checklist["telegram-hide-number"].hers
    assert [(type(c), c.values["file"], c.values["line"]) for c in knowledge.complaints] == [
        (wrong.OutOfRange, "bad.toml", 9),
        (wrong.NotToml, "broken.toml", 1),
    ]


def test_hers_win_by_id() -> None:
    knowledge = load([("mine.toml", GOOD.replace('"first"', '"telegram-hide-number"'))])
    assert knowledge.checklist["telegram-hide-number"].action.sr == "Uradite to."
    assert len(knowledge.checklist) == len(load().checklist)
    assert not knowledge.complaints


def test_an_entry_of_hers_that_names_an_unknown_channel_is_left_out() -> None:
    known = GOOD.replace("impact = 3", 'impact = 3\nchannels = ["friend", "police-rs"]')
    assert not load([("mine.toml", known)]).complaints
    knowledge = load([("mine.toml", known.replace("police-rs", "sheriff"))])
    assert [type(c) for c in knowledge.complaints] == [wrong.UnknownReference]
    assert "first" not in knowledge.checklist


BROKERS = """\
[[broker]]
id = "ours"
name = "Ours"
domain = "example.org"
category = "people-search"
status = "live"
status_on = 2026-11-01
countries = []
licence = "MIT"
parent = "firm"

[broker.lookup]
seen = 2026-11-01
source = "https://example.org/help"
status = "seen"
asks = ["name"]
url = "https://example.org/"
template = "https://example.org/{given}-{surname}"

[[broker.opt_outs]]
by = "email"
seen = 2026-11-01
source = "https://example.org/help"
status = "seen"
email = "privacy@example.org"

[[broker.sources]]
title = "A page"
url = "https://example.org/c"
date = 2026-11-01
seen = 2026-11-23
status = "seen"

[[broker]]
id = "firm"
name = "Firm"
domain = "firm.example.org"
category = "marketing"
status = "no-opt-out"
status_on = 2026-11-01
countries = ["US"]
licence = "MIT"
reduces.en = "Nothing."
reduces.sr = "Ništa."
sources = [{ title = "A page", url = "https://example.org/c", date = 2026-11-01, seen = 2026-11-23, status = "seen" }]
"""

BROKER_CASES = [
    pytest.param('parent = "firm"', 'parent = "none"', wrong.UnknownReference, 10, id="no-such-parent"),
    pytest.param('id = "firm"\n', 'id = "firm"\nparent = "ours"\n', wrong.Circle, 10, id="circle"),
    pytest.param('parent = "firm"', 'parent = "ours"', wrong.Contradiction, 10, id="own-parent"),
    pytest.param("{surname}", "{age}", wrong.BadTemplate, 18, id="placeholder"),
    pytest.param("{given}-{surname}", "x", wrong.BadTemplate, 18, id="nothing-to-fill"),
    pytest.param('"https://example.org/{', '"http://example.org/{', wrong.NotHttps, 18, id="template-http"),
    pytest.param('domain = "example.org"', 'domain = "https://example.org"', wrong.BadAddress, 4, id="domain"),
    pytest.param("privacy@example.org", "privacy@", wrong.BadAddress, 25, id="email"),
    pytest.param("seen = 2026-11-01\nsource", "source", wrong.MissingDate, 12, id="lookup-without-date"),
    pytest.param('email = "privacy@example.org"\n', "", wrong.Contradiction, 20, id="a-way-that-is-none"),
    pytest.param('reduces.en = "Nothing."\nreduces.sr = "Ništa."\n', "", wrong.Contradiction, 34, id="no-help-at-all"),
    pytest.param('licence = "MIT"\nparent', 'licence = "CC BY-NC"\nparent', wrong.UnknownWord, 9, id="licence"),
]


@pytest.mark.parametrize(("old", "new", "error", "line"), BROKER_CASES)
def test_bad_brokers_name_file_and_line(old: str, new: str, error: type[KnowledgeError], line: int) -> None:
    assert set(read([("mine.toml", BROKERS)], KINDS)["broker"]) == {"ours", "firm"}
    bad = BROKERS.replace(old, new, 1)
    assert bad != BROKERS
    with pytest.raises(error) as raised:
        read_all(bad)
    assert type(raised.value) is error
    assert raised.value.values["line"] == line
    _messages_can_be_filled(raised.value)


def test_a_child_whose_parent_is_left_out_is_left_out_too() -> None:
    complaints: list[KnowledgeError] = []
    bad = BROKERS.replace('category = "marketing"', 'category = "shop"')
    found = read([("hers.toml", bad)], KINDS, complaints.append, known=lambda _kind, _key: None)
    assert not found["broker"]
    assert [type(complaint) for complaint in complaints] == [wrong.UnknownWord, wrong.UnknownReference]


def test_a_patch_of_hers_changes_what_it_names_and_nothing_else() -> None:
    patch = '[[checklist]]\nid = "telegram-hide-number"\npatch = true\nminutes = 44\n'
    knowledge = load([("mine.toml", patch)])
    assert not knowledge.complaints
    mine, ours = knowledge.checklist["telegram-hide-number"], load().checklist["telegram-hide-number"]
    assert mine.minutes == 44
    assert mine.hers
    assert (mine.action, mine.sources, mine.link) == (ours.action, ours.sources, ours.link)


def test_a_patch_of_nothing_is_a_complaint() -> None:
    knowledge = load([("mine.toml", '[[checklist]]\nid = "no-such-item"\npatch = true\nminutes = 44\n')])
    (complaint,) = knowledge.complaints
    assert isinstance(complaint, wrong.NothingToPatch)
    assert complaint.values["line"] == 2
    _messages_can_be_filled(complaint)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "minutes = " + "9" * 5_000,
        "a." * 50_000 + "b = 1",
        "\ud800",
        "\x00\x1b[2J",
        "x" * 2_000_000,
        '"a" . ' * 1_000 + "b = 1",
        '[[checklist]]\nid = ["' + "x" * 500_000 + '"]',
        "checklist = 3",
        "checklist = [3]",
    ],
    ids=["deep", "digits", "dotted", "surrogate", "control", "long", "quoted", "long-value", "no-list", "no-table"],
)
def test_hostile_files_are_complaints(text: str) -> None:
    knowledge = load([("hers.toml", text)])
    assert len(knowledge.complaints) == 1
    assert len(knowledge.checklist) == len(load().checklist)


def test_words_from_a_file_cannot_speak_to_the_terminal() -> None:
    with pytest.raises(wrong.UnknownField) as raised:
        read_all(GOOD.replace("impact = 3", '"\\u001b]8;;https://example.org\\u0007" = 3'))
    assert raised.value.values["field"] == "?"
    with pytest.raises(wrong.UnknownWord) as raised:
        read_all(GOOD.replace('"nobody"', '"[red]\\u202e"'))
    assert raised.value.values["word"] == "?"


def test_hers_can_hold_no_controls_and_no_turned_direction() -> None:
    knowledge = load([("mine.toml", GOOD.replace("Because.", "A\\u001b[2J\\u202eB\\u200bC"))])
    assert knowledge.checklist["first"].why.en == "A\ufffd[2JBC"


@given(st.text(alphabet=string.printable + "čćžšđ\u202e\x00", max_size=300))
def test_no_text_gets_past_as_anything_but_entries_or_complaints(text: str) -> None:
    read([("any.toml", text)], KINDS, complain=lambda _: None)


@given(st.data())
def test_a_mangled_entry_is_an_entry_or_a_complaint(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    mangled = GOOD[:start] + data.draw(st.text(alphabet="[]{}=\"'\n#. 1ax", max_size=5)) + GOOD[end:]
    complaints: list[KnowledgeError] = []
    read([("any.toml", mangled)], KINDS, complain=complaints.append)
    lines = mangled.count("\n") + 1
    for complaint in complaints:
        assert 1 <= int(complaint.values["line"]) <= lines
        _messages_can_be_filled(complaint)


def _messages_can_be_filled(error: KnowledgeError) -> None:
    for message in (error.what, error.next_step):
        assert message.format(**error.values)
