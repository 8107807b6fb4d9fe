"""The web page in a real browser over a real service: from the link to the highlighted sentence."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI

from tests.api.browser import browsing, serving
from tests.api.conftest import TOKEN
from tests.api.record import COMMUNITY, OFFICIAL, RESIDENT, Record
from tests.fetching import not_fetched
from tests.graph.commits import EDUCATION, person_of, write_post

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
CJK = re.compile(r"[\u3400-\u9fff]|%E[3-9]", re.IGNORECASE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with serving(app) as address:
        yield address


class Visit:
    """An open page that keeps what it asked for and what went wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.troubles: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: self.troubles.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def open(self, hash_route: str, wait: str) -> None:
        """Go to a page inside the page and wait for something on it."""
        self.page.goto(f"{self.address}/{hash_route}")
        self.page.wait_for_selector(wait)

    def search(self, name: str) -> None:
        """Look for a name."""
        self.page.fill("#name", name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".tally, .silence")

    def search_from_home(self, name: str) -> None:
        """Go back to the search and look for a name."""
        self.open("#/", "#name")
        self.search(name)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A page whose session the link opened; at the end nothing was in the console and no address held a name."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page(), address)
    visit.page.goto(f"{address}/?token={TOKEN}")
    visit.page.wait_for_selector("#name")
    yield visit
    context.close()
    assert visit.troubles == []
    assert [url for url in visit.asked if CJK.search(url)] == []


def test_from_the_link_to_the_highlighted_sentence(visit: Visit, record: Record) -> None:
    """Search, choose, read the portrait, open the source: the quoted words are marked and in sight."""
    page = visit.page
    assert page.url == f"{visit.address}/"
    visit.search(OFFICIAL)
    page.locator(".results li", has_text=EDUCATION).locator("a").click()
    page.wait_for_selector(".timeline .quote")
    assert page.locator("h1").inner_text() == OFFICIAL
    line = page.locator(".timeline li.line").inner_text()
    assert "2023-03 起" in line
    assert "在任" in line
    assert "来源未载" in page.locator("main > .silence").inner_text()
    assert OFFICIAL not in page.title()
    quote = page.locator(".timeline .quote").inner_text()
    page.locator(".timeline .source a").click()
    page.wait_for_selector("mark.chosen")
    assert "".join(page.locator("mark.chosen").all_inner_texts()) == quote == f"{EDUCATION}局长{OFFICIAL}"
    assert page.locator("mark").count() == 6
    assert page.locator("mark.chosen").evaluate("m => m === document.activeElement")
    box = page.locator("mark.chosen").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 860
    assert not CJK.search(page.url)


def test_namesakes_are_listed_and_none_is_opened(visit: Visit, record: Record) -> None:
    """Two of one name stand with post, organisation and years, and the page warns that they may be two people."""
    visit.search(OFFICIAL)
    assert visit.page.locator(".results li").count() == 2
    assert visit.page.locator(".notice").is_visible()
    visit.search("周予安")
    visit.page.locator(".results li", has_text="周予安").wait_for()
    assert visit.page.locator(".results li").count() == 1
    assert visit.page.locator("h1").inner_text() == "查找"


def test_search_shows_the_articles_in_which_the_words_stand(visit: Visit, record: Record) -> None:
    """Under the hits stand the articles; their link opens the document, and going back shows them again."""
    page = visit.page
    visit.search("开灶仪式")
    article = page.get_by_role("region", name="文中出现").get_by_role("link")
    assert article.all_inner_texts() == ["张某某家门口有了食堂"]
    article.click()
    page.wait_for_selector("mark")
    assert record.news in page.url
    page.go_back()
    article.wait_for()
    visit.search(RESIDENT)
    article.wait_for(state="detached")
    assert "记录中没有" in page.locator(".answers").inner_text()


def test_results_are_still_there_after_going_back(visit: Visit, record: Record) -> None:
    """Back from a portrait shows the last results, though no address holds the name."""
    visit.search(OFFICIAL)
    visit.page.locator(".results a").first.click()
    visit.page.wait_for_selector(".timeline")
    visit.page.go_back()
    visit.page.wait_for_selector(".results li")
    assert visit.page.locator("#name").input_value() == OFFICIAL


