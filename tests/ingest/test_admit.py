"""The gate: who may be shown, what is masked, what is dropped."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from domain.document import Arrival
from domain.extract import Extract
from domain.identifier import hash_text
from domain.mention import MentionKind
from domain.statement import Evidence, Reading, Value, check_evidence, make_statement
from graph.redaction import mask_spans
from graph.view import PrivateNames, pack_masks
from ingest.admit import Admission, admit, mask_arrival
from nlp.reader import Reader, open_reader

READER = Reader()


def read(text: str) -> Admission:
    """Read and admit a text."""
    return admit(extract(text), text)


def extract(text: str) -> Extract:
    """Read a text."""
    return READER.read(hash_text(text), text)


def private_names(admission: Admission) -> set[str]:
    """Return the names that are masked outside the document."""
    return {m.text for m in admission.mentions if (m.start, m.end) in admission.private}


def test_residents_are_private_and_officials_are_not() -> None:
    """A name with post and organisation may be shown, a resident's may not."""
    admission = read("青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”")
    assert "孟大娘" in private_names(admission)
    assert "闻人朔" not in private_names(admission)


def test_second_mention_of_a_private_name_is_private_too() -> None:
    """A private name that the reader marked once is masked wherever it stands."""
    text = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”孟大娘家门口的渠也修好了。"
    found = extract(text)
    kept = tuple(m for m in found.mentions if not (m.text == "孟大娘" and m.start > text.index("孟大娘")))
    admission = admit(replace(found, mentions=kept), text)
    where = {m.start for m in admission.mentions if m.text == "孟大娘" and (m.start, m.end) in admission.private}
    assert where == {text.index("孟大娘"), text.rindex("孟大娘")}


@pytest.mark.parametrize(("words", "shown"), [("韩雪老师团队", "韩某老师团队"), ("雪老师团队", "某老师团队")])
def test_a_private_name_is_hidden_inside_what_a_group_is_called(words: str, shown: str) -> None:
    """Whoever acts is told without the name of somebody who is no Person, though the quote does not hold it."""
    text = "居民韩雪老师团队来到桂湾社区。他们为孩子们提供课后托管服务。"
    found = READER.read(hash_text(text), text)
    start, place = text.index(words), text.index("他们")
    provider = Value(words, start, start + len(words))
    service = Value("课后托管", text.index("课后托管"), text.index("课后托管") + 4)
    said = make_statement("PROVIDES", hash_text(text), text, place, len(text), provider=provider, service=service)
    reading = Reading(said.id, "by-hand", "1", 0.9)
    admission = admit(replace(found, statements=(said,), readings=(reading,)), text)
    names = PrivateNames(admission.private, admission.honoured)
    assert "韩雪" in {text[first:last] for first, last in names.private}
    (kept,) = admission.statements
    assert mask_spans(words, json.loads(pack_masks(kept, names)), start) == shown


def test_numbers_of_persons_are_masked_in_the_stored_text() -> None:
    """Identity and mobile numbers are masked one character for one; offsets and quotes follow."""
    text = "青禾县水利局局长闻人朔公布电话13912345678，身份证号110101199003070011。"
    admission = read(text)
    assert "13912345678" not in admission.text
    assert "110101199003070011" not in admission.text
    assert len(admission.text) == len(text)
    for statement in admission.statements:
        evidence = statement.evidence
        assert admission.text[evidence.start : evidence.end] == evidence.quote


def test_ethnicity_in_a_life_line_is_masked() -> None:
    """The life line keeps its dates, not the ethnicity."""
    admission = read("闻人朔，男，蒙古族，1975年3月出生，大学学历，现任青禾县水利局局长。")
    assert "蒙古族" not in admission.text
    assert any(s.predicate == "BORN" for s in admission.statements)
    assert all("蒙古族" not in s.evidence.quote for s in admission.statements)


def test_bylines_become_no_statement() -> None:
    """REPORTED stays with the article; reporters are not private and not entities."""
    text = "青禾县修好水渠\n\n本报记者 路遥远\n\n青禾县水利局局长闻人朔介绍，渠长三公里。"
    admission = read(text)
    assert all(s.predicate != "REPORTED" for s in admission.statements)
    assert "路遥远" not in private_names(admission)


