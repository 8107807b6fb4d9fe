"""The closed words of the record as people read them: states of a post, marks on a line, kinds of values."""

from __future__ import annotations

from domain.ontology.catalogue import KindSpec, PredicateSpec, RoleSpec, load_kinds
from qunxiang.language import language_code, say


def label_of(spec: KindSpec | PredicateSpec | RoleSpec) -> str:
    """Return the label in the reader's language."""
    return spec.label(language_code())


def name_kind(kind: str) -> str:
    """Return what a kind of entity is called."""
    return label_of(load_kinds()[kind])


def name_status(status: str) -> str:
    """Return how a post is held; a word that is not listed is shown as it stands."""
    return {
        "current": say("在任"),
        "appointed": say("任命"),
        "proposed": say("拟任"),
        "removal_proposed": say("拟免"),
        "removed": say("免去"),
        "former": say("曾任"),
    }.get(status, status)


def name_nature(nature: str) -> str:
    """Return in what form a post is held; the ordinary form needs no word."""
    return {
        "full": "",
        "acting": say("代理"),
        "concurrent": say("兼任"),
        "seconded": say("挂职"),
    }.get(nature, nature)


def name_match(matched_by: str) -> str:
    """Return how a name was found."""
    return {"exact": say("全名"), "prefix": say("开头"), "part": say("部分")}.get(matched_by, matched_by)


def name_mark(verdict: str) -> str:
    """Return what a judgement says of a line."""
    return {
        "misread": say("读错"),
        "wrong_person": say("不是此人"),
        "bad_source": say("来源有误"),
        "ended_since": say("此后已结束"),
        "preferred": say("以此为准"),
    }.get(verdict, verdict)


def name_value(value: str) -> str:
    """Return a word of a closed list of the ontology, where a role takes no other."""
    return {
        "full_time": say("全日制"),
        "in_service": say("在职"),
        "party": say("入党"),
        "work": say("参加工作"),
        "talk": say("宣讲"),
        "training": say("培训"),
        "publicity": say("宣传"),
        "visit": say("走访"),
        "meeting": say("会议"),
        "contest": say("比赛"),
        "service": say("服务活动"),
        "culture": say("文化"),
        "rescue": say("救援"),
        "ceremony": say("仪式"),
        "other": say("其他"),
    }.get(value, value)


def name_drop(reason: str) -> str:
    """Return why a statement was not admitted."""
    return {
        "byline": say("署名（只作文章信息）"),
        "private person": say("私人的生平"),
        "residence": say("私人住处"),
        "adverse": say("非主管机关发布的负面说法"),
        "forbidden": say("不得保存的内容"),
    }.get(reason, reason)
