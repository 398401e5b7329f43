"""With the rights of the role that serves nobody changes what is open, closed, sealed or announced."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.domain.parting import acting_as
from award.people.domain.two_persons import approve
from award.people.models import Proposal, Role
from award.rules.domain.freezing import is_frozen
from nominations.domain.rewording import reword
from nominations.models import Candidate
from tests.award.log.tampering import got_through
from tests.factories import make_edition, make_organiser, make_role
from tests.voting.results.playing import (
    announce,
    close_jury,
    counted,
    judge,
    open_vote,
    settled,
    vote,
)
from voting.jury.models import Juror

pytestmark = pytest.mark.django_db(transaction=True)
POINTS = {"anna": 5, "berit": 4, "cecilia": 3, "eva": 3}
DAY = timedelta(days=1)

OF_A_FINALIST = {
    "rename her": "UPDATE nominations_candidate SET name = 'En annan' WHERE slug = 'anna'",
    "give her another title": "UPDATE nominations_candidate SET title = 'Chef' WHERE slug = 'anna'",
    "give her other words": "UPDATE nominations_candidate SET motivation_sv = 'x' WHERE slug = 'anna'",
    "rule her out": (
        "UPDATE nominations_candidate SET ineligible_at = now(), ineligible_rule = 'x' WHERE slug = 'anna'"
    ),
    "say yes for somebody silent": (
        "UPDATE nominations_candidate SET accepted_at = now() WHERE slug = 'berit'"
    ),
    "erase her": "UPDATE nominations_candidate SET erased_at = now() WHERE slug = 'anna'",
    "take her yes back": "UPDATE nominations_candidate SET accepted_at = NULL WHERE slug = 'anna'",
    "say no for her": (
        "UPDATE nominations_candidate SET accepted_at = NULL, declined_at = now() WHERE slug = 'anna'"
    ),
    "exchange her picture": (
        "UPDATE nominations_candidate SET portrait = 'p/x.webp', portrait_alt = 'x' WHERE slug = 'anna'"
    ),
    "say for somebody silent that she put herself forward": (
        "WITH own AS (UPDATE nominations_nomination SET candidate_id = (SELECT id FROM nominations_candidate"
        " WHERE slug = 'berit'), confirmed_at = now() RETURNING confirmed_at) UPDATE nominations_candidate"
        " SET accepted_at = now() WHERE slug = 'berit'"
    ),
    "make her another's slug": "UPDATE nominations_candidate SET slug = 'x' WHERE slug = 'anna'",
}
OF_A_ROUND = {
    "take a finalist out": "DELETE FROM nominations_entry",
    "put another in her place": "UPDATE nominations_entry SET candidate_id = candidate_id",
    "move her to another category": "UPDATE nominations_entry SET category_id = category_id",
    "move her to another round": "UPDATE nominations_entry SET round_id = round_id",
    "enter somebody in the jury's round": (
        "INSERT INTO nominations_entry (round_id, category_id, candidate_id)"
        " SELECT r.id, (SELECT min(id) FROM programme_category), c.id"
        " FROM programme_round r, nominations_candidate c WHERE r.kind = 'jury' AND c.slug = 'dora'"
    ),
    "enter somebody in the vote whom the jury did not choose": (
        "INSERT INTO nominations_entry (round_id, category_id, candidate_id)"
        " SELECT r.id, (SELECT min(id) FROM programme_category), c.id"
        " FROM programme_round r, nominations_candidate c WHERE r.kind = 'vote' AND c.slug = 'dora'"
    ),
    "give the award to another organisation": (
        "WITH other AS (INSERT INTO programme_organisation (slug, name, email, website, seniority_days, registration_number,"
        " postal_address, data_contact, is_authority, complaints_to, complaints_email, complaint_days)"
        " VALUES ('annan', 'Annan', 'a@example.org', '', 3, '', '', '', false, '', '', 14) RETURNING id)"
        " UPDATE programme_award SET organisation_id = other.id FROM other"
    ),
    "give the award another address": "UPDATE programme_award SET slug = 'annat'",
    "close the vote": "UPDATE programme_round SET closes_at = now() WHERE kind = 'vote'",
    "open it again later": "UPDATE programme_round SET opens_at = now() WHERE kind = 'vote'",
    "take the round away": "DELETE FROM programme_round WHERE kind = 'vote'",
    "take the edition away": "DELETE FROM programme_edition",
    "hide it": "UPDATE programme_edition SET is_public = false",
    "announce it now": "UPDATE programme_edition SET announce_at = now()",
    "put its clock forward": "UPDATE programme_edition SET clock_shift = interval '30 days'",
    "call it made up": "UPDATE programme_edition SET is_made_up = true",
    "draw other lots": "UPDATE programme_edition SET lot_seed = 'x'",
    "call its category otherwise": "UPDATE programme_category SET name_sv = 'x'",
    "describe its category otherwise": "UPDATE programme_category SET description_sv = 'x'",
    "give its category another slug": "UPDATE programme_category SET slug = 'x'",
    "take the award away": "DELETE FROM programme_award",
    "seal it now": (
        "INSERT INTO programme_seal (round_id, at, sha256)"
        " SELECT id, now(), repeat('0', 64) FROM programme_round WHERE kind = 'vote'"
    ),
    "say that the platform was out for longer": (
        "UPDATE mail_outage SET ended_at = ended_at + interval '1 day'"
    ),
}
OF_THE_JURY = {
    "give other points": "UPDATE jury_score SET points = 1",
    "take points away": "DELETE FROM jury_score",
    "move a sheet": "UPDATE jury_scoresheet SET entry_id = entry_id",
    "open a sheet again": "UPDATE jury_scoresheet SET completed_at = NULL",
    "write another comment": "UPDATE jury_scoresheet SET comment = 'x'",
    "take a sheet away": "DELETE FROM jury_scoresheet",
    "step back for a juror": (
        "INSERT INTO jury_recusal (juror_id, entry_id, reason)"
        " SELECT juror_id, entry_id, 'x' FROM jury_scoresheet"
    ),
    "take a recusal back": "UPDATE jury_recusal SET withdrawn_at = now()",
    "take a recusal away": "DELETE FROM jury_recusal",
    "have a juror leave": "UPDATE jury_juror SET left_at = now()",
    "put another in her seat": "UPDATE jury_juror SET person_id = person_id",
    "take a juror away": "DELETE FROM jury_juror",
    "seat one more": (
        "INSERT INTO jury_juror (edition_id, person_id, affiliation)"
        " SELECT e.id, p.id, '' FROM programme_edition e, people_person p WHERE p.email = %(owner)s"
    ),
    "assign anew": "DELETE FROM jury_assignment",
}
OF_VOTERS = {
    "move a voter": "UPDATE ballots_voter SET round_id = round_id",
    "take a voter away": "DELETE FROM ballots_voter",
    "make voters strangers": "UPDATE ballots_roundpepper SET pepper = 'x'",
    "forget who has voted": "DELETE FROM ballots_roundpepper",
    "change a ballot": "UPDATE ballots_ballot SET choice = 'berit'",
    "take a ballot away": "DELETE FROM ballots_ballot",
    "cast one an hour ago": (
        "INSERT INTO ballots_ballot (round_id, category_id, voter_id, revision, choice, submission_key,"
        " receipt, leaf, cast_at) SELECT round_id, category_id, voter_id, revision + 1, 'berit',"
        " gen_random_uuid(), 'x', repeat('0', 64), now() - interval '1 hour' FROM ballots_ballot"
    ),
    "say what is counted before it is": (
        "INSERT INTO ballots_sealedleaves (round_id, leaves)"
        " SELECT id, 'x' FROM programme_round WHERE kind = 'vote'"
    ),
}
OF_THE_RULES = {
    "freeze them anew": "UPDATE rules_freeze SET at = now()",
    "write another version": (
        "INSERT INTO rules_rulebook (edition_id, version, rules, sha256, reason, after_freeze, extends)"
        " SELECT edition_id, version + 1, rules, sha256, 'x', false, '' FROM rules_rulebook"
    ),
    "write one by a proposal about something else": (
        "INSERT INTO rules_rulebook (edition_id, version, rules, sha256, reason, after_freeze, extends,"
        " proposal_id) SELECT b.edition_id, b.version + 1, b.rules, b.sha256, 'x', true, '', p.id"
        " FROM rules_rulebook b, people_proposal p WHERE p.state = 'approved'"
    ),
}
OF_PEOPLE = {
    "decide more quickly from now on": "UPDATE programme_organisation SET seniority_days = 1",
    "shut the new ones out": "UPDATE programme_organisation SET seniority_days = 30",
    "and do so tomorrow": (
        "UPDATE programme_organisation SET seniority_next = 30, seniority_from = now()"
    ),
    "give somebody else's role": "UPDATE people_role SET person_id = person_id",
    "give a role earlier": "UPDATE people_role SET created_at = created_at - interval '90 days'",
    "take a role without a line": "DELETE FROM people_role",
    "approve it as the proposer": (
        "UPDATE people_proposal SET state = 'approved', decided_at = now(), decided_by_id = proposed_by_id"
        " WHERE state = 'waiting'"
    ),
    "approve it as somebody new": (
        "UPDATE people_proposal SET state = 'approved', decided_at = now(), decided_by_id ="
        " (SELECT id FROM people_person WHERE email = %(new)s) WHERE state = 'waiting'"
    ),
    "approve it as a stranger": (
        "UPDATE people_proposal SET state = 'approved', decided_at = now(), decided_by_id ="
        " (SELECT id FROM people_person WHERE email = %(stranger)s) WHERE state = 'waiting'"
    ),
    "propose something else": "UPDATE people_proposal SET payload = '{}' WHERE state = 'waiting'",
    "decide otherwise": "UPDATE people_proposal SET state = 'declined' WHERE state = 'approved'",
    "write another into the decision": (
        "UPDATE people_proposal SET decided_name = 'x' WHERE state = 'approved'"
    ),
    "propose last week": (
        "INSERT INTO people_proposal (organisation_id, edition_id, kind, subject, payload, words, reason,"
        " needs, proposed_by_id, proposed_name, proposed_at, senior_before, takes_effect_at, state,"
        " decided_name, outcome, seniority) SELECT organisation_id, edition_id, kind, 'x', payload, words,"
        " reason, 'hours', proposed_by_id, proposed_name, now() - interval '4 days', senior_before,"
        " now() - interval '1 hour', 'waiting', '', '', '[]' FROM people_proposal WHERE state = 'waiting'"
    ),
}
OF_A_RESULT = {
    "change it": "UPDATE results_editionresult SET content = '{}'",
    "take it away": "DELETE FROM results_editionresult",
    "add a version that nobody decided": (
        "INSERT INTO results_editionresult (edition_id, version, content, sha256, sealed_at)"
        " SELECT edition_id, version + 1, jsonb_set(jsonb_set(content, '{version}', '2'), '{earlier}',"
        " to_jsonb(sha256)), repeat('0', 64), now() FROM results_editionresult"
    ),
    "leave one out": (
        "INSERT INTO results_editionresult (edition_id, version, content, sha256, sealed_at)"
        " SELECT edition_id, version + 2, content, sha256, now() FROM results_editionresult"
    ),
    "give it another package": "UPDATE results_package SET core = 'x'",
    "add a name": (
        "INSERT INTO results_resultname (edition_id, alias, name, workplace, portrait, portrait_alt, salt)"
        " SELECT id, 'kzzzzzzzz', 'x', '', '', '', '' FROM programme_edition"
    ),
    "call the winner otherwise": "UPDATE results_resultname SET name = 'x'",
    "take a name away": "DELETE FROM results_resultname",
    "take a name away by the function that may": (
        "SELECT forebild_erase_result_name(c.edition_id, c.alias) FROM nominations_candidate c WHERE c.slug = 'anna'"
    ),
    "unseal a round": "DELETE FROM programme_seal",
    "take a round's result away": "DELETE FROM results_roundresult",
    "lengthen a sealed round": (
        "UPDATE programme_round SET closes_at = now() + interval '1 day' WHERE kind = 'vote'"
    ),
    "empty the rounds, as of an edition without anybody": (
        "SELECT forebild_erase_empty_rounds(id) FROM programme_edition"
    ),
    "take the edition away": "SELECT forebild_erase_edition(id, false) FROM programme_edition",
    "say afterwards that she cannot win": (
        "UPDATE nominations_candidate SET ineligible_at = now(), ineligible_rule = 'x' WHERE slug = 'anna'"
    ),
    "let the silent say yes": "UPDATE nominations_candidate SET accepted_at = now() WHERE slug = 'berit'",
    "enter somebody": (
        "INSERT INTO nominations_entry (round_id, category_id, candidate_id)"
        " SELECT r.id, (SELECT min(id) FROM programme_category), c.id"
        " FROM programme_round r, nominations_candidate c WHERE r.kind = 'vote' AND c.slug = 'dora'"
    ),
}
NOT_YET = {
    "announce it": (
        "INSERT INTO results_announcement (result_id, at, held)"
        " SELECT id, now(), '[]' FROM results_editionresult"
    ),
}
ANNOUNCED = {
    "add a round": (
        "INSERT INTO programme_round (edition_id, slug, kind, place, only_for, name, opens_at, closes_at)"
        " SELECT id, 'jury-2', 'jury', 4, '{}', '{}',"
        " now() - interval '90 days', now() - interval '80 days' FROM programme_edition"
    ),
    "take the announcement back": "DELETE FROM results_announcement",
    "hold a winner back": """UPDATE results_announcement SET held = '["kategori-1"]'""",
    "announce it later": "UPDATE programme_edition SET announce_at = now() + interval '9 days'",
    "write other words of the winner": "UPDATE results_motivation SET text_sv = 'x'",
    "say that the counters differ": "UPDATE results_recount SET agrees = false",
}
OF_THE_LOG = {
    "write an entry beside the chain": (
        "INSERT INTO log_logentry (seq, at, actor, action, object, payload_hash, prev_hash, hash)"
        " SELECT seq + 1, now(), 'system', 'x', 'x', '', 'x', 'x' FROM log_logentry"
        " ORDER BY seq DESC LIMIT 1"
    ),
    "write an entry of last week": (
        "INSERT INTO log_logentry (seq, at, actor, action, object, payload_hash, prev_hash, hash)"
        " SELECT seq + 1, now() - interval '7 days', 'system', 'x', 'x', '', hash, 'x' FROM log_logentry"
        " ORDER BY seq DESC LIMIT 1"
    ),
    "leave a number out": (
        "INSERT INTO log_logentry (seq, at, actor, action, object, payload_hash, prev_hash, hash)"
        " SELECT seq + 2, now(), 'system', 'x', 'x', '', hash, 'x' FROM log_logentry"
        " ORDER BY seq DESC LIMIT 1"
    ),
    "say something else than what was erased": (
        "WITH gone AS (SELECT min(seq) AS seq FROM log_logentry WHERE forebild_erase_log_payload(seq))"
        " INSERT INTO log_logpayload (seq, salt, content) SELECT seq, 'x', '{}' FROM gone"
    ),
    "cut its end off": "DELETE FROM log_logentry",
    "take the details out of an entry": "SELECT forebild_erase_log_payload(max(seq)) FROM log_logpayload",
    "take the trace of an erasing away": "DELETE FROM log_erasure",
}


@pytest.fixture
def voting(serving_role):
    """An open vote after a sealed jury's round, with a proposal that waits and one that was approved."""
    edition = make_edition("jury", categories=1)
    owner, other = make_role(edition, "owner"), make_organiser(edition)
    judge(edition, POINTS)
    Juror.objects.first().recusals.create(
        entry=edition.rounds.get(kind="jury").entries.get(candidate__slug="eva"), reason="Kollega"
    )
    close_jury(edition)
    open_vote(edition)
    vote(edition, {"anna": 2})
    is_frozen(edition)
    _silent_and_strange(edition)
    approve(_renamed(edition, "cecilia", by=owner), by=other)
    _renamed(edition, "anna", by=owner)
    return edition


