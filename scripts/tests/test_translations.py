from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import translations

TEMPLATE = """\
{% load i18n %}{% trans "Hello" %} {% translate 'You (two)' as both %}
{% blocktranslate with name=person.name %}Hi {{ name }}, it's "fine" (now){% endblocktranslate %}
{% blocktranslate count families=n trimmed %}
  {{ families }} family
{% plural %}
  {{ families }} families
{% endblocktranslate %}
{% button label=_("Say yes") kind="primary" %} {{ _("It's you") }} {% trans "May" context "month" %}
"""


def found_in(path: Path, text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    path.write_text(text)
    return list(translations.texts_in(path))


def test_texts_of_a_template_are_found_in_tags_blocks_and_arguments(tmp_path: Path) -> None:
    assert found_in(tmp_path / "page.html", TEMPLATE) == [
        (None, ("Hello",)),
        (None, ("You (two)",)),
        (None, ('Hi %(name)s, it\'s "fine" (now)',)),
        (None, ("%(families)s family", "%(families)s families")),
        (None, ("Say yes",)),
        (None, ("It's you",)),
        ("month", ("May",)),
    ]


def test_texts_of_code_are_found_with_plural_and_context(tmp_path: Path) -> None:
    code = """_("Yes"); ngettext("%(n)s day", "%(n)s days", n); pgettext_lazy("month", "May")"""
    assert found_in(tmp_path / "code.py", code) == [
        (None, ("Yes",)),
        (None, ("%(n)s day", "%(n)s days")),
        ("month", ("May",)),
    ]


@pytest.mark.parametrize(
    ("text", "translation", "trouble"),
    [
        ("Hello", "Hallo", None),
        ("Hello", "", "niet vertaald"),
        ("Hi %(name)s", "Dag %(naam)s", "andere invulplekken (%(naam)s, %(name)s)"),
        ("Hi {name}", "Dag", "andere invulplekken ({name})"),
        (("%(n)s day", "%(n)s days"), ("%(n)s dag", "%(n)s dagen"), None),
        (("one day", "%(n)s days"), ("een dag", "%(n)s dagen"), None),
        (("%(n)s day", "%(n)s days"), ("%(n)s dag", ""), "niet vertaald"),
    ],
)
def test_a_translation_is_whole_or_its_trouble_is_named(
    text: str | tuple[str, str], translation: str | tuple[str, str], trouble: str | None
) -> None:
    assert translations.incomplete(Message(text, translation)) == trouble


def test_an_uncertain_translation_does_not_count() -> None:
    assert translations.incomplete(Message("Hello", "Hoi", flags={"fuzzy"})) is not None


def test_a_catalogue_holds_no_line_numbers_and_no_dates() -> None:
    catalog = Catalog(locale="nl", fuzzy=False)
    catalog.add("Hello", "Hallo", locations=[("naast/home/views.py", 12)])
    text = translations.as_po(catalog, "nl").decode()
    assert "#: naast/home/views.py\n" in text
    assert "-Date:" not in text
    assert "Plural-Forms: nplurals=2; plural=(n != 1);\\n" in text
