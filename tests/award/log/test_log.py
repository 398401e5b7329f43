import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, OperationalError

from award.log.domain.erasing import erase_payload
from award.log.domain.recording import FIRST_HASH, record
from award.log.domain.verifying import LogFault, verify_log
from award.log.models import LogEntry, LogPayload
from tests.factories import make_edition, make_person

REFUSED = (IntegrityError, InternalError, OperationalError)


@pytest.mark.django_db
def test_record_chains_each_entry_to_the_one_before():
    person = make_person()

    first = record("thing.made", actor=person, object="thing:1", after={"name": "Åsa"})
    second = record("thing.changed", actor="task:tick", object="thing:1", reason="för att")

    assert (first.seq, first.prev_hash) == (1, FIRST_HASH)
    assert (second.seq, second.prev_hash) == (2, first.hash)
    assert (first.actor, second.actor) == (f"person:{person.pk}", "task:tick")


@pytest.mark.django_db
def test_entry_holds_no_personal_data():
    person = make_person(name="Åsa Personsson")

    entry = record("thing.made", actor=person, object="thing:1", after={"email": "asa@example.org"})

    row = " ".join(str(getattr(entry, f.attname)) for f in entry._meta.concrete_fields)
    assert "sa Person" not in row
    assert "example.org" not in row
    assert entry.payload.content["actor"] == "Åsa Personsson"


@pytest.mark.django_db
def test_untouched_log_verifies():
    for number in range(5):
        record("thing.made", actor="system", object=f"thing:{number}")

    report = verify_log()

    assert (report.entries, report.erased, report.faults) == (5, 0, ())
    assert report.head == LogEntry.objects.get(seq=5).hash


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_logentry SET action = 'x'",
        "DELETE FROM log_logentry",
        "UPDATE log_logpayload SET content = '{}'",
        "DELETE FROM log_logpayload",
    ],
)
def test_database_refuses_to_change_the_log(statement):
    record("thing.made", actor="system", object="thing:1")

    with pytest.raises(REFUSED, match="append-only"), transaction.atomic():
        _execute(statement)


@pytest.mark.django_db(transaction=True)
def test_database_refuses_to_empty_the_log():
    record("thing.made", actor="system", object="thing:1")

    with pytest.raises(REFUSED, match="append-only"):
        _execute("TRUNCATE log_logentry CASCADE")

    assert LogEntry.objects.count() == 1


TAMPERING = [
    ("UPDATE log_logentry SET action = 'thing.lost' WHERE seq = 2", 2, "has been changed"),
    ("UPDATE log_logentry SET at = at + interval '1 s' WHERE seq = 2", 2, "has been changed"),
    ("UPDATE log_logentry SET actor = 'person:9' WHERE seq = 2", 2, "has been changed"),
    ("UPDATE log_logentry SET organisation_id = 9 WHERE seq = 2", 2, "has been changed"),
    ("UPDATE log_logpayload SET content = '{}' WHERE seq = 2", 2, "in detail has been changed"),
    (
        "DELETE FROM log_logpayload WHERE seq = 2; DELETE FROM log_logentry WHERE seq = 2",
        3,
        "entry 2 is missing",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("statement", "seq", "what"), TAMPERING)
def test_tampering_by_somebody_who_owns_the_database_is_found(statement, seq, what):
    for number in range(3):
        record("thing.made", actor="system", object=f"thing:{number}")

    _tamper(statement)

    faults = verify_log().faults
    assert (faults[0].seq, what in faults[0].what) == (seq, True)


@pytest.mark.django_db
def test_rewritten_entry_breaks_the_chain_after_it():
    """Whoever also recomputes the entry's own hash is betrayed by the next entry."""
    for number in range(3):
        record("thing.made", actor="system", object=f"thing:{number}")

    _tamper(f"UPDATE log_logentry SET hash = '{'a' * 64}' WHERE seq = 2")

    assert LogFault(3, "does not follow from the entry before it") in verify_log().faults


@pytest.mark.django_db
def test_cut_off_end_is_found_by_an_earlier_head():
    entries = [record("thing.made", actor="system", object=f"thing:{n}") for n in range(3)]

    _tamper("DELETE FROM log_logpayload WHERE seq = 3")
    _tamper("DELETE FROM log_logentry WHERE seq = 3")

    assert verify_log().faults == ()
    assert verify_log(head=(3, entries[2].hash)).faults == (
        LogFault(3, "the published head is not in the log"),
    )


@pytest.mark.django_db
def test_erased_payload_leaves_the_chain_whole():
    entry = record("thing.made", actor="system", object="thing:1", after={"name": "Åsa"})

    erased = erase_payload(entry, by="system", reason="hon bad om det")

    report = verify_log()
    assert erased
    assert not LogPayload.objects.filter(entry=entry).exists()
    assert (report.entries, report.erased, report.faults) == (2, 1, ())
    assert [e.action for e in LogEntry.objects.all()] == ["thing.made", "log.erased"]


@pytest.mark.django_db
def test_payload_is_erased_once():
    entry = record("thing.made", actor="system", object="thing:1")
    erase_payload(entry, by="system", reason="hon bad om det")

    again = erase_payload(entry, by="system", reason="en gång till")

    assert not again
    assert LogEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_simultaneous_entries_make_one_chain():
    edition = make_edition()
    before = LogEntry.objects.count()

    def write() -> None:
        for _ in range(5):
            record("thing.made", actor="system", object="thing:1", edition=edition)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    report = verify_log()
    assert (report.entries - before, report.faults) == (30, ())


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _tamper(statement: str) -> None:
    """Change the log as somebody can who owns the database: with its triggers switched off."""
    _execute("SET LOCAL session_replication_role = 'replica'")
    _execute(statement)
    _execute("SET LOCAL session_replication_role = 'origin'")
