"""What docs/trust says is there, is there: every file, every test, every promise."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*sorted((ROOT / "docs/trust").glob("*.md")), ROOT / "SECURITY.md"]
QUOTED = re.compile(r"`([^`\n]+)`")
ABOVE = [ROOT, ROOT / "naast", ROOT / "naast/config", ROOT / "tests/abuse", ROOT / "docs/trust"]
ALL_TESTS = {
    name
    for folder in ("naast", "tests", "scripts")
    for path in (ROOT / folder).rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(document: Path) -> None:
    quoted = QUOTED.findall(document.read_text("utf-8"))
    paths = [
        text for text in quoted if re.fullmatch(r"[\w./-]+\.(?:py|csv|toml|md)|\w[\w/-]*/", text)
    ]
    missing = [path for path in paths if not any((above / path).exists() for above in ABOVE)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(document: Path) -> None:
    named = {text for text in QUOTED.findall(document.read_text("utf-8"))
             if re.fullmatch(r"test_\w+", text)}  # fmt: skip
    assert named <= ALL_TESTS


def test_every_link_leads_somewhere() -> None:
    for document in DOCUMENTS:
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text("utf-8"))
        assert not [link for link in links if not (document.parent / link).exists()], document


def test_all_promises_are_listed_in_order() -> None:
    text = (ROOT / "docs/trust/promises.md").read_text("utf-8")
    numbers = [int(found) for found in re.findall(r"^\| P(\d+) \|", text, re.MULTILINE)]
    assert list(dict.fromkeys(numbers)) == list(range(1, 26))
    assert numbers == sorted(numbers)


def test_a_template_says_what_the_organisation_fills_in() -> None:
    for name in ("dpia.md", "algoritmeregister.md"):
        text = (ROOT / "docs/trust" / name).read_text("utf-8")
        assert text.count("⟦") == text.count("⟧") >= 8
    dpia = (ROOT / "docs/trust/dpia.md").read_text("utf-8")
    advice = dpia.split("## 5.")[1].split("## 6.")[0]
    assert "⟦In te vullen door de FG" in advice


def test_no_address_of_ours_is_printed() -> None:
    for document in DOCUMENTS:
        assert not re.search(r"[\w.]+@[\w.]+\.\w+", document.read_text("utf-8")), document
