"""Nobody wins by silence: what the count leaves open, people decide, and everybody can read it."""

import pytest

from award.mail.domain.ticking import tick
from award.mail.models import Message
from award.people.domain.two_persons import ActRefused, OutsideWitness, approve
from award.people.models import Proposal
from nominations.domain.answering import decline_candidacy
from tests.factories import make_edition, make_organiser, make_role
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.count.packages import sha256_of
from tests.voting.results.deciding import decided, proposed, two_of
from tests.voting.results.playing import (
    CATEGORY,
    EVERYTHING,
    alias,
    announce,
    close_jury,
    close_vote,
    counted,
    judge,
    newest,
    open_vote,
    path,
    settled,
)
from voting.results.domain.annex import erase_name
from voting.results.domain.announcing import public_result
from voting.results.domain.motivating import TooLate, write_motivation
from voting.results.domain.questions import AGAIN, CORRECT, MEETING, RUNNER_UP, WITHHOLD, questions
from voting.results.domain.standings import category_results
from voting.results.domain.storing import archive_of
from voting.results.models import Announcement, EditionResult
from voting.results.panel import ResultPanel
from voting.results.recount import recounting
from voting.results.recount.recounting import recount_package, recounted

pytestmark = pytest.mark.django_db
SIGNED_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def tied():
    """Anna and Berit share the first place, and the rule book's list does not part them."""
    return counted("single", {"anna": 2, "berit": 2}, ties=("first_places",))


def state_of(edition) -> str:
    return category_results(newest(edition))[0].state


@pytest.mark.parametrize(
    ("ballots", "rules", "reason"),
    [
        ({}, {}, "no_ballots"),
        ({"anna": 1, "berit": 1}, {"ties": ("first_places",)}, "tie"),
    ],
)
def test_vote_that_chooses_nobody_is_sealed_as_undecided(ballots, rules, reason):
    edition = counted("single", ballots, **rules)

    content = newest(edition).content["categories"][CATEGORY]
    assert (content["status"], content["reasons"], content["placements"]) == (
        "undecided",
        [reason],
        [],
    )
    assert recounted(newest(edition)).agrees


def test_vote_without_votes_beside_a_jury_decides_nothing():
    edition = settled({"anna": 2, "bea": 4}, {})

    assert state_of(edition) == "undecided"


def test_jury_below_its_quorum_lets_all_on_and_decides_nothing():
    edition = make_edition("jury", rules={"publication": EVERYTHING})
    judge(edition, {"anna": 0, "bea": 0})
    close_jury(edition)
    on_paper = sorted(e.candidate.slug for e in edition.rounds.get(kind="vote").entries.all())
    open_vote(edition)
    close_vote(edition)
    tick()

    assert on_paper == ["anna", "bea"]
    assert "no_quorum" in newest(edition).content["categories"][CATEGORY]["reasons"]


def test_clock_announces_nothing_that_is_undecided(tied, client):
    page = client.get(path("result", tied)).text
    front = client.get(path("edition", tied)).text

    assert public_result(tied) is None
    assert not Message.objects.filter(occasion__startswith="announced").exists()
    for text in (page, front):
        assert "Inte avgjort ännu" in text
        assert "Första platsen är delad" in text
        assert "Anna" not in text
    assert client.get(path("recount_package", tied)).status_code == 404


def test_other_categories_are_announced(client):
    round = make_vote(categories=2, kinds=("vote",), rules={"publication": EVERYTHING})
    vote_for(round, "anna")
    edition = round.edition
    close_vote(edition)

    result = announce(edition)
    page = client.get(path("result", edition)).text

    assert [each.state for each in category_results(result)] == ["decided", "undecided"]
    assert "Anna" in page
    assert "Inte avgjort ännu" in page


def test_desk_says_on_its_first_page_what_is_to_be_decided(tied):
    waiting = [d.text for d in ResultPanel().decisions(tied)]

    assert waiting == [
        "Kategori 1 är inte avgjord: Första platsen är delad, och reglerna har inget mer som skiljer dem åt."
    ]


def test_jurys_meeting_names_a_winner_in_a_new_version(tied, client):
    first = newest(tied)

    result = decided(
        tied, MEETING, slugs=["berit"], minutes="Alla fem deltog.", reason="Juryn enades."
    )
    announced = public_result(tied)
    page = client.get(path("result", tied)).text

    assert (result.version, result.content["earlier"]) == (2, first.sha256)
    assert announced == result
    assert "<h2>Berit</h2>" in page
    assert "Juryn enades." in page
    assert "Alla fem deltog." not in page
    assert recount_package(archive_of(result)).agrees


