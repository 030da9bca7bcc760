"""Whatever somebody writes, the answer is a programme or the names of the keys that are wrong."""

import copy
import datetime
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from naast.programmes.definition import Programme
from naast.programmes.library import DEFINITIONS, load_all
from naast.programmes.schema import Reader

TEXT = (DEFINITIONS / "buurtgezinnen.toml").read_text(encoding="utf-8")
TABLE = tomllib.loads(TEXT)


def places_in(part, at=()):
    """Every spot of a table, as the keys that lead to it."""
    children = part.items() if isinstance(part, dict) else enumerate(part)
    for key, child in children:
        yield (*at, key)
        if isinstance(child, dict | list):
            yield from places_in(child, (*at, key))


SPOTS = list(places_in(TABLE))

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.dates(), st.times(), st.datetimes(),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def mangled(spots, value, rename=None):
    """A copy of the table with other values, or other names, on some spots."""
    table = copy.deepcopy(TABLE)
    for spot in spots:
        part = table
        try:
            for key in spot[:-1]:
                part = part[key]
            if rename is None or isinstance(part, list):
                part[spot[-1]] = copy.deepcopy(value)
            else:
                part[rename] = part.pop(spot[-1])
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this spot away
    return table


def read(table):
    """What is wrong; where nothing is, there is a programme."""
    reader = Reader("x.toml")
    programme = reader.read(Programme, table, "")
    assert isinstance(programme, Programme) or reader.problems
    return reader.problems


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SPOTS), min_size=1, max_size=4), values)
def test_other_values_never_break_the_reader(spots, value):
    for problem in read(mangled(spots, value)):
        assert problem.key
        assert problem.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SPOTS), min_size=1, max_size=4), st.text(max_size=10))
def test_other_names_never_break_the_reader(spots, name):
    assert all(problem.key for problem in read(mangled(spots, None, rename=name)))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SPOTS))
def test_a_value_that_cannot_be_is_named_at_its_own_key(spot):
    problems = read(mangled([spot], datetime.date(2026, 1, 1)))
    assert ".".join(map(str, spot)) in [problem.key for problem in problems]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, TEXT.count("\n")), max_size=5),
    st.lists(st.tuples(st.integers(0, len(TEXT)), st.text("=[]{}\"',.#\n é0", max_size=3))),
)
def test_torn_files_never_break_the_reader(lost_lines, inserted):
    lines = [line for n, line in enumerate(TEXT.splitlines()) if n not in lost_lines]
    text = "\n".join(lines)
    for place, what in inserted:
        text = text[:place] + what + text[place:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "buurtgezinnen.toml"
        path.write_text(text, encoding="utf-8")
        _programmes, problems = load_all(Path(folder))
    assert all(problem.file == "buurtgezinnen.toml" and problem.key for problem in problems)
