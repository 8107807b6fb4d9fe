"""The trained tagger: well-formed decoding, exact offsets, the same answer each time, weights as recorded."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.mention import MentionKind
from nlp.cue import LONGEST_CUE, CueKind
from nlp.layout import cut_articles
from nlp.neural_tagger.decoding import _grammar, _search, decode
from nlp.neural_tagger.doubt import read_doubting
from nlp.neural_tagger.encoder import open_encoder
from nlp.neural_tagger.labels import BEGIN, END, INSIDE, NUMBER, OUTSIDE, label_of, read_cues, read_labels, write_labels
from nlp.neural_tagger.quotation import mend_quoted
from nlp.neural_tagger.reader import NeuralTagger
from nlp.neural_tagger.recurrence import spread_names
from nlp.neural_tagger.vocabulary import Vocabulary
from nlp.neural_tagger.window import LONGEST, cut_windows
from nlp.tagger import Tagger

MODEL = files("nlp").joinpath("model")
PERSON, ORG, DATE, SERVICE = MentionKind.PERSON, MentionKind.ORG, MentionKind.DATE, MentionKind.SERVICE
TEXT = (
    "云栖县举办敬老服务周\n"
    "本报讯（记者 甘若溪）9月6日，云栖县民政局联合桂湾社区为82户老人送去免费理发服务。"
    "云栖县民政局局长那顺乌日图说，这样的活动今年已办了15场。桂湾社区党支部书记易清荷介绍了做法。\n"
    "那顺乌日图随后走访了桂湾社区。\n"
)


@pytest.fixture(scope="module")
def tagger() -> NeuralTagger:
    """The tagger with the weights of the package."""
    return NeuralTagger()


def test_labels_spell_the_spans_they_were_written_from() -> None:
    """Writing and reading labels are inverse, for spans of one and of more characters, side by side."""
    spans = [(10, 11, PERSON), (11, 14, PERSON), (16, 18, ORG)]
    assert read_labels([int(label) for label in write_labels(spans, 10, 20)], 10) == spans


def test_a_span_cut_by_the_window_is_not_half_a_mention() -> None:
    """What the window cuts is marked as told, so that no mention is learned or hinted from a part of it."""
    labels = write_labels([(8, 12, ORG), (18, 25, DATE)], 10, 20, cut=-100)
    assert list(labels) == [-100] * 2 + [OUTSIDE] * 6 + [-100] * 2


def test_decoding_never_begins_what_it_does_not_end() -> None:
    """A row whose best single labels are broken becomes the best row that is not."""
    scores = np.zeros((3, NUMBER), dtype=np.float32)
    scores[0, label_of(PERSON, BEGIN)] = 5
    scores[1, label_of(ORG, INSIDE)] = 1
    scores[2, label_of(PERSON, END)] = 3
    assert decode(scores) == [label_of(PERSON, BEGIN), label_of(PERSON, INSIDE), label_of(PERSON, END)]


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_decoding_finds_the_best_of_all_well_formed_rows(seed: int) -> None:
    """No pair of labels that spells mentions has a higher sum than the one found."""
    scores = np.random.default_rng(seed).normal(size=(2, NUMBER)).astype(np.float32)
    rows = product(range(NUMBER), repeat=2)
    best = max(float(scores[0, a] + scores[1, b]) for a, b in rows if _is_well_formed(a, b))
    first, second = decode(scores)
    assert _is_well_formed(first, second)
    assert float(scores[0, first] + scores[1, second]) == pytest.approx(best)


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(3, 60), st.sampled_from([0.5, 3.0, 9.0]))
def test_mending_a_broken_row_gives_the_row_of_the_whole_search(seed: int, length: int, outside: float) -> None:
    """However sure the places between the breaks are, no row has a higher sum than the one found."""
    scores = np.random.default_rng(seed).normal(size=(length, NUMBER)).astype(np.float32)
    scores[:, OUTSIDE] += outside
    scores[:: max(3, length // 3), label_of(PERSON, BEGIN)] += outside + 2
    found, whole = decode(scores), _search(scores, _grammar(NUMBER))
    rows = np.arange(length)
    assert scores[rows, found].sum() == pytest.approx(scores[rows, whole].sum(), rel=1e-5)
    assert list(write_labels(read_labels(found), 0, length)) == found


def test_a_sure_place_gives_way_to_surer_neighbours() -> None:
    """What lies between a begin and an end is inside, though by itself it is outside: no search may stop there."""
    scores = np.zeros((3, NUMBER), dtype=np.float32)
    scores[0, label_of(PERSON, BEGIN)] = scores[2, label_of(PERSON, END)] = 20
    scores[1, OUTSIDE] = 3.5
    assert decode(scores) == [label_of(PERSON, BEGIN), label_of(PERSON, INSIDE), label_of(PERSON, END)]


def _is_well_formed(first: int, second: int) -> bool:
    spans = read_labels([first, second])
    return list(write_labels(spans, 0, 2)) == [first, second]


def test_windows_cover_the_text_once_and_fit_the_encoder() -> None:
    """Own parts join without gap or overlap, also in a line without any break, and no window is too long."""
    for text in ("", "山", "山水" * 1500, TEXT * 9, "一、二。\n" * 400):
        windows = list(cut_windows(text, 0, len(text)))
        assert "".join(text[window.start : window.end] for window in windows) == text
        assert all(window.lead <= window.start < window.end <= window.lead + LONGEST for window in windows)


def test_one_line_of_a_million_characters_is_cut_in_linear_number() -> None:
    """A giant line gives windows of full size, not one for each character."""
    assert sum(1 for _ in cut_windows("水" * 1_000_000, 0, 1_000_000)) < 1_000_000 / 200


def test_every_character_has_one_number() -> None:
    """Emoji, lone surrogates, zero-width and unknown characters keep the text and its numbers equally long."""
    vocabulary = Vocabulary(["[PAD]", "[UNK]", "[MASK]", "\n", "山"])
    assert list(vocabulary.encode("山\n😀\u200b\ud800水")) == [4, 3, 1, 1, 1, 1]


def test_a_name_found_once_is_found_all_through_its_article() -> None:
    """A long name is added wherever its article writes it, not in other articles and not inside other mentions."""
    text = "苏日娜来了，苏日娜走了。苏日娜公司。\n苏日娜。"
    found = [(0, 3, PERSON), (12, 17, ORG)]
    assert spread_names(text, found, [(0, 18)]) == ((0, 3, PERSON), (6, 9, PERSON), (12, 17, ORG))


def test_an_honour_in_quotation_marks_is_all_that_the_marks_hold() -> None:
    """The marks say where a title begins and ends; a list of titles goes on; other kinds and long quotes stay."""
    award = MentionKind.AWARD
    text = "获“桃源市工人先锋号”称号、“文明家庭”2次和“好邻居”，“大家都说获先锋号的人真的非常非常了不起，值得学习”。"
    found = [(text.index("工人先锋号"), text.index("”"), award), (text.index("桃源市"), text.index("工人"), ORG)]
    mended = mend_quoted(text, found[:1])
    assert [text[start:end] for start, end, _ in mended] == ["桃源市工人先锋号", "文明家庭", "好邻居"]
    long = text.rindex("先锋号")
    assert mend_quoted(text, [(long, long + 3, award)]) == [(long, long + 3, award)]
    assert mend_quoted(text, found[1:]) == found[1:]


def test_a_mended_honour_never_overlaps_another_name() -> None:
    """Where the list goes on to a name that is there already, that stays."""
    text = "“文明村”“青田会”"
    spans = [(1, 4, MentionKind.AWARD), (6, 9, ORG)]
    assert mend_quoted(text, spans) == spans


def test_two_characters_found_once_are_not_spread() -> None:
    """Two characters may be a word; only a name found twice is sought further."""
    text = "高峰说，登上高峰。高峰"
    assert spread_names(text, [(0, 2, PERSON)], [(0, len(text))]) == ((0, 2, PERSON),)
    twice = [(0, 2, PERSON), (9, 11, PERSON)]
    assert (6, 8, PERSON) in spread_names(text, twice, [(0, len(text))])


def test_it_stands_behind_the_seam(tagger: NeuralTagger) -> None:
    """Whoever takes a Tagger can take it."""
    assert isinstance(tagger, Tagger)


def test_it_reads_a_plain_report(tagger: NeuralTagger) -> None:
    """Names, bodies, posts and values of a short report are found with their kinds."""
    found = {(mention.kind, mention.text) for mention in tagger.tag_document(TEXT, cut_articles(TEXT)).mentions}
    assert {
        (PERSON, "那顺乌日图"),
        (PERSON, "易清荷"),
        (ORG, "云栖县民政局"),
        (MentionKind.COMMUNITY, "桂湾社区"),
        (MentionKind.POST, "局长"),
        (MentionKind.POST, "党支部书记"),
        (DATE, "9月6日"),
        (MentionKind.QUANTITY, "15场"),
    } <= found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        TEXT,
        TEXT.replace("\n", ""),
        TEXT * 12,
        "😀那顺乌日图\u200b说\u202e好\u202c。",
        "冯 镭、冯\u3000镭",
        "１２月３日，ＡＢ公司",
        "縣委書記張明華說",
        "\ufeff\r\n\r\n　　" + TEXT,
        "水" * 3000,
        "\ud800局长",
    ],
)
def test_offsets_are_exact_whatever_comes(tagger: NeuralTagger, text: str) -> None:
    """Every mention is the text at its offsets; mentions come in order, never overlap, never touch a line end."""
    mentions = tagger.tag_document(text, cut_articles(text)).mentions
    place = 0
    for mention in mentions:
        assert mention.start >= place
        assert mention.text == text[mention.start : mention.end] == mention.text.strip() != ""
        assert "\n" not in mention.text
        place = mention.end


def test_the_same_text_gives_the_same_mentions(tagger: NeuralTagger) -> None:
    """Nothing is kept between documents, and another instance answers alike."""
    articles = cut_articles(TEXT)
    first = tagger.tag_document(TEXT, articles)
    tagger.tag_document("别的一篇。" * 50, ())
    assert tagger.tag_document(TEXT, articles) == first
    assert NeuralTagger(open_encoder(MODEL)).tag_document(TEXT, articles) == first


def test_a_part_is_read_with_offsets_of_the_whole(tagger: NeuralTagger) -> None:
    """Reading a part gives what reading it as a text of its own gives, shifted."""
    start, end = TEXT.index("云栖县民政局局长"), TEXT.index("桂湾社区党支部")
    alone = tagger.tag(TEXT[start:end], 0, end - start)
    assert [(m.start - start, m.end - start, m.kind) for m in tagger.tag(TEXT, start, end)] == [
        (m.start, m.end, m.kind) for m in alone
    ]


def test_cues_are_spelled_beside_the_mentions() -> None:
    """A cue may lie over a mention: its labels are a row of their own, written and read the same way."""
    cues = [(12, 15, CueKind.ACTIVITY), (15, 16, CueKind.ACTIVITY)]
    assert read_cues([int(label) for label in write_labels(cues, 10, 20)], 10) == cues


def _write_scores(spans: list[tuple[int, int, MentionKind]], length: int, height: float) -> np.ndarray:
    scores = np.zeros((length, NUMBER), dtype=np.float32)
    scores[:, OUTSIDE] = 3
    for place, label in enumerate(write_labels(spans, 0, length)):
        if label != OUTSIDE:
            scores[place, label] = height
    return scores


def test_what_is_half_believed_is_told_with_its_certainty() -> None:
    """A service just under the rest comes up as doubtful, one far under it does not, and none lies over a name."""
    labels = [label_of(SERVICE, part) for part in range(4)]
    for height, found, doubted in ((6, True, True), (2, False, True), (0.5, False, False)):
        scores = _write_scores([(3, 6, SERVICE)], 10, height)
        best, weighed = read_doubting(scores, 100, read_labels, labels)
        assert best == ([(103, 106, SERVICE)] if found else [])
        assert [span for span, _ in weighed] == ([(103, 106, SERVICE)] if doubted else [])
        assert all((certainty > 0.5) is found and 0 < certainty < 1 for _, certainty in weighed)
    scores = np.maximum(_write_scores([(3, 6, SERVICE)], 10, 4), _write_scores([(2, 7, ORG)], 10, 5))
    best, weighed = read_doubting(scores, 0, read_labels, labels)
    assert (best, weighed) == ([(2, 7, ORG)], [])


def test_the_words_that_name_an_occasion_are_a_cue(tagger: NeuralTagger) -> None:
    """What took place with people is found by its words, with exact offsets, in order."""
    assert LONGEST_CUE == LONGEST
    text = "6月8日，云栖县民政局在桂湾社区举办防溺水安全知识讲座，60余名学生参加。"
    cues = [
        cue
        for cue in tagger.tag_document(text, cut_articles(text)).cues
        if cue.kind is CueKind.ACTIVITY and cue.is_believed
    ]
    assert [text[cue.start : cue.end] for cue in cues] == ["防溺水安全知识讲座"]


def test_the_weights_are_those_of_the_record() -> None:
    """model.json names the very bytes that travel with the package, and they are small enough for it."""
    record = json.loads(MODEL.joinpath("model.json").read_text(encoding="utf-8"))
    weights = MODEL.joinpath("tagger.onnx").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == record["weights_sha256"]
    assert hashlib.sha256(MODEL.joinpath("vocab.json").read_bytes()).hexdigest() == record["vocabulary_sha256"]
    assert len(weights) <= 15_000_000
    assert record["version"] == NeuralTagger.version
    assert record["kinds"] == [str(kind) for kind in MentionKind]
    assert record["trials"]


def test_what_no_name_can_hold_ends_a_name(tagger: NeuralTagger) -> None:
    """An emoji in the middle makes no name of what stands around it."""
    text = "云栖县幸福社区党委书记张😀卫东主持会议。"
    people = [m.text for m in tagger.tag_document(text, cut_articles(text)).mentions if m.kind is PERSON]
    assert all("😀" not in name and len(name) > 1 for name in people)