def test_version_bears_reason_two_names_and_the_counters_agreement(tied, client):
    one, other = two_of(tied)
    approve(proposed(tied, WITHHOLD, by=one, reason="Ingen av dem nådde hela vägen."), by=other)

    page = client.get(path("result", tied)).text

    assert "Ingen av dem nådde hela vägen." in page
    assert f"{one.name}, {other.name}" in page
    assert "Ingen får priset" in page
    assert "Båda räkneprogrammen är överens" in page


def test_new_version_is_published_only_when_both_counters_agree(tied, monkeypatch):
    lying = recounting.Verdict(agrees=False, words="DIFFERS")
    monkeypatch.setattr(recounting, "recount_package", lambda *_: lying)

    decided(tied, WITHHOLD)

    assert public_result(tied) is None


def test_another_round_is_told_and_leaves_the_question_open(tied, client):
    decided(tied, AGAIN, reason="Vi röstar igen i december.")

    page = client.get(path("result", tied)).text

    assert public_result(tied) is None
    assert "Vi röstar igen i december." in page
    assert [q.acts for q in questions(newest(tied))] == [(MEETING, WITHHOLD)]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (MEETING, {}),
        (MEETING, {"slugs": ["anna"]}),
        (MEETING, {"minutes": "Vi sågs."}),
        (WITHHOLD, {"slugs": ["anna"]}),
        (RUNNER_UP, {"slugs": ["anna"]}),
    ],
)
def test_decision_that_does_not_fit_is_refused(tied, kind, options):
    with pytest.raises(ActRefused):
        proposed(tied, kind, by=two_of(tied)[0], **options)


def test_category_that_is_decided_cannot_be_decided_again():
    edition = counted("single", {"anna": 2})

    with pytest.raises(ActRefused):
        proposed(edition, WITHHOLD, by=two_of(edition)[0])


def test_second_proposal_on_an_older_version_lapses(tied):
    one, other = two_of(tied)
    meeting = proposed(tied, MEETING, by=one, slugs=["anna"], minutes="Vi sågs.")
    withhold = proposed(tied, WITHHOLD, by=one)
    approve(meeting, by=other)

    with pytest.raises(ActRefused):
        approve(withhold, by=other)

    withhold.refresh_from_db()
    assert withhold.state == "lapsed"
    assert EditionResult.objects.of(tied).count() == 2


def test_lone_organiser_needs_a_witness_for_a_result_and_no_hours_do(tied):
    alone = make_organiser(tied)

    with pytest.raises(ActRefused):
        proposed(tied, WITHHOLD, by=alone)
    waiting = proposed(
        tied, WITHHOLD, by=alone, witness=OutsideWitness("Vera Vittne", "vera@example.com")
    )

    assert (waiting.needs, waiting.takes_effect_at) == ("witness", None)


def test_words_of_a_proposal_do_not_say_who_wins(tied):
    proposal = proposed(
        tied, MEETING, by=two_of(tied)[0], slugs=["berit"], minutes="Berit vann.", reason="Enigt."
    )

    assert "Berit" not in str(proposal.words)


def test_desk_shows_organisers_who_is_proposed_and_the_minutes(tied, client):
    one, other = two_of(tied)
    proposed(tied, MEETING, by=one, slugs=["berit"], minutes="Alla var med.")
    client.force_login(other, backend=SIGNED_IN)

    page = client.get(path("desk_results", tied)).text

    assert "Alla var med." in page
    assert "Berit." in page


def test_decision_is_proposed_on_the_desk(tied, client):
    one, _other = two_of(tied)
    client.force_login(one, backend=SIGNED_IN)
    address = path("desk_result_decision", tied, CATEGORY)
    wrong = client.post(address, {"act": MEETING, "reason": "Enigt."})

    client.post(
        address,
        {
            "act": MEETING,
            "winner": alias(tied, "anna"),
            "minutes": "Vi sågs.",
            "reason": "Enigt.",
        },
    )

    assert wrong.status_code == 422
    assert Proposal.objects.get().payload["aliases"] == [alias(tied, "anna")]


def test_lone_organiser_is_asked_for_a_witness_on_the_desk(tied, client):
    client.force_login(make_organiser(tied), backend=SIGNED_IN)
    address = path("desk_result_decision", tied, CATEGORY)

    page = client.get(address).text
    refused = client.post(address, {"act": WITHHOLD, "reason": "Ingen räckte till."})

    assert "witness_email" in page
    assert refused.status_code == 422


