"""The report as a file: inert, silent, closed, in her language, and careful with its words."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from jinja2 import ChoiceLoader, DictLoader
from selectolax.lexbor import LexborHTMLParser

import unlisted.locale
from support.closed import CLOSE, OPEN, Marking, hers, leaks, marked_checklist, texts
from support.stories import CHILD, CHILDS_SCHOOL, FACTS, HOSTILE, TARGETS, exposure, fact, seen, story
from unlisted.knowledge import Status
from unlisted.locale import Language, use
from unlisted.model import How, Kind, Outcome, Reason, State, Visibility
from unlisted.report import html
from unlisted.report.html import render
from unlisted.report.picture import shortened
from unlisted.report.story import Story
from unlisted.text.clean import clean

LABELS = {shortened(target) for target in (*TARGETS, *HOSTILE)}


@pytest.fixture(params=[0, 1, 9, 200])
def any_story(request: pytest.FixtureRequest) -> Story:
    return story(request.param)


@pytest.fixture
def _marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlisted.locale, "_catalogue", Marking)


def body(page: str) -> str:
    return " ".join(LexborHTMLParser(page).body.text(separator=" ").split())


# --- inert and silent ---


@pytest.mark.parametrize("reveal", [False, True])
def test_nothing_is_fetched_and_nothing_runs(reveal: bool) -> None:
    tree = LexborHTMLParser(render(story(26, targets=HOSTILE, hand=HOSTILE[2]), reveal=reveal))
    tags = {node.tag for node in tree.css("*")}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "image", "use", "audio"}
    for node in tree.css("*"):
        assert not [
            key for key in node.attributes if key.startswith("on") or key in ("src", "srcset", "style", "action")
        ]
        if "href" in node.attributes:
            assert node.tag == "a"
            assert node.attributes["href"].startswith(("https://", "http://"))
            assert node.attributes["rel"] == "noreferrer noopener"
    style = tree.css_first("style").text()
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_forbids_everything_but_the_one_style_sheet() -> None:
    tree = LexborHTMLParser(render(story(), reveal=False))
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    (style,) = tree.css("style")
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_hostile_names_are_shown_as_the_text_they_are() -> None:
    page = render(story(26, targets=HOSTILE, hand='"><script>alert(2)</script> {{7*7}}'), reveal=False)
    shown = [node.text() for node in LexborHTMLParser(page).css(".target")]
    for name in HOSTILE:
        assert clean(name) in shown
    assert "49" not in shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    page.encode()


def test_links_to_places_are_text_and_only_knowledge_is_linked() -> None:
    told = story(hand="https://evil.example.org/board/milena")
    tree = LexborHTMLParser(render(told, reveal=True))
    known = {link for item in told.checklist.values() for link in (item.link, *(s.url for s in item.sources))}
    linked = {node.attributes["href"] for node in tree.css("a")}
    assert linked
    assert linked <= known
    assert "https://evil.example.org/board/milena" in body(render(told, reveal=True))


def test_a_link_of_her_own_entry_that_is_no_web_address_is_not_a_link() -> None:
    told = story()
    item = replace(told.checklist[told.next_step.item], link="javascript:alert(1)", link_status=None)
    tree = LexborHTMLParser(render(replace(told, checklist={**told.checklist, item.id: item}), reveal=False))
    assert "javascript" not in "".join(node.attributes["href"] for node in tree.css("a"))


# --- closed ---


@pytest.mark.usefixtures("_marking")
@pytest.mark.parametrize("reveal", [False, True])
def test_the_world_is_closed_and_every_word_is_translated(any_story: Story, reveal: bool) -> None:
    told = replace(any_story, checklist=marked_checklist(any_story.checklist))
    values = {fact.value for fact in FACTS} if reveal else set()
    assert leaks(texts(render(told, reveal=reveal)), hers(any_story) | LABELS | {shortened(HAND)} | values) == []


HAND = "a poster near the school, https://example.org/board/milena"


@pytest.mark.usefixtures("_marking")
@pytest.mark.parametrize(
    "where", ["<p>{{ snippet }}</p>", "<svg><title>{{ snippet }}</title></svg>", '<i title="{{ snippet }}"></i>']
)
def test_the_check_notices_a_template_that_leaks(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    made = html.environment()
    source = made.loader.get_source(made, "report.html.j2")[0].replace("<header>", f"<header>{where}")
    made.loader = ChoiceLoader([DictLoader({"report.html.j2": source}), made.loader])
    made.globals["snippet"] = "she lives behind the bakery"
    monkeypatch.setattr(html, "environment", lambda: made)
    told = story()
    told = replace(told, checklist=marked_checklist(told.checklist))
    found = leaks(texts(render(told, reveal=False)), hers(told) | LABELS | {shortened(HAND)})
    assert found == ["she lives behind the bakery"]


def test_a_locator_that_carries_text_is_not_repeated() -> None:
    carried = exposure(1, "a.json", FACTS[:1], locator="message:12/she lives behind the bakery")
    page = render(replace(story(0), exposures=(carried,)), reveal=False)
    assert "bakery" not in page
    assert "a place in it" in page


def test_values_are_masked_unless_asked_for() -> None:
    masked, revealed = (render(story(targets=("a.json",), hand="a poster"), reveal=reveal) for reveal in (False, True))
    for known in FACTS:
        assert known.value not in masked
        assert known.value in revealed
        assert f"{known.id} (" in masked
    assert "by short names only" in masked
    assert "in full" in revealed


def test_neither_our_name_nor_her_situation_stands_in_it(any_story: Story) -> None:
    page = render(any_story, reveal=True)
    assert "unlisted" not in page.casefold()
    assert "someone close" not in body(page).partition("The next step")[0]
    assert "From a device they never held" not in page


def test_a_child_is_in_no_report() -> None:
    facts = (*FACTS, CHILD, CHILDS_SCHOOL)
    told = story(12, facts=facts)
    alone = exposure(77, "only-the-child.html", (CHILD,))
    told = replace(told, exposures=(*told.exposures, alone))
    assert any(seen.fact == CHILD.id for one in told.exposures for seen in one.facts)
    page = render(told, reveal=True)
    for secret in (CHILD.id, CHILD.value, CHILDS_SCHOOL.id, CHILDS_SCHOOL.value, "only-the-child.html"):
        assert secret not in page
    assert "kept out of written reports" in page
    assert "name or show a child" not in page


# --- careful ---

_VERDICTS = re.compile(r"\b(safe|clear|clean|removed|deleted|gone|secure|protected|no exposures?)\b", re.IGNORECASE)


def test_our_own_words_give_no_verdict() -> None:
    for told in (story(0), story(9), replace(story(0), outcomes=(), steps=())):
        assert not _VERDICTS.findall(body(render(replace(told, steps=()), reveal=False)))


def test_nothing_found_is_said_with_what_was_not_read() -> None:
    look = Outcome(
        source="telegram",
        target="result.json",
        state=State.CLEAR,
        read={"messages": 3204, "bytes": 9},
        unread={"pictures": 4011, "voice": 120},
    )
    said = body(render(replace(story(0), outcomes=(look,)), reveal=False))
    line = "not found in the text of 3,204 messages; not read: 4,011 pictures, 120 voice messages"
    assert said.count(line) == 2  # in the first paragraph and in the table of looks
    assert "This says nothing about other places" in said


def test_what_could_not_be_looked_at_comes_with_its_reason() -> None:
    said = body(render(story(), reveal=False))
    assert "looked at only in part: it ends in the middle; 2 kB were read" in said
    assert said.index("broken.json") < said.index("As of") + 40
    unread = Outcome(source="files", target="x.mp4", state=State.UNKNOWN, reason=Reason.MEDIA, unread={"videos": 1})
    said = body(render(replace(story(0), outcomes=(unread,)), reveal=False))
    assert "could not be looked at: pictures, video and sound are not opened; not read: 1 video" in said


def test_the_next_step_stands_before_everything_else() -> None:
    told = story()
    said = body(render(told, reveal=False))
    first = told.checklist[told.next_step.item].action.en
    assert said.index("The next step") < said.index(first) < said.index("Which facts were seen where")
    assert said.index(first) < said.index("Further steps")


def test_a_step_that_someone_close_may_notice_says_so_first() -> None:
    cards = LexborHTMLParser(render(story(), reveal=False)).css(".steps > li")
    careful = [card for card in cards if card.css_first(".careful")]
    assert careful
    for card in careful:
        assert "may notice it" in card.css_first(".careful").text()
    assert "nobody is alerted" in cards[0].text()


def test_a_later_look_that_did_not_see_it_is_dated() -> None:
    rows = LexborHTMLParser(render(story(), reveal=False)).css(".places tbody tr")
    (old,) = [row for row in rows if "old.html" in row.text()]
    assert "not visible on 20 November 2026" in old.text()
    assert not [row for row in rows if "namesake.html" in row.text()]
    assert "1 place is set aside as not you." in render(story(), reveal=False)


def test_what_is_unverified_is_marked() -> None:
    told = story()
    item = told.checklist[told.next_step.item]
    doubtful = tuple(replace(source, status=Status.UNVERIFIED) for source in item.sources)
    page = render(replace(told, checklist={**told.checklist, item.id: replace(item, sources=doubtful)}), reveal=False)
    assert "unverified" in LexborHTMLParser(page).css_first(".next").text()


def test_every_visible_place_is_counted_even_where_not_all_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlisted.report.view.MOST_ROWS", 20)
    page = render(story(60), reveal=False)
    assert len(LexborHTMLParser(page).css(".places tbody tr")) == 20
    assert "Facts of yours are visible in 61 places." in page
    assert "42 more places are not listed here." in page


def test_it_is_built_for_ears_and_paper(any_story: Story) -> None:
    tree = LexborHTMLParser(render(any_story, reveal=True))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for node in tree.css("[aria-labelledby]"):
        assert set(node.attributes["aria-labelledby"].split()) <= set(ids)
    for table in tree.css("table"):
        assert table.css_first("caption").text().strip()
        assert all(cell.attributes["scope"] == "col" for cell in table.css("thead th"))
        assert all(cell.attributes["scope"] == "row" for cell in table.css("tbody th"))
    assert len(tree.css("h1")) == 1
    for svg in tree.css("figure > svg"):
        assert svg.attributes["role"] == "img"
    style = tree.css_first("style").text()
    assert all(
        f"@media {medium}" in style for medium in ("print", "screen and (max-width", "screen and (prefers-color")
    )


@pytest.mark.parametrize(("language", "tag"), [(Language.SERBIAN, "sr-Latn"), (Language.SERBIAN_CYRILLIC, "sr-Cyrl")])
def test_the_language_is_declared_and_knowledge_follows_it(language: Language, tag: str) -> None:
    use(language)
    try:
        told = story()
        page = render(told, reveal=False)
        assert LexborHTMLParser(page).css_first("html").attributes["lang"] == tag
        assert unlisted.locale.text(told.checklist[told.next_step.item].action) in body(page)
        assert all(target in page for target in TARGETS)  # what is hers is never transliterated
    finally:
        use(Language.ENGLISH)


def test_a_removed_fact_leaves_the_report() -> None:
    gone = fact("old-mobile", Kind.PHONE, "064 000 9999")
    left = exposure(5, "old.json", (gone,), state=Visibility.VISIBLE)
    page = render(replace(story(0), exposures=(left,), steps=()), reveal=True)
    assert "old-mobile" not in page
    assert "1 entry is kept out" in page


def test_seen_facts_name_their_spelling_and_their_weight() -> None:
    shown = exposure(1, "a.json", (FACTS[1], FACTS[2]))
    shown = replace(shown, facts=(replace(seen(FACTS[1]), how=How.INFLECTED, strength=0.75), seen(FACTS[2])))
    said = body(render(replace(story(0), exposures=(shown,)), reveal=False))
    assert "home (address) likely in another grammatical form; a street and number point to one building" in said
    assert OPEN not in said
    assert CLOSE not in said