def test_adverse_lines_are_dropped() -> None:
    """A sanction is kept out; the post that the same sentence names stays. The organ's own publication shows it."""
    text = "青禾县纪委监委给予青禾县水利局局长闻人朔开除党籍处分。"
    found = extract(text)
    assert {s.predicate for s in found.statements} == {"EVALUATED", "HOLDS_POST", "SANCTIONED"}
    for source in ("", "青禾日报", "青禾县人民政府"):
        admission = admit(found, text, [Arrival("", "a.txt", source=source)])
        assert [s.predicate for s in admission.statements] == ["HOLDS_POST"]
        assert admission.dropped == {"adverse": 2}
    own = admit(found, text, [Arrival("", "a.txt"), Arrival("", "b.txt", source="青禾县纪委监委网站")])
    assert sorted(s.predicate for s in own.statements) == ["HOLDS_POST", "SANCTIONED"]


def test_admission_is_the_same_each_time() -> None:
    """The same reading gives the same admission, in the same order."""
    text = "青禾县水利局局长闻人朔来到现场。居民孟大娘说：“水清了。”"
    assert read(text) == read(text)
    assert [m.kind for m in read(text).mentions][:1] == [MentionKind.ORG]


def test_honoured_person_is_named_in_the_document_and_award_only() -> None:
    """A villager whom a notice honours: named in the award's line, masked in other lines, the index and exports."""
    text = "青禾县水利局授予闻溪村村民卓玛央宗“护渠能手”称号。青禾县水利局局长闻人朔为卓玛央宗送上奖状。"
    admission = read(text)
    spans = {(m.start, m.end) for m in admission.mentions if m.text == "卓玛央宗"}
    assert len(spans) == 2
    assert spans <= admission.private
    assert spans <= admission.honoured
    names = PrivateNames(admission.private, admission.honoured)
    by_predicate = {s.predicate: s for s in admission.statements}
    award = by_predicate["RECEIVED_AWARD"]
    assert award.text_of("recipient") == "卓玛央宗"
    assert names.of(award).isdisjoint({(a.start, a.end) for role, a in award.references() if role == "recipient"})
    holding = by_predicate["HOLDS_POST"]
    assert spans <= names.of(holding)


def test_dropped_post_makes_nobody_public() -> None:
    """Whoever is known by a dropped line only is no Person: the name is masked."""
    text = "青禾县纪委监委给予青禾县水利局局长闻人朔开除党籍处分。"
    found = extract(text)
    whole = Evidence(hash_text(text), 0, len(text), text)
    statements = tuple(replace(s, evidence=whole) if s.predicate == "HOLDS_POST" else s for s in found.statements)
    admission = admit(replace(found, statements=statements), text)
    assert admission.statements == ()
    assert private_names(admission) == {"闻人朔"}


def keep(admission: Admission) -> list[str]:
    """Return the predicates that were kept."""
    return [s.predicate for s in admission.statements]


def test_post_beside_family_and_faith_keeps_its_line_without_them() -> None:
    """The life line of an official: the post stays, faith and family are masked in text and quote."""
    text = "闻人朔，男，1975年3月生，中共党员，妻子是路遥遥，信仰佛教，现任青禾县水利局局长。"
    admission = read(text)
    assert "HOLDS_POST" in keep(admission)
    assert len(admission.text) == len(text)
    for words in (admission.text, *(s.evidence.quote for s in admission.statements)):
        assert "佛教" not in words
        assert "路遥遥" not in words
    assert all("路遥遥" not in m.text for m in admission.mentions)


def test_line_about_people_outside_a_life_line_is_dropped_with_faith_in_its_words() -> None:
    """Where no life line is masked the statement goes."""
    text = "闻人朔，信仰佛教，现任青禾县水利局局长。"
    found = extract(text)
    assert [s.predicate for s in found.statements] == ["HOLDS_POST"]
    assert "佛教" in found.statements[0].evidence.quote
    admission = admit(found, text)
    assert admission.statements == ()
    assert admission.dropped == {"forbidden": 1}


@pytest.mark.parametrize(
    "text",
    [
        "青禾县云溪社区家住3号楼2单元501的李大爷说，好。",
        "是青禾县第二小学三年级学生。",
        "闻溪村村民卓玛央宗今年82岁。",
    ],
)
def test_homes_classes_and_ages_are_no_counts(text: str) -> None:
    """What numbers a flat, a class or somebody's years counts nothing and is not kept."""
    admission = read(text)
    assert "COUNT" not in keep(admission)
    assert not any("单元" in s.evidence.quote for s in admission.statements)


