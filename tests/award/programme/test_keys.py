"""The key outside the database: made once, its owner's alone, and never another's."""

import hmac
import stat
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from award.programme.domain.keeping import check_key, introduce_key, refuse_without_key
from award.programme.keys import KeyUnusable, derive, fingerprint, mac, make_key
from award.programme.models import KnownKey


@pytest.fixture
def file(tmp_path, settings):
    settings.KEY_FILE = tmp_path / "keys" / "forebild.key"
    return settings.KEY_FILE


@pytest.fixture
def key(file):
    make_key(file)
    return file


def test_key_is_for_its_owner_alone(key):
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (key, key.parent)]

    assert modes == [0o600, 0o700]
    assert [path.name for path in key.parent.iterdir()] == ["forebild.key"]


def test_key_that_lies_there_stays(key):
    before = key.read_text()

    make_key(key)

    assert key.read_text() == before


def test_twenty_who_make_it_at_once_make_one(file):
    found, start = set(), threading.Barrier(20)

    def make():
        start.wait()
        make_key(file)
        found.add(file.read_text())

    threads = [threading.Thread(target=make) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 1


def test_keys_for_two_purposes_or_two_salts_have_nothing_in_common(key):
    derived = {derive("a"), derive("b"), derive("a", salt=b"1"), derive("a", salt=b"2")}

    assert len(derived) == 4
    assert {len(each) for each in derived} == {32}
    assert derive("a", salt=b"1") == derive("a", salt=b"1")


def test_mac_is_of_the_words_and_of_the_key(key, settings):
    first, other = mac("a", "word"), mac("a", "other word")
    settings.KEY_FILE = key.with_name("second.key")
    make_key(settings.KEY_FILE)

    assert len({first, other, mac("a", "word")}) == 3


def test_derivation_is_that_of_rfc_5869(file):
    """Anybody can check it with a library of her own: here the two steps by hand."""
    file.parent.mkdir()
    file.write_text("0b" * 32)
    file.chmod(0o600)
    extracted = hmac.digest(b"salt", b"\x0b" * 32, "sha256")

    assert derive("codes", salt=b"salt") == hmac.digest(extracted, b"forebild:codes\x01", "sha256")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601, 0o777])
def test_key_that_others_can_read_is_refused_with_what_to_do(key, mode):
    key.chmod(mode)

    with pytest.raises(KeyUnusable, match=f"can be read by others: chmod 600 {key}"):
        derive("a")


@pytest.mark.parametrize("words", ["", "no hexadecimal digits", "00" * 31, "00" * 33])
def test_what_is_no_key_is_refused(key, words):
    key.write_text(words)

    with pytest.raises(KeyUnusable, match="holds no key"):
        derive("a")


def test_key_that_is_not_there_is_refused(file):
    with pytest.raises(KeyUnusable, match="No such file"):
        derive("a")


@pytest.mark.django_db
def test_new_installation_gets_a_key_that_its_database_knows(file):
    _forget_keys()

    introduce_key()

    assert KnownKey.objects.get().fingerprint == fingerprint()
    assert fingerprint() not in file.read_text()


@pytest.mark.django_db
def test_introduced_twice_it_is_the_same(file):
    _forget_keys()

    introduce_key()
    introduce_key()

    assert KnownKey.objects.count() == 1


@pytest.mark.django_db
def test_key_is_not_made_where_the_database_knows_one_that_is_gone(file):
    _know("a" * 64)

    with pytest.raises(KeyUnusable, match="knows a key, and there is none"):
        introduce_key()

    assert not file.exists()


@pytest.mark.django_db
def test_another_key_than_the_databases_own_is_refused(key):
    _know("a" * 64)

    with pytest.raises(KeyUnusable, match="not the one that this database knows"):
        check_key()


@pytest.mark.django_db
def test_newest_that_the_database_knows_is_in_use(key):
    _know("a" * 64)
    _know(fingerprint())

    check_key()


@pytest.mark.django_db(transaction=True)
def test_service_does_not_start_with_anothers_key(key):
    _know("a" * 64)

    with pytest.raises(SystemExit, match=r"docs/operations\.md"):
        refuse_without_key()


@pytest.mark.django_db(transaction=True)
def test_service_starts_with_its_own(key):
    _know(fingerprint())

    refuse_without_key()


@pytest.mark.django_db
def test_migrate_says_in_a_line_that_the_key_is_missing(file):
    _know("a" * 64)

    with pytest.raises(CommandError, match="put it back from its own back-up"):
        call_command("migrate", verbosity=0)


@pytest.mark.django_db
def test_readyz_tells_that_the_key_is_anothers(client, key):
    _know("a" * 64)

    assert client.get("/readyz").json()["key"] == "not the database's own"


@pytest.mark.django_db
def test_readyz_is_content_with_its_own(client, key):
    _know(fingerprint())

    assert client.get("/readyz").json()["key"] == "ok"


@pytest.mark.django_db
def test_database_holds_nothing_of_the_key(key):
    _know(fingerprint())

    words = str(list(KnownKey.objects.values_list()))

    assert key.read_text().strip() not in words
    assert derive("a").hex() not in words


def _know(words):
    KnownKey.objects.create(fingerprint=words)


def _forget_keys():
    """As in a database that has just been made; put right when the test's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE programme_knownkey DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM programme_knownkey")
