"""Turns a TOML table into frozen values, by their type hints, and collects all that is wrong.

The dataclasses of `definition` are the schema: one walk over their hints reads any of them.

* a dataclass is a table with exactly its fields; fields with a default may be left out;
* a tuple of dataclasses that have a `key` is a table of named tables, in their order;
* another tuple is a list; a mapping is a table whose names are checked like values;
* `Words` is a table of languages; an enum is one of its values;
* `Annotated[…, Between(…)]` bounds a number; `Setting(…)` also lets an organisation change it.

A dataclass may have a method `faults()` for what its fields say together.
"""

import math
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Protocol, get_args, get_origin, runtime_checkable

from naast.common.words import NEEDED_LANGUAGES, FrozenTable, Words
from naast.programmes.problems import Problem
from naast.programmes.sentences import ENGLISH, LARGEST, Fault, Sentences

KEY = re.compile(r"[a-z][a-z0-9_]*")
"""How names are written that a definition gives itself."""

BARE = re.compile(r"[A-Za-z0-9_-]+")
"""Names that TOML lets stand without quotes."""

UNIONS = (types.UnionType, typing.Union)
"""What `X | None` becomes: the second one where X is Annotated."""


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a number, both included."""

    minimum: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Setting(Between):
    """A number that an organisation may set for itself.

    Its unit is `unit`, or stands in the sibling field that `unit_from` names.
    """

    unit: str = ""
    unit_from: str = ""


Faults = Iterator[tuple[str, Fault | str]]
"""What fields say together that cannot be, by key."""


@runtime_checkable
class Coherent(Protocol):
    """A value whose fields must agree with each other."""

    def faults(self) -> Faults:
        """Every disagreement: the key below this value, and what is expected there."""


class _Invalid:
    """Stands for a value that could not be read; its problem has been noted."""


INVALID = _Invalid()


@cache
def hints(schema: type) -> Mapping[str, Any]:
    """The type hints of a dataclass, with their annotations."""
    return typing.get_type_hints(schema, include_extras=True)


class Reader:
    """Reads the tables of one file and remembers what is wrong with them."""

    def __init__(self, file: str, says: Sentences = ENGLISH) -> None:
        self.file, self.says = file, says
        self.problems: list[Problem] = []

    def read(self, hint: Any, value: object, at: str) -> Any:
        """The value that `hint` describes, or INVALID after noting why not."""
        origin = get_origin(hint)
        if origin is Annotated:
            return self._bounded(hint, value, at)
        if origin in UNIONS:
            return self.read(_without_none(hint), value, at)
        if origin is tuple:
            return self._tuple(get_args(hint)[0], value, at)
        if origin is Mapping:
            key_hint, item_hint = get_args(hint)
            return self._mapping(key_hint, item_hint, value, at)
        if is_dataclass(hint):
            return self._dataclass(typing.cast(type, hint), value, at)
        if hint is Words:
            return self._words(value, at)
        if issubclass(hint, StrEnum):
            return self._enum(hint, value, at)
        return self._plain(hint, value, at)

    def note(self, at: str, text: str) -> _Invalid:
        """Remember what is wrong at a key."""
        self.problems.append(Problem(self.file, at, text))
        return INVALID

    def wanted(self, hint: Any) -> str:
        """What may stand where `hint` describes it, in words."""
        says, origin = self.says, get_origin(hint)
        if origin is Annotated:
            inner, *rules = get_args(hint)
            kind = self.wanted(inner)
            bounds = [rule for rule in rules if isinstance(rule, Between)]
            return says.span(kind, bounds[0].minimum, bounds[0].maximum) if bounds else kind
        if origin in UNIONS:
            return self.wanted(_without_none(hint))
        if origin is tuple:
            return says.a_table if _is_named(get_args(hint)[0]) else says.a_list
        if origin is Mapping or is_dataclass(hint):
            return says.a_table
        if hint is Words:
            languages = says.both.format(one=NEEDED_LANGUAGES[0], other=NEEDED_LANGUAGES[1])
            return says.a_text_in.format(languages=languages)
        if issubclass(hint, StrEnum):
            return says.a_choice.format(known=", ".join(member.value for member in hint))
        return says.plain[hint]

    def _not_a(self, wanted: str, value: object, at: str) -> _Invalid:
        shown = self.says.shown(value)
        return self.note(at, self.says.not_a.format(value=shown, wanted=wanted))

    def _plain(self, hint: type, value: object, at: str, wanted: str = "") -> Any:
        if hint is float and type(value) is int and abs(value) < LARGEST:
            return float(value)
        if type(value) is not hint or (type(value) is float and not math.isfinite(value)):
            return self._not_a(wanted or self.wanted(hint), value, at)
        if isinstance(value, str) and not value.strip():
            return self.note(at, self.says.empty.format(wanted=self.wanted(hint)))
        return value

    def _bounded(self, hint: Any, value: object, at: str) -> Any:
        inner, *rules = get_args(hint)
        if inner in self.says.plain:  # so that a wrong kind is told with the bounds
            found = self._plain(inner, value, at, self.wanted(hint))
        else:
            found = self.read(inner, value, at)
        if isinstance(found, _Invalid):
            return found
        for rule in rules:
            if told := out_of_bounds(found, rule, self.says, whole=inner is int):
                return self.note(at, told)
        return found

    def _enum(self, hint: type[StrEnum], value: object, at: str) -> Any:
        known = [member.value for member in hint]
        if isinstance(value, str) and value in known:
            return hint(value)
        shown = self.says.shown(value)
        return self.note(at, self.says.one_of.format(value=shown, known=", ".join(known)))

    def _words(self, value: object, at: str) -> Any:
        if not isinstance(value, dict):
            return self._not_a(self.wanted(Words), value, at)
        texts = {
            language: self._plain(str, text, f"{at}.{language}") for language, text in value.items()
        }
        for language in NEEDED_LANGUAGES:
            if language not in texts:
                missing = self.says.missing.format(wanted=self.wanted(str))
                texts[language] = self.note(f"{at}.{language}", missing)
        for language in texts:
            if not re.fullmatch("[a-z]{2}", language):
                texts[language] = self.note(f"{at}.{language}", self.says.not_a_language)
        return _whole(texts.values(), lambda: Words(texts))

    def _tuple(self, hint: Any, value: object, at: str) -> Any:
        if _is_named(hint):
            table = self._mapping(str, hint, value, at)
            return table if isinstance(table, _Invalid) else tuple(table.values())
        if not isinstance(value, list):
            return self._not_a(self.says.a_list, value, at)
        items = [self.read(hint, item, f"{at}.{index}") for index, item in enumerate(value)]
        for index, item in enumerate(items):
            if not isinstance(item, _Invalid) and item in items[:index]:
                text = self.says.twice.format(value=self.says.shown(value[index]))
                items[index] = self.note(f"{at}.{index}", text)
        return _whole(items, lambda: tuple(items))

    def _mapping(self, key_hint: Any, hint: Any, value: object, at: str) -> Any:
        if not isinstance(value, dict):
            return self._not_a(self.says.a_table, value, at)
        items: dict[Any, Any] = {}
        for name, item in value.items():
            key = self._key(key_hint, name, _join(at, name))
            if _is_named(hint) and isinstance(item, dict):
                if "key" in item:
                    self.note(f"{_join(at, name)}.key", self.says.is_key)
                item = {**item, "key": name}
            items[key] = self.read(hint, item, _join(at, name))
        return _whole([*items, *items.values()], lambda: FrozenTable(items))

    def _key(self, hint: Any, name: str, at: str) -> Any:
        if hint is not str:
            return self._enum(hint, name, at)
        if KEY.fullmatch(name):
            return name
        return self.note(at, self.says.not_a_name)

    def _dataclass(self, schema: type, value: object, at: str) -> Any:
        if not isinstance(value, dict):
            return self._not_a(self.says.a_table, value, at)
        known = {field.name: field for field in fields(schema)}
        for name in value.keys() - known.keys():
            self.note(_join(at, name), _unknown(name, list(known), self.says))
        given = {
            name: self.read(hints(schema)[name], value[name], _join(at, name))
            if name in value
            else self._left_out(field, hints(schema)[name], _join(at, name))
            for name, field in known.items()
        }
        built = _whole(given.values(), lambda: schema(**given))
        if isinstance(built, Coherent):
            prefix = f"{at}." if at else ""
            return _whole(
                [self.note(prefix + key, self.says.of(told)) for key, told in built.faults()],
                lambda: built,
            )
        return built

    def _left_out(self, field: "Field[Any]", hint: Any, at: str) -> Any:
        if field.default is not MISSING:
            return field.default
        return self.note(at, self.says.missing.format(wanted=self.wanted(hint)))


def out_of_bounds(
    value: float, rule: Between, says: Sentences = ENGLISH, *, whole: bool = False
) -> str:
    """What is wrong with a number, or nothing."""
    if rule.minimum <= value <= rule.maximum:
        return ""
    sentence = says.less if value < rule.minimum else says.more
    kind = says.plain[int if whole else float]
    return sentence.format(
        value=says.shown(value), minimum=f"{rule.minimum:g}", maximum=f"{rule.maximum:g}",
        wanted=says.span(kind, rule.minimum, rule.maximum),
    )  # fmt: skip


def _is_named(hint: Any) -> bool:
    """Whether values of this kind stand in a table by their own names."""
    return is_dataclass(hint) and "key" in hints(typing.cast(type, hint))


def _whole(parts: typing.Iterable[Any], build: Callable[[], Any]) -> Any:
    """Build from parts that could all be read."""
    return INVALID if any(isinstance(part, _Invalid) for part in parts) else build()


def _without_none(hint: Any) -> Any:
    return next(inner for inner in get_args(hint) if inner is not type(None))


def _join(at: str, name: str) -> str:
    named = name if BARE.fullmatch(name) else f'"{name}"'
    return f"{at}.{named}" if at else named


def _unknown(name: str, known: list[str], says: Sentences) -> str:
    near = get_close_matches(name, known, n=1)
    meant = says.meant.format(near=near[0]) if near else says.known.format(known=", ".join(known))
    return f"{says.unknown}; {meant}"
