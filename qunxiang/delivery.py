"""An import of a source with a passport: counted first, compared, and let through or stopped before it writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.markup import escape

from domain.partial_date import now
from domain.passport import Breach, Passport, find_breaches
from graph.source import SourceRun
from ingest.passport import FOLDER, choose_passport, read_passport
from ingest.pipeline import Pipeline
from ingest.survey import RememberingReader, Survey, describe_run, is_worth_keeping, survey
from qunxiang.console import WRONG_USE, err, fail
from qunxiang.language import say
from qunxiang.render_sources import describe_breach
from qunxiang.settings import Settings


def find_passport(settings: Settings, file: Path | None, source: str) -> Passport | None:
    """Return the passport that a run goes by: the file's, else the project's of this source; None for neither.

    Leaves with one line where the file is another source's; raises InputError where a passport cannot be read.
    """
    if file is None:
        return choose_passport(settings.project / FOLDER, source) if source else None
    passport = read_passport(file)
    if source and source.strip() != passport.name:
        fail(say("--source 与证件里的 name 不同；请只用 --passport"), WRONG_USE)
    return passport


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was handed over in one run, counted, beside what its passport expects."""

    passport: Passport
    survey: Survey
    breaches: Sequence[Breach]
    last: SourceRun | None
    pipeline: Pipeline
    """The pipeline to run it with: it need not read again what was read for the counting."""

    def remember(self, *, accepted: bool) -> None:
        """Keep in the store what this run found, unless it is the same again."""
        run = describe_run(self.survey, self.passport, now(), accepted=accepted)
        if is_worth_keeping(run, self.last):
            self.pipeline.store.put_source_run(run)


def count_delivery(
    pipeline: Pipeline, passport: Passport, paths: Sequence[Path], published: str, again: bool,
    on_progress: Callable[[Survey], None],
) -> Delivery:  # fmt: skip
    """Count what lies under the paths and compare it with the passport; writes nothing."""
    reading = replace(pipeline, reader=RememberingReader(pipeline.reader))
    found = survey(
        reading, passport, paths, published=published, source=passport.name, again=again, on_progress=on_progress
    )
    last = next((run for run in pipeline.store.last_source_runs() if run.source == passport.name), None)
    breaches = find_breaches(passport, found.counts, last.counts if last else None)
    return Delivery(passport, found, breaches, last, reading)


def print_breaches(delivery: Delivery, *, accepted: bool) -> None:
    """Say which expectations broke, and how to go on."""
    name = delivery.passport.name
    console = err()
    if accepted:
        console.print(
            escape(say("与《{name}》证件的预期不符，已按 --accept-counts 照样导入：", name=name)), style="yellow"
        )
    else:
        console.print(escape(say("没有导入，记录没有变动：与《{name}》证件的预期不符", name=name)), style="red")
    for breach in delivery.breaches:
        console.print(escape(f"  {describe_breach(breach)}"), style="yellow" if accepted else "red")
    if not accepted:
        console.print(say("请核对文件；确认无误可加 --accept-counts 照样导入，预期变了请改证件"))
