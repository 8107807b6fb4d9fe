"""Names are found exactly, by their beginning and by a part, ordered by name and never by an engine's relevance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.document import Article
from domain.entity import Entity
from graph.commit import DocumentCommit
from graph.store import Store
from tests.graph.commits import EDUCATION, FINANCE, WATER, Page, judge_same, person_of, write_award, write_post

SYNTAX = (
    '"', "*", "王(英", "陆 OR 温", "陆 AND 怀谷", "NOT 陆", "NEAR(陆 温)", "陆*", "-陆", "^陆", "陆:怀", "name:陆",
    "陆~2", "[陆 TO 温]", "陆\\", "%", "_", "陆%", "'; DROP TABLE entity; --", "') MATCH (n) DETACH DELETE n //",
    "{陆}", "陆&&温", "陆||温", "!陆", "/陆/", "陆?", "\x00", "陆\x00",
)  # fmt: skip


def with_entities(*entities: Entity) -> DocumentCommit:
    """Return a commit that founds these entities."""
    return replace(Page("空" + "、".join(e.name for e in entities)).commit(), entities=entities)


def name_all(store: Store, *names: str, kind: str = "Organisation") -> None:
    """Store organisations of these names."""
    store.put_document(with_entities(*(Entity(kind, name, f"name:{name}") for name in names)))


def found(store: Store, words: str) -> list[tuple[str, str]]:
    """Return name and match of what the words find."""
    return [(m.entity.name, m.matched_by) for m in store.find_by_name(words)]


class NameContract:
    """Search by name."""

    def test_exact_then_prefix_then_part(self, store: Store) -> None:
        """The three matches come in this order, within each by name."""
        name_all(store, "听雨嘎查", "听雨嘎查便民站", "听雨嘎查合作社", "新听雨嘎查", "老听雨嘎查", "望槐社区")
        assert found(store, "听雨嘎查") == [
            ("听雨嘎查", "exact"), ("听雨嘎查便民站", "prefix"), ("听雨嘎查合作社", "prefix"),
            ("新听雨嘎查", "part"), ("老听雨嘎查", "part"),
        ]  # fmt: skip

    @pytest.mark.parametrize("words", ["槐", "望槐", "槐社", "社区", "区"])
    def test_one_and_two_characters_are_found(self, store: Store, words: str) -> None:
        """One character finds as a name does."""
        name_all(store, "望槐社区", "听雨嘎查")
        assert [name for name, _ in found(store, words)] == ["望槐社区"]

    def test_characters_apart_are_not_found(self, store: Store) -> None:
        """The words must stand next to each other and in this order."""
        name_all(store, "望槐社区")
        assert found(store, "望社") == []
        assert found(store, "槐望") == []

    def test_punctuation_is_not_crossed(self, store: Store) -> None:
        """Two characters on both sides of a mark are not neighbours; a mark in the query fits any mark."""
        name_all(store, "云岫（沧澜）合作社")
        assert found(store, "岫沧") == []
        assert found(store, "云岫沧澜") == []
        assert [name for name, _ in found(store, "岫(沧")] == ["云岫（沧澜）合作社"]

    @pytest.mark.parametrize("words", SYNTAX)
    def test_query_syntax_is_words(self, store: Store, words: str) -> None:
        """What an engine would take for syntax finds nothing and raises nothing; the store stays whole."""
        name_all(store, "陆怀谷", "温如璧", kind="Person")
        marked = found(store, words)
        assert set(marked) <= {("陆怀谷", "exact"), ("陆怀谷", "prefix"), ("陆怀谷", "part")}
        assert "温如璧" not in {name for name, _ in marked}
        assert found(store, "温如璧") == [("温如璧", "exact")]

    def test_query_syntax_in_a_name_is_found_as_written(self, store: Store) -> None:
        """A name full of quotes and operators is stored and found like any other."""
        names = ["“五好”站'); DROP TABLE entity; --", '陆 OR 温 "*" 社', "}) DETACH DELETE n //站"]
        name_all(store, *names)
        for name in names:
            assert (name, "exact") in found(store, name)
        assert store.count().entities == {"Organisation": 3}

    @pytest.mark.parametrize("words", ["", " ", "。", "“”", "\u3000", "ǁ"])
    def test_nothing_asked_finds_nothing(self, store: Store, words: str) -> None:
        """A query without a letter or digit is no query."""
        name_all(store, "望槐社区")
        assert store.find_by_name(words) == []

    def test_widths_spaces_and_dots_are_folded(self, store: Store) -> None:
        """阿木尔•巴雅尔, 阿木尔·巴雅尔 and a name with spaces between its characters are found alike."""
        name_all(store, "阿木尔•巴雅尔", "Ｂ座服务站", "温 如璧", kind="Person")
        assert ("阿木尔•巴雅尔", "exact") in found(store, "阿木尔·巴雅尔")
        assert ("Ｂ座服务站", "exact") in found(store, "b座服务站")
        assert ("温 如璧", "exact") in found(store, "温如璧")

    def test_traditional_and_simplified_are_one_name(self, store: Store) -> None:
        """陳望槐 finds 陈望槐 and the reverse, whole and by its beginning; each is shown as it was written."""
        name_all(store, "陳望槐", "陈听雨", "钟後山", kind="Person")
        for words in ("陈望槐", "陳望槐"):
            assert found(store, words) == [("陳望槐", "exact")]
        for words in ("陈听雨", "陳聽雨"):
            assert found(store, words) == [("陈听雨", "exact")]
        for words in ("陈", "陳"):
            assert found(store, words) == [("陈听雨", "prefix"), ("陳望槐", "prefix")]
        assert found(store, "鐘后") == [("钟後山", "prefix")]
        name_all(store, "小陈頭", kind="Person")
        assert found(store, "陳头") == [("小陈頭", "part")]

    def test_kinds_narrow_the_search(self, store: Store) -> None:
        """Only the asked kinds are found."""
        store.put_document(
            with_entities(Entity("Service", "助餐", "name:助餐"), Entity("Organisation", "助餐中心", "name:助餐中心"))
        )
        assert [m.entity.kind for m in store.find_by_name("助餐", ("Organisation",))] == ["Organisation"]
        assert [m.entity.kind for m in store.find_by_name("助餐", ("Organisation", "Service"))] == [
            "Service", "Organisation",
        ]  # fmt: skip
        assert store.find_by_name("助餐", ("Person",)) == []

    def test_limit_cuts_the_end(self, store: Store) -> None:
        """The first in order are kept."""
        name_all(store, "望槐社区", "望槐社区一站", "望槐社区二站")
        assert [m.entity.name for m in store.find_by_name("望槐社区", limit=2)] == ["望槐社区", "望槐社区一站"]

    def test_namesakes_stay_apart(self, store: Store) -> None:
        """Two people of one name in two bureaus are two matches, the first known one first."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "局长", WATER).commit()
        store.put_document(one)
        store.put_document(two)
        assert [m.entity.id for m in store.find_by_name("陆怀谷")] == [person_of(one), person_of(two)]

    def test_facts_move_no_namesake(self, store: Store) -> None:
        """Whoever was known first stays first, however many documents join the other, and whatever ids they bring."""
        people = [write_post("陆怀谷", "局长", office).commit() for office in (EDUCATION, WATER)]
        for commit in people:
            store.put_document(commit)
        for number in range(8):
            for office in (WATER, EDUCATION):
                store.put_document(write_award("陆怀谷", "局长", office, f"节水奖{number}号").commit())
        found = [match.entity.id for match in store.find_by_name("陆怀谷")]
        first, second = (store.find_entity(person_of(commit)) for commit in people)
        assert first is not None
        assert second is not None
        assert [found.index(first.id), found.index(second.id)] == [0, 1]

    def test_merged_entities_are_one_match_under_every_name(self, store: Store) -> None:
        """After a merge both names lead to the same entity, once."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆淮谷", "局长", FINANCE).commit()
        store.put_document(one)
        store.put_document(two)
        store.put_judgement(judge_same(person_of(one), person_of(two)))
        root = min(person_of(one), person_of(two))
        for words in ("陆怀谷", "陆淮谷", "谷"):
            assert [m.entity.id for m in store.find_by_name(words)] == [root]
        assert store.find_by_name("谷")[0].entity.names == ("陆怀谷", "陆淮谷")

    def test_front_line_staff_are_found_only_when_asked_for(self, store: Store) -> None:
        """A grid worker is found through the organisation, not by name search."""
        page = Page("望槐社区网格员钟离朔今天入户走访。")
        page.hold("钟离朔", "网格员", page.community("望槐社区"))
        store.put_document(page.commit())
        assert store.find_by_name("钟离朔") == []
        assert [m.entity.name for m in store.find_by_name("钟离朔", front_line=True)] == ["钟离朔"]

    def test_private_names_are_never_found(self, store: Store) -> None:
        """A resident whom a text names is no entity."""
        page = Page("望槐社区居民白砚秋说饭菜很香。")
        page.say("SPOKE", speaker=page.resident("白砚秋"), quote=page.value("饭菜很香"))
        store.put_document(page.commit())
        assert store.find_by_name("白砚秋", front_line=True) == []
        assert store.find_by_name("白", front_line=True) == []

    def test_people_are_found_by_given_name(self, store: Store) -> None:
        """After the beginnings and before the parts; of a name with dots each part after the first."""
        name_all(store, "陆怀谷", "欧阳怀谷", "陆怀谷雨", "怀谷生", "艾力·怀谷", "艾力·怀谷·买买提", kind="Person")
        assert found(store, "怀谷") == [
            ("怀谷生", "prefix"), ("欧阳怀谷", "given"), ("艾力·怀谷", "given"), ("艾力·怀谷·买买提", "given"),
            ("陆怀谷", "given"), ("陆怀谷雨", "part"),
        ]  # fmt: skip
        assert found(store, "買買提") == [("艾力·怀谷·买买提", "given")]

    @pytest.mark.parametrize(
        ("words", "match"),
        [
            ("Wen Rubi", "pinyin"), ("wen rubi", "pinyin"), ("WEN Rubi", "pinyin"), ("Rubi Wen", "pinyin"),
            ("Rubi WEN", "pinyin"), ("Wēn Rúbì", "pinyin"), ("Rúbì Wēn", "pinyin"), ("wen1 ru2 bi4", "pinyin"),
            ("wen1ru2bi4", "pinyin"), ("wenrubi", "pinyin"), ("rubiwen", "pinyin"), ("WenRubi", "pinyin"),
            ("Wen Ru-bi", "pinyin"), ("Wen, Rubi", "pinyin"), ("Wen Rúbi", "pinyin"), ("Ｗｅｎ　Ｒｕｂｉ", "pinyin"),
            ("温rubi", "mixed"), ("wen如璧", "mixed"), ("温 如 bi", "mixed"), ("溫ru璧", "mixed"), ("rubi温", "mixed"),
            ("温如bì", "mixed"), ("Rubi", "pinyin_part"), ("rúbì", "pinyin_part"), ("Wen", "pinyin_part"),
            ("wen ru", "pinyin_part"), ("温ru", "pinyin_part"), ("ru璧", "pinyin_part"),
        ],
    )  # fmt: skip
    def test_people_are_found_by_sound(self, store: Store, words: str, match: str) -> None:
        """In either order, with tones or without, together or apart, with characters among the syllables."""
        name_all(store, "温如璧", "陆怀谷", kind="Person")
        assert found(store, words) == [("温如璧", match)]

    @pytest.mark.parametrize(
        "words", ["Wén Rúbì", "wen4 ru2 bi4", "Wen Rubai", "文rubi", "wen如碧", "wenrub", "ru", "温bi", "璧wen如"]
    )
    def test_other_sounds_are_not_found(self, store: Store, words: str) -> None:
        """Another tone, another syllable, another character, half a syllable, the middle alone."""
        name_all(store, "温如璧", "陆怀谷", kind="Person")
        assert found(store, words) == []

    def test_every_reading_finds(self, store: Store) -> None:
        """Surnames and given names whose characters are read in several ways; ü in all its writings."""
        name_all(store, "覃行", "单会", "吕乐", "尉迟朔", kind="Person")
        for words in ("Qin Xing", "Tan Xing", "Hang Qin", "qínháng"):
            assert found(store, words) == [("覃行", "pinyin")]
        for words in ("Shan Hui", "Dan Hui", "Kuai Shan", "Chan Kuài"):
            assert found(store, words) == [("单会", "pinyin")]
        for words in ("Lü Le", "LV YUE", "Lyu Le", "Yue Lu", "lu:3 le4", "lǚ yuè"):
            assert found(store, words) == [("吕乐", "pinyin")]
        for words in ("Yuchi Shuo", "Shuo Yuchi", "shuo yu chi", "Weichi Shuo", "shuoyuchi"):
            assert found(store, words) == [("尉迟朔", "pinyin")]

    def test_written_boundaries_of_syllables_count(self, store: Store) -> None:
        """Xian without a mark is 贤 and 西安; with one it is the second alone."""
        name_all(store, "陆贤", "陆西安", kind="Person")
        assert found(store, "Lu Xian") == [("陆西安", "pinyin"), ("陆贤", "pinyin")]
        assert found(store, "Lu Xi'an") == [("陆西安", "pinyin")]
        assert found(store, "Lù Xián") == [("陆贤", "pinyin")]

    def test_names_of_other_peoples_are_found_by_sound(self, store: Store) -> None:
        """Part by part, in either order, and without dots."""
        name_all(store, "艾力•买买提", "乌云其木格", kind="Person")
        for words in ("Aili Maimaiti", "Maimaiti Aili", "aili·maimaiti", "ailimaimaiti"):
            assert found(store, words) == [("艾力•买买提", "pinyin")]
        assert found(store, "maimaiti") == [("艾力•买买提", "pinyin_part")]
        assert found(store, "艾力maimaiti") == [("艾力•买买提", "mixed")]
        assert found(store, "wuyun qimuge") == [("乌云其木格", "pinyin")]

    def test_other_writings_of_characters_are_found(self, store: Store) -> None:
        """於 and 于, 衞 and 卫, a name with its dots and without."""
        name_all(store, "於怀谷", "于怀谷", "艾力·买买提", "卫怀谷", kind="Person")
        assert found(store, "于怀谷") == [("于怀谷", "exact"), ("於怀谷", "variant")]
        assert found(store, "於怀谷") == [("於怀谷", "exact"), ("于怀谷", "variant")]
        assert found(store, "衞怀谷") == [("卫怀谷", "variant")]
        assert found(store, "艾力买买提") == [("艾力·买买提", "variant")]

    def test_only_people_are_found_by_sound(self, store: Store) -> None:
        """Places and bodies are looked for by their characters."""
        name_all(store, "望槐社区")
        for words in ("Wanghuai Shequ", "望huai社区", "槐shequ"):
            assert found(store, words) == []

    def test_namesakes_by_sound_come_by_name_then_by_who_was_known_first(self, store: Store) -> None:
        """One order for every match, however many keys find them; the limit cuts its end."""
        first, second = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "局长", WATER).commit()
        third = write_post("卢怀古", "局长", FINANCE).commit()
        for commit in (first, second, third):
            store.put_document(commit)
        expected = [person_of(third), person_of(first), person_of(second)]
        for words in ("Lu Huaigu", "huaigu lu", "lùhuáigǔ"):
            wanted = expected[1:] if words.startswith("lù") else expected
            assert [m.entity.id for m in store.find_by_name(words)] == wanted
        assert [m.entity.id for m in store.find_by_name("Lu Huaigu", limit=2)] == expected[:2]
        assert [m.entity.id for m in store.find_by_name("Lu Huaigu", ("Person",), 1)] == expected[:1]
        assert store.find_by_name("Lu Huaigu", ("Organisation",)) == []

    def test_merged_people_are_one_match_by_sound(self, store: Store) -> None:
        """Both names lead to the one cluster, by its best match."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("卢怀古", "局长", FINANCE).commit()
        store.put_document(one)
        store.put_document(two)
        store.put_judgement(judge_same(person_of(one), person_of(two)))
        root = min(person_of(one), person_of(two))
        assert [(m.entity.id, m.matched_by) for m in store.find_by_name("Lu Huaigu")] == [(root, "pinyin")]
        assert [(m.entity.id, m.matched_by) for m in store.find_by_name("怀古")] == [(root, "given")]

    @pytest.mark.parametrize("words", ["Zhongli Shuo", "朔", "钟离shuo", "钟", "离朔", "shuo"])
    def test_front_line_staff_are_found_by_no_other_way(self, store: Store, words: str) -> None:
        """Neither by sound nor by a part, until the same person holds another post."""
        page = Page("望槐社区网格员钟离朔今天入户走访。")
        page.hold("钟离朔", "网格员", page.community("望槐社区"))
        store.put_document(page.commit())
        assert store.find_by_name(words) == []
        assert [m.entity.name for m in store.find_by_name(words, front_line=True)] == ["钟离朔"]

    def test_who_leaves_the_front_line_is_found(self, store: Store) -> None:
        """A newer reading of the same words may say so; every way of finding follows."""
        page = Page("望槐社区网格员钟离朔今天入户走访。")
        page.hold("钟离朔", "网格员", page.community("望槐社区"))
        commit = page.commit()
        store.put_document(commit)
        changed = tuple(replace(e, front_line=False) for e in commit.entities)
        store.put_document(replace(commit, entities=changed, version="newer"))
        for words in ("钟离朔", "钟离", "朔", "Zhongli Shuo", "离朔"):
            assert [m.entity.name for m in store.find_by_name(words)] == ["钟离朔"]

    def test_area_is_found_by_its_code(self, store: Store) -> None:
        """An official code leads to the area, whatever it is called."""
        page = Page("望槐社区今天开门。")
        page.community("望槐社区", code="632199001001")
        store.put_document(page.commit())
        area = store.find_by_code("632199001001")
        assert area is not None
        assert (area.name, area.code) == ("望槐社区", "632199001001")
        assert store.find_by_code("999999") is None
        assert store.find_by_code("") is None


