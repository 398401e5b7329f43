"""The seal of the jury's round has its finalists told, and nobody else."""

import pytest

from award.mail.domain.outbox import run_due
from award.mail.models import Effect, Message
from nominations.models import Candidate
from tests.factories import make_edition
from tests.voting.results.playing import close_jury, judge, round_content
from voting.results.domain.settling import settle

pytestmark = pytest.mark.django_db
NAMES = ("anna", "berit", "cilla", "disa", "elsa", "frida", "gun", "hedda")


@pytest.fixture
def edition():
    edition = make_edition("jury")
    judge(edition, {name: 5 - n // 2 for n, name in enumerate(NAMES)})
    for candidate in edition.candidates.all():
        Candidate.objects.filter(pk=candidate.pk).update(email=f"{candidate.slug}@example.org")
    return edition


def addresses():
    return set(
        Message.objects.filter(occasion__startswith="candidate-finalist:").values_list(
            "recipient", flat=True
        )
    )


def test_finalists_are_told_and_nobody_else(edition):
    close_jury(edition)
    run_due()

    chosen = round_content(edition, "jury")["categories"]["kategori-1"]["finalists"]
    named = Candidate.objects.filter(alias__in=chosen)
    assert addresses() == {f"{candidate.slug}@example.org" for candidate in named}
    assert 0 < len(addresses()) < len(NAMES)


def test_settled_twice_they_are_told_once(edition):
    close_jury(edition)
    settle(edition)
    run_due()
    settle(edition)
    run_due()

    mails = Message.objects.filter(occasion__startswith="candidate-finalist:")
    assert mails.count() == len(addresses())


def test_before_the_seal_nobody_is_told(edition):
    run_due()

    assert not Effect.objects.filter(name="candidates.finalist").exists()
