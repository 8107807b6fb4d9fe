"""Who held a post on a day, asked at the desk, beside a history that was invented apart from it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from bench.identity.desk import open_desk
from bench.identity.history import FIRST, LAST, History, invent_histories
from bench.identity.part import Part
from domain.portrait import HoldersPage
from graph.access import INSTITUTIONS

POSTS, DATES, SEED = 60, 20, 20240607
SHOWN = 12


def measure(seed: int = SEED) -> Part:
    """Ask each post on twenty days; what the desk decides must be true, what it leaves open must say why."""
    chance = Random(seed)
    histories = invent_histories(POSTS, chance)
    counts: Counter[str] = Counter()
    wrong: list[tuple[str, str, str, str]] = []
    with open_desk((news for history in histories for news in history.news), LAST) as desk:
        for history in histories:
            body = desk.choose(history.body, kinds=INSTITUTIONS)
            for _ in range(DATES):
                day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
                page = desk.holders(body, history.title, day.isoformat())
                kind = _judge(page, history, day)
                counts[kind] += 1
                counts["overlap"] += _overlaps(page)
                if kind in ("wrong", "silent"):
                    told = "、".join(f"{h.name}({h.nature})" for h in page.holders) or "-"
                    wrong.append((history.body + history.title, day.isoformat(), str(history.holder_on(day)), told))
    decided = counts["right"] + counts["wrong"]
    figures = {
        "holders_accuracy": round(counts["right"] / decided, 4),
        "holders_decided": round(decided / (POSTS * DATES), 4),
        "holders_silent": counts["silent"],
        "phantom_overlaps": counts["overlap"],
    }
    title = f"Holders: {counts['right']} of {decided} decided right, {counts['unknown']} unknown"
    return Part(title, ("post", "day", "true", "told"), wrong[:SHOWN] or [("all", "", "", "")], figures)


def _judge(page: HoldersPage, history: History, day: date) -> str:
    """Say whether the answer is right, wrong, unknown with a reason, or silent."""
    true = history.holder_on(day)
    if page.holders:
        told = {(holder.name, holder.nature == "acting") for holder in page.holders}
        return "right" if true is not None and told == {true} else "wrong"
    if page.vacancies:
        return "right" if true is None else "wrong"
    return "unknown" if page.unknown or page.gaps or page.last_known else "silent"


def _overlaps(page: HoldersPage) -> int:
    """Return 1 where two hold a one-person post in full on one day."""
    return int(len({holder.person for holder in page.holders if holder.nature != "acting"}) > 1)
