"""Reads passports of sources: YAML files whose every key is known, or an error that names file, place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from domain.errors import InputError
from domain.mention import MentionKind
from domain.ontology.catalogue import load_predicates, load_words
from domain.partial_date import PartialDate
from domain.passport import BY_KIND, COUNTS, Expectation, Passport, check_period
from ingest.mapping_file import load_mappings
from ingest.readers.files import describe_fault, show_name
from lexicon.forbidden import mask_forbidden, measure_name

FOLDER = "sources"
"""Where in a project folder the passports lie."""
ENDINGS = (".yaml", ".yml")

MOST_BYTES = 65_536
LONGEST = 200
"""The longest text of a field; a passport names things and holds no notes."""
MOST = 1_000_000_000
MOST_PERCENT = 1_000

FIELDS = ("name", "publisher", "kind", "covers", "licence", "contact", "every", "expects")
REQUIRED = ("name", "publisher", "kind")
COVERED = ("areas", "from", "to")
BOUNDS = ("low", "high", "within_last")

_OFFICE = re.compile(r"[办科处室局会所站部组社院委厅队馆台府校镇乡街道区村]$|中心|公司|大厅|窗口|热线|机关|编辑")
_TITLED = re.compile(r"^([\u4e00-\u9fff]{1,3})(?:先生|女士|同志|老师|主任|科长|处长|局长|书记|经理|主管|干事|秘书)$")
_PARTS = re.compile(r"[^\u4e00-\u9fff·]+|联系人|负责人")


def read_passport(path: Path) -> Passport:
    """Return the passport in a file; raises InputError that names the file, the place in it and what to do."""
    shown = show_name(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise describe_fault(shown, error) from error
    if len(data) > MOST_BYTES:
        raise InputError(shown, "", f"超过 {MOST_BYTES:,} 字节，不像来源证件", "证件只写来源的说明和预期的数目")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(shown, "", "不是 UTF-8 编码", "请另存为 UTF-8") from None
    return parse_passport(text, shown)


def parse_passport(text: str, file: str) -> Passport:
    """Return the passport that a text holds; `file` is how errors name it."""
    return _PassportReader(file).read(_compose(text, file))


def find_passports(folder: Path) -> tuple[list[Passport], list[InputError]]:
    """Return the passports of a folder in the order of its files, and what is wrong with the others.

    A folder that is not there holds none. Two of one name are an error of the second.
    """
    passports: dict[str, Passport] = {}
    errors = []
    for path in _list_files(folder):
        try:
            passport = read_passport(path)
        except InputError as error:
            errors.append(error)
            continue
        if passport.name in passports:
            shown = show_name(str(path))
            errors.append(InputError(shown, "name", "另一份证件已用这个名称", "一个来源只写一份证件，请合并或改名"))
        else:
            passports[passport.name] = passport
    return list(passports.values()), errors


def choose_passport(folder: Path, name: str) -> Passport | None:
    """Return the folder's passport of this source, None where it has none.

    Raises InputError when a passport of the folder cannot be read: it might be the one that was meant.
    """
    passports, errors = find_passports(folder)
    found = next((passport for passport in passports if passport.name == name.strip()), None)
    if found is None and errors:
        raise errors[0]
    return found


def _list_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    except OSError as error:
        raise describe_fault(show_name(str(folder)), error) from error


def _compose(text: str, file: str) -> yaml.Node | None:
    """Return the nodes of a YAML text; they know their lines, which plain values do not."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise InputError(file, "", "用了 YAML 的别名（*）", "请把内容直接写出来")
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"第 {mark.line + 1} 行" if mark else ""
        raise InputError(file, place, "不是合乎格式的 YAML", "请检查缩进、冒号后的空格和引号") from None
    except (yaml.YAMLError, RecursionError):
        raise InputError(file, "", "不是合乎格式的 YAML", "请对照 docs/sources.md 里的例子") from None


@dataclass(frozen=True, slots=True)
class _Value:
    """A node with the way to it: expects.statements.USED."""

    node: yaml.Node
    path: str

    @property
    def place(self) -> str:
        return "，".join((f"第 {self.node.start_mark.line + 1} 行", *((self.path,) if self.path else ())))

    def at(self, key: str, node: yaml.Node) -> _Value:
        return _Value(node, f"{self.path}.{key}" if self.path else key)


