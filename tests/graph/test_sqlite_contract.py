"""The embedded store fulfils the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.contract.attachment import AttachmentContract
from tests.graph.contract.clocks import ClockContract
from tests.graph.contract.coverage import CoverageContract
from tests.graph.contract.documents import DocumentContract
from tests.graph.contract.entities import EntityContract
from tests.graph.contract.exports import ExportContract
from tests.graph.contract.inheritance import InheritanceContract
from tests.graph.contract.judgements import JudgementContract
from tests.graph.contract.killed import KilledContract
from tests.graph.contract.ledger import LedgerContract
from tests.graph.contract.names import NameContract, PassageContract
from tests.graph.contract.namesakes import NamesakeContract
from tests.graph.contract.officials import OfficialsContract
from tests.graph.contract.posts import PostContract
from tests.graph.contract.records import RecordContract
from tests.graph.contract.renaming import RenamingContract
from tests.graph.contract.retraction import RetractionContract
from tests.graph.contract.review import ReviewContract
from tests.graph.contract.sources import SourceContract
from tests.graph.contract.statements import StatementContract
from tests.graph.contract.ties import TieContract
from tests.graph.contract.versions import VersionContract
from tests.graph.contract.writers import WriterContract
from tests.graph.opening import Opening, SqliteOpening


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    """A new file."""
    return SqliteOpening(tmp_path / "contract.db")


class TestAttachment(AttachmentContract):
    pass


class TestClocks(ClockContract):
    pass


class TestCoverage(CoverageContract):
    pass


class TestDocuments(DocumentContract):
    pass


class TestEntities(EntityContract):
    pass


class TestExports(ExportContract):
    pass


class TestInheritance(InheritanceContract):
    pass


class TestJudgements(JudgementContract):
    pass


class TestKilled(KilledContract):
    pass


class TestLedger(LedgerContract):
    pass


class TestNames(NameContract):
    pass


class TestPassages(PassageContract):
    pass


class TestNamesakes(NamesakeContract):
    pass


class TestOfficials(OfficialsContract):
    pass


class TestPosts(PostContract):
    pass


class TestRecords(RecordContract):
    pass


class TestRenaming(RenamingContract):
    pass


class TestRetraction(RetractionContract):
    pass


class TestReview(ReviewContract):
    pass


class TestSources(SourceContract):
    pass


class TestStatements(StatementContract):
    pass


class TestTies(TieContract):
    pass


class TestVersions(VersionContract):
    pass


class TestWriters(WriterContract):
    pass
