"""Where a personnel form or résumé pasted as plain text holds what may never be kept, so that it can be masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from domain.document import Span
from lexicon.alternation import longest_first
from lexicon.career import is_never_kept
from lexicon.form_labels import Label, count_personal, find_labels
from lexicon.resources import read_yaml

_FEW_LABELS = 3
LONGEST_OPENING = 380
_NEWS = re.compile(
    r"记者|通讯员|[讯电](?:\s|　|\()|涉嫌|据[^，。\n]{2,24}(?:消息|报道|公告|介绍|信息|网站)|消息[，：:]"
    r"|通报|原标题|正文：|责任编辑|审查调查|客户端|公众号|近日|日前|报道|获悉|逝世|网站更新|资料图|举行"
    r"|启动|发布公告|今天[上下]午|官网"
)
_RANGE = re.compile(
    r"(?:(?:19|20)[\dOo]{2}"
    r"|[一二][〇○零九0]\S{2}年)[ 　]?[.．·。/年\-]{0,2}[ 　]?[\d一二三四五六七八九十]{0,2}"
    r"[ 　]?月?[ 　\t]{0,3}(?:[-—–―─~～－一]{1,6}"
    r"|至|到)[ 　\t]{0,12}(?:(?:19|20)?[\dOo]{2}|[一二][〇○零九]|今|现|\S|$)"
)
_START = re.compile(
    r"(?:19|20)\d{2}[ 　]?[年.．/][ 　]?\d{1,2}[ 　]?月?(?:起|后)?[，, 　]{0,3}(?:任|担任|调|转任|升任"
    r"|出任|当选|历任|在|到)"
)
_DATED_LINE = re.compile(r"(?:^|\n)[ \t　]*(?:19|20)\d{2}[ 　]?[年.．/][ 　]?\d{1,2}")
_OPENING = re.compile(
    r"简\s?历|履\s?历|任前公示|出生(?!地)|月\s?生[，,。；;（(\s]|[，,、\s][男女][，,、\s]|参加工作|姓\s*名|入党|中共党员|加入中国共产党|干部任免"
)
_APART = r"[\s　]{0,3}"
_EDGE_BEFORE = r"(?:(?<=[，,、；;。：:（(\s　|/男女])|^)"
_EDGE_BEHIND = r"(?=[，,、；;。：:）)\s　|/]|人[，,、；;。]|(?:19|20)\d\d|中共|大学|研究生|大专|本科|[男女][，,、\s]|$)"
_KIN = (
    r"(?:其|前|现)?(?:妻子|丈夫|配偶|爱人|儿子|女儿|长子|次子|三子|长女|次女|三女|独子|独女|父亲|母亲|父母"
    r"|岳父|岳母|公公|婆婆|哥哥|弟弟|姐姐|妹妹|兄长|胞兄|胞弟|胞姐|胞妹|大哥|二哥|大姐|二姐|儿媳|女婿|孙子"
    r"|孙女|叔叔|姑姑|舅舅|祖父|祖母|堂兄|堂弟|表兄|表弟|侄子|外甥)|其(?:妻|夫|父|母|子|女|兄|弟|姐"
    r"|妹)(?![公校体余它他])|(?:妻|夫|父|母|子|女|兄|弟|姐|妹)(?=[:：])"
    r"|(?<![^\n])(?:妻|夫|父|母|子|女|兄|弟|姐|妹)(?=\t)|(?:妻|夫|父|母|兄|弟|姐|妹)(?=\t)"
)
_KIN_CLAUSE = re.compile(rf"(?:(?<=[，,、；;。：:（(\s　|])|^)(?:{_KIN})(?![节河校公运会联])[^。；;\n]*")
_MARRIED = re.compile(
    r"(?:已婚|未婚|离异|离婚|丧偶|再婚|初婚|单身|结婚)[^，,。；;\n]{0,12}|(?:育有|生有|有)[一二两三四独]?[个名]?(?:子|女|儿|孩)[^，,。；;\n]{0,12}"
)
_HEALTH = re.compile(
    r"身\s?体\s?(?:状况)?\s?(?:很|较|基本)?\s?(?:健\s?康|良\s?好|一\s?般|较好|较差|不好|欠佳)|健康状况[:：\s]*(?:良好|健康|一般|较好|较差)|患有?[^，,。；;\n]{1,20}?(?:病|症|炎|癌|瘤)[^，,。；;\n]{0,10}|血型[:：\s]*[ABO]{1,2}型?"
)
_FAITH = re.compile(r"(?:无宗教信仰|不信教|信仰|信奉|皈依|信教)[^，,。；;\n]{0,12}")
_NUMBER = re.compile(
    r"(?<![\d.])(?:\d[ 　]?){17}[\dXxｘＸ](?!\d)|(?<![\d.])\d{15}(?!\d)"
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- 　]?\d{4}[- 　]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[-－— 　]\d{7,8}(?!\d)"
)
_HOME = re.compile(
    r"(?:家住|现住|现居|居住在|住在|家庭住址|住址)[^。；;\n]{2,40}|[^，,。；;：:\s　]{2,20}(?:号楼|小区"
    r"|单元|花园|家园|公寓)[^，,。；;\n]{0,16}"
)
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{60,}[=\s]{0,4}\s?){1,}|(?:data:image/[^\s]+)")
_SEGMENT = re.compile(
    r"[。；;（）()]|\r?\n(?=[ \t　]*(?:[（(]?(?:19|20)\d|[一二][〇○零九]|$|[^\n]{0,40}\t"
    r"|[^\d\n]{2,8}[:：]))|(?=(?:(?<=[，,\s　])|^)(?:19|20)\d{2}[.．年/][ 　]?\d{1,2})"
)
_DATES = re.compile(
    r"^[\s　]*(?:其间"
    r"|期间)?[:：，,]?[\s　]*(?:[\d一二三四五六七八九十〇○零年月日.．/\-—–~～－至今到 　\t]{4,40}[：:，,]?)?"
)


def is_told_as_news(text: str) -> bool:
    """True where what stands before the first line of a career is a news story: its reading is another."""
    first = _RANGE.search(text) or _DATED_LINE.search(text)
    end = first.start() if first else min(len(text), LONGEST_OPENING)
    if end > LONGEST_OPENING and count_personal(find_labels(text)) <= _FEW_LABELS:
        return True
    return _NEWS.search(text, 0, end) is not None


def looks_like_form(text: str) -> bool:
    """True for a personnel form or résumé as plain text: it has the labels of one, or an opening and its lines."""
    if len(text) > 60_000 or is_told_as_news(text):
        return False
    lines = len(_RANGE.findall(text))
    if lines >= 2 and _OPENING.search(text):
        return True
    if count_personal(find_labels(text)) >= _FEW_LABELS:
        return True
    if len(_DATED_LINE.findall(text)) >= 3 and _OPENING.search(text):
        return True
    return lines + len(_START.findall(text)) >= 3 and len(set(_OPENING.findall(text))) >= 2


@cache
def _people_form() -> re.Pattern[str]:
    peoples = read_yaml("forbidden_contexts.yaml")["peoples"]
    spread = (_APART.join(map(re.escape, people)) for people in longest_first(peoples))
    return re.compile(rf"{_EDGE_BEFORE}(?:{'|'.join(spread)}){_EDGE_BEHIND}")


def find_form_details(text: str) -> Iterator[Span]:
    """Yield what is never kept of a form or résumé; nothing in other texts."""
    if not looks_like_form(text):
        return
    labels = find_labels(text)
    for label in labels:
        if label.kind in ("never", "family") and not _heads_column(text, label, labels):
            yield from _pieces(text, label.end, label.value_end)
    yield from _find_columns(text, labels)
    for form in (_people_form(), _KIN_CLAUSE, _MARRIED, _HEALTH, _FAITH, _NUMBER, _HOME, _BASE64):
        for found in form.finditer(text):
            yield from _pieces(text, found.start(), found.end())
    yield from _find_never_lines(text, labels)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretch without its line ends, which stay so that lines stay lines."""
    for found in re.finditer(r"[^\r\n\t]+", text[start:end]):
        if found[0].strip(" \t　"):
            yield start + found.start(), start + found.end()