class PassageContract:
    """Full text."""

    def test_passages_are_found_by_one_and_more_characters(self, store: Store) -> None:
        """Words that stand next to each other are found, others are not."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        store.put_document(page.commit())
        for words in ("岫", "怀谷", "陆怀谷近日", EDUCATION):
            assert [p.document_id for p in store.find_passages(words)] == [page.id]
        assert store.find_passages("陆近") == []
        assert store.find_passages("渊") == []

    def test_punctuation_is_not_crossed(self, store: Store) -> None:
        """The end of one sentence and the beginning of the next are no word."""
        page = Page("河水清。渠道宽，路灯亮\n巷子静")
        store.put_document(page.commit())
        for words in ("清渠", "宽路", "亮巷"):
            assert store.find_passages(words) == []
        for words in ("清。渠", "宽、路", "亮 巷", "渠道宽"):
            assert [p.document_id for p in store.find_passages(words)] == [page.id]

    @pytest.mark.parametrize("words", SYNTAX)
    def test_query_syntax_is_words(self, store: Store, words: str) -> None:
        """No engine's operators work: nothing but neighbouring words is found and nothing raises."""
        store.put_document(Page("温如璧讲话。").commit())
        assert store.find_passages(words) == []

    def test_passages_come_by_document_and_number(self, store: Store) -> None:
        """The order is by document, then article, with the headline beside it; the limit cuts the end."""
        pages = [Page(f"渠道{n}修通了。今年渠道又延长。") for n in range(5)]
        for page in pages:
            commit = page.commit()
            middle = page.text.index("。") + 1
            articles = (Article("甲", "", ((0, middle),)), Article("乙", "", ((middle, len(page.text)),)))
            texts = (page.text[:middle], page.text[middle:])
            store.put_document(replace(commit, articles=articles, passages=texts))
        ids = sorted(page.id for page in pages)
        expected = [(i, number, headline) for i in ids for number, headline in ((0, "甲"), (1, "乙"))]
        assert [(p.document_id, p.number, p.headline) for p in store.find_passages("渠道")] == expected
        assert [(p.document_id, p.number, p.headline) for p in store.find_passages("渠道", limit=3)] == expected[:3]

    def test_private_names_are_masked_in_the_index(self, store: Store) -> None:
        """Full text does not find a resident by the name that the page masks."""
        page = Page("望槐社区居民白砚秋说饭菜很香。")
        page.say("SPOKE", speaker=page.resident("白砚秋"), quote=page.value("饭菜很香"))
        store.put_document(page.commit())
        assert store.find_passages("白砚秋") == []
        assert [p.document_id for p in store.find_passages("居民白某某说")] == [page.id]

    def test_case_does_not_matter(self, store: Store) -> None:
        """Latin letters are found in either case; full width is another character."""
        page = Page("引进AI巡检机器人。")
        store.put_document(page.commit())
        assert [p.document_id for p in store.find_passages("ai巡检")] == [page.id]
        assert [p.document_id for p in store.find_passages("Ai")] == [page.id]
