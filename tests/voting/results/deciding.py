"""What people decide about a result: proposed by one, approved by another."""

from award.people.domain.two_persons import approve, propose
from tests.factories import make_organiser
from tests.voting.results.playing import CATEGORY, alias, newest
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.domain.standings import category_results

SIGNED_IN = "django.contrib.auth.backends.ModelBackend"


def two_of(edition):
    return [make_organiser(edition) for _ in range(2)]


def proposed(edition, kind, *, by, slugs=(), reason="Så blev det.", minutes="", **options):
    result = newest(edition)
    payload = payload_of(
        result, CATEGORY, aliases=[alias(edition, slug) for slug in slugs], minutes=minutes
    )
    subject = subject_of(CATEGORY)
    options = {"reason": reason, "payload": payload, "subject": subject} | options
    return propose(kind, edition=edition, by=by, **options)


def decided(edition, kind, **options):
    one, other = two_of(edition)
    approve(proposed(edition, kind, by=one, **options), by=other)
    return newest(edition)


def state_of(edition) -> str:
    return category_results(newest(edition))[0].state
