from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from naast.config.environment import database, env_bool, home_folder

HOME = Path("/srv/naast")


@pytest.mark.parametrize("spelling", ["yes", "1", "true", ""])
def test_a_setting_that_is_neither_true_nor_false_stops_the_process(spelling: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAAST_DEMO="):
        env_bool("NAAST_DEMO", default=False, source={"NAAST_DEMO": spelling})


def test_a_setting_that_is_absent_keeps_its_default() -> None:
    assert env_bool("NAAST_DEMO", default=True, source={}) is True


def test_state_lives_in_var_unless_told_otherwise() -> None:
    assert home_folder({}) == Path("var").absolute()
    assert home_folder({"NAAST_HOME": "/srv/naast"}) == HOME


def test_without_an_address_the_database_is_a_file_in_the_home_folder() -> None:
    chosen = database("", HOME)
    assert chosen["NAME"] == "/srv/naast/naast.sqlite3"
    assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgresql_address_is_taken_apart() -> None:
    chosen = database("postgresql://naast:p%40ss@db.example:5433/families", HOME)
    assert chosen["ENGINE"] == "django.db.backends.postgresql"
    assert (chosen["USER"], chosen["PASSWORD"]) == ("naast", "p@ss")
    assert (chosen["HOST"], chosen["PORT"], chosen["NAME"]) == ("db.example", "5433", "families")


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database("mysql://db.example/families", HOME)
