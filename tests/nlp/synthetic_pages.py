"""Builds whole pages and portal items out of separate articles: headline, byline and segments known by construction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from domain.document import Article, Span
from tests.nlp.invented_articles import COLUMNS, CORRESPONDENTS, PAPERS, REPORTERS, Piece


@dataclass(slots=True)
class Truth:
    """What an article of a page is made of, in offsets of the page."""

    headline: str = ""
    byline: str = ""
    segments: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A page in the making: text is only ever put behind what stands there."""

    random: Random
    parts: list[str] = field(default_factory=list)
    length: int = 0
    truths: list[Truth] = field(default_factory=list)

    def put(self, words: str) -> Span:
        """Put words on the page and return where they stand."""
        self.parts.append(words)
        self.length += len(words)
        return self.length - len(words), self.length

    def start(self, headline: str, byline: str = "") -> Truth:
        """Begin an article; the caller puts its parts where the layout wants them."""
        self.truths.append(Truth(headline, byline))
        return self.truths[-1]

    @property
    def text(self) -> str:
        return "".join(self.parts)


Layout = Callable[[Sheet, Sequence[Piece]], None]
_GAP = "\n\n"


def _sign(random: Random) -> str:
    reporters = " ".join(random.sample(REPORTERS, random.choice((1, 1, 2))))
    helpers = " ".join(random.sample(CORRESPONDENTS, random.choice((0, 1, 2))))
    return f"□本报记者 {reporters}" + (f" 通讯员 {helpers}" if helpers else "")


def _bracket(random: Random) -> str:
    reporters = " ".join(random.sample(REPORTERS, random.choice((1, 2))))
    helper = random.choice(("", f" 通讯员 {random.choice(CORRESPONDENTS)}"))
    return f"（记者 {reporters}{helper}）"


def lay_page(sheet: Sheet, pieces: Sequence[Piece]) -> None:
    """A newspaper page: signed stories with their headlines before, behind or inside them, columns, a caption."""
    first = True
    for piece in pieces:
        if not first:
            sheet.put(_GAP)
        random = sheet.random
        forms = (_lay_plain, _lay_plain, _lay_displaced, _lay_inside, _lay_credited, _lay_parted, _lay_caption)
        form = random.choice(forms[:2] if first else forms)
        if form is not _lay_caption and random.random() < 0.4:
            sheet.put(random.choice(COLUMNS) + _GAP)
        form(sheet, piece)
        first = False
    if sheet.random.random() < 0.5:
        sheet.put(f"{_GAP}责任编辑：{sheet.random.choice(REPORTERS)} 校对：{sheet.random.choice(REPORTERS)}")


def _lay_plain(sheet: Sheet, piece: Piece) -> None:
    truth = sheet.start(piece.headline, _sign(sheet.random))
    sheet.put(truth.headline + _GAP + truth.byline + _GAP)
    truth.segments.append(sheet.put(_GAP.join(piece.paragraphs)))


def _lay_displaced(sheet: Sheet, piece: Piece) -> None:
    truth = sheet.start(piece.headline, _sign(sheet.random))
    sheet.put(truth.byline + _GAP + truth.headline + _GAP)
    truth.segments.append(sheet.put(_GAP.join(piece.paragraphs)))


def _lay_inside(sheet: Sheet, piece: Piece) -> None:
    truth = sheet.start(piece.headline, _sign(sheet.random))
    sheet.put(truth.byline + _GAP)
    first, *others = piece.paragraphs
    cut = first.index("，") - 1
    truth.segments.append(sheet.put(first[:cut]))
    sheet.put(_GAP + truth.headline + _GAP)
    truth.segments.append(sheet.put(_GAP.join((first[cut:], *others))))


def _lay_credited(sheet: Sheet, piece: Piece) -> None:
    """The credit of a photograph fell into the middle of a sentence; it stays part of the body."""
    truth = sheet.start(piece.headline, _sign(sheet.random))
    sheet.put(truth.headline + _GAP + truth.byline + _GAP)
    first, *others = piece.paragraphs
    cut = first.index("，") + 1
    credit = f"（{sheet.random.choice(REPORTERS)} 摄）"
    truth.segments.append(sheet.put(_GAP.join((first[:cut] + credit + first[cut:], *others))))


def _lay_parted(sheet: Sheet, piece: Piece) -> None:
    """The same with the credit on a line of its own between the parts of the sentence."""
    truth = sheet.start(piece.headline, _sign(sheet.random))
    sheet.put(truth.headline + _GAP + truth.byline + _GAP)
    first, *others = piece.paragraphs
    cut = first.index("，") + 1
    credit = f"本报记者 {sheet.random.choice(REPORTERS)} 摄"
    truth.segments.append(sheet.put(_GAP.join((first[:cut], credit, first[cut:], *others))))


def _lay_caption(sheet: Sheet, piece: Piece) -> None:
    """A picture with a headline, a caption and a byline of its own."""
    truth = sheet.start(piece.headline, _sign(sheet.random) + " 摄")
    sheet.put(truth.headline + _GAP)
    truth.segments.append(sheet.put(f"图为{piece.paragraphs[0]}"))
    sheet.put(_GAP + truth.byline)


def lay_run_on(sheet: Sheet, pieces: Sequence[Piece]) -> None:
    """A page that lost its line breaks: headline, byline and body of every story follow each other without a mark."""
    for number, piece in enumerate(pieces):
        truth = sheet.start(piece.headline, _sign(sheet.random))
        if number and sheet.random.random() < 0.3:
            sheet.put(truth.byline + " " + truth.headline)
        else:
            sheet.put(truth.headline + truth.byline + " ")
        truth.segments.append(sheet.put("".join(piece.paragraphs)))


