"""P12: a backup comes back whole, opens for nobody else, and leaves the master key at home."""

import base64
import re
import shutil
import time
from pathlib import Path

import pytest

from naast.config.backups.make import DATABASE
from naast.config.backups.sealing import identity, unpack, unseal
from tests.lasting.house import House, built
from tests.plugin_trust import Promise, size

FAMILIES = size(small=20, full=2_000)
LONGEST_MINUTES = 10
CANARIES = (b"Samira", b"El-Voorb", b"Kanarie-parent", b"een boek lezen", b"voorbeeld.test")
SIGNING = "kanarie-van-de-sleutel-die-ondertekent"


class Operator:
    """Whoever keeps copies and keys, on another computer."""

    def __init__(self, desk: Path) -> None:
        desk.mkdir(exist_ok=True)
        self.desk, self.key, self.master = desk, desk / "key", desk / "master-key"

    def make_keys(self, house: House) -> str:
        """A new pair. Returns the public one."""
        self.key.write_text(house.naast("backup", "keygen").stdout)
        found = re.search(r"age1\w+", self.key.read_text())
        assert found is not None
        return found.group()

    def back_up(self, house: House) -> Path:
        """Make a backup and take it along. Returns the copy of the data."""
        to = self.make_keys(house) if not self.key.exists() else self._public()
        done = house.naast("backup", "--to", to, "--folder", str(self.desk))
        assert done.returncode == 0, done.stderr
        shutil.copy(house.home / "master-key", self.master)
        return max(self.desk.glob("naast-data-*.age"))

    def _public(self) -> str:
        return str(identity(self.key).to_public())

    def restore(self, house: House, copy: Path, *options: str) -> "tuple[int, str]":
        """Put it back, the master key first. Returns the exit code and all that was said."""
        shutil.copy(self.master, house.home / "master-key")
        done = house.naast("restore", str(copy), "--identity", str(self.key), *options)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path / "desk")


