"""Is what people type found, and how quickly, beside plain full-text search and tantivy?

    make bench-search

Fifty thousand made-up services and questions of five kinds, each from a place, with a filter on
distance. Per engine: what part of the wanted services is among the first twenty, per kind, and the
time per question (median and 95th percentile) in the same run. Engines: ours; SQLite FTS5 as it
comes; PostgreSQL's Dutch text search when DATABASE_URL leads to one; tantivy with Dutch stems, one
wrong letter, and words that begin or end with what was typed. Ours answers with a cold memory for
words: each question is another one. Then the gold set on the demo map.
Exit code 1 when a goal is missed.
"""

import os
import random
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import mean, median, quantiles
from time import perf_counter

import tantivy

from benchmarks.services import (
    KINDS,
    WITHIN_KM,
    Asked,
    Made,
    near_enough,
    questions,
    services,
)
from naast.guide import search
from naast.guide.search.text import fold
from naast.guide.taxonomy import more_parts, plain_words, sayings

COUNT = 50_000
EACH = 120
DEPTH = 20
FLOORS = {"base": 0.95, "plural": 0.95, "compound": 0.95, "diacritics": 0.95, "typo": 0.85}
SLOWER = 2.0
"""Our 95th percentile may be so many times that of tantivy."""
NORTH, EAST = WITHIN_KM / 111.19, WITHIN_KM / 68.2

Engine = Callable[[Asked], Sequence[int]]
"""Given a question: numbers of services, best first, at most `DEPTH`."""


def ours(made: Sequence[Made]) -> Engine:
    """The index of the social map."""
    index = search.Index(
        (
            search.Document(
                at, [(3.0, one.name), (1.0, one.about)], spots=[search.Spot(one.lat, one.lon)],
                checked=1,
            )
            for at, one in enumerate(made)
        ),
        more_parts(),
    )  # fmt: skip
    synonyms = search.Synonyms(sayings(), plain=plain_words())

    def find(asked: Asked) -> Sequence[int]:
        here = search.Spot(asked.lat, asked.lon)
        hits = index.search(search.Asked(asked.words, here=here, today=1), synonyms)
        near = (hit.key for hit in hits if near_enough(made[hit.key], asked.lat, asked.lon))
        return [key for key, _place in zip(near, range(DEPTH), strict=False)]

    return find


def fts5(made: Sequence[Made]) -> Engine:
    """SQLite's full-text search as it comes: small letters, no accents, no Dutch."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE text USING fts5(name, about, tokenize='unicode61')")
    base.execute("CREATE TABLE place(id INTEGER PRIMARY KEY, lat REAL, lon REAL)")
    base.executemany(
        "INSERT INTO text(rowid, name, about) VALUES (?, ?, ?)",
        ((at, one.name, one.about) for at, one in enumerate(made)),
    )
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?)",
        ((at, one.lat, one.lon) for at, one in enumerate(made)),
    )

    def find(asked: Asked) -> Sequence[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", asked.words))
        rows = base.execute(
            "SELECT text.rowid FROM text JOIN place ON place.id = text.rowid WHERE text MATCH ?"
            " AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? ORDER BY bm25(text, 3, 1) LIMIT ?",
            (words, *_square(asked), DEPTH),
        )
        return [at for (at,) in rows]

    return find


def _square(asked: Asked) -> tuple[float, float, float, float]:
    return asked.lat - NORTH, asked.lat + NORTH, asked.lon - EAST, asked.lon + EAST


def postgres(made: Sequence[Made], url: str) -> Engine:
    """PostgreSQL's text search with its Dutch dictionary and an index."""
    import psycopg

    base = psycopg.connect(url)
    base.execute("CREATE TEMP TABLE made(id int, lat float, lon float, words tsvector)")
    with base.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO made VALUES (%s, %s, %s, setweight(to_tsvector('dutch', %s), 'A')"
            " || to_tsvector('dutch', %s))",
            [(at, one.lat, one.lon, one.name, one.about) for at, one in enumerate(made)],
        )
    base.execute("CREATE INDEX ON made USING gin(words)")
    base.execute("ANALYZE made")

    def find(asked: Asked) -> Sequence[int]:
        words = " | ".join(re.findall(r"\w+", asked.words))
        rows = base.execute(
            "SELECT id FROM made, to_tsquery('dutch', %s) asked WHERE words @@ asked"
            " AND lat BETWEEN %s AND %s AND lon BETWEEN %s AND %s"
            " ORDER BY ts_rank(words, asked) DESC LIMIT %s",
            (words, *_square(asked), DEPTH),
        )
        return [at for (at,) in rows]

    return find