def _heads_column(text: str, label: Label, labels: list[Label]) -> bool:
    """True for the last of several heads in one line: what stands below it belongs to all of them."""
    if label.kind == "family" or "\n" not in text[label.start : label.end]:
        return False
    line = text.rfind("\n", 0, label.start)
    return sum(line < other.start <= label.start for other in labels) >= 3


def _find_columns(text: str, labels: list[Label]) -> Iterator[Span]:
    """Yield the cells below forbidden heads where a table has its heads in one line and the values in the next."""
    lines = list(re.finditer(r"[^\n]*", text))
    lines = [line for line in lines if line[0]]
    for above, below in pairwise(lines):
        heads = [label for label in labels if above.start() <= label.start < above.end()]
        if len(heads) < 3 or "\t" not in above[0] or "\t" not in below[0]:
            continue
        cells, values = above[0].split("\t"), below[0].split("\t")
        if len(heads) < len([cell for cell in cells if cell.strip()]) - 1:
            continue
        at = below.start()
        for number, value in enumerate(values):
            is_never = number < len(cells) and any(
                label.kind in ("never", "family") and re.sub(r"\s", "", cells[number]).startswith(label.word)
                for label in heads
            )
            if is_never and value.strip():
                yield at, at + len(value)
            at += len(value) + 1


def _find_never_lines(text: str, labels: list[Label]) -> Iterator[Span]:
    """Yield the lines of a résumé that tell of illness, childbirth, marriage or kin: all but their dates."""
    start = 0
    cuts = {found.span() for found in _SEGMENT.finditer(text)} | {(label.start, label.start) for label in labels}
    for begin, behind in (*sorted(cuts), (len(text), len(text))):
        end = max(begin, start)
        segment = text[start:end]
        if len(segment) > 1 and is_never_kept(re.sub(r"\s", "", segment)):
            dates = _DATES.match(segment)
            yield from _pieces(text, start + (dates.end() if dates else 0), end)
        start = max(behind, start)