def test_resident_is_found_nowhere_and_masked_in_the_document(visit: Visit, record: Record) -> None:
    """No result for a private name; the document shows 张某某 in title, text and explanation."""
    visit.search(RESIDENT)
    assert "记录中没有" in visit.page.locator(".answers").inner_text()
    visit.open(f"#/document/{record.news}", "mark")
    visit.page.locator("mark", has_text="省心多了").click()
    shown = visit.page.locator("body").inner_text()
    assert RESIDENT not in shown
    assert "张某某" in visit.page.locator(".statement").inner_text()
    assert visit.page.locator("h1").inner_text() == "张某某家门口有了食堂"


def test_correction_takes_a_line_off_and_undo_puts_it_back(visit: Visit, record: Record) -> None:
    """Filed at the line, gone after reload, taken back from the document."""
    page = visit.page
    visit.open(f"#/person/{record.official}", ".timeline .quote")
    page.locator(".timeline .correct").first.click()
    page.get_by_label("不是此人").check()
    page.get_by_label("理由").fill("同名的另一位")
    page.get_by_role("button", name="提交更正").click()
    page.wait_for_selector(".timeline .note")
    page.reload()
    page.wait_for_selector("#life")
    assert page.locator(".timeline").count() == 0
    visit.open(f"#/document/{record.career}/{record.holding}", ".statement .note")
    assert "同名的另一位" in page.locator(".statement .note").inner_text()
    page.get_by_role("button", name="收回").click()
    page.wait_for_selector(".statement .note", state="detached")
    visit.open(f"#/person/{record.official}", ".timeline .quote")


def test_correction_can_be_undone_at_once(visit: Visit, record: Record) -> None:
    """The button that takes it back stands where the objection was filed."""
    page = visit.page
    visit.open(f"#/person/{record.official}", ".timeline .quote")
    page.locator(".timeline .correct").first.click()
    page.get_by_label("理由").fill("看错了")
    page.get_by_role("button", name="提交更正").click()
    page.get_by_role("button", name="收回").click()
    page.wait_for_selector(".timeline .note", state="detached")
    assert not [j for j in record.store.judgements_on(record.holding) if not j.known_until]


def test_organisation_on_a_chosen_day(visit: Visit, record: Record) -> None:
    """Today somebody leads; years later the page says who was last known, and that it does not know."""
    page = visit.page
    visit.open(f"#/organisation/{record.organisation}", ".lines")
    assert OFFICIAL in page.locator("section", has_text="班子").first.inner_text()
    page.fill("input[type=date]", "2027-01-01")
    page.get_by_role("button", name="查看").click()
    page.locator("h2", has_text="最后所知").wait_for()
    assert page.url.endswith("?at=2027-01-01")
    assert "最后见于 2024-03-05" in page.locator("section", has_text="最后所知").inner_text()


def test_portrait_on_a_chosen_day(visit: Visit, record: Record) -> None:
    """After twelve months without a word the post is no longer called held."""
    visit.open(f"#/person/{record.official}?valid_at=2026-01-01", ".timeline .quote")
    assert "此后未载" in visit.page.locator(".timeline").inner_text()
    assert "在任" not in visit.page.locator(".timeline").inner_text()


def test_every_kind_of_page_opens(visit: Visit, record: Record) -> None:
    """Post, service, community, table and statement have their pages; ids that are unknown get an answer."""
    page = visit.page
    visit.open(f"#/post/{record.post}", ".lines")
    assert OFFICIAL in page.locator("main").inner_text()
    visit.open(f"#/entity/{record.service}", ".lines")
    page.get_by_role("link", name=COMMUNITY, exact=True).click()
    page.locator("h1", has_text=COMMUNITY).wait_for()
    visit.open(f"#/document/{record.log}", ".text.table")
    page.goto(f"{visit.address}/#/statement/{record.holding}")
    page.wait_for_selector("mark.chosen")
    visit.open("#/person/person-none", ".trouble")
    assert page.locator("h1").inner_text() == "记录中没有"
    visit.troubles.clear()  # the browser itself reports the 404


def test_markup_in_a_source_is_shown_as_text(visit: Visit, record: Record) -> None:
    """What looks like markup in a document is text on the page, in the quote and in the document."""
    markup = "<img src=x onerror=document.title=1><b>"
    commit = write_post("沈知秋", "局长", "青海省云岫县水务局", "2024-07-01", note=markup).commit()
    record.store.put_document(commit)
    visit.open(f"#/person/{person_of(commit)}", ".timeline .quote")
    assert markup in visit.page.locator(".timeline .quote").inner_text()
    visit.page.locator(".timeline .source a").click()
    visit.page.wait_for_selector("mark.chosen")
    assert markup in visit.page.locator(".text").inner_text()
    assert visit.page.locator("main img, main b").count() == 0


