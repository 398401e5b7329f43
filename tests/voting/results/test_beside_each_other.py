"""Decisions about different categories wait beside each other; about one category only the first is done."""

import pytest
from django.db import DatabaseError, connection, transaction

from award.people.domain.two_persons import ActRefused, approve, propose
from tests.serving import as_serving
from tests.voting.results.deciding import SIGNED_IN, two_of
from tests.voting.results.extra import close, decide_extra, nobody_voted, plan_for
from tests.voting.results.playing import newest, path
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.domain.lapsing import lapse_impossible
from voting.results.domain.questions import CORRECT, WITHHOLD
from voting.results.domain.settling import settle
from voting.results.domain.winners import decision_on
from voting.results.models import EditionResult

FIRST, SECOND = "kategori-1", "kategori-2"


def about(edition, slug, *, by, kind=WITHHOLD):
    payload = payload_of(newest(edition), slug)
    return propose(
        kind, edition=edition, by=by, reason="Ingen.", payload=payload, subject=subject_of(slug)
    )


@pytest.mark.django_db
def test_approving_one_leaves_the_other_waiting():
    edition = nobody_voted()
    one, other = two_of(edition)
    first, second = (about(edition, slug, by=one) for slug in (FIRST, SECOND))

    approve(first, by=other)
    lapsed = lapse_impossible()
    approve(second, by=other)

    assert lapsed == 0
    assert newest(edition).version == 3
    assert set(newest(edition).content["decision"]) == {FIRST, SECOND}


@pytest.mark.django_db
def test_what_waits_about_another_version_is_on_the_desk_and_is_not_asked_again(client):
    edition = nobody_voted()
    one, other = two_of(edition)
    first, second = (about(edition, slug, by=one) for slug in (FIRST, SECOND))
    approve(first, by=other)
    client.force_login(other, backend=SIGNED_IN)

    page = client.get(path("desk_results", edition)).text

    assert second.sentences[0] in page
    assert path("desk_result_decision", edition, SECOND) not in page


@pytest.mark.django_db
def test_an_extra_vote_that_is_sealed_leaves_what_waits_about_another_category():
    edition = nobody_voted()
    one, other = two_of(edition)
    round = decide_extra(edition, plan_for(edition))
    waits = about(edition, SECOND, by=one)

    close(round)
    settle(edition)
    approve(waits, by=other)

    assert decision_on(newest(edition), SECOND)["kind"] == "withheld"
    assert EditionResult.objects.of(edition).count() == 4


@pytest.mark.django_db
def test_the_second_about_the_same_category_lapses():
    edition = nobody_voted()
    one, other = two_of(edition)
    first, again = about(edition, FIRST, by=one), about(edition, FIRST, by=one, kind=CORRECT)
    approve(first, by=other)

    with pytest.raises(ActRefused):
        approve(again, by=other)

    again.refresh_from_db()
    assert again.state == "lapsed"


@pytest.mark.django_db(transaction=True)
def test_the_serving_role_seals_both_and_no_third():
    edition = nobody_voted()
    one, other = two_of(edition)
    first, second = (about(edition, slug, by=one) for slug in (FIRST, SECOND))

    with as_serving():
        approve(first, by=other)
        approve(second, by=other)
        with pytest.raises(DatabaseError, match="nothing that was sealed"), transaction.atomic():
            connection.cursor().execute(
                "INSERT INTO results_editionresult (edition_id, version, content, sha256, sealed_at)"
                " SELECT edition_id, 4, content || jsonb_build_object('version', 4, 'earlier', sha256),"
                " repeat('0', 64), now() FROM results_editionresult WHERE id = %s",
                [newest(edition).pk],
            )

    assert newest(edition).version == 3
