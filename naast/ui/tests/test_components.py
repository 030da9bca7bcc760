"""Components escape what they are given, refuse what does not exist, and say it in words too."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from naast.ui.components import actions, figures, lists, surfaces

SCRIPT = "<script>x</script>"


def drawn(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


def test_what_people_wrote_is_escaped() -> None:
    for markup in (
        surfaces.chip(SCRIPT),
        actions.button(SCRIPT),
        lists.reasons([SCRIPT], [SCRIPT]),
        lists.summary_row(SCRIPT, SCRIPT, "/x"),
        figures.path_figure([{"title": SCRIPT, "state": "now"}]),
        drawn("{% quote %}{{ words }}{% endquote %}", words=SCRIPT),
        drawn("{% card title=words sub=words %}{{ words }}{% endcard %}", words=SCRIPT),
    ):
        assert "<script>" not in markup


def test_blocks_hold_other_blocks() -> None:
    markup = drawn(
        "{% todo_list %}{% for n in names %}{% todo '2 dagen' n %}{% link_button 'Open' '/' %}"
        "{% endtodo %}{% endfor %}{% endtodo_list %}",
        names=["Mo", "Lisa"],
    )
    assert markup.count('<li class="todo') == 2
    assert markup.count("<a ") == 2


def test_a_button_sends_what_it_is_told() -> None:
    markup = actions.button("Ja", "secondary", name="answer", value="yes", hx_post="/x")
    for part in ('name="answer"', 'value="yes"', 'hx-post="/x"', "nl-button--secondary"):
        assert part in markup


def test_a_post_button_carries_its_token_and_its_hidden_fields() -> None:
    markup = drawn("{% post_button 'Ja' '/x' answer='yes' %}", csrf_token="token")
    assert 'name="csrfmiddlewaretoken" value="token"' in markup
    assert 'name="answer" value="yes"' in markup


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: actions.button("Ja", "loud"),
        lambda: surfaces.chip("nieuw", "purple"),
        lambda: figures.path_figure([{"title": "x", "state": "soon"}]),
        lambda: lists.avatar("Mo", "purple"),
    ],
)
def test_a_misspelt_variant_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match="is not one of"):
        wrong()


def test_the_path_says_in_words_where_it_is() -> None:
    steps: list[dict[str, Any]] = [
        {"title": "Kennismaking", "state": "done", "date": date(2026, 9, 12)},
        {"title": "Proef", "state": "now", "note": "Hoe bevalt het?"},
        {"title": "Afronden", "state": "later"},
    ]
    with translation.override("nl"):
        markup = figures.path_figure(steps)
    for words in ("(klaar)", "(hier zijn we nu)", "(later)", "za 12 september 2026", "Hoe bevalt"):
        assert words in markup
    assert markup.count('aria-current="step"') == 1
    assert markup.count("<li") == 3


def test_thousands_of_dots_are_one_line() -> None:
    markup = figures.dot_map([(x, x / 2) for x in range(4000)], title="Kaart", description="Wie")
    assert markup.count("<path") == 1
    assert len(markup) < 70_000
    assert "M10.0 5.0h0" in markup


def test_a_map_has_a_name_and_a_legend() -> None:
    with translation.override("nl"):
        markup = figures.dot_map(
            [(1.5, 2.5)], [{"points": [(1.0, 2.0)], "label": "wacht"}], title="Kaart", dot=2.5
        )
    assert '<title id="map-title">Kaart</title>' in markup
    assert "<li>" in markup
    assert "wacht" in markup
    assert 'stroke-width="2.5"' in markup, "numbers in a drawing have a point in every language"
