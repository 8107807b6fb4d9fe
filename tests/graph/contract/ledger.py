"""The ledger says how far each item has come; counts say what the store holds."""

from __future__ import annotations

from graph.answer import StoreCounts
from graph.commit import Stage
from graph.store import Store
from tests.graph.commits import EDUCATION, VERSION, Page, Use, write_log, write_post


class LedgerContract:
    """Ledger and counts."""

    def test_failure_is_listed_with_its_reason(self, store: Store) -> None:
        """A failed row names item, stage, error and version, and gets its moment from the store."""
        store.put_stage(Stage("乙.txt", "read", "failed", error="乙.txt: 空文件", version=VERSION))
        store.put_stage(Stage("甲.txt", "read", "failed", error="甲.txt: 二进制", version=VERSION))
        store.put_stage(Stage("丙.txt", "read", "done", version=VERSION))
        rows = store.failures()
        assert [(r.item, r.stage, r.state, r.attempts, r.error, r.version) for r in rows] == [
            (item, "read", "failed", 1, error, VERSION)
            for item, error in sorted((("乙.txt", "乙.txt: 空文件"), ("甲.txt", "甲.txt: 二进制")))
        ]
        assert all(row.at for row in rows)
        assert store.count().failures == 2

    def test_attempts_are_counted(self, store: Store) -> None:
        """The same item and stage again raises the attempts and keeps the last state."""
        for error in ("一", "二", "三"):
            store.put_stage(Stage("甲.txt", "read", "failed", error=error))
        (row,) = store.failures()
        assert (row.attempts, row.error) == (3, "三")
        store.put_stage(Stage("甲.txt", "read", "done"))
        assert store.failures() == []
        assert store.count().failures == 0

    def test_stages_are_apart(self, store: Store) -> None:
        """Another stage of the item is another row."""
        store.put_stage(Stage("甲.txt", "read", "failed"))
        store.put_stage(Stage("甲.txt", "map", "failed"))
        assert [row.stage for row in store.failures()] == ["map", "read"]

    def test_documents_commit_with_their_stage(self, store: Store) -> None:
        """The row of a document's own commit overwrites its earlier failure."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_stage(Stage(commit.document.id, "read", "failed", error="内存不足"))
        store.put_document(commit)
        assert store.failures() == []

    def test_an_empty_store_counts_nothing(self, store: Store) -> None:
        """Nothing stored, nothing counted, nothing found."""
        assert store.count() == StoreCounts(0, 0, 0, {}, 0, {})
        assert store.failures() == []
        assert (list(store.iter_statements()), list(store.iter_mentions()), list(store.iter_entities())) == ([], [], [])

    def test_everything_is_counted(self, store: Store) -> None:
        """Documents, articles, open statements, entities by kind and readings by version."""
        store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
        store.put_document(Page("今天天气很好。").commit("reader-2"))
        store.put_document(
            write_log([Use("2024-01-01", "望槐社区", "助餐", "户甲")], {"望槐社区": "632199001001"}).commit("table-1")
        )
        assert store.count() == StoreCounts(
            3, 2, 2, {"Community": 1, "Household": 1, "Organisation": 1, "Person": 1, "Post": 1, "Service": 1}, 0,
            {VERSION: 1, "reader-2": 1, "table-1": 1},
        )  # fmt: skip
