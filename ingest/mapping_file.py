"""Reads a record mapping from YAML; whatever is wrong with one is said with its place and the remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from domain.errors import InputError, OntologyError
from domain.ontology.catalogue import PredicateSpec, get_predicate
from ingest.cell import flatten_word
from ingest.mapping import Column, Key, Mapping, Pattern
from ingest.readers.encoding import decode
from ingest.sheet.head import flatten_head
from lexicon.forbidden import find_forbidden_column

HOLDS = {
    "text": "文字", "phrase": "事由等短语（其中不得有人名）", "person": "姓名", "post": "职务", "org": "机构",
    "place": "上级地方",
    "office": "单位和职务写在一起",
    "area": "社区、嘎查、村", "grid": "网格", "household": "户号（存为化名）", "attendee": "学员编号（存为化名）",
    "person_key": "人员编号（存为化名）",
    "key": "编号", "case": "事项编号", "course": "课程", "scheme": "办法", "service": "服务",
    "award": "荣誉", "care": "服务对象类别",
    "code": "代码表中的词", "number": "整数", "quantity": "数量", "duration": "时限（存为分钟）", "date": "日期",
    "moment": "日期和时刻", "year": "年度",
}  # fmt: skip
"""What a column may hold, with what people read of it."""

DATA_CLASSES = ("REF", "PUB", "PER", "CASE")
_MAPPING = frozenset({
    "name", "label", "version", "purpose", "register", "columns", "statements", "key", "data_class", "orders", "titles",
    "ignored", "front_line", "group", "silent",
})  # fmt: skip
_COLUMN = frozenset(
    {"is", "required", "names", "words", "past", "block", "many", "like", "stated", "spare", "told", "also", "seat"}
)
_PATTERN = frozenset({
    "predicate", "roles", "needs", "valid_from", "valid_to", "needs_any", "without", "when", "unless",
})  # fmt: skip


@cache
def load_mappings() -> tuple[Mapping, ...]:
    """Return the ready mappings by name; raises InputError where one contradicts itself or the ontology."""
    folder = files("ingest.mappings")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(parse_mapping(folder.joinpath(name).read_text("utf-8"), name) for name in names)


def load_mapping_file(path: Path) -> Mapping:
    """Return the mapping in a file of the user's; raises InputError with what is wrong and how to mend it."""
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InputError(path.name, "", f"读不出来：{error.strerror}", "请检查路径和权限") from None
    return parse_mapping(text, path.name)


def parse_mapping(text: str, name: str) -> Mapping:
    """Return the mapping that the YAML describes; raises InputError with the place of what is wrong."""
    try:
        spec = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else ""
        raise InputError(name, place, "不是正确的 YAML", "请检查缩进、冒号后的空格和引号") from None
    return _Checker(name).read(spec)