def test_count_of_flats_and_people_stays() -> None:
    """Amounts of an institution are kept."""
    assert "COUNT" in keep(read("青禾县云溪社区改造住房320套。"))


@pytest.mark.parametrize(
    "text",
    [
        "青禾县第一中学学生孟秀川获评“三好学生”。",
        "孟秀川在青禾县实验小学荣获“新时代好少年”称号。",
    ],
)
def test_award_of_a_pupil_is_dropped_and_honours_nobody(text: str) -> None:
    """A minor is never shown by name, whatever the notice says."""
    found = extract(text)
    assert "RECEIVED_AWARD" in {s.predicate for s in found.statements}
    admission = admit(found, text)
    assert "RECEIVED_AWARD" not in keep(admission)
    assert admission.honoured == frozenset()
    assert "孟秀川" in private_names(admission)


def test_boards_of_points_honour_nobody() -> None:
    """The first of a board of points has no award."""
    text = "云溪社区文明积分榜第一名孟秀川。"
    found = extract(text)
    assert "RECEIVED_AWARD" in {s.predicate for s in found.statements}
    admission = admit(found, text)
    assert "RECEIVED_AWARD" not in keep(admission)
    assert admission.honoured == frozenset()
    assert admission.dropped["points"] == 1


def test_words_of_a_speech_lose_numbers_too() -> None:
    """A value is cut from the masked text like the quote, and the reading goes with the statement."""
    text = "青禾县水利局局长闻人朔说：“有事请拨13912345678。”"
    admission = read(text)
    (spoken,) = [s for s in admission.statements if s.predicate == "SPOKE"]
    assert "139" not in spoken.text_of("quote")
    for statement in admission.statements:
        check_evidence(statement, statement.document_id, admission.text)
    assert [r.statement_id for r in admission.readings] == [s.id for s in admission.statements]


def test_every_string_of_an_arrival_is_masked() -> None:
    """Title, source, address, author and edition come with a document and are stored like it."""
    number = "13912345678"
    arrival = Arrival(
        "d",
        f"网格/{number}/甲{number}.txt",
        number,
        f"https://qinghe.example/?t={number}",
        f"电话{number}",
        number,
        number,
    )
    masked = mask_arrival(arrival)
    assert number not in "".join((masked.source, masked.url, masked.title, masked.author, masked.edition))
    hidden = "某" * len(number)
    assert (masked.path, len(masked.title)) == (f"网格/{hidden}/甲{hidden}.txt", len(arrival.title))


def test_headline_and_byline_are_masked() -> None:
    """They are copies beside the text."""
    text = "闻人朔公布手机139-1234-5678\n\n本报记者 路遥远 13912345679\n\n青禾县水利局局长闻人朔介绍，渠长三公里。"
    admission = read(text)
    assert admission.articles
    assert not any(n in f"{a.headline}{a.byline}" for a in admission.articles for n in ("5678", "5679"))


@pytest.mark.parametrize("said", ["说，好。", "很勤快。", "家里养了羊。", "介绍，路修好了。"])
def test_name_that_the_reader_missed_behind_a_private_word_is_masked(said: str) -> None:
    """Where no tagger saw a name, one that looks like it behind 村民 is private all the same, wherever it stands."""
    text = f"青禾县水利局局长闻人朔来到闻溪村。村民满都拉图{said}满都拉图笑了。"
    found = extract(text)
    unseen = replace(
        found, mentions=tuple(m for m in found.mentions if m.text != "满都拉图"), statements=(), readings=()
    )
    admission = admit(unseen, text)
    where = {m.start for m in admission.mentions if m.text == "满都拉图" and (m.start, m.end) in admission.private}
    assert where == {text.index("满都拉图"), text.rindex("满都拉图")}


@pytest.mark.parametrize("said", ["代表说，好。", "积极参加。", "纷纷在家门口种花。", "说，好。"])
def test_words_behind_a_private_word_are_no_names(said: str) -> None:
    """Common words after 村民 stay."""
    assert private_names(read(f"青禾县水利局局长闻人朔来到现场。村民{said}")) == set()


