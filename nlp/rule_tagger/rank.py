"""The written order of precedence between rules whose spans overlap."""

from __future__ import annotations

from enum import IntEnum


class Rank(IntEnum):
    """A higher rank wins; within a rank the longer span wins.

    Names in title marks or of bodies go before the values inside them (第78集团军, 24小时服务专线); a body's name
    goes before the place, community or person inside it, since the longest proper name wins.
    """

    COMMON = 10
    AREA = 40
    TITLE = 45
    PERSON = 50
    VALUE = 60
    COMMUNITY = 70
    SERVICE = 74
    ORGANISATION = 80
    AWARD = 84
    CONTEXT = 90
