"""Keeps the catalogues of each room: naast/<room>/locale/nl/LC_MESSAGES/django.po.

Msgids are English, so English is complete by itself; Dutch must have every one of them.

Usage: scripts/translations.py update|check|compile [room …]
  update   adds new texts, keeps translations, drops what is no longer used, sorts
  check    fails when a text is missing, empty, fuzzy, unused, when its placeholders differ, or
           when two rooms translate it differently
  compile  writes the binary catalogues Django reads
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "naast"
LANGUAGES = ("nl",)
HEADER = (
    'msgid ""\nmsgstr ""\n'
    '"Language: {language}\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: {plurals}\\n"\n\n'
)
"""Only what readers of the file need: no dates and no names, which would change by themselves."""

WITHOUT_CATALOGUE = {"config"}
"""Its two words, Dutch and English, are in Django's own catalogue."""

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")

Texts = tuple[str, ...]
"""A text, or its singular and plural."""


def rooms(chosen: list[str]) -> list[Path]:
    """The folders of the rooms named, or of all that may hold texts."""
    known = {
        folder.name: folder
        for folder in sorted(PACKAGE.iterdir())
        if (folder / "__init__.py").exists() and folder.name not in WITHOUT_CATALOGUE
    }
    if unknown := set(chosen) - set(known):
        sys.exit(f"Onbekende kamer: {', '.join(sorted(unknown))}. Kies uit: {', '.join(known)}.")
    return [known[name] for name in chosen or known]


def sources(room: Path) -> list[Path]:
    """The files of a room in which texts may stand; tests speak to nobody."""
    found = [
        *room.rglob("*.py"),
        *room.rglob("templates/**/*.html"),
        *room.rglob("templates/**/*.txt"),
    ]
    return sorted(path for path in found if "tests" not in path.relative_to(room).parts)


def extracted(room: Path) -> Catalog:
    """A catalogue of every text in a room's code and templates, without translations."""
    catalog = Catalog(fuzzy=False)
    for path in sources(room):
        where = str(path.relative_to(ROOT))
        for context, texts in texts_in(path):
            catalog.add(
                texts if len(texts) > 1 else texts[0], locations=[(where, 1)], context=context
            )
    return catalog


def texts_in(path: Path) -> Iterator[tuple[str | None, Texts]]:
    """The texts of one file, each with its context (mostly None)."""
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        code = python_of_template(code, path)
    found = extract("python", io.BytesIO(code.encode()), KEYWORDS, (), {"encoding": "utf-8"})
    for _line, texts, _comments, context in found:
        yield context, (texts,) if isinstance(texts, str) else tuple(texts)


def python_of_template(code: str, path: Path) -> str:
    """What Django's own tools make of a template: its texts as calls of gettext.

    Outside those calls it leaves rubble that is no Python, so only the calls are kept.
    """
    from django.utils.translation.template import templatize

    calls = re.findall(
        r"""\b(?:n?p?gettext|_)\((?:[^()"']|u?"(?:\\.|[^"\\])*"|u?'(?:\\.|[^'\\])*')*\)""",
        templatize(code, origin=str(path)),
    )
    return "\n".join(calls)


def catalogue_path(room: Path, language: str) -> Path:
    """Where a room keeps its texts in one language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file, or an empty one."""
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update(room: Path, language: str) -> list[str]:
    """Bring a catalogue in line with the sources. Returns what still waits for a translation."""
    wanted, path = extracted(room), catalogue_path(room, language)
    known = read(path, language)
    fresh = Catalog(locale=language, fuzzy=False)
    for message in wanted:
        if message.id:
            old = known.get(message.id, context=message.context)
            fresh.add(
                message.id,
                string=old.string if old else None,
                locations=sorted(set(message.locations)),
                flags=old.flags - {"python-format"} if old else (),
                user_comments=old.user_comments if old else (),
                context=message.context,
            )
    if not len(fresh):
        path.unlink(missing_ok=True)
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_po(fresh, language))
    return troubles(room, language)


def as_po(catalog: Catalog, language: str) -> bytes:
    """The text of a catalogue: sorted, with files but no line numbers, under our own header."""
    body = io.BytesIO()
    write_po(body, catalog, width=100, sort_output=True, omit_header=True, include_lineno=False)
    head = HEADER.format(language=language, plurals=catalog.plural_forms)
    return head.encode() + body.getvalue()


def troubles(room: Path, language: str) -> list[str]:
    """What keeps a catalogue from being complete, a line each."""
    path = catalogue_path(room, language)
    where = path.relative_to(ROOT)
    wanted, known = extracted(room), read(path, language)
    lines = []
    for message in wanted:
        if not message.id:
            continue
        found = known.get(message.id, context=message.context)
        if trouble := "ontbreekt" if found is None else incomplete(found):
            lines.append(f"{where}: {trouble}: {first(message)!r}")
    lines += [
        f"{where}: niet meer in gebruik: {first(message)!r}"
        for message in known
        if message.id and wanted.get(message.id, context=message.context) is None
    ]
    return lines


def incomplete(message: Message) -> str | None:
    """The one thing wrong with a translation, or None."""
    strings = each(message.string)
    if not all(strings):
        return "niet vertaald"
    if message.fuzzy:
        return "nog onzeker (fuzzy)"
    allowed = {mark for text in each(message.id) for mark in PLACEHOLDER.findall(text)}
    used = {mark for text in strings for mark in PLACEHOLDER.findall(text)}
    if allowed != used:
        return f"andere invulplekken ({', '.join(sorted(allowed ^ used))})"
    return None


def each(text: str | Iterable[str | None] | None) -> Texts:
    """A text as a tuple of one, a plural as a tuple of all its forms."""
    return (text,) if isinstance(text, str) else tuple(form or "" for form in text or ("",))


def first(message: Message) -> str:
    """The English text, of a plural its singular."""
    return each(message.id)[0]


def conflicts(language: str) -> list[str]:
    """Texts that two rooms translate differently: Django reads all rooms as one catalogue."""
    seen: dict[tuple[str | None, str], tuple[object, str]] = {}
    lines = []
    for room in rooms([]):
        for message in read(catalogue_path(room, language), language):
            key = (message.context, first(message)) if message.id else None
            if key is None:
                continue
            string, other = seen.setdefault(key, (message.string, room.name))
            if string != message.string:
                lines.append(
                    f"{other} en {room.name} vertalen {key[1]!r} verschillend ({language})"
                )
    return lines


def compile_catalogue(room: Path, language: str) -> list[str]:
    """Write the binary form beside a catalogue. Returns no troubles."""
    path = catalogue_path(room, language)
    if path.exists():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path, language))
    return []


def main() -> None:
    """Do one of the three for the rooms named."""
    actions = {"update": update, "check": troubles, "compile": compile_catalogue}
    options = argparse.ArgumentParser(description="De vertalingen van de kamers.")
    options.add_argument("action", choices=actions)
    options.add_argument("room", nargs="*")
    arguments = options.parse_args()
    found = [
        line
        for room in rooms(arguments.room)
        for language in LANGUAGES
        for line in actions[arguments.action](room, language)
    ]
    if arguments.action == "check":
        found += [line for language in LANGUAGES for line in conflicts(language)]
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    sys.exit(1 if found and arguments.action == "check" else 0)


if __name__ == "__main__":
    main()