def lay_portal(sheet: Sheet, pieces: Sequence[Piece]) -> None:
    """An item of a portal without any line break: headline, dateline or byline and body glued, boilerplate around."""
    random, piece = sheet.random, pieces[0]
    opening = random.choice(("", "2024-03-02 09:11，正文："))
    body = "".join(piece.paragraphs)
    form = random.choice(("marked", "twice", "dateline", "behind"))
    byline = _bracket(random)
    if form == "behind":
        truth = sheet.start(piece.headline)
        sheet.put(opening)
        truth.segments.append(sheet.put(body))
        sheet.put(f"原标题：《{piece.headline}》")
        return
    sheet.put(f"{opening}原标题：{piece.headline}")
    if form == "twice":
        sheet.put(piece.headline)
    if form == "dateline":
        truth = sheet.start(piece.headline, byline)
        truth.segments.append(sheet.put(f"{random.choice(PAPERS)}讯"))
        sheet.put(byline)
    else:
        truth = sheet.start(piece.headline)
    truth.segments.append(sheet.put(body))
    if form != "dateline" and random.random() < 0.5:
        truth.byline = random.choice((byline, f"来源：{random.choice(PAPERS)}"))
        sheet.put(truth.byline)
    sheet.put(random.choice(("", "返回搜狐，查看更多责任编辑：", "分享让更多人看到", "【编辑:康月】")))


_POST_ENDS = (
    "", "\n更多精彩内容请关注云岫发布", "\n责任编辑：康月", "\n声明：本文版权归原作者所有",
    "\nEND\n长按识别二维码关注我们", "\n阅读原文", "\n点赞 分享 在看",
)  # fmt: skip


def lay_post(sheet: Sheet, pieces: Sequence[Piece]) -> None:
    """An item of a public account: headline and paragraphs on lines, editors and a call to follow behind them."""
    random, piece = sheet.random, pieces[0]
    truth = sheet.start(piece.headline)
    sheet.put(random.choice(("", "点击上方蓝字关注我们\n")))
    sheet.put(piece.headline + "\n")
    if random.random() < 0.5:
        truth.byline = f"{random.choice(PAPERS)}记者 {random.choice(REPORTERS)}"
        sheet.put(truth.byline + "\n")
    truth.segments.append(sheet.put("\n".join(piece.paragraphs)))
    sheet.put(random.choice(_POST_ENDS))


def lay_round_up(sheet: Sheet, pieces: Sequence[Piece]) -> None:
    """A numbered round-up: every item is an article."""
    mark = sheet.random.choice(("、", "．", ". "))
    sheet.put("一周邻里新闻")
    for number, piece in enumerate(pieces, 1):
        truth = sheet.start(piece.headline)
        sheet.put(f"\n{number}{mark}{piece.headline}\n")
        truth.segments.append(sheet.put("\n".join(piece.paragraphs)))


LAYOUTS: dict[Layout, int] = {lay_page: 5, lay_run_on: 3, lay_portal: 1, lay_post: 1, lay_round_up: 4}
"""The layouts, each with the most articles that it takes."""


def build_sheet(seed: int, pieces: Sequence[Piece], layout: Layout | None = None) -> Sheet:
    """Return the page that this seed makes of the articles; the same seed makes the same page."""
    random = Random(seed)
    lay = layout or random.choice(list(LAYOUTS))
    most = LAYOUTS[lay]
    sheet = Sheet(random)
    lay(sheet, random.sample(list(pieces), random.randint(min(most, 3), most)))
    return sheet


@dataclass(slots=True)
class Score:
    """How well pages were cut: overlap of the bodies by characters, headlines found word for word, bylines likewise."""

    overlap: float = 0.0
    characters: int = 0
    headlines: int = 0
    bylines: int = 0
    signed: int = 0
    articles: int = 0
    surplus: int = 0

    def add(self, truths: Sequence[Truth], articles: Sequence[Article]) -> bool:
        """Count one page; return whether everything on it was cut as it was laid out."""
        bodies = [_characters(article.segments) for article in articles]
        lost = self.characters - self.overlap, self.articles - self.headlines
        for truth in truths:
            body = _characters(truth.segments)
            best = max(range(len(bodies)), key=lambda i: len(body & bodies[i]) / len(body | bodies[i]), default=None)
            self.articles += 1
            self.characters += len(body)
            self.signed += bool(truth.byline)
            if best is None:
                continue
            self.overlap += len(body) * len(body & bodies[best]) / len(body | bodies[best])
            # Unlike the project's scorer: the headline must stand at the article whose body this is.
            self.headlines += _squeeze(articles[best].headline) == _squeeze(truth.headline)
            self.bylines += bool(truth.byline) and _squeeze(truth.byline) == _squeeze(articles[best].byline)
        self.surplus += max(0, len(articles) - len(truths))
        return self.characters - self.overlap - lost[0] < 0.5 and self.articles - self.headlines == lost[1]

    @property
    def iou(self) -> float:
        return self.overlap / self.characters

    @property
    def headline_rate(self) -> float:
        return self.headlines / self.articles

    @property
    def byline_rate(self) -> float:
        return self.bylines / max(1, self.signed)


def _characters(segments: Sequence[Span]) -> set[int]:
    return {place for start, end in segments for place in range(start, end)}


def _squeeze(words: str) -> str:
    return "".join(words.split())