class _Checker:
    """Turns what YAML gave into a mapping, naming the place of whatever does not fit."""

    def __init__(self, file: str) -> None:
        self._file = file

    def _refuse(self, place: str, problem: str, remedy: str) -> InputError:
        return InputError(self._file, place, problem, remedy)

    def _table(self, value: Any, place: str, known: frozenset[str] | None = None) -> Dictionary[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self._refuse(place, "这里应是一组“键: 值”", "请对照 docs/records.md 里的例子")
        if known is not None and (unknown := sorted(set(value) - known)):
            raise self._refuse(place, f"不认识的键 {'、'.join(unknown)}", f"可用的键：{'、'.join(sorted(known))}")
        return value

    def _words(self, value: Any, place: str) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(word, str | int) for word in value):
            raise self._refuse(place, "这里应是一列词", "请写成 [词一, 词二]")
        return [str(word) for word in value]

    def read(self, spec: Any) -> Mapping:
        whole = self._table(spec, "", _MAPPING)
        for key in ("name", "columns", "statements", "key"):
            if key not in whole:
                raise self._refuse("", f"缺少 {key}", "请对照 docs/records.md 里的例子补上")
        label = whole.get("label", whole["name"])
        columns = {name: self._column(name, one) for name, one in self._table(whole["columns"], "columns").items()}
        for column in columns.values():
            if column.also:
                self._names([column.also], f"columns.{column.name}.also", columns)
                first = columns[column.also]
                columns[column.name] = replace(column, label=first.label, words=column.words or first.words)
        patterns = [
            self._pattern(one, f"statements 第 {n} 条", columns) for n, one in enumerate(whole["statements"], 1)
        ]
        if any(column.holds in ("household", "grid") for column in columns.values()) and "community" not in columns:
            raise self._refuse(
                "columns", "户号和网格只在社区以内唯一，缺少 community 列", "请加一列 community: {is: area, …}"
            )
        data_class = str(whole.get("data_class", ""))
        if data_class and data_class not in DATA_CLASSES:
            raise self._refuse("data_class", f"没有数据类别 {data_class}", f"可用：{'、'.join(DATA_CLASSES)}")
        for pattern in patterns:
            lowest = get_predicate(pattern.predicate).data_class
            if data_class and DATA_CLASSES.index(data_class) < DATA_CLASSES.index(lowest):
                raise self._refuse(
                    "data_class", f"{pattern.predicate} 是 {lowest} 类，映射只能提高", f"请写 {lowest} 或删去"
                )
        keys = self._table(whole["key"], "key", frozenset({"once", "otherwise"}))
        once = tuple(tuple(self._names(one, "key.once", columns)) for one in keys.get("once", ()))
        otherwise = tuple(self._names(keys.get("otherwise", []), "key.otherwise", columns))
        if not once and not otherwise:
            raise self._refuse("key", "没有说明哪些列认定同一条记录", "请写 once 或 otherwise")
        return Mapping(
            str(whole["name"]), str(label["zh"] if isinstance(label, dict) else label), str(whole.get("version", "1")),
            str(whole.get("purpose", "coverage")), str(whole.get("register", "household")), tuple(columns.values()),
            tuple(patterns), Key(once, otherwise), data_class,
            tuple(self._order(one, columns) for one in whole.get("orders", ())),
            tuple(self._words(whole.get("titles", []), "titles")),
            frozenset(flatten_head(head) for head in self._words(whole.get("ignored", []), "ignored")),
            bool(whole.get("front_line", False)), str(whole.get("group", "")),
            self._conditions(whole.get("silent", {}), "silent", columns),
        )  # fmt: skip

    def _order(self, value: Any, columns: Dictionary[str, Column]) -> tuple[str, str]:
        first, second = self._names(value, "orders", columns)
        return first, second

    def _names(self, value: Any, place: str, columns: Dictionary[str, Column]) -> list[str]:
        names = self._words(value, place)
        if missing := [name for name in names if name not in columns]:
            raise self._refuse(place, f"没有列 {'、'.join(missing)}", f"已有的列：{'、'.join(columns)}")
        return names

    def _column(self, name: str, spec: Any) -> Column:
        place = f"columns.{name}"
        given = self._table(spec, place, _COLUMN)
        if "like" in given:
            given = {**_common()[str(given["like"])], **{key: value for key, value in given.items() if key != "like"}}
        holds = str(given.get("is", "text"))
        if holds not in HOLDS:
            raise self._refuse(place, f"is: {holds} 不认识", f"可用：{'、'.join(HOLDS)}")
        heads = [head for one in self._words(given.get("names", []), f"{place}.names") for head in expand(one)]
        spares = [head for one in self._words(given.get("spare", []), f"{place}.spare") for head in expand(one)]
        heads += spares
        if not heads and not given.get("also"):
            raise self._refuse(place, "没有写表头（names）", "请列出这一列的表头写法")
        if forbidden := [head for head in heads if find_forbidden_column(head)]:
            raise self._refuse(
                f"{place}.names", f"「{forbidden[0]}」属于不得保存的内容", "请删去这一列（见 docs/responsible.md）"
            )
        words = given.get("words", {})
        table = self._table(words, f"{place}.words") if isinstance(words, dict) else {word: [] for word in words}
        spelled = {
            flatten_word(spelling): str(word)
            for word, spellings in table.items()
            for spelling in (word, *self._words(spellings or [], f"{place}.words"))
        }
        if holds == "code" and not spelled and not given.get("also"):
            raise self._refuse(place, "代码列没有写代码表（words）", "请写 words: {词: [写法, …]}")
        if holds != "code":
            flags = [str(word) for word, spellings in table.items() if not spellings]
            spelled = {key: word for key, word in spelled.items() if word not in flags} | dict.fromkeys(flags, "")
        return Column(
            name, holds, self._required(given.get("required", False), place),
            frozenset(map(flatten_head, heads)), spelled,
            bool(given.get("past")), bool(given.get("block")), bool(given.get("many")),
            given.get("required") == "filled", bool(given.get("stated")), heads[0] if heads else str(given["also"]),
            frozenset(map(flatten_head, spares)), bool(given.get("told")), str(given.get("also", "")),
            given["stated"] if isinstance(given.get("stated"), str) else "", bool(given.get("seat")),
        )  # fmt: skip

    def _required(self, value: Any, place: str) -> bool:
        if value not in (True, False, "filled"):
            raise self._refuse(f"{place}.required", "应为 true、false 或 filled", "filled：表里有这一列时每格必填")
        return value is True

    def _pattern(self, spec: Any, place: str, columns: Dictionary[str, Column]) -> Pattern:
        given = self._table(spec, place, _PATTERN)
        try:
            predicate = get_predicate(str(given.get("predicate", "")))
        except OntologyError:
            raise self._refuse(
                place, f"没有谓词 {given.get('predicate', '')}", "见 domain/ontology/predicates.yaml"
            ) from None
        roles = {role: str(source) for role, source in self._table(given.get("roles", {}), f"{place}.roles").items()}
        for role, source in roles.items():
            self._check_role(predicate, role, source, f"{place}.roles.{role}", columns)
        if missing := [role.name for role in predicate.roles if role.required and role.name not in roles]:
            raise self._refuse(f"{place}.roles", f"{predicate.name} 必须有 {'、'.join(missing)}", "请写出来自哪一列")
        must = [source for role, source in roles.items() if source in columns and _is_required(predicate, role)]
        needs = self._names(given.get("needs", []), f"{place}.needs", columns)
        for key in ("valid_from", "valid_to"):
            if given.get(key) and str(given[key]) not in columns:
                raise self._refuse(f"{place}.{key}", f"没有列 {given[key]}", f"已有的列：{'、'.join(columns)}")
        return Pattern(
            predicate.name, roles, tuple(dict.fromkeys([*must, *needs])), str(given.get("valid_from", "")),
            str(given.get("valid_to", "")),
            tuple(self._names(given.get("needs_any", []), f"{place}.needs_any", columns)),
            tuple(self._names(given.get("without", []), f"{place}.without", columns)),
            self._conditions(given.get("when", {}), f"{place}.when", columns),
            self._conditions(given.get("unless", {}), f"{place}.unless", columns),
        )  # fmt: skip

    def _conditions(
        self, value: Any, place: str, columns: Dictionary[str, Column]
    ) -> tuple[tuple[str, frozenset[str]], ...]:
        found = []
        for name, words in self._table(value, place).items():
            self._names([name], place, columns)
            known = set(columns[name].words.values())
            if wrong := [word for word in self._words(words, place) if word not in known]:
                raise self._refuse(
                    f"{place}.{name}", f"词 {'、'.join(wrong)} 不在这一列的代码表内", "请对照 columns 里的 words"
                )
            found.append((name, frozenset(words)))
        return tuple(found)

    def _check_role(
        self, predicate: PredicateSpec, role: str, source: str, place: str, columns: Dictionary[str, Column]
    ) -> None:
        spec = predicate.find_role(role)
        if spec is None:
            raise self._refuse(
                place, f"{predicate.name} 没有角色 {role}", f"可用：{'、'.join(r.name for r in predicate.roles)}"
            )
        if source.startswith("="):
            if spec.one_of and source[1:] not in spec.one_of:
                raise self._refuse(
                    place, f"{source[1:]} 不在 {role} 的词表内", f"可用：{'、'.join(sorted(spec.one_of))}"
                )
            return
        if source not in columns:
            raise self._refuse(place, f"没有列 {source}", f"已有的列：{'、'.join(columns)}；固定的词写成 =词")
        column = columns[source]
        if column.holds == "duration" and predicate.find_role(f"{role}_days") is None:
            raise self._refuse(place, f"{source} 是时限，{role} 不是", "时限请给 PROMISED 的 answer 或 closure")
        if spec.one_of and not set(column.words.values()) <= spec.one_of:
            raise self._refuse(
                f"columns.{source}.words", f"有的词不在 {role} 的词表内", f"可用：{'、'.join(sorted(spec.one_of))}"
            )
        if not spec.kinds and column.holds in _REFERENCES:
            raise self._refuse(
                place, f"{role} 是值，{source} 是{HOLDS[column.holds]}", "请换一列，或把这一列的 is 改为 text"
            )
        if spec.kinds and "value" not in spec.kinds and column.holds not in _REFERENCES:
            raise self._refuse(
                place,
                f"{role} 应指某个对象，{source} 是{HOLDS[column.holds]}",
                "请把这一列的 is 改为 area、org、service 等",
            )


_REFERENCES = frozenset(
    {"person", "post", "org", "place", "area", "grid", "household", "case", "course", "service", "award"}
)


def expand(head: str) -> list[str]:
    """Return the heads that one with braces stands for: {农户,住户}{号,编号} is 农户号, 农户编号, 住户号, 住户编号."""
    found = re.search(r"\{([^{}]*)\}", head)
    if found is None:
        return [head]
    words = re.split("[,，]", found[1])
    return [one for word in words for one in expand(head[: found.start()] + word.strip() + head[found.end() :])]


def _is_required(predicate: PredicateSpec, role: str) -> bool:
    found = predicate.find_role(role)
    return bool(found and found.required)


@cache
def _common() -> Dictionary[str, Any]:
    """Return the columns that many mappings share, by name."""
    loaded: dict[str, Any] = yaml.safe_load(files("ingest").joinpath("columns.yaml").read_text("utf-8"))
    return loaded


def list_needs(columns: Sequence[Column]) -> str:
    """Return the columns as a message names them: each by a head that people write."""
    return "、".join(column.label for column in columns)