@pytest.fixture(scope="module")
def kept(model_house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of an operator who made a backup twice."""
    operator = Operator(tmp_path_factory.mktemp("kept") / "desk")
    operator.back_up(model_house)
    time.sleep(1)  # the name of a copy counts in seconds
    operator.back_up(model_house)
    return operator.desk


@pytest.mark.trust
def test_the_drill_the_machine_is_gone_and_everything_comes_back(
    tmp_path: Path, operator: Operator, promise: Promise
) -> None:
    began = time.monotonic()
    with built(tmp_path / "home") as house:
        house.run("tests.lasting.fill", str(FAMILIES))
        (house.home / "media").mkdir()
        (house.home / "media" / "7.bin").write_bytes(b"\0sealed\xff" * 1000)
        copy = operator.back_up(house)
        before = house.run("tests.lasting.look_around")
        shutil.rmtree(house.home)
    with built(tmp_path / "new", tables=False) as house:
        code, said = operator.restore(house, copy, "--verify")
        after = house.run("tests.lasting.look_around")
        assert (house.home / "media" / "7.bin").read_bytes() == b"\0sealed\xff" * 1000
    assert code == 0, said
    assert "aantallen, inhoud en logboek zijn gelijk" in said
    assert before["rows"] == after["rows"]
    assert after["reads_own_words"]
    assert time.monotonic() - began < 60 * LONGEST_MINUTES
    rows = sum(after["rows"].values())
    promise.kept("P12", "rijen terug na een verloren machine", count=rows, broken=0, floor=300)


@pytest.mark.trust
def test_a_copy_alone_tells_nothing(house: House, operator: Operator, promise: Promise) -> None:
    operator.back_up(house)
    files = list(operator.desk.rglob("*.age"))
    found = [canary for path in files for canary in CANARIES if canary in path.read_bytes()]
    assert len(files) == 2
    assert [path.name for path in house.home.rglob(".work*")] == []
    count = len(files) * len(CANARIES)
    promise.kept("P12", "kopie zonder sleutel", count=count, broken=len(found), floor=10)


@pytest.mark.trust
def test_an_erased_family_stays_erased_when_an_older_backup_comes_back(
    house: House, operator: Operator, tmp_path: Path, promise: Promise
) -> None:
    house.run("tests.lasting.write_one")
    older = operator.back_up(house)
    assert house.run("tests.lasting.look_around")["reads_own_words"]
    assert house.run("tests.lasting.erase") == ["household:1"]
    time.sleep(1)  # the name of a copy counts in seconds
    operator.back_up(house)
    with built(tmp_path / "new", tables=False) as new:
        code, said = operator.restore(new, older, "--verify")
        seen = new.run("tests.lasting.look_around")
        rest = new.run("tests.lasting.unreadable")
    assert code == 0, said
    assert "zijn 1 sleutels vernietigd" in said
    assert not seen["reads_own_words"]
    broken = len(rest["left"]) + len(rest["readable"])
    promise.kept("P12", "gewist blijft gewist", count=rest["looked_for"], broken=broken, floor=10)


def test_the_master_key_and_the_sessions_stay_at_home(
    house: House, operator: Operator, tmp_path: Path
) -> None:
    (house.home / "secret-key").write_text(SIGNING)
    copy = operator.back_up(house)
    master = (house.home / "master-key").read_bytes().strip()
    unseal(copy, tmp_path / "archive", identity(operator.key))
    unsealed = (tmp_path / "archive").read_bytes()
    assert SIGNING.encode() not in unsealed
    assert master not in unsealed
    unpack(tmp_path / "archive", tmp_path / "all")
    assert not {"master-key", "secret-key"} & {path.name for path in (tmp_path / "all").rglob("*")}
    assert (tmp_path / "all" / DATABASE).stat().st_size > 10_000


def test_a_filled_house_is_not_overwritten_unless_it_is_named(
    house: House, operator: Operator
) -> None:
    copy = operator.back_up(house)
    before = house.run("tests.lasting.look_around")["rows"]
    code, said = operator.restore(house, copy)
    assert code == 1
    assert "Er is niets teruggezet. Hier staan al gegevens" in said
    house.run("tests.lasting.write_one")
    name = re.search(r"--into (\S+) erbij", said)
    assert name is not None
    code, said = operator.restore(house, copy, "--into", name.group(1), "--verify")
    assert code == 0, said
    assert house.run("tests.lasting.look_around")["rows"] == before


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("another key", "voor een andere sleutel, of beschadigd"),
        ("cut short", "voor een andere sleutel, of beschadigd"),
        ("one byte", "voor een andere sleutel, of beschadigd"),
        ("older keys", "De kopie van de sleutels is ouder"),
        ("no keys", "staat geen kopie van de sleutels"),
        ("no file", "Dit bestand is er niet"),
        ("another master key", "De hoofdsleutel hier opent deze sleutels niet"),
        ("public key only", "staat geen geheime sleutel"),
    ],
)
def test_what_cannot_be_trusted_is_not_put_back(
    kept: Path, bare_house: House, tmp_path: Path, harm: str, told: str
) -> None:
    operator = Operator(shutil.copytree(kept, tmp_path / "desk"))
    copy, keys = max(operator.desk.glob("*.age")), operator.desk / "keys"
    if harm == "another key":
        operator.key.unlink()
        operator.make_keys(bare_house)
    elif harm == "cut short":
        copy.write_bytes(copy.read_bytes()[:-100])
    elif harm == "one byte":
        whole = bytearray(copy.read_bytes())
        whole[len(whole) // 2] ^= 1
        copy.write_bytes(whole)
    elif harm == "older keys":
        max(keys.glob("*.age")).unlink()
    elif harm == "no keys":
        shutil.rmtree(keys)
        keys.mkdir()
    elif harm == "no file":
        copy.unlink()
    elif harm == "another master key":
        operator.master.write_text(base64.b64encode(b"x" * 32).decode())
    else:
        operator.key.write_text("# age1 alleen het openbare deel")
    code, said = operator.restore(bare_house, copy)
    assert (code, "Er is niets teruggezet" in said) == (1, True), said
    assert told in said
    assert "Traceback" not in said
    assert not bare_house.file.exists()


def test_without_somebody_to_seal_for_nothing_is_made_and_check_tells_why(
    bare_house: House,
) -> None:
    done = bare_house.naast("backup")
    assert done.returncode == 1
    assert "NAAST_BACKUP_RECIPIENT" in done.stderr
    assert not (bare_house.home / "backups").exists()
    assert "naast backup keygen" in (bare_house.home / "last-backup.json").read_text()


def test_a_private_key_is_refused_as_recipient(bare_house: House, operator: Operator) -> None:
    operator.make_keys(bare_house)
    secret = operator.key.read_text().split()[-1]
    done = bare_house.naast("backup", "--to", secret)
    assert done.returncode == 1
    assert "hoort niet op deze server" in done.stderr
    assert secret not in done.stderr


def test_pg_dump_that_is_missing_is_named_and_sqlite_needs_none(
    house: House, operator: Operator, tmp_path: Path
) -> None:
    house = House(house.home, house.url, {**house.extra, "PATH": str(tmp_path)})
    done = house.naast("backup", "--to", operator.make_keys(house))
    assert done.returncode == int(house.on_postgres)
    assert ("pg_dump ontbreekt" in done.stderr) is house.on_postgres
    assert "Traceback" not in done.stderr
    assert bool(list(house.home.rglob("*.age"))) is not house.on_postgres