@dataclass(frozen=True, slots=True)
class _PassportReader:
    """Reads one passport; the first thing wrong with it is the one that is told."""

    file: str

    def read(self, node: yaml.Node | None) -> Passport:
        if node is None:
            raise InputError(self.file, "", "文件是空的", "请对照 docs/sources.md 里的例子写")
        root = _Value(node, "")
        fields = self._fields(root, FIELDS)
        for name in REQUIRED:
            if name not in fields:
                self._refuse(root, f"没有 {name}", f"请写明 {'、'.join(REQUIRED)}")
        covers = self._fields(fields["covers"], COVERED) if "covers" in fields else {}
        since, until = (self._date(covers[key]) if key in covers else "" for key in ("from", "to"))
        if not check_period(since, until):
            self._refuse(covers["to"], "在 from 之前结束", "请核对 from 和 to")
        return Passport(
            self._text(fields["name"]),
            self._text(fields["publisher"]),
            self._word(fields["kind"], "source_kind"),
            tuple(self._texts(covers["areas"])) if "areas" in covers else (),
            since,
            until,
            self._text(fields["licence"]) if "licence" in fields else "",
            self._contact(fields["contact"]) if "contact" in fields else "",
            self._word(fields["every"], "every") if "every" in fields else "",
            tuple(self._expectations(fields["expects"])) if "expects" in fields else (),
        )

    def _refuse(self, value: _Value, problem: str, remedy: str) -> NoReturn:
        raise InputError(self.file, value.place, problem, remedy)

    def _fields(self, value: _Value, known: Sequence[str], remedy: str = "") -> dict[str, _Value]:
        """Return the values of a mapping by key; refuses a key that is not known or stands twice."""
        node = value.node
        if not isinstance(node, yaml.MappingNode):
            self._refuse(value, "应是“键: 值”的若干行", remedy or f"可写的键：{'、'.join(known)}")
        found: dict[str, _Value] = {}
        for key_node, child in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            here = value.at(_show(key), key_node)
            if key not in known:
                self._refuse(here, "没有这个键", remedy or f"可写的键：{'、'.join(known)}")
            if key in found:
                self._refuse(here, "写了两次", "请只留一处")
            found[key] = value.at(key, child)
        return found

    def _text(self, value: _Value) -> str:
        text = value.node.value.strip() if isinstance(value.node, yaml.ScalarNode) else ""
        if not text or (value.node.tag.endswith(":null") and text in ("~", "null", "Null", "NULL")):
            self._refuse(value, "应是一行文字", "请写出内容，或删去这个键")
        if len(text) > LONGEST or not text.isprintable():
            self._refuse(value, f"超过 {LONGEST} 个字，或不止一行", "请写短一些，说明放到别处")
        if mask_forbidden(text) != text:
            self._refuse(value, "有不得保存的内容（如证件号、手机号、电子邮箱）", "请改写成单位或科室")
        return text

    def _texts(self, value: _Value) -> list[str]:
        if isinstance(value.node, yaml.ScalarNode):
            return [self._text(value)]
        if not isinstance(value.node, yaml.SequenceNode):
            self._refuse(value, "应是一个名称或一列名称", "请写成 [甲社区, 乙社区]")
        return [self._text(value.at(str(number), node)) for number, node in enumerate(value.node.value, start=1)]

    def _contact(self, value: _Value) -> str:
        """Return an office: neither somebody's telephone nor somebody's name is held."""
        text = self._text(value)
        parts = [part for part in _PARTS.split(text) if part]
        if any(_is_somebody(part) for part in parts):
            self._refuse(value, "像是某个人", "请写单位或科室，不写个人")
        return text

    def _date(self, value: _Value) -> str:
        text = self._text(value)
        try:
            return str(PartialDate.parse(text))
        except ValueError:
            self._refuse(value, "不是日期", "应形如 2024、2024-05 或 2024-05-31")

    def _word(self, value: _Value, words: str) -> str:
        """Return the word of a closed list that is meant; its labels are taken too."""
        text = self._text(value)
        table = load_words()[words]
        found = next((word.name for word in table if text in (word.name, *dict(word.labels).values())), None)
        if found is None:
            self._refuse(value, "不在清单内", f"可写：{'、'.join(f'{word.name}（{word.label()}）' for word in table)}")
        return found

    def _expectations(self, value: _Value) -> Iterator[Expectation]:
        groups = self._fields(value, ("run", *BY_KIND))
        if "run" in groups:
            for count, spec in self._fields(groups["run"], COUNTS).items():
                yield self._expectation(count, spec)
        for group in BY_KIND:
            if group in groups:
                kinds = _find_kinds(group)
                listed = f"可写：{'、'.join(dict.fromkeys(kinds.values()))}"
                for kind, spec in self._fields(groups[group], tuple(kinds), listed).items():
                    yield self._expectation(f"{group}.{kinds[kind]}", spec)

    def _expectation(self, count: str, value: _Value) -> Expectation:
        if isinstance(value.node, yaml.ScalarNode):
            number = self._number(value, MOST)
            return Expectation(count, number, number)
        bounds = self._fields(value, BOUNDS)
        if not bounds:
            self._refuse(value, "没有写数目", "请写 low、high 或 within_last")
        low, high = (self._number(bounds[key], MOST) if key in bounds else None for key in ("low", "high"))
        if low is not None and high is not None and low > high:
            self._refuse(value, "low 大于 high", "请核对两个数")
        within = self._number(bounds["within_last"], MOST_PERCENT) if "within_last" in bounds else None
        return Expectation(count, low, high, within)

    def _number(self, value: _Value, most: int) -> int:
        text = value.node.value.strip() if isinstance(value.node, yaml.ScalarNode) else ""
        if most == MOST_PERCENT:
            text = text.removesuffix("%").rstrip()
        if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or int(text) > most:
            self._refuse(value, f"应是 0 到 {most:,} 之间的整数", "请只写数字，不写千分号和单位")
        return int(text)


def _find_kinds(group: str) -> Mapping[str, str]:
    """Return by what may be written, name or Chinese label, the names of the kinds that are counted."""
    if group == "mentions":
        return {str(kind): str(kind) for kind in MentionKind}
    if group == "rows":
        return _with_labels((mapping.name, mapping.label) for mapping in load_mappings())
    return _with_labels((name, spec.label()) for name, spec in load_predicates().items())


def _with_labels(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names by name and by label; a label that two share stands for neither."""
    pairs = list(named)
    labels = [label for _, label in pairs]
    return {name: name for name, _ in pairs} | {label: name for name, label in pairs if labels.count(label) == 1}


def _show(key: str) -> str:
    """Return a key as an error may name it: nothing long, and nothing that is never held."""
    return mask_forbidden(key[:30]) if key.isprintable() and key else "?"


def _is_somebody(part: str) -> bool:
    """True for what looks like a person: a name and nothing else, or somebody's title behind a name."""
    if _OFFICE.search(part):
        return False
    titled = _TITLED.match(part)
    if titled is not None:
        return not _OFFICE.search(titled[1])
    return len(part) > 1 and measure_name(part) == len(part)