@pytest.mark.parametrize("kind", ["reader", "juror"])
def test_nobody_but_organisers_decides(tied, client, kind):
    client.force_login(make_role(tied, kind), backend=SIGNED_IN)

    for name in ("desk_result_decision", "desk_result_correction"):
        assert client.get(path(name, tied, CATEGORY)).status_code == 404


def test_winner_withdraws_after_the_announcement_and_the_runner_up_follows(client):
    edition = counted("single", {"anna": 3, "berit": 2}, winner_withdraws="runner_up")
    decline_candidacy(edition.candidates.get(slug="anna"))
    asked = questions(newest(edition))

    decided(edition, RUNNER_UP, slugs=["berit"], reason="Vinnaren har dragit sig ur.")
    public_result(edition)
    page, first = (
        client.get(path("result", edition)).text,
        client.get(path("result_version", edition, 1)).text,
    )

    assert [(q.why, q.acts) for q in asked] == [(("withdrawn",), (RUNNER_UP,))]
    assert "<h2>Berit</h2>" in page
    assert "version 1" in page
    assert "Nu gäller en annan" in first


@pytest.mark.parametrize(
    ("rule", "acts"),
    [
        ("runner_up", (RUNNER_UP,)),
        ("withheld", (WITHHOLD,)),
        ("jury", (MEETING, WITHHOLD)),
    ],
)
def test_rule_book_says_what_follows_when_a_winner_withdraws(rule, acts):
    edition = counted("single", {"anna": 3, "berit": 2}, public=False, winner_withdraws=rule)
    decline_candidacy(edition.candidates.get(slug="anna"))

    assert [q.acts for q in questions(newest(edition))] == [acts]


def test_winner_who_withdrew_in_time_is_held_until_people_have_decided(client):
    edition = counted("single", {"anna": 3, "berit": 2}, public=False, winner_withdraws="runner_up")
    decline_candidacy(edition.candidates.get(slug="anna"))
    announce(edition)
    held = client.get(path("result", edition)).text

    decided(edition, RUNNER_UP, slugs=["berit"])
    public_result(edition)
    page = client.get(path("result", edition)).text

    assert Announcement.objects.get(result__version=1).held == [CATEGORY]
    assert "Inte avgjort ännu" in held
    assert "<h2>Berit</h2>" in page
    assert "Anna" not in held + page


def test_correction_strikes_whoever_should_not_have_stood_and_keeps_the_first_version(client):
    edition = counted("single", {"anna": 3, "berit": 2})
    first = newest(edition)

    result = decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")
    public_result(edition)
    page = client.get(path("result", edition)).text
    packages = [client.get(path("version_package", edition, n)).content for n in (1, 2)]

    assert "<h2>Berit</h2>" in page
    assert "Anna satt i styrelsen." in page
    assert [sha256_of(package) for package in packages] == [first.sha256, result.sha256]
    assert all(recount_package(package).agrees for package in packages)
    assert client.get(path("result_version", edition, 1)).status_code == 200
    assert client.get(path("result_version", edition, 3)).status_code == 404


def test_new_version_is_told_by_mail_with_its_hash(tied):
    decided(tied, WITHHOLD)

    tick()

    told = Message.objects.filter(occasion=f"announced:{tied.pk}:2")
    assert told.exists()
    assert newest(tied).sha256 in told.first().text


def test_jury_writes_once_about_a_winner_of_a_later_version(tied):
    decided(tied, MEETING, slugs=["berit"], minutes="Vi sågs.")
    public_result(tied)
    category, author = tied.categories.get(), make_organiser(tied)

    write_motivation(category, text_sv="För modet.", text_en="", by=author)
    with pytest.raises(TooLate):
        write_motivation(category, text_sv="Nej.", text_en="", by=author)

    assert category_results(newest(tied))[0].motivation.text_sv == "För modet."


def test_words_about_one_winner_are_not_shown_beside_another():
    edition = counted("single", {"anna": 3, "berit": 2}, public=False)
    author = make_organiser(edition)
    write_motivation(edition.categories.get(), text_sv="För Anna.", text_en="", by=author)
    announce(edition)

    decided(edition, CORRECT, slugs=["anna"], reason="Anna satt i styrelsen.")

    assert category_results(newest(edition))[0].motivation is None


def test_erased_name_stays_away_from_later_versions(client):
    edition = counted("single", {"anna": 3, "berit": 2, "cecilia": 1})
    erase_name(edition, alias(edition, "cecilia"))

    result = decided(edition, CORRECT, reason="Räknat om.")
    public_result(edition)

    assert alias(edition, "cecilia") not in result.content["names"]
    assert "Cecilia" not in client.get(path("result", edition)).text
    assert recounted(result).agrees