def _silent_and_strange(edition) -> None:
    """Berit has said nothing, and Dora stands nowhere."""
    Candidate.objects.filter(slug="berit").update(accepted_at=None)
    Candidate.objects.create(edition=edition, slug="dora", name="Dora")


def _renamed(edition, slug: str, *, by) -> Proposal:
    candidate = edition.candidates.get(slug=slug)
    waiting = reword(candidate, {"name": f"{slug.title()} Ek"}, by=by, reason="Gift.")
    assert waiting
    return waiting


def people_of(edition) -> dict[str, str]:
    new = make_organiser(edition, created_at=timezone.now())
    owner = Role.objects.filter(kind="owner").first().person
    stranger = make_organiser(make_edition("before"))
    return {"new": new.email, "owner": owner.email, "stranger": stranger.email}


@pytest.mark.parametrize(
    "attempts", [OF_A_FINALIST, OF_A_ROUND, OF_THE_JURY, OF_VOTERS, OF_THE_RULES, OF_THE_LOG]
)
def test_in_an_open_vote_nothing_is_changed(voting, serving_role, attempts):
    values = {"owner": voting.award.organisation.roles.get(kind="owner").person.email}

    with acting_as(serving_role):
        assert got_through(attempts, **values) == {}


def test_who_decides_is_what_the_roles_say(voting, serving_role):
    people = people_of(voting)

    with acting_as(serving_role):
        assert got_through(OF_PEOPLE, **people) == {}


def test_what_is_sealed_stays_so(serving_role):
    edition = settled(POINTS, {"anna": 2, "cecilia": 1})
    _silent_and_strange(edition)

    with acting_as(serving_role):
        assert got_through(OF_A_RESULT | NOT_YET) == {}


def test_what_is_announced_stays_so(serving_role):
    edition = counted("single", {"anna": 2, "berit": 1}, public=False)
    edition.categories.get().motivations.create(edition=edition, text_sv="För allt.")
    announce(edition)
    _silent_and_strange(edition)

    with acting_as(serving_role):
        assert got_through(OF_A_RESULT | ANNOUNCED | {"hide it": OF_A_ROUND["hide it"]}) == {}
