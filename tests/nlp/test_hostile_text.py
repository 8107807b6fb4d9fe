"""Bad input: whatever stands in a text is read clearly or not at all, in linear time, with the text's own words."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from random import Random

import pytest

from domain.extract import Extract
from domain.mention import MentionKind
from domain.ontology.catalogue import check_statement
from domain.statement import check_evidence
from lexicon.folding import find_reversed, fold, holds_unseen
from lexicon.names import normalise_name
from nlp.reader import Reader, open_reader
from nlp.sentence import LONGEST, cut_sentences
from nlp.view import open_view
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PLAIN = "2024年3月2日，内蒙古自治区通辽市柳溪镇党委书记冯月镭说：“书屋去年接待了3200人次，大家都来坐坐。”"
PARAGRAPH = (
    "入秋以来，内蒙古自治区通辽市柳溪镇把库房改成了书屋。柳溪镇党委书记康明月说：“书屋去年接待了3200人次。”"
    "镇里还请来退休教师讲故事，屋子里常常坐满了人。"
)


@pytest.fixture(scope="module", params=["rules", "neural"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return open_reader(request.param)


def read(reader: Reader, text: str) -> Extract:
    """Read a text and check that all that is said of it stands in it, word for word."""
    extract = reader.read("d", text)
    for mention in extract.mentions:
        assert text[mention.start : mention.end] == mention.text
    for statement in extract.statements:
        check_evidence(statement, "d", text)
        check_statement(statement)
    return extract


def names(extract: Extract) -> list[str]:
    return [mention.text for mention in extract.mentions if mention.kind is MentionKind.PERSON]


def said(extract: Extract) -> list[tuple[str, tuple[int, int], tuple[str, ...]]]:
    """Return the statements by predicate, place and roles."""
    return [
        (s.predicate, (s.evidence.start, s.evidence.end), tuple(role for role, _ in s.arguments))
        for s in extract.statements
    ]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)}),
        "2024年3月2日，內蒙古自治區通遼市柳溪鎮黨委書記馮月鐳說：「書屋去年接待了3200人次，大家都來坐坐。」",
        "２０２４年３月２日，內蒙古自治區通遼市柳溪鎮黨委書記馮月鐳說：「書屋去年接待了３２００人次，大家都來坐坐。」",
        PLAIN.replace("年", "\uf98e"),
        PLAIN.replace("自", "⾃"),
    ],
    ids=["wide digits", "traditional", "both", "compatible form", "radical"],
)
def test_other_forms_of_the_same_characters_are_read_alike(reader: Reader, text: str) -> None:
    """Same kinds and statements at the same places; the words are those of the text."""
    extract, plain = read(reader, text), read(reader, PLAIN)
    assert len(said(plain)) >= 4
    assert said(extract) == said(plain)
    assert [(m.start, m.end, m.kind) for m in extract.mentions] == [(m.start, m.end, m.kind) for m in plain.mentions]


def test_every_character_is_folded_into_one() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode + 1))
    folded = fold(every)
    assert len(folded) == len(every)
    assert fold(folded) == folded
    assert fold("乾隆、於是、ＡＢ９，馮鐳") == "乾隆、于是、AB9，冯镭"


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u200e", "\u200f", "\u2068", "\ufe0f"]
)
def test_what_is_not_seen_parts_no_name(reader: Reader, mark: str) -> None:
    text = PLAIN.replace("冯月镭", f"{mark}冯{mark}月镭{mark}").replace("柳溪", f"柳{mark}溪")
    extract = read(reader, text)
    assert names(extract) == [f"冯{mark}月镭"]
    assert [s[0] for s in said(extract)] == [s[0] for s in said(read(reader, PLAIN))]
    assert normalise_name(names(extract)[0]) == "冯月镭"


def test_emoji_stand_beside_names(reader: Reader) -> None:
    extract = read(reader, "👩‍👩‍👧😀" + PLAIN.replace("冯月镭", "冯月镭👍🏽"))
    assert names(extract) == ["冯月镭"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("任命冯 镭为柳溪镇镇长。", ["冯 镭"]),
        ("柳溪镇党委书记冯　镭说：“书屋开门了，大家都来坐坐。”", ["冯　镭"]),
        ("柳 溪 镇 党 委 书 记 冯 月 镭 说：“书屋开门了，大家都来坐坐。”", ["冯 月 镭"]),
        (
            "组  长：冯 镭（柳溪镇党委书记）\n副组长：康 月（柳溪镇镇长）\n成  员：李明华  王 丽\n",
            ["冯 镭", "康 月", "李明华", "王 丽"],
        ),
    ],
)
def test_spaces_inside_names_are_passed_over(reader: Reader, text: str, found: list[str]) -> None:
    assert names(read(reader, text)) == found


def test_a_space_between_two_names_parts_them() -> None:
    text = "柳溪镇党委书记冯镭 康月参加了活动。"
    assert open_view(text).text == text


def test_what_is_shown_in_another_order_is_not_read(reader: Reader) -> None:
    """From an override to its end nothing is said; what stands before and behind is read."""
    hidden = "河湾镇镇长康明月说：“书屋明年再开。”"
    text = f"{PLAIN}\u202e{hidden}\u202c{PLAIN}"
    extract = read(reader, text)
    assert names(extract) == ["冯月镭", "冯月镭"]
    assert len(extract.statements) == len(read(reader, PLAIN + PLAIN).statements)
    assert list(find_reversed(text)) == [(len(PLAIN), len(PLAIN) + len(hidden) + 2)]
    assert list(find_reversed("甲\u202e乙\n丙")) == [(1, 3)]
    assert list(find_reversed("\u202b甲\u202c\u2067乙\u2069")) == []


def test_only_what_belongs_to_a_picture_may_be_unseen() -> None:
    assert not holds_unseen("好👩‍👩‍👧，❤️，1️⃣")
    assert all(holds_unseen(f"冯{mark}镭") for mark in "\u200b\u200d\u202e\u2066\ufe0f\U000e0041")


@pytest.mark.parametrize("mark", ["\ud800", "\x00", "\x1b", "\x7f"])
def test_marks_that_are_no_text_spoil_only_their_own_line(reader: Reader, mark: str) -> None:
    extract = read(reader, f"{mark}{PLAIN}{mark}\n{PLAIN.replace('冯月镭', f'冯{mark}月镭')}")
    assert names(extract)[0] == "冯月镭"
    assert not any("\ud800" in s.evidence.quote for s in extract.statements)


def test_a_sentence_without_end_is_cut_at_a_pause_and_no_character_is_lost() -> None:
    text = "张三，" * 1000 + "字" * 2500
    spans = cut_sentences(text, 0, len(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert max(end - start for start, end in spans) <= LONGEST
    assert text[spans[0][1] - 1] == "，"


@pytest.mark.parametrize(
    "words", ["的", "镇", "一", "9", "（", "”", "《", "□", "记者 ", "党委书记", "、张三", "\u200b", "\u202e", "國"]
)
def test_five_million_times_the_same_is_read_at_once(words: str) -> None:
    """No pattern runs away: what repeats itself is passed over, and what stands behind it is read."""
    text = words.strip() * (5_000_000 // len(words.strip())) + "\n" + PLAIN
    reader = Reader()
    begun = time.process_time()
    extract = reader.read("d", text)
    assert time.process_time() - begun < 10
    assert names(extract)[-1:] == ["冯月镭"]
    assert text[extract.mentions[-1].start : extract.mentions[-1].end] == extract.mentions[-1].text


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_line_of_five_megabytes_takes_five_times_as_long_as_one_of_one() -> None:
    """In a process of its own, so that its peak memory is that of the reading."""
    program = (
        "import resource, sys, time\n"
        "from nlp.reader import Reader\n"
        "reader, words = Reader(), sys.argv[1]\n"
        "reader.read('d', words)\n"
        "for size in (1_000_000, 5_000_000):\n"
        "    text = words * (size // len(words.encode()))\n"
        "    begun = time.process_time()\n"
        "    extract = reader.read('d', text)\n"
        "    assert len(extract.statements) > size // 1000\n"
        "    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, PARAGRAPH], cwd=ROOT, check=True, capture_output=True, text=True, timeout=1700
    )
    (small, _), (large, peak) = (map(float, line.split()) for line in done.stdout.splitlines())
    assert large / small <= 6.5
    assert peak * (1 if sys.platform == "darwin" else 1024) < 2_000_000_000


def test_the_same_text_gives_the_same_bytes_in_every_process() -> None:
    """Two processes whose sets and dicts are hashed by different seeds print the same."""
    program = (
        "import sys\n"
        "from nlp.reader import open_reader\n"
        "for tagger in ('rules', 'neural'):\n"
        "    sys.stdout.write(ascii(open_reader(tagger).read('d', sys.argv[1])))\n"
    )
    text = (PLAIN + PARAGRAPH + "获评全国文明村的有柳溪村、河湾村，康明月当选镇长。") * 3
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, text], cwd=ROOT, check=True, capture_output=True, timeout=250,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
    assert len(outputs.pop()) > 5000


def test_folding_costs_next_to_nothing() -> None:
    text = PARAGRAPH * 300
    reader = Reader()
    open_view(text)
    begun = time.process_time()
    open_view(text)
    viewed = time.process_time() - begun
    begun = time.process_time()
    reader.read("d", text)
    assert viewed < 0.02 * (time.process_time() - begun)


def test_a_name_of_three_characters_that_stand_alone_is_one_name(reader: Reader) -> None:
    """Both spaces of a scanned name are passed over; what stands there is the mention's text."""
    extract = read(reader, "云岫县花园镇党委书记李 国 华出席活动。云岫县青石镇党委书记张　卫　东主持会议。")
    assert names(extract) == ["李 国 华", "张　卫　东"]


@pytest.mark.parametrize("ending", ["", "社区"])
def test_a_list_without_an_end_is_read_in_linear_time(reader: Reader, ending: str) -> None:
    """Four times the list, every member another, takes about four times as long, not sixteen."""
    seconds = []
    for times in (1000, 4000):
        random = Random(times)
        members = ("".join(random.choices("冯云陆贺月怀秋林青石海春", k=3)) + ending for _ in range(times))
        text = "、".join(members)
        begin = time.process_time()
        read(reader, text)
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 9 * max(seconds[0], 0.05)
