from scripts.wheel import faults

WHOLE = [
    "naast/__init__.py",
    "naast/ui/static/ui/vendor/naast.css",
    "naast/ui/static/ui/vendor/fonts/regular.woff2",
    "naast/ui/fonts/Regular.ttf",
    "naast/home/locale/nl/LC_MESSAGES/django.mo",
    "naast/home/templates/home/home.html",
    "naast/programmes/definitions/buurtgezinnen.toml",
    "naast/library/entries/buurtgezinnen.toml",
    "naast/places/data/postcodes-nl.csv",
    "naast-0.1.0.dist-info/licenses/LICENSE",
]


def test_a_wheel_with_all_a_user_needs_is_whole() -> None:
    assert faults(WHOLE) == []


def test_a_wheel_without_its_fonts_is_refused() -> None:
    without = [name for name in WHOLE if not name.endswith(".ttf")]
    assert faults(without) == ["ontbreekt: letters voor de PDF (naast/ui/fonts/*.ttf)"]


def test_tests_and_tools_stay_out_of_a_wheel() -> None:
    for extra in ("naast/home/tests/test_home.py", "scripts/setup.py", "conftest.py"):
        assert faults([*WHOLE, extra]) == [f"hoort er niet in: {extra}"]
