"""Documents come back as they were stored, and coming again adds an arrival and nothing else."""

from __future__ import annotations

from dataclasses import replace

from domain.document import Arrival, Article
from graph.store import Store
from tests.graph.commits import EDUCATION, NEWER, VERSION, WATER, Page, write_post
from tests.graph.snapshot import snapshot


class DocumentContract:
    """Documents and arrivals."""

    def test_document_comes_back_as_it_was_stored(self, store: Store) -> None:
        """Text, articles and mentions are returned to the character."""
        commit = write_post("陆怀谷", "局长", EDUCATION, "2024-03-05").commit()
        locator = '{"pages":[{"page":1,"lines":[[0,0,1200,0,[1200,9]]]}]}'
        commit = replace(commit, document=replace(commit.document, locator=locator))
        assert store.put_document(commit)
        view = store.find_document(commit.document.id)
        assert view is not None
        assert view.document == commit.document
        assert view.version == VERSION
        assert view.stated == "2024-03-05"
        assert view.arrivals == commit.arrivals
        assert view.articles == commit.articles
        assert view.mentions == commit.mentions

    def test_several_documents_come_in_one_answer(self, store: Store) -> None:
        """Each as it comes alone, by id; what is not stored is left out."""
        commits = [write_post(name, "局长", EDUCATION, "2024-03-05").commit() for name in ("陆怀谷", "温如璧")]
        for commit in commits:
            store.put_document(commit)
        ids = [commit.document.id for commit in commits]
        found = store.find_documents([*ids, "0" * 64, ids[0]])
        assert found == {document_id: store.find_document(document_id) for document_id in ids}
        assert store.find_documents([]) == {}

    def test_line_ends_and_widths_are_kept(self, store: Store) -> None:
        """No character of a text is altered: not CRLF, not full width, not a rare character, not a NUL."""
        page = Page(f"{EDUCATION}局长\r\n陆怀谷\u3000ＡＢ１\ufeff𠮷𬱖\x00到会。\n")
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
        store.put_document(page.commit())
        view = store.find_document(page.id)
        assert view is not None
        assert view.document.text == page.text

    def test_area_code_of_a_mention_is_kept(self, store: Store) -> None:
        """The code that a text makes certain belongs to the mention that comes back."""
        page = Page("望槐社区今天开门。")
        page.community("望槐社区", code="632199001001")
        store.put_document(page.commit())
        view = store.find_document(page.id)
        assert view is not None
        assert [m.mention.code for m in view.mentions] == ["632199001001"]

    def test_spans_of_headline_and_byline_are_kept(self, store: Store) -> None:
        """An article comes back with the places of its headline and byline, or with none."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        articles = (Article("题", "文", ((2, 5), (7, 9)), (0, 2), (5, 7)), Article("", "", ((9, 12),)))
        store.put_document(replace(commit, articles=articles, passages=()))
        view = store.find_document(commit.document.id)
        assert view is not None
        assert view.articles == articles

    def test_unknown_document_is_none(self, store: Store) -> None:
        """What never arrived is not found."""
        assert store.find_document("0" * 64) is None
        assert store.statements_in("0" * 64) == []
        assert store.find_versions(["0" * 64]) == {}

    def test_same_version_again_changes_nothing(self, store: Store) -> None:
        """Storing the same reading twice answers False and leaves every answer as it was."""
        commit = write_post("陆怀谷", "局长", EDUCATION, "2024-03-05").commit()
        assert store.put_document(commit)
        before = snapshot(store)
        assert not store.put_document(commit)
        assert snapshot(store) == before

    def test_arrival_is_added_once(self, store: Store) -> None:
        """The same arrival again is not new; another path is."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        again = Arrival(commit.document.id, "旧报/第二版.txt", source="云岫新闻", published="2024-02-01")
        assert store.put_arrivals([commit.arrivals[0]]) == 0
        assert store.put_arrivals([again, again]) == 1
        assert store.put_arrivals([again]) == 0
        view = store.find_document(commit.document.id)
        assert view is not None
        assert set(view.arrivals) == {commit.arrivals[0], again}

    def test_moment_of_access_makes_no_new_arrival(self, store: Store) -> None:
        """Fetching the same page on another day adds nothing and keeps the first access."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        first = Arrival(commit.document.id, "a.txt", accessed="2024-01-01")
        assert store.put_arrivals([first]) == 1
        assert store.put_arrivals([Arrival(commit.document.id, "a.txt", accessed="2024-09-09")]) == 0
        view = store.find_document(commit.document.id)
        assert view is not None
        assert first in view.arrivals

    def test_arrival_of_unknown_document_is_not_added(self, store: Store) -> None:
        """An arrival needs its document."""
        assert store.put_arrivals([Arrival("0" * 64, "a.txt", published="2024-01-01")]) == 0
        assert store.find_document("0" * 64) is None

    def test_first_publication_dates_the_document(self, store: Store) -> None:
        """A document is stated when it first came out, whichever copy arrived first; an undated copy says nothing."""
        commit = write_post("陆怀谷", "局长", EDUCATION, "2024-03-05").commit()
        store.put_document(commit)
        document = commit.document.id
        store.put_arrivals([Arrival(document, "later.txt", published="2024-06-01"), Arrival(document, "undated.txt")])
        assert [view.stated for view in store.statements_in(document)] == ["2024-03-05"]
        store.put_arrivals([Arrival(document, "earlier.txt", published="2024-01-02")])
        assert [view.stated for view in store.statements_in(document)] == ["2024-01-02"]

    def test_arrivals_come_by_publication(self, store: Store) -> None:
        """The arrivals of a document are ordered by date, then id."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        store.put_arrivals(Arrival(commit.document.id, f"{n}.txt", published=f"2024-0{n}-01") for n in (3, 1, 2))
        view = store.find_document(commit.document.id)
        assert view is not None
        assert [a.published for a in view.arrivals] == ["", "2024-01-01", "2024-02-01", "2024-03-01"]

    def test_versions_are_told_for_known_documents(self, store: Store) -> None:
        """Unknown documents are left out of the answer."""
        one = write_post("陆怀谷", "局长", EDUCATION).commit()
        two = write_post("温如璧", "局长", WATER).commit(NEWER)
        store.put_document(one)
        store.put_document(two)
        asked = [one.document.id, "0" * 64, two.document.id]
        assert store.find_versions(asked) == {one.document.id: VERSION, two.document.id: NEWER}
        assert store.find_versions([]) == {}

    def test_document_without_statements_is_kept(self, store: Store) -> None:
        """A text that says nothing we read is a document all the same."""
        commit = Page("今天天气很好。").commit()
        assert store.put_document(commit)
        assert store.count().documents == 1
        assert store.count().statements == 0
