"""The numbers of a programme that an organisation may set for itself.

No number of the source is a law, because each described one place: so every one is a setting.
"""

import math
import tomllib
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

from naast.common.words import FrozenTable, Words
from naast.programmes.problems import InvalidDefinition, Problem
from naast.programmes.schema import UNIONS, Coherent, Reader, Setting, hints, out_of_bounds
from naast.programmes.sentences import DUTCH

LABELS = Path(__file__).parent / "labels.toml"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a form needs it: value, bounds (both included), unit and how people call it.

    `about` says which part of the programme it belongs to, when its label alone would not.
    """

    value: float
    minimum: float
    maximum: float
    unit: str
    label: Words
    about: Words | None
    whole: bool


def numbers_of(programme: object) -> Mapping[str, Number]:
    """Every number with a `Setting`, by its key path."""
    return FrozenTable(dict(_numbers(programme, "", None)))


def with_numbers(programme: T, own: Mapping[str, float], name: str) -> T:
    """A programme with other numbers.

    Raises: InvalidDefinition with all problems, its `file` being `name`.
    """
    known = numbers_of(programme)
    problems = [
        Problem(name, key, fault)
        for key, value in own.items()
        if (fault := _fault(known.get(key), value))
    ]
    if problems:
        raise InvalidDefinition(problems)
    changed: T = programme
    for key, value in own.items():
        changed = _set(changed, key.split("."), value if known[key].whole else float(value))
    if problems := [Problem(name, key, text) for key, text in _disagreements(changed, "")]:
        raise InvalidDefinition(problems)
    return changed


def _fault(number: Number | None, value: Any) -> str:
    if number is None:
        return DUTCH.not_changed_number
    kind = type(value)
    counts = kind is int or (kind is float and not number.whole and math.isfinite(value))
    if not counts:
        wanted = DUTCH.span(
            DUTCH.plain[int if number.whole else float], number.minimum, number.maximum
        )
        return DUTCH.not_a.format(value=DUTCH.shown(value), wanted=wanted)
    bounds = Setting(number.minimum, number.maximum)
    return out_of_bounds(typing.cast(float, value), bounds, DUTCH, whole=number.whole)


def _numbers(part: object, at: str, about: Words | None) -> Iterator[tuple[str, Number]]:
    for name, child in children(part):
        key = f"{at}.{name}" if at else name
        setting, whole = _setting(part, name)
        if setting is not None and isinstance(child, int | float):
            unit = getattr(part, setting.unit_from) if setting.unit_from else setting.unit
            bounds = setting.minimum, setting.maximum
            yield key, Number(child, *bounds, str(unit), _label(key), about, whole)
        else:
            yield from _numbers(child, key, getattr(child, "title", about))


def children(part: object) -> Iterator[tuple[str, Any]]:
    """The named parts of a value, as its key path names them."""
    if isinstance(part, tuple):
        for index, child in enumerate(part):
            yield getattr(child, "key", str(index)), child
    elif isinstance(part, FrozenTable):
        yield from part.items()
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield field.name, getattr(part, field.name)


def _setting(part: object, name: str) -> tuple[Setting | None, bool]:
    """The `Setting` of a field, if it has one, and whether it takes whole numbers only."""
    if not is_dataclass(part):
        return None, False
    hint = hints(typing.cast(type, type(part)))[name]
    if get_origin(hint) in UNIONS:
        hint = get_args(hint)[0]
    if get_origin(hint) is not Annotated:
        return None, False
    inner, rule = get_args(hint)
    return (rule if isinstance(rule, Setting) else None), inner is int


def replaced(part: T, key: str, value: object) -> T:
    """A copy in which the value at one key path differs."""
    changed: T = _set(part, key.split("."), value)
    return changed


def _set(part: Any, path: list[str], value: object) -> Any:
    """A copy in which one value differs."""
    if not path:
        return value
    name, *rest = path
    if isinstance(part, tuple):
        return tuple(
            _set(child, rest, value) if key == name else child for key, child in children(part)
        )
    if isinstance(part, FrozenTable):
        return FrozenTable({**part, name: _set(part[name], rest, value)})
    return replace(part, **{name: _set(getattr(part, name), rest, value)})


def _disagreements(part: object, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(part, Coherent):
        for key, told in part.faults():
            yield (f"{at}.{key}" if at else key), DUTCH.of(told)
    for name, child in children(part):
        yield from _disagreements(child, f"{at}.{name}" if at else name)


@cache
def labels() -> Mapping[str, Words]:
    """How people call each number, by a key path in which `*` stands for any name.

    Raises: InvalidDefinition when the file with the labels is not in order.
    """
    reader = Reader(LABELS.name)
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    texts = {key: reader.read(Words, value, key) for key, value in table.items()}
    if reader.problems:
        raise InvalidDefinition(reader.problems)
    return FrozenTable(texts)


def _label(key: str) -> Words:
    for pattern, words in labels().items():
        if fnmatchcase(key, pattern):
            return words
    raise LookupError(f"{LABELS.name} has no label for {key}")
