"""Leaves out of a résumé told in prose what names the person again and how a stretch began, before posts are read."""

from __future__ import annotations

import re

from nlp.career.copy import Copy

_DATE_END = r"[年月日起后始，。；、：\n\d)]"
_LEAD = re.compile(
    r"(?:(?<=[年月日起，。；：\n \t\d])|^)(?:[于从自在]|随后|此后)?"
    r"(?:[^，。；、：\n\d()]{0,22}(?:大学|学院|学校|专业|系|本科|大专|中专|研究生|师范|党校|高中|初中|[一-鿿]校)"
    r"[^，。；、：\n\d()]{0,10})?毕业(?:之?后|以后)?，?(?=(?:即|被|又|便|直接|统一|定向|通过|经|参加|作为)?"
    r"(?:分配|分到|选调|考|招|录|进入|到|回|留|任|担任|在|入|赴|应聘|公开|公务员|选拔|工作|选招|遴选|事业))(?!后?[)）])"
)
_WAY = re.compile(
    r"(?:(?<=[年月日起后，。；：\n \t])|^)(?:通过|经过?|参加|作为|以)[^，。；、：\n\d()]{1,16}?"
    r"(?:考试|招考|选拔|公开招聘|招聘|公招|遴选|考录|招录|引进|选调生|公选|组织选调|人才引进|推荐)(?:考试)?"
    r"(?:的?(?:方式|形式|身份))?(?:后|，)?(?=(?:被)?(?:进入|到|考入|录用|任|担任|在|分配|调入|选调|派|赴|被|成为|当选|选派|安排))"
)
_PRONOUN = re.compile(rf"(?<={_DATE_END})(?:他|她|本人|该同志)(?=[^，。；]{{2}})")


def leave_out_events(copy: Copy) -> Copy:
    """Return the copy without how a stretch began: 大学毕业后, 通过公开招考; the verb behind them opens the line."""
    return copy.without(_LEAD).without(_WAY)


def leave_out_subject(copy: Copy, name: str) -> Copy:
    """Return the copy without the name of its person where it begins a sentence or stands behind a date."""
    spread = "[ \t]?".join(map(re.escape, name))
    named = re.compile(
        rf"(?:(?<={_DATE_END})|^)[ \t]*{spread}[ \t]*(?:同志)?(?!同志|[ \t]*[，、(：\n]|[ \t]*$)(?=[^，。；\n]{{3}})"
    )
    opening = re.compile(
        rf"(?:(?<=\n)|^)[ \t]*{spread}[ \t]*(?:同志)?[ \t]*[，、(][^\n。]{{0,60}}?"
        r"(?:[，、 \t(]+(?:男|女)(?=[，、 \t)。\n])|出生|月生|年生)[^。\n]*"
    )
    return (
        copy.without(named).without(_PRONOUN)
        if not opening.search(copy.text)
        else (_drop_opening(copy, opening).without(named).without(_PRONOUN))
    )


def _drop_opening(copy: Copy, opening: re.Pattern[str]) -> Copy:
    """Leave out the opening sentence where it stands behind the lines of a table: no line goes on in it."""
    found = opening.search(copy.text)
    if found is None or not copy.text[: found.start()].strip() or re.search(r"[任职](?=[^，。]{4})", found[0]):
        return copy
    kept = [i for i in range(len(copy.text)) if not found.start() <= i < found.end()]
    return Copy("".join(copy.text[i] for i in kept), tuple(copy.places[i] for i in kept))
