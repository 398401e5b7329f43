"""Who may change the panel: one before the round, two while it is open, nobody after."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from award.people.domain.acts import inside_words
from award.people.domain.two_persons import ActLapsed, ActRefused, approve
from award.people.models import Proposal, Role
from tests.factories import get_round, make_edition, make_organiser, move_round
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.leaving import leave, leave_herself
from voting.jury.domain.panel_changes import invite, let_leave
from voting.jury.domain.progress import progress
from voting.jury.domain.scoring import complete
from voting.jury.domain.standing import PanelStands
from voting.jury.models import Juror, ScoreSheet

pytestmark = pytest.mark.django_db
ALL = {"forebild": 5, "insats": 4, "spridning": 3}
THREE = [(f"van{n}@example.org", f"Vän {n}") for n in range(3)]


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def leave_url(juror):
    edition = juror.edition
    return reverse("desk_jury_leaves", args=[edition.award.slug, edition.year, juror.pk])


def jury_url(edition):
    with translation.override("en"):
        return reverse("desk_jury", args=[edition.award.slug, edition.year])


def close_round(edition):
    move_round(get_round(edition, "jury"), closes_in=timedelta(minutes=-5))


def test_before_the_round_opens_one_organiser_invites_and_lets_leave():
    edition = make_edition("nomination")
    organiser = make_organiser(edition)

    proposal = invite(edition, THREE, by=organiser)
    juror = Juror.objects.filter(edition=edition).first()
    let_leave(juror, by=organiser, reason="Ny tjänst")

    assert proposal is None
    assert Juror.objects.filter(edition=edition).sitting().count() == 2


def test_in_an_open_round_one_organiser_brings_nobody_in(edition, entry):
    organiser = make_organiser(edition)

    signed_in(organiser).post(
        jury_url(edition), {"people": "\n".join(e for e, _ in THREE), "reason": "Fler behövs"}
    )

    (proposal,) = Proposal.objects.filter(kind="jury.panel")
    assert Juror.objects.filter(edition=edition).count() == 1
    assert not Role.objects.filter(person__email="van0@example.org").exists()
    assert proposal.is_waiting


def test_in_an_open_round_two_bring_jurors_in(edition, entry):
    proposal = invite(edition, THREE, by=make_organiser(edition), reason="Fler behövs")

    approve(proposal, by=make_organiser(edition))

    assert Juror.objects.filter(edition=edition).sitting().count() == 4
    assert len(progress(edition)) == 4


def test_in_an_open_round_one_organiser_sends_nobody_away(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)
    organiser = make_organiser(edition)

    signed_in(organiser).post(leave_url(juror), {"reason": "Passar inte", "sure": "1"})

    assert ScoreSheet.objects.counting().count() == 1
    assert Proposal.objects.get(kind="jury.panel").subject == f"juror:{juror.pk}"


def test_in_an_open_round_two_let_a_juror_leave_and_let_her_in_again(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)
    one, other = make_organiser(edition), make_organiser(edition)

    approve(let_leave(juror, by=one, reason="Ny tjänst"), by=other)
    gone = ScoreSheet.objects.counting().count()
    approve(invite(edition, [(juror.person.email, "")], by=one, reason="Hon är kvar"), by=other)

    assert (gone, ScoreSheet.objects.counting().count()) == (0, 1)


def test_a_juror_who_organises_leaves_by_herself(edition, juror):
    proposal = let_leave(juror, by=juror.person, reason="Ny tjänst")

    juror.refresh_from_db()
    assert proposal is None
    assert juror.left_at is not None


def test_in_the_grace_nobody_leaves_and_nobody_comes(edition, juror, entry):
    complete(juror=juror, entry=entry, scores=ALL)
    organiser = make_organiser(edition)
    close_round(edition)

    signed_in(organiser).post(leave_url(juror), {"reason": "Passar inte", "sure": "1"})
    answer = signed_in(organiser).post(
        jury_url(edition), {"people": "van@example.org", "reason": "Fler behövs"}
    )

    assert answer.status_code == 422
    assert "who sat in the jury stands" in answer.text
    assert ScoreSheet.objects.counting().count() == 1
    assert Juror.objects.filter(edition=edition).count() == 1
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("phase", ["vote", "counting", "announced"])
def test_no_way_changes_a_panel_whose_round_is_over(phase):
    edition = make_edition(phase)
    juror = Juror.objects.create(edition=edition, person=make_organiser(edition))

    with pytest.raises(PanelStands):
        leave(juror=juror, by=make_organiser(edition), reason="Passar inte")
    with pytest.raises(PanelStands):
        invite_juror(edition=edition, email="ny@example.org", by=make_organiser(edition))

    juror.refresh_from_db()
    assert juror.left_at is None


def test_what_is_approved_after_the_closing_lapses(edition, juror):
    proposal = let_leave(juror, by=make_organiser(edition), reason="Ny tjänst")
    close_round(edition)

    with pytest.raises(ActLapsed):
        approve(proposal, by=make_organiser(edition))

    juror.refresh_from_db()
    proposal.refresh_from_db()
    assert (juror.left_at, proposal.state) == (None, "lapsed")


def test_a_juror_who_has_left_meanwhile_is_not_sent_away_again(edition, juror):
    proposal = let_leave(juror, by=make_organiser(edition), reason="Ny tjänst")
    leave_herself(juror, reason="Jag hinner inte")

    with pytest.raises(ActLapsed):
        approve(proposal, by=make_organiser(edition))


def test_a_juror_who_says_after_the_closing_that_it_was_not_for_her_leaves_her_sheets(
    edition, juror, entry
):
    complete(juror=juror, entry=entry, scores=ALL)
    close_round(edition)

    leave_herself(juror, reason="Inbjudan var inte till mig")

    assert ScoreSheet.objects.counting().count() == 1
    assert not Role.objects.filter(person=juror.person, kind="juror").exists()


def test_public_words_name_no_juror_and_those_inside_do(edition, juror):
    proposal = let_leave(juror, by=make_organiser(edition), reason="Ny tjänst")

    public = str(proposal.words)
    assert "juror@example.org" in " ".join(inside_words(proposal))
    assert "juror@example.org" not in public


def test_a_change_of_an_open_panel_takes_a_reason(edition, juror):
    with pytest.raises(ActRefused):
        let_leave(juror, by=make_organiser(edition), reason=" ")


def test_page_says_who_decides_and_asks_why(edition, juror):
    page = signed_in(make_organiser(edition)).get(jury_url(edition))

    assert "another person decides" in page.text
    assert 'name="reason"' in page.text


def test_lone_organiser_may_name_a_witness(edition):
    alone = signed_in(make_organiser(edition)).get(jury_url(edition))
    make_organiser(edition)
    two = signed_in(make_organiser(edition)).get(jury_url(edition))

    assert ("witness_email" in alone.text, "witness_email" in two.text) == (True, False)
