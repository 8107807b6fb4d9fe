"""Tells from words in a title, or in the name of its body, that the post is over: 老局长, 某市原卫计局局长."""

from __future__ import annotations

import re

from domain.mention import Mention
from lexicon.alternation import alternate
from lexicon.areas import load_areas
from nlp.statements.wordlist import load_words

_OVER_INSIDE = re.compile(
    rf"{alternate(word for word in load_words('holding', 'over') if len(word) > 1)}"
    r"|老(?:党?支?部?副?书记|副?[局县市区旗镇乡村厅处科校院站所馆厂队团社组班会州省盟部]长|副?主任|副?主席|支书"
    r"|理事长|检察长|董事长|秘书长)$"
)
"""How a title begins that is over, where the tagger keeps the word in it; 老年大学校长 and 老师 are no such titles."""
_GONE = re.compile(r"原(?=.*(?:局|委|委员会|办|中心|公司|院|校|厅|部)$)")


def is_past_title(post: Mention, body: Mention | None) -> bool:
    """True when 原 or the like stands within the title, or between a division and its body."""
    if _OVER_INSIDE.match(post.text) is not None:
        return True
    area = load_areas().find_prefix(body.text) if body is not None else ""
    return body is not None and area != "" and _GONE.match(body.text, len(area)) is not None
