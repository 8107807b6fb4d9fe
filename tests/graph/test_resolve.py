"""Which entity a document's references stand for: villages of one name, scripts."""

from __future__ import annotations

from domain.mention import Mention, MentionKind, Reference, ReferenceKind
from domain.statement import Evidence, Statement, Value
from graph.resolve import Resolver
from nlp.reader import Reader


def _communities(text: str, document: str = "d") -> set[tuple[str, str]]:
    extract = Reader().read(document, text)
    resolved = Resolver(document, extract.articles, extract.statements).resolve(extract.mentions)
    return {(e.id, e.name) for e in resolved.entities.values() if e.kind == "Community"}


def _ids(kind: str, text: str) -> set[str]:
    extract = Reader().read("d", text)
    resolved = Resolver("d", extract.articles, extract.statements).resolve(extract.mentions)
    return {entity.id for entity in resolved.entities.values() if entity.kind == kind}


def test_villages_of_one_name_in_two_towns_are_two() -> None:
    """A town's village that the list does not have is founded on its town, in every document alike."""
    name = "红星村"
    first, second, listed = (
        f"开鲁县{town}{name}党支部书记吴永胜入户走访。\n" for town in ("小街基镇", "东来镇", "大榆树镇")
    )
    every = [_communities(text, str(number)) for number, text in enumerate((first, second, listed))]
    assert all(len(found) == 1 for found in every)
    assert len(set.union(*every)) == 3
    assert _communities(first, "other") == every[0]
    assert _communities(first + second + listed) == set.union(*every)


def test_a_community_and_a_post_are_one_in_both_scripts() -> None:
    """紅星村 is 红星村 and 黨支部書記 is 党支部书记: the id is the same in every document."""
    simple = "开鲁县东风镇红星村党支部书记李静发言，红星村村民鼓掌。\n"
    traditional = "開魯縣東風鎮紅星村黨支部書記李靜發言，紅星村村民鼓掌。\n"
    assert len(_communities(simple)) == 1
    assert _communities(traditional, "other") == _communities(simple)
    assert _communities(simple + traditional) == _communities(simple)
    assert _ids("Post", traditional) == _ids("Post", simple)


def test_a_community_in_a_street_that_no_list_has_is_founded_on_the_county() -> None:
    """A street that only other cities have by that name lies where the text puts it."""
    text = "通辽市开鲁县东风街道金丝雀社区党委书记李静说，金丝雀社区居民多。"
    assert len(_ids("Community", text)) == 1
    assert _communities(text) == _communities(text, "other")


def test_a_community_behind_a_county_that_no_list_has_is_the_one_of_its_town() -> None:
    """Written in one cell with its banner and town it is the same as in columns of its own."""
    whole = _cell("青山旗松岭镇向阳社区", "青山旗松岭镇向阳社区")
    assert whole == _cell("向阳社区", "青山旗松岭镇向阳社区")
    assert {name for _, name in whole} == {"向阳社区"}
    assert whole != _cell("青山旗河口镇向阳社区", "青山旗河口镇向阳社区")


def test_a_name_with_a_banner_in_it_is_not_cut() -> None:
    """红旗镇 begins with no county, and behind 红旗村 there is no town."""
    assert {name for _, name in _cell("红旗镇新村", "红旗镇新村")} == {"红旗镇新村"}


def _cell(text: str, name: str) -> set[tuple[str, str]]:
    """Return what the cell of a table stands for whose full name the row tells."""
    reference = Reference(ReferenceKind.MENTION, text, MentionKind.COMMUNITY, 0, len(text), full_name=name)
    evidence = Evidence("d", 0, len(text), text)
    statement = Statement("POPULATION", (("area", reference), ("of", Value("户")), ("value", Value("1"))), evidence)
    resolved = Resolver("d", (), (statement,)).resolve(())
    return {(e.id, e.name) for e in resolved.entities.values() if e.kind == "Community"}