def rust(made: Sequence[Made]) -> Engine:
    """Tantivy: Dutch stems, one wrong letter, and words that begin or end with what was typed."""
    build = tantivy.SchemaBuilder()
    build.add_integer_field("id", stored=True)
    for name in ("name", "about"):
        build.add_text_field(name, tokenizer_name="dutch")
    build.add_text_field("plain", tokenizer_name="plain")
    for name in ("lat", "lon"):
        build.add_float_field(name, fast=True, indexed=True)
    schema = build.build()
    index = tantivy.Index(schema)
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    plain = plain.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    dutch = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    dutch = dutch.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    stemmer = dutch.filter(tantivy.Filter.stemmer("dutch")).build()
    index.register_tokenizer("dutch", stemmer)
    index.register_tokenizer("plain", plain.build())
    writer = index.writer(100_000_000)
    for at, one in enumerate(made):
        writer.add_document(
            tantivy.Document(
                id=at, name=one.name, about=one.about, plain=one.name, lat=one.lat, lon=one.lon
            )
        )
    writer.commit()
    index.reload()
    searcher, query, occur = index.searcher(), tantivy.Query, tantivy.Occur

    def ways(word: str) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        stem = (stemmer.analyze(word) or [word])[0]
        found = [
            query.boost_query(query.term_query(schema, "name", stem), 3.0),
            query.term_query(schema, "about", stem),
            query.boost_query(query.fuzzy_term_query(schema, "plain", word, 1), 1.5),
        ]
        if len(word) >= 4:
            found.append(query.regex_query(schema, "plain", f"{word}.*|.*{word}"))
        return [(occur.Should, each) for each in found]

    def find(asked: Asked) -> Sequence[int]:
        words = re.findall(r"\w+", fold(asked.words))
        south, north, west, east = _square(asked)
        number = tantivy.FieldType.Float
        whole = query.boolean_query(
            [
                (occur.Must, query.boolean_query([way for word in words for way in ways(word)])),
                (occur.Must, query.range_query(schema, "lat", number, south, north)),
                (occur.Must, query.range_query(schema, "lon", number, west, east)),
            ]
        )
        hits = searcher.search(whole, DEPTH).hits
        return [searcher.doc(address)["id"][0] for _points, address in hits]

    return find


def measure(name: str, engine: Engine, asked: Sequence[Asked]) -> tuple[dict[str, float], float]:
    """Ask everything and print what came of it. Returns: recall per kind; 95th percentile, ms."""
    recall: dict[str, list[float]] = defaultdict(list)
    took: list[float] = []
    for one in asked:
        start = perf_counter()
        found = engine(one)
        took.append((perf_counter() - start) * 1e3)
        right = len(one.wanted.intersection(found[:DEPTH]))
        recall[one.kind].append(right / min(DEPTH, len(one.wanted)))
    parts = {kind: mean(recall[kind]) for kind in KINDS}
    slow = quantiles(took, n=20)[-1]
    shown = "  ".join(f"{kind} {part:.2f}" for kind, part in parts.items())
    print(f"  {name:<11} {shown}   median {median(took):.1f} ms, p95 {slow:.1f} ms", flush=True)
    return parts, slow


def main() -> int:
    """Measure all engines. Returns the exit code."""
    chance = random.Random(20261129)
    made, written = services(chance, COUNT)
    asked = questions(chance, made, written, EACH)
    chance.shuffle(asked)
    print(f"{COUNT} services, {len(asked)} questions, within {WITHIN_KM:g} km, first {DEPTH}")
    engines: dict[str, Callable[[], Engine]] = {"FTS5": lambda: fts5(made)}
    if (url := os.environ.get("DATABASE_URL", "")).startswith("postgres"):
        engines["PostgreSQL"] = lambda: postgres(made, url)
    engines |= {"tantivy": lambda: rust(made), "Naast": lambda: ours(made)}
    results = {}
    for name, make in engines.items():
        start = perf_counter()
        engine = make()
        print(f"  {name:<11} index made in {perf_counter() - start:.1f} s")
        results[name] = measure(name, engine, asked)
    recall, slow = results["Naast"]
    goals = {f"{kind} ≥ {floor}": recall[kind] >= floor for kind, floor in FLOORS.items()}
    ratio = slow / results["tantivy"][1]
    goals[f"p95 at most {SLOWER:g} × tantivy (now {ratio:.2f} ×)"] = ratio <= SLOWER
    for goal, reached in goals.items():
        print(f"{'reached' if reached else 'MISSED '}  {goal}")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