NOT_PERSONS = [
    ("花园中学学生会主席林子轩组织同学到幸福社区开展志愿服务。", "林子轩"),
    ("花园小学“小小河长”胡一诺获评优秀。", "胡一诺"),
    ("花园中学高三（2）班团支部书记沈梦琪荣获区优秀共青团干部称号。", "沈梦琪"),
    ("花园小学少先队大队长宋雨桐带领队员开展活动。", "宋雨桐"),
    ("红旗镇小学三年级学生、红领巾小队队长魏子墨领奖。", "魏子墨"),
    ("花园小学六年级学生周子涵、花园小学值日长周子涵来了。", "周子涵"),
    ("东风村低保户户主杨春生任东风村保洁员。", "杨春生"),
    ("花园街道残联表彰残疾人创业带头人丁志勇，丁志勇任花园就业服务中心主任。", "丁志勇"),
    ("花园街道信访人代表吴桂香任花园街道监督委员会委员。", "吴桂香"),
    ("社区矫正对象刘大勇任花园街道志愿服务队队长。", "刘大勇"),
    ("花园街道幸福社区业主徐文军发言。", "徐文军"),
]


@pytest.mark.parametrize("tagger", ["neural", "rules"])
@pytest.mark.parametrize(("text", "name"), NOT_PERSONS)
def test_children_and_people_in_care_are_no_persons_whatever_they_lead(tagger: str, text: str, name: str) -> None:
    """A pupil's office, a word of care or custody before the name: the name is masked and no line of it is kept."""
    admission = admit(open_reader(tagger).read(hash_text(text), text), text)
    assert all((m.start, m.end) in admission.private for m in admission.mentions if m.text == name)
    about = [s for s in admission.statements if s.predicate in ("HOLDS_POST", "MEMBER_OF") and s.text_of("org")]
    assert [s.predicate for s in about if tagger == "neural"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岫县第一小学校长何志远说。", "何志远"),
        ("云岫县中学党支部书记贺云岭主持会议。", "贺云岭"),
        ("云岫县残疾人联合会理事长韩立冬讲话。", "韩立冬"),
        ("云岫县信访局局长康明月参加座谈。", "康明月"),
        ("云岫县公安局交警大队三中队中队长钟离朔说。", "钟离朔"),
    ],
)
def test_officials_of_schools_and_offices_of_care_stay_persons(text: str, name: str) -> None:
    """The words name their office, not them."""
    admission = admit(open_reader().read(hash_text(text), text), text)
    named = [(m.start, m.end) for m in admission.mentions if m.text == name]
    assert named
    assert not set(named) & admission.private


def test_an_official_is_not_shown_with_a_home() -> None:
    """Whoever leads a body and is called a resident of a place keeps the post and loses the residence."""
    text = "云岫县幸福社区居民张建军任云岫县幸福社区业主委员会主任。"
    admission = admit(open_reader().read(hash_text(text), text), text)
    assert [s.predicate for s in admission.statements if s.predicate == "MEMBER_OF"] == []


def test_ends_of_a_life_are_kept_of_persons_only() -> None:
    """That an official died or retired is kept with its day; of a resident nothing is, and of no one the cause."""
    text = "青禾县水利局局长闻人朔同志因病医治无效，于2021年3月1日逝世。居民孟大娘于2021年3月2日去世。"
    admission = read(text)
    kept = [s for s in admission.statements if s.predicate in ("DIED", "RETIRED", "GENDER", "TITLED")]
    assert [(s.predicate, s.text_of("person")) for s in kept] == [("DIED", "闻人朔")]
    assert "病" not in kept[0].evidence.quote


def test_a_vacancy_names_nobody_who_is_no_person() -> None:
    """Who is in charge needs a post in the record; without one the line is dropped, not shown."""
    kept = read("青禾县水利局局长一职空缺，暂由副局长闻人朔主持工作。").statements
    assert {s.text_of("in_charge") for s in kept if s.predicate == "VACANT"} == {"闻人朔"}
    dropped = read("青禾县水利局局长一职空缺，暂由闻人朔主持工作。").statements
    assert not [s for s in dropped if s.predicate == "VACANT" and s.text_of("in_charge")]


def test_the_former_name_of_an_official_is_shown_and_a_residents_is_not() -> None:
    """曾用名 of somebody with a post is public all through the article; of a resident both names are private."""
    text = "闻人朔，曾用名闻人东，现任青禾县水利局局长。闻人东年轻时在乡里教书。居民孟大年，原名孟小年，也到会。"
    admission = read(text)
    assert [s.text_of("name") for s in admission.statements if s.predicate == "NAMED"] == ["闻人东"]
    assert "闻人东" not in private_names(admission)
    assert "孟大年" in private_names(admission)