def test_a_town_behind_its_county_is_the_place_in_which_its_villages_lie() -> None:
    """In one cell, in a county that no list has, with a name that one listed town has or many have."""

    def found(town: str, village: str) -> list[str]:
        evidence = Evidence("d", 0, 4, "一行文字")
        area = Reference(ReferenceKind.MENTION, village, MentionKind.COMMUNITY, 0, 4, full_name=town + village)
        place = Reference(ReferenceKind.MENTION, town, MentionKind.PLACE, 4, 10)
        rows = [
            Statement("POPULATION", (("area", each), ("of", Value("户")), ("value", Value("3"))), evidence)
            for each in (area, place)
        ]
        return sorted(e.founding for e in Resolver("d", (), rows, is_table=True).resolve(()).entities.values())

    assert found("青山旗松岭镇", "云杉社区") == ["code:130827109", "in:code:130827109:云杉社区"]
    assert found("青山旗东风镇", "云杉社区") == ["in:青山旗/东风镇:云杉社区", "in:青山旗:东风镇"]


def test_a_community_without_a_town_is_one_in_all_records_and_none_in_texts() -> None:
    """Two monthly files mean the same community, and its branch; a text alone does not say which it is."""

    def found(document: str, name: str, kind: MentionKind, is_table: bool) -> str:
        evidence = Evidence(document, 0, len(name), name)
        area = Reference(ReferenceKind.MENTION, name, kind, 0, len(name))
        row = Statement("POPULATION", (("area", area), ("of", Value("户")), ("value", Value("3"))), evidence)
        (entity,) = Resolver(document, (), (row,), is_table=is_table).resolve(()).entities.values()
        return entity.id

    for name, kind in (("云杉社区", MentionKind.COMMUNITY), ("云杉社区党支部", MentionKind.ORG)):
        assert found("a", name, kind, True) == found("b", name, kind, True)
        assert found("a", name, kind, False) != found("b", name, kind, False)
    assert found("a", "第一党支部", MentionKind.ORG, True) != found("b", "第一党支部", MentionKind.ORG, True)


def test_the_office_of_a_bare_government_is_that_of_its_town() -> None:
    """东风镇｜人民政府 镇长 is 镇长 of the town, as it is where the name of the government stands whole."""

    def found(text: str, body: str) -> str:
        def refer_to(words: str, kind: MentionKind) -> Reference:
            start = text.index(words)
            return Reference(ReferenceKind.MENTION, words, kind, start, start + len(words))

        evidence = Evidence("d", 0, len(text), text)
        town, county = refer_to("东风镇", MentionKind.PLACE), Mention(0, 3, MentionKind.PLACE, "开鲁县")
        org, post = refer_to(body, MentionKind.ORG), refer_to("镇长", MentionKind.POST)
        person = refer_to("李静", MentionKind.PERSON)
        statements = [
            Statement("LOCATED_IN", (("place_of", org), ("place", town)), evidence),
            Statement("HOLDS_POST", (("person", person), ("post", post), ("org", org)), evidence),
        ]
        resolved = Resolver("d", (), statements).resolve((county,))
        return next(e.id for e in resolved.entities.values() if e.kind == "Post")

    text = "开鲁县东风镇人民政府镇长李静"
    assert found(text, "人民政府") == found(text, "东风镇人民政府")


def test_another_form_of_a_towns_body_lies_where_the_text_puts_the_first() -> None:
    """某县｜云杉乡人民政府, then 云杉乡政府, in a town that no list has; a bare 政府 is told by nothing."""

    def found(second: str) -> int:
        text = f"开鲁县云杉乡人民政府，{second}"

        def refer_to(words: str, kind: MentionKind) -> Reference:
            start = text.rindex(words)
            return Reference(ReferenceKind.MENTION, words, kind, start, start + len(words))

        evidence = Evidence("d", 0, len(text), text)
        county, org = refer_to("开鲁县", MentionKind.PLACE), refer_to("云杉乡人民政府", MentionKind.ORG)
        statement = Statement("LOCATED_IN", (("place_of", org), ("place", county)), evidence)
        other = Mention(text.rindex(second), len(text), MentionKind.ORG, second)
        resolved = Resolver("d", (), (statement,)).resolve((other,))
        return sum(e.kind == "Organisation" for e in resolved.entities.values())

    assert found("云杉乡政府") == 1
    assert found("银杏乡政府") == found("政府") == 2
