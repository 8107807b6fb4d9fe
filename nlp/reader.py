"""Reads a text: articles, then mentions, then statements, each checked against the text before it counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from domain.document import Article, Span
from domain.extract import Extract
from domain.mention import Mention, MentionKind
from domain.ontology.catalogue import check_statement
from domain.statement import Reading, check_evidence
from lexicon.folding import fold
from lexicon.forbidden import find_masked
from nlp.award_start import start_awards
from nlp.career.pasted import read_pasted
from nlp.confidence import calibrate
from nlp.coreference import resolve_mentions
from nlp.layout import cut_articles
from nlp.layout.credit import Credit
from nlp.name_end import end_names
from nlp.rule_tagger.reader import RuleTagger
from nlp.scene import Finding, Scene
from nlp.sentence import cut_sentences
from nlp.slot import mend_names
from nlp.statements.activity import find_activities
from nlp.statements.attribution import find_attributed
from nlp.statements.award import find_awards
from nlp.statements.belonging import find_belongings
from nlp.statements.change import find_changes
from nlp.statements.count import find_counts
from nlp.statements.evaluation import find_evaluations
from nlp.statements.former_name import find_bearers, find_former_names, give_to_bearer, with_other_names
from nlp.statements.gender import find_genders
from nlp.statements.holding import find_holdings
from nlp.statements.life import find_life
from nlp.statements.life_end import find_life_ends
from nlp.statements.location import find_locations
from nlp.statements.membership import find_memberships
from nlp.statements.provision import find_provisions
from nlp.statements.reporting import find_byline_mentions, find_credits, find_reported
from nlp.statements.sanction import find_sanctions
from nlp.statements.service_term import find_service_terms
from nlp.statements.speech import find_speech
from nlp.statements.vacancy import find_vacancies
from nlp.tagger import Tagged, Tagger
from nlp.twin import part_twins
from nlp.view import open_view

Finder = Callable[[Scene], Iterator[Finding]]

FINDERS: tuple[Finder, ...] = (
    find_holdings,
    find_memberships,
    find_locations,
    find_life,
    find_life_ends,
    find_genders,
    find_former_names,
    find_vacancies,
    find_provisions,
    find_awards,
    find_attributed,
    find_speech,
    find_counts,
    find_service_terms,
    find_evaluations,
    find_activities,
    find_sanctions,
    find_changes,
    find_belongings,
)
EXTRACTOR = "qunxiang"
VERSIONS = {"rules": "rules-11", "neural": "neural-11"}
"""Versions of the reader by its tagger; raise them when rules, lexicons or weights change what is read, or masked."""
DEFAULT_TAGGER = "neural"


class Reader:
    """Reads documents one by one and keeps nothing between them: the same text gives the same extract."""

    def __init__(self, tagger: Tagger | None = None, version: str = VERSIONS["rules"]) -> None:
        self._tagger = tagger or RuleTagger()
        self.version = version

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
        """Return all that the text says; nothing is held back here (`admit` decides what is stored).

        The day on which it was published completes dates that leave out the year; the words alone decide all else.
        Widths and traditional characters are folded for reading; spans and words are those of the text itself.
        Raises EvidenceError or OntologyError when a finder states what does not stand in the text: that is a
        mistake in the finder, never in the document.
        """
        view = open_view(text)
        articles = cut_articles(view.text, fold(title))
        credits = find_credits(view.text, articles)
        named = find_byline_mentions(view.text, credits)
        tagged = self._tagger.tag_document(view.text, articles)
        told = start_awards(view.text, _prefer(named, tagged.mentions))
        mended = mend_names(view.text, end_names(view.text, told))
        mentions = part_twins(articles, resolve_mentions(view.text, articles, mended))
        findings: Iterable[Finding] = (
            finding
            for scene, group in zip(
                iter_scenes(document_id, view.text, articles, mentions, tagged, published), credits, strict=True
            )
            for finding in _find_all(scene, group)
        )
        pasted = read_pasted(document_id, view.text)
        if pasted is not None:
            findings = pasted.findings
            mentions = _prefer(pasted.mentions, _people_of(mentions, find_masked(view.text)))
        return self._make_extract(
            document_id,
            text,
            view.restore_articles(articles),
            view.restore_mentions(mentions),
            view.restore_findings(findings),
        )

    def _make_extract(
        self,
        document_id: str,
        text: str,
        articles: tuple[Article, ...],
        mentions: tuple[Mention, ...],
        findings: Iterable[Finding],
    ) -> Extract:
        best: dict[str, Finding] = {}
        for finding in findings:
            check_evidence(finding.statement, document_id, text)
            check_statement(finding.statement)
            known = best.get(finding.statement.id)
            if known is None or (finding.confidence, known.rule) > (known.confidence, finding.rule):
                best[finding.statement.id] = finding
        ordered = sorted(best.items(), key=lambda item: _order(item[0], item[1]))
        return Extract(
            document_id,
            self.version,
            articles,
            mentions,
            tuple(finding.statement for _, finding in ordered),
            tuple(
                Reading(
                    statement_id,
                    f"{EXTRACTOR}:{finding.rule}",
                    self.version,
                    calibrate(finding.rule, finding.confidence),
                    finding.valid_from,
                    finding.valid_to,
                )
                for statement_id, finding in ordered
            ),
        )


def _people_of(mentions: Iterable[Mention], masked: Sequence[Span]) -> tuple[Mention, ...]:
    """Return the names of people in a résumé without those in words that are never kept: relatives."""
    return tuple(
        m
        for m in mentions
        if m.kind in (MentionKind.PERSON, MentionKind.PERSON_ANON)
        and not any(start < m.end and m.start < end for start, end in masked)
    )


def _find_all(scene: Scene, credits: Sequence[Credit]) -> Iterator[Finding]:
    yield from find_reported(scene, credits)
    scene = with_other_names(scene)
    bearers = find_bearers(scene)
    for find in FINDERS:
        for finding in find(scene):
            yield give_to_bearer(scene, finding, bearers) if bearers else finding


def _order(statement_id: str, finding: Finding) -> tuple[int, int, str, str]:
    evidence = finding.statement.evidence
    return evidence.start, evidence.end, finding.statement.predicate, statement_id


def _prefer(named: Sequence[Mention], tagged: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return all mentions by start; where a tagged one overlaps a name of a byline, the byline's stays."""
    ends = [mention.end for mention in named]
    kept = [
        mention
        for mention in tagged
        if (place := bisect_left(ends, mention.start + 1)) == len(named) or named[place].start >= mention.end
    ]
    return tuple(sorted((*named, *kept)))


