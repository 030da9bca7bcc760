"""Files that only the holder of a key elsewhere can open (the age format), whole or not at all."""

import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage

BEGINNING = "AGE-SECRET-KEY-"
"""How a private key begins."""


class BackupTrouble(Exception):
    """Something an operator can do something about, in Dutch."""


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder for plain copies that nobody else can enter and that is gone afterwards."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".work-", dir=folder) as name:
        yield Path(name)


def new_pair() -> tuple[str, str]:
    """A public and a private key."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def recipients(written: list[str]) -> list[pyrage.x25519.Recipient]:
    """The public keys a copy is made for.

    Raises: BackupTrouble when there is none or one cannot be read.
    """
    if not written:
        raise BackupTrouble(
            "Voor wie is de reservekopie? Geef een openbare sleutel met --to age1… of in"
            " NAAST_BACKUP_RECIPIENT. Nieuwe sleutels maakt: naast backup keygen"
        )
    for text in written:
        if text.startswith(BEGINNING):
            raise BackupTrouble("Dat is de geheime sleutel. Die hoort niet op deze server.")
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in written]
    except pyrage.RecipientError:
        raise BackupTrouble("De openbare sleutel klopt niet. Hij begint met age1.") from None


def identity(path: Path) -> pyrage.x25519.Identity:
    """The private key in a file as `naast backup keygen` or age itself writes it.

    Raises: BackupTrouble.
    """
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        raise BackupTrouble(
            f"Het bestand met de geheime sleutel is niet te lezen: {path}"
        ) from None
    secret = next((line for line in lines if line.startswith(BEGINNING)), "")
    try:
        return pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError:
        raise BackupTrouble(f"In {path} staat geen geheime sleutel ({BEGINNING}1…).") from None


def seal(source: Path, target: Path, readers: list[pyrage.x25519.Recipient]) -> None:
    """Encrypt a file. `target` appears when it is whole and on the disk."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        with source.open("rb") as plain, part.open("xb") as sealed:
            part.chmod(0o600)
            pyrage.encrypt_io(plain, sealed, readers)
            sealed.flush()
            os.fsync(sealed.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)  # the name too must survive a power cut
    os.close(folder)


def unseal(source: Path, target: Path, key: pyrage.x25519.Identity) -> None:
    """Decrypt a file.

    Raises: BackupTrouble when it is not for this key or was damaged.
    """
    try:
        with source.open("rb") as sealed, target.open("xb") as plain:
            pyrage.decrypt_io(sealed, plain, [key])
    except FileNotFoundError:
        raise BackupTrouble(f"Dit bestand is er niet: {source}") from None
    except (pyrage.DecryptError, OSError):
        raise BackupTrouble(
            f"{source.name} gaat niet open: het is voor een andere sleutel, of beschadigd."
        ) from None


def pack(archive: Path, files: Mapping[str, Path]) -> None:
    """Put files in one, under their names."""
    with tarfile.open(archive, "x") as tar:
        for name, path in files.items():
            tar.add(path, arcname=name, recursive=False)


def unpack(archive: Path, folder: Path) -> None:
    """Take the files out again, nowhere but in `folder`.

    Raises: BackupTrouble.
    """
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")  # refuses paths that lead outside
    except tarfile.TarError:
        raise BackupTrouble("Dit is geen reservekopie van Naast, of hij is niet heel.") from None