def test_keyboard_alone_is_enough(visit: Visit, record: Record) -> None:
    """Tab, Enter, arrows and Escape search, open, object and return; focus is never lost."""
    page = visit.page
    press = page.keyboard.press
    visit.open("", "#name")
    page.keyboard.type(OFFICIAL)
    press("Enter")
    page.wait_for_selector(".results a")
    for _ in range(5):
        press("Tab")
    assert page.evaluate("document.activeElement.closest('.results') !== null")
    press("Enter")
    page.wait_for_selector(".timeline")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.locator(".correct").first.focus()
    press("Enter")
    assert page.evaluate("document.activeElement.type") == "radio"
    press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "wrong_person"
    press("Escape")
    assert page.evaluate("document.activeElement.className").endswith("correct")
    visit.open(f"#/document/{record.career}", "mark")
    page.locator(".all summary").focus()
    press("Enter")
    press("Tab")
    press("Enter")
    page.wait_for_selector("mark.chosen")


def test_english_switch_changes_the_labels_and_nothing_else(visit: Visit, record: Record) -> None:
    """Labels change, words of the sources stay Chinese; the choice is remembered."""
    page = visit.page
    visit.open(f"#/person/{record.official}", ".timeline .quote")
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en] .timeline", has_text="since 2023-03").wait_for()
    shown = page.locator("main").inner_text()
    assert "since 2023-03" in shown
    assert "not in the record" in shown
    assert f"{EDUCATION}局长{OFFICIAL}" in shown
    labels = page.evaluate(
        "[...document.querySelectorAll('h2, dt, button, label, .kicker')].map(e => e.innerText).join('')"
    )
    assert CJK.sub("", labels.replace("中文", "")) == labels.replace("中文", "")
    page.reload()
    page.wait_for_selector("html[lang=en] .timeline")


def test_lost_session_says_what_to_do(browser: Browser, address: str) -> None:
    """Without a session the page tells how to get a new link, and shows no data."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/?token=wrong")
    page.wait_for_selector(".trouble")
    assert "qunxiang serve" in page.locator(".trouble").inner_text()
    context.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The accessibility checker, fetched by npm for this run; nothing of it is kept in the repository."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm: the page is NOT checked by axe")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run([npm, "pack", "--silent", "axe-core@4"], cwd=folder, capture_output=True, timeout=120)
    archives = list(folder.glob("axe-core-*.tgz"))
    if done.returncode or not archives:
        not_fetched("npm could not fetch axe-core: the page is NOT checked by axe")
    with tarfile.open(archives[0]) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


def _routes(record: Record) -> dict[str, str]:
    return {
        "": "#name",
        "#/waiting": ".pair-line",
        f"#/person/{record.official}": ".pair-line",
        f"#/organisation/{record.community}": ".lines",
        f"#/document/{record.career}/{record.holding}": "mark.chosen",
        f"#/document/{record.log}": ".text",
        f"#/entity/{record.service}": ".lines",
        f"#/post/{record.post}": ".lines",
    }


def find_violations(page: Page, axe: str) -> list[tuple[str, list[str]]]:
    """Return what the checker finds on the page as it stands."""
    # Evaluated, not added as a tag: the page's own policy forbids foreign scripts, and must.
    page.evaluate(axe)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > 10
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, record: Record, axe: str, scheme: Any) -> None:
    """WCAG 2.2 AA as far as a machine can tell: contrast, names, roles, order, on every page, in both schemes."""
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    for route, wait in _routes(record).items():
        page.goto(f"{visit.address}/{route}")
        page.wait_for_selector(wait)
        page.wait_for_selector("main:not([aria-busy])")
        for button in page.locator(".correct:visible").all()[:1]:
            button.click()
        for summary in page.locator("summary").all():
            summary.click()
        assert find_violations(page, axe) == [], route


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_runs_out_of_a_narrow_window(visit: Visit, record: Record, width: int) -> None:
    """A phone, and a desktop at 400 %: no page scrolls sideways."""
    visit.page.set_viewport_size({"width": width, "height": 256 if width == 320 else 800})
    for route, wait in _routes(record).items():
        visit.open(route, wait)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, route
