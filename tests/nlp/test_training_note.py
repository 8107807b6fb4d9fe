"""Notes of annotators: words become offsets, nothing of the text is kept, mistakes name their line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.identifier import hash_text
from nlp.training.note import NoteError, compile_note, expand_annotation, main

TEXT = "柳溪镇举办义诊\n本报讯（记者 于小禾）6月3日，柳溪镇卫生院为柳溪镇居民义诊。院长白露说：“义诊每月一次。”"
NOTE = """# a remark
PLACE\t柳溪镇\t@1,3
ORG\t柳溪镇卫生院
SERVICE\t义诊\t@1,2
PERSON\t白露
POST\t院长
DATE\t6月3日
PERSON\t于小禾
ARTICLE\theadline=柳溪镇举办义诊\tbyline=（记者 于小禾）\tsegment=本报讯…一次。”
HOLDS_POST\tperson=白露\tpost=院长\torg=柳溪镇卫生院\tstatus=current\t<<院长白露>>
PROVIDES\tprovider=柳溪镇卫生院\tservice=义诊\t<<柳溪镇卫生院为柳溪镇居民义诊>>
HELD_ACTIVITY\torganiser=柳溪镇卫生院\tactivity=为柳溪镇居民义诊\tkind=service\t<<为柳溪镇居民义诊>>
REPORTED\tperson=于小禾\tarticle=a1\trole=记者\t<<记者 于小禾>>
"""


def test_words_become_offsets_and_no_word_is_kept() -> None:
    """The compiled annotation holds no piece of the text, and expanding it with the text gives every word back."""
    compiled = compile_note(NOTE, TEXT)
    written = json.dumps(compiled, ensure_ascii=False)
    assert not any(TEXT[start : start + 3] in written for start in range(len(TEXT) - 3))
    expanded = expand_annotation(compiled, TEXT)
    words = [(entity["type"], entity["text"]) for entity in expanded["entities"]]
    assert words.count(("PLACE", "柳溪镇")) == 2
    assert ("ORG", "柳溪镇卫生院") in words
    assert words.count(("SERVICE", "义诊")) == 2
    assert expanded["articles"][0]["headline"] == "柳溪镇举办义诊"
    assert expanded["articles"][0]["start"] == TEXT.index("本报讯")


def test_an_argument_points_to_the_mention_in_its_evidence() -> None:
    """Of several mentions of one surface the one in the evidence is meant; other words become places in the text."""
    compiled = compile_note(NOTE, TEXT)
    spans = {entity["id"]: (entity["start"], entity["end"]) for entity in compiled["entities"]}
    by_type = {relation["type"]: relation for relation in compiled["relations"]}
    provided = by_type["PROVIDES"]
    assert spans[provided["args"]["service"]][0] == TEXT.index("义诊。")
    held = by_type["HELD_ACTIVITY"]["args"]
    assert TEXT[held["activity"]["start"] : held["activity"]["end"]] == "为柳溪镇居民义诊"
    assert held["kind"] == "service"
    assert by_type["REPORTED"]["args"]["article"] == "a1"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("PERSON\t白云", "0 times"),
        ("PERSON 白露", "neither a kind nor a relation"),
        ("HOLDS_POST\tperson=白露\tpost=院长", "evidence"),
        ("HOLDS_POST\tperson=白露\tposte=院长\t<<院长白露>>", "no role poste"),
        ("HOLDS_POST\tperson=白露\tpost=院长\t<<院长白霜>>", "0 times"),
        ("PERSON\t白露\t3", "should look like @1,3"),
        ("ARTICLE\theadline=柳溪镇举办义诊", "segment"),
        ("PERSON\t白露\nPOST\t白露", "lies under a longer mention"),
    ],
)
def test_a_mistake_is_named(line: str, says: str) -> None:
    """What does not fit the text stops the note with the reason."""
    with pytest.raises(NoteError, match=says):
        compile_note(line, TEXT)


def test_the_command_prints_what_the_folder_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Name, article and hash stand before the offsets; a note that does not fit names itself and its line."""
    note, text = tmp_path / "n001.ann", tmp_path / "n001.txt"
    note.write_text(NOTE, "utf-8")
    text.write_text(TEXT, "utf-8")
    monkeypatch.setattr("sys.argv", ["note", str(note), str(text), "governance:1"])
    main()
    printed = json.loads(capsys.readouterr().out)
    assert (printed["id"], printed["news_id"]) == ("n001", "governance:1")
    assert printed["text_sha256"] == hash_text(TEXT)
    note.write_text("PERSON 白露", "utf-8")
    with pytest.raises(SystemExit, match=r"n001\.ann: line 1"):
        main()
