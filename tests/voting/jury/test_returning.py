"""A juror who has left and is invited again."""

import pytest

from award.log.models import LogEntry
from award.mail.models import Message
from award.people.models import PastRole, Role
from tests.factories import make_role
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave
from voting.jury.domain.progress import progress
from voting.jury.domain.scoring import complete

pytestmark = pytest.mark.django_db
ALL = {"forebild": 5, "insats": 4, "spridning": 3}


@pytest.fixture
def owner(edition):
    return make_role(edition, "owner")


def come_back(juror):
    leave(juror=juror, by=juror.invited_by, reason="Ny tjänst")
    return invite_juror(edition=juror.edition, email="juror@example.org", by=juror.invited_by)


def test_return_stands_in_the_log(juror):
    come_back(juror)

    actions = LogEntry.objects.filter(action__startswith="juror.").order_by("seq")
    assert list(actions.values_list("action", flat=True)) == [
        "juror.invited", "juror.left", "juror.reinstated",
    ]  # fmt: skip


def test_return_stands_in_the_organisations_log(edition, juror):
    come_back(juror)

    mine = LogEntry.objects.filter(organisation=edition.award.organisation).order_by("seq")
    actions = list(mine.values_list("action", flat=True))
    assert actions[-2:] == ["role.revoked", "role.reinstated"]


def test_return_and_leaving_are_mailed_to_the_owners(owner, juror):
    come_back(juror)

    told = Message.objects.filter(recipient=owner.email).values_list("occasion", flat=True)
    assert sorted(occasion.partition(":")[0] for occasion in told) == [
        "role_given", "role_given", "role_withdrawn",
    ]  # fmt: skip


def test_who_returns_is_invited_again_and_gets_in(edition, juror):
    again = come_back(juror)

    invited = Message.objects.filter(
        recipient="juror@example.org", occasion__startswith="juror-invited:"
    )
    assert (again.pk, again.left_at, invited.count()) == (juror.pk, None, 2)
    assert Role.objects.filter(person=juror.person, kind="juror", edition=edition).count() == 1
    assert PastRole.objects.filter(person=juror.person, kind="juror").count() == 1


def test_sheets_of_who_returns_count_again(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)

    come_back(juror)

    assert [(p.assigned, p.completed) for p in progress(edition)] == [(1, 1)]


def test_leaving_twice_is_told_once(owner, juror):
    leave(juror=juror, by=juror.invited_by, reason="Ny tjänst")
    leave(juror=juror, by=juror.invited_by, reason="Ny tjänst")

    assert LogEntry.objects.filter(action="juror.left").count() == 1
    assert Message.objects.filter(occasion__startswith="role_withdrawn").count() == 2