def iter_scenes(
    document_id: str,
    text: str,
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    tagged: Tagged,
    published: str = "",
) -> Iterator[Scene]:
    """Yield the scene of each article, in their order; `mentions` are resolved and sorted, cues come as tagged."""
    starts = [mention.start for mention in mentions]
    for number, article in enumerate(articles):
        near = mentions[bisect_left(starts, article.start) : bisect_left(starts, article.end)]
        spans = sorted((*((article.headline_span,) if article.headline_span else ()), *article.segments))
        yield Scene(
            document_id,
            text,
            article,
            number,
            tuple(mention for mention in near if article.covers(mention.start)),
            tuple(sentence for span in spans for sentence in cut_sentences(text, *span)),
            tuple(cue for cue in tagged.cues if article.covers(cue.start)),
            published,
        )


def open_tagger(name: str) -> Tagger:
    """Return the tagger of this name: "rules", or "neural", whose weights travel with the package."""
    if name == "rules":
        return RuleTagger()
    from nlp.neural_tagger.reader import NeuralTagger  # slow to import: only who asks for it pays

    return NeuralTagger()


def open_reader(tagger: str = DEFAULT_TAGGER) -> Reader:
    """Return the reader with the tagger of this name."""
    return Reader(open_tagger(tagger), VERSIONS[tagger])
