"""Keys: what is sealed opens for its own key only, and never again when that is gone."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from pytest_django import Settings

from naast.common import keys
from naast.common.models import Key
from naast.config.environment import new_master_key
from naast.support.models import Note
from naast.support.services.notes import write_note
from tests.cast import Cast

ABOUT = "support.note.words"


def mine(cast: Cast) -> str:
    return f"household:{cast.asking.pk}"


def test_what_was_sealed_reads_back(cast: Cast) -> None:
    sealed = keys.seal(mine(cast), "De zwemles is op woensdag.", about=ABOUT)
    assert "zwemles" not in sealed
    assert keys.unseal(sealed, about=ABOUT) == "De zwemles is op woensdag."


def test_the_same_words_are_sealed_differently_each_time(cast: Cast) -> None:
    assert keys.seal(mine(cast), "ja", about=ABOUT) != keys.seal(mine(cast), "ja", about=ABOUT)


def test_it_opens_nowhere_else(cast: Cast) -> None:
    sealed = keys.seal(mine(cast), "Voor ons.", about=ABOUT)
    with pytest.raises(InvalidTag):
        keys.unseal(sealed, about="support.supportrequest.question")


def test_one_changed_byte_is_noticed(cast: Cast) -> None:
    sealed = keys.seal(mine(cast), "Voor ons.", about=ABOUT)
    raw = bytearray(base64.b64decode(sealed.removeprefix("n1:")))
    raw[-1] ^= 1
    with pytest.raises(InvalidTag):
        keys.unseal("n1:" + base64.b64encode(raw).decode(), about=ABOUT)


def test_nothing_is_sealed_for_a_family_that_does_not_exist(db: None) -> None:
    with pytest.raises(LookupError):
        keys.seal("household:987654", "Voor niemand.", about=ABOUT)


def test_the_key_of_a_family_hangs_under_its_organisation(cast: Cast) -> None:
    key = keys.key_of(mine(cast))
    assert key.organisation_id == cast.organisation.pk
    assert Key.objects.filter(owner=f"organisation:{cast.organisation.pk}").exists()


def test_without_its_key_a_text_is_gone_and_the_rest_is_still_there(cast: Cast) -> None:
    for home in (cast.asking, cast.supporting):
        write_note(actor=cast.coordinator, household_id=home.pk, words="Hallo.", now=cast.now)
    keys.destroy(mine(cast))
    words = {note.household_id: note.words for note in Note.objects.all()}
    assert words == {cast.asking.pk: "(gewist)", cast.supporting.pk: "Hallo."}


def test_another_process_forgets_an_erased_family_within_a_minute() -> None:
    assert keys.REMEMBERED_SECONDS < 60


def test_a_new_master_key_opens_all_that_was_sealed_before(cast: Cast, settings: Settings) -> None:
    sealed = keys.seal(mine(cast), "Blijft leesbaar.", about=ABOUT)
    old, new = settings.MASTER_KEYS, new_master_key()
    settings.MASTER_KEYS = [new, *old]
    keys.forget()
    assert keys.rotate_master() > 0
    settings.MASTER_KEYS = [new]
    keys.forget()
    assert keys.unseal(sealed, about=ABOUT) == "Blijft leesbaar."
    settings.MASTER_KEYS = old
    keys.forget()
    with pytest.raises(InvalidTag):
        keys.unseal(sealed, about=ABOUT)


def test_a_new_key_of_an_organisation_opens_all_that_was_sealed_before(cast: Cast) -> None:
    sealed = keys.seal(mine(cast), "Blijft leesbaar.", about=ABOUT)
    before = set(Key.objects.values_list("owner", "wrapped"))
    keys.rotate_organisation(cast.organisation.pk)
    keys.forget()
    assert keys.unseal(sealed, about=ABOUT) == "Blijft leesbaar."
    changed = {owner for owner, wrapped in Key.objects.values_list("owner", "wrapped")
               if (owner, wrapped) not in before}  # fmt: skip
    assert changed >= {mine(cast), f"organisation:{cast.organisation.pk}"}


def test_a_key_put_in_the_place_of_another_opens_nothing(cast: Cast) -> None:
    mine_, theirs = keys.key_of(mine(cast)), keys.key_of(f"household:{cast.supporting.pk}")
    sealed = keys.seal(mine(cast), "Van ons.", about=ABOUT)
    mine_.wrapped = theirs.wrapped
    mine_.save()
    keys.forget()
    with pytest.raises(InvalidTag):
        keys.unseal(sealed, about=ABOUT)
