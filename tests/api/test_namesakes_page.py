"""Namesakes in a real browser: side by side, previewed, merged, parted, taken back; no name in an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.record import OFFICIAL, Record
from tests.api.test_page import CJK, Visit, address, axe, browser, find_violations, visit
from tests.graph.commits import EDUCATION, FINANCE, WATER, person_of, write_post

if TYPE_CHECKING:
    from playwright.sync_api import Locator

__all__ = ["address", "axe", "browser", "visit"]
pytestmark = pytest.mark.slow
REASON = "任免文件写明前后两个职务"


def open_portrait(visit: Visit, person: str) -> None:
    visit.open(f"#/person/{person}", ".pair-line")


def answer(place: Locator, words: str, why: str = REASON, by: str = "馆员甲") -> None:
    """Open the form of an answer, say who and why, and file it."""
    place.get_by_role("button", name=re.compile(f"^{words}")).click()
    form = place.locator("form.objection")
    form.get_by_label("判断的人").fill(by)
    form.get_by_label("理由").fill(why)
    form.get_by_role("button", name="记下").click()


def test_the_panel_compares_with_sentences_that_lead_to_their_documents(visit: Visit, record: Record) -> None:
    """What differs is said of both sides; a sentence opens its document with the words marked."""
    page = visit.page
    open_portrait(visit, record.official)
    assert "另有 1 位同名者" in page.locator(".namesake-notice").inner_text()
    line = page.locator(".pair-line")
    assert FINANCE in line.locator(".what").first.inner_text()
    assert "待辨认" in line.locator(".verdict").inner_text()
    post = line.locator(".feature", has_text="职务")
    assert f"{EDUCATION}局长" in post.locator(".side").nth(0).inner_text()
    assert f"{FINANCE}局长" in post.locator(".side").nth(1).inner_text()
    page.get_by_role("button", name="逐一比较").click()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    quote = post.locator(".side").nth(1).locator(".quote").inner_text()
    post.locator(".side").nth(1).get_by_role("link").click()
    page.wait_for_selector("mark.chosen")
    assert "".join(page.locator("mark.chosen").all_inner_texts()) == quote


def test_a_preview_shows_both_and_writes_nothing(visit: Visit, record: Record) -> None:
    """The posts of both stand in it, it says that nothing is written, and a second press folds it away."""
    page = visit.page
    open_portrait(visit, record.official)
    button = page.get_by_role("button", name=re.compile("^预览合并"))
    button.click()
    page.wait_for_selector(".preview")
    shown = page.locator(".preview").inner_text()
    assert "没有写入" in shown
    assert EDUCATION in shown
    assert FINANCE in shown
    button.click()
    page.wait_for_selector(".preview", state="detached")
    assert [j for j in record.store.judgements_on(record.official) if not j.is_rule] == []


def test_a_merge_leads_to_the_one_and_is_taken_back_there(visit: Visit, record: Record) -> None:
    """Whichever of the two was open; the reason stands on the page with the button that undoes it."""
    page = visit.page
    kept, gone = sorted((record.official, record.namesake))
    open_portrait(visit, gone)
    answer(page.locator(".pair-line"), "同一人")
    page.locator(".attached", has_text=REASON).wait_for()
    assert page.url.endswith(f"#/person/{kept}")
    assert page.locator("#posts + ol > li").count() == 2
    assert "馆员甲" in page.locator(".attached").inner_text()
    page.get_by_role("button", name=re.compile("^收回")).click()
    page.wait_for_selector(".pair-line")
    assert page.locator("#posts + ol > li").count() == 1
    assert page.locator(".attached").count() == 0
    merged = record.store.find_entity(gone)
    assert merged is not None
    assert merged.id == gone


@pytest.mark.parametrize(
    ("words", "verdict", "shown"), [("不是同一人", "different", "不是同一人"), ("不能确定", "unsure", "不能确定")]
)
def test_different_and_unsure_stay_on_the_page(
    visit: Visit, record: Record, words: str, verdict: str, shown: str
) -> None:
    """The judgement stands at the pair with its author and reason until it is taken back."""
    page = visit.page
    open_portrait(visit, record.official)
    answer(page.locator(".pair-line"), words)
    page.locator(".pair-line .ruling", has_text=REASON).wait_for()
    assert shown in page.locator(".verdict").inner_text()
    assert page.evaluate("document.activeElement.classList.contains('pair-line')")
    assert [j.verdict for j in record.store.judgements_on(record.official) if not j.is_rule] == [verdict]
    page.get_by_role("button", name=re.compile("^收回")).click()
    page.wait_for_selector(".ruling", state="detached")
    assert "待辨认" in page.locator(".verdict").inner_text()


def test_a_form_without_who_or_why_is_not_sent_and_escape_closes_it(visit: Visit, record: Record) -> None:
    """Nothing is judged by accident; the focus goes back to the button."""
    page = visit.page
    open_portrait(visit, record.official)
    line = page.locator(".pair-line")
    line.get_by_role("button", name=re.compile("^同一人")).click()
    line.get_by_label("判断的人").fill("馆员甲")
    line.get_by_role("button", name="记下").click()
    assert line.locator("form.objection").is_visible()
    assert not [url for url in visit.asked if url.endswith("/judgements")]
    page.keyboard.press("Escape")
    assert line.locator("form.objection").count() == 0
    assert page.evaluate("document.activeElement.innerText") == "同一人"


def test_what_a_rule_joined_is_answered_on_the_page(visit: Visit, record: Record) -> None:
    """Its reason and both sentences stand there; "not the same" parts them, and is taken back at the pair."""
    pages = [
        write_post("司徒砚", "科长", WATER, day, note=note) for day, note in (("2024-02-01", ""), ("2024-03-01", "一"))
    ]
    for one in pages:
        record.store.put_document(one.commit())
    page = visit.page
    visit.open(f"#/person/{person_of(pages[1].commit())}", ".attached")
    line = page.locator(".attached")
    assert "任期重叠" in line.inner_text()
    assert line.locator(".quote").count() == 2
    answer(line, "不是同一人", "县里有两位")
    page.locator(".pair-line .ruling", has_text="县里有两位").wait_for()
    assert page.locator(".attached").count() == 0
    page.get_by_role("button", name=re.compile("^收回")).click()
    page.wait_for_selector(".attached")
    assert page.locator(".pair-line").count() == 0


def test_search_leads_to_the_page_of_the_name(visit: Visit, record: Record) -> None:
    """The number of bearers and a link; the page compares each pair, and its address holds no name."""
    record.store.put_document(write_post(OFFICIAL, "副局长", WATER, "2024-02-02").commit())
    page = visit.page
    visit.search(OFFICIAL)
    assert "有 3 位同名者" in page.locator(".notice").inner_text()
    assert page.locator("h1").inner_text() == "查找"
    page.locator(".notice").get_by_role("link").click()
    page.wait_for_selector(".pair-line")
    assert page.locator("h1").inner_text() == OFFICIAL
    assert (page.locator(".bearers li").count(), page.locator(".pair-line").count()) == (3, 3)
    assert page.url == f"{visit.address}/#/namesakes"
    assert OFFICIAL not in page.title()
    answer(page.locator(".pair-line").first, "不是同一人")
    page.locator(".ruling", has_text=REASON).wait_for()
    assert page.url == f"{visit.address}/#/namesakes"
    page.reload()
    page.get_by_text("姓名不写进网址").wait_for()


def test_one_bearer_is_no_namesake(visit: Visit, record: Record) -> None:
    """No note in the search, no panel on the portrait."""
    visit.search("周予安")
    visit.page.locator(".results a").wait_for()
    assert visit.page.locator(".notice").count() == 0
    visit.page.locator(".results a").click()
    visit.page.locator(".namesakes:not([aria-busy])").wait_for(state="attached")
    assert visit.page.locator(".namesakes").inner_text() == ""
    assert visit.page.locator(".namesake-notice").inner_text() == ""


def test_the_queue_is_worked_off_and_filled_again(visit: Visit, record: Record) -> None:
    """From the header; what is judged leaves with a note that takes it back."""
    page = visit.page
    page.get_by_role("link", name="待辨认").click()
    page.wait_for_selector(".pair-line")
    assert page.locator("h2").all_inner_texts() == [OFFICIAL]
    answer(page.locator(".pair-line"), "不能确定")
    page.wait_for_selector(".pair-line", state="detached")
    assert "没有待辨认" in page.locator(".namesakes").inner_text()
    page.get_by_role("button", name=re.compile("^收回")).click()
    page.wait_for_selector(".pair-line")
    answer(page.locator(".pair-line"), "同一人")
    page.locator(".notes").get_by_role("link", name="看画像").click()
    page.wait_for_selector(".attached")
    page.get_by_role("link", name="待辨认").click()
    page.get_by_text("没有待辨认的同名者").wait_for()


def test_the_queue_is_turned_page_by_page(visit: Visit, record: Record) -> None:
    """Ten names a page; the name to go on after travels in a body."""
    for number in range(10):
        for org in (EDUCATION, WATER):
            record.store.put_document(write_post(f"司徒{chr(0x5E84 + number)}", "科长", org, "2024-02-01").commit())
    page = visit.page
    visit.open("#/waiting", ".pair-line")
    first = page.locator("h2").all_inner_texts()
    assert len(first) == 10
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("button", name="回到开头").wait_for()
    second = page.locator("h2").all_inner_texts()
    assert len({*first, *second}) == 11
    assert page.url == f"{visit.address}/#/waiting"
    page.get_by_role("button", name="回到开头").click()
    page.get_by_role("button", name="回到开头").wait_for(state="detached")
    assert page.locator("h2").all_inner_texts() == first


def test_markup_in_a_name_or_a_reason_is_text(visit: Visit, record: Record) -> None:
    """Names, organisations, authors and reasons that look like markup are shown, never run."""
    markup = "<img/src=x/onerror=alert(1)>"
    name = f"沈{markup}"
    commits = [write_post(name, "科长", f"{org}{markup}", "2024-02-01").commit() for org in (EDUCATION, WATER)]
    for commit in commits:
        record.store.put_document(commit)
    page = visit.page
    open_portrait(visit, person_of(commits[0]))
    assert page.locator("h1").inner_text() == name
    assert markup in page.locator(".pair-line .what").first.inner_text()
    page.get_by_role("button", name=re.compile("^预览合并")).click()
    page.wait_for_selector(".preview")
    assert markup in page.locator(".preview").inner_text()
    answer(page.locator(".pair-line"), "不是同一人", f"理由{markup}", f"甲{markup}")
    ruling = page.locator(".ruling")
    ruling.wait_for()
    assert f"甲{markup}" in ruling.inner_text()
    assert f"理由{markup}" in ruling.inner_text()
    visit.search_from_home(name)
    page.locator(".notice").get_by_role("link").click()
    page.wait_for_selector(".pair-line")
    assert page.locator("h1").inner_text() == name
    assert page.locator("main img").count() == 0


def test_english_has_no_chinese_labels(visit: Visit, record: Record) -> None:
    """Verdicts, reasons of rules, features and buttons change; sentences stay as they were printed."""
    page = visit.page
    open_portrait(visit, record.official)
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en] .verdict", has_text="To be told apart").wait_for()
    labels = page.evaluate(
        "[...document.querySelectorAll('.namesakes h2, .namesakes h3, .namesakes .tag, .verdict, .namesakes .hint,"
        " .namesakes button, .namesakes .role, .namesakes summary, .namesake-notice')].map(e => e.innerText).join('')"
    )
    assert len(labels) > 100
    assert CJK.search(labels) is None
    assert OFFICIAL in page.locator(".pair-line .quote").first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_opened(visit: Visit, record: Record, axe: str, scheme: Any) -> None:
    """A preview, a form, a judgement and an attachment on the pages of one name, in both schemes and narrow."""
    for day, note in (("2024-02-01", ""), ("2024-03-01", "一")):
        record.store.put_document(write_post(OFFICIAL, "科长", WATER, day, note=note).commit())
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    open_portrait(visit, record.official)
    answer(page.locator(".pair-line").first, "不能确定")
    page.wait_for_selector(".ruling")
    page.get_by_role("button", name=re.compile("^预览合并")).first.click()
    page.wait_for_selector(".preview")
    page.get_by_role("button", name=re.compile("^同一人")).last.click()
    assert find_violations(page, axe) == []
    visit.search_from_home(OFFICIAL)
    page.locator(".notice").get_by_role("link").click()
    page.wait_for_selector(".attached")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert find_violations(page, axe) == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
