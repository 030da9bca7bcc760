from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from naast.config.environment import (
    database,
    env_bool,
    env_number,
    home_folder,
    openid_connect,
    organisation_logins,
)

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


def test_logins_of_organisations_come_from_a_file(tmp_path: Path) -> None:
    assert organisation_logins(tmp_path) == []
    (tmp_path / "oidc.toml").write_text(OIDC)
    (login,) = organisation_logins(tmp_path)
    assert login["domains"] == ["leiden.example"]
    (told,) = openid_connect([login])["openid_connect"]["APPS"]
    assert told["settings"] == {"server_url": "https://login.example/leiden"}


@pytest.mark.parametrize("line", ['secret = "s"\n', 'domains = ["leiden.example"]\n'])
def test_a_login_that_lacks_something_stops_the_start(tmp_path: Path, line: str) -> None:
    (tmp_path / "oidc.toml").write_text(OIDC.replace(line, ""))
    with pytest.raises(ImproperlyConfigured):
        organisation_logins(tmp_path)


def test_a_login_that_is_not_on_https_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "oidc.toml").write_text(OIDC.replace("https:", "http:"))
    with pytest.raises(ImproperlyConfigured):
        organisation_logins(tmp_path)


@pytest.mark.parametrize("written", ["", "one", "-1", "1.5"])
def test_a_number_is_a_whole_number(written: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        env_number("NAAST_PROXIES", 0, {"NAAST_PROXIES": written})


OIDC = """
[[login]]
key = "leiden"
name = "Steun in Leiden"
organisation = "Steun in Leiden"
domains = ["leiden.example"]
server = "https://login.example/leiden"
client_id = "naast"
secret = "s"
"""
