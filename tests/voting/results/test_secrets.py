"""What is published names nobody who is not public, and no alias can be undone."""

import hashlib
import io
import itertools
import re
import zipfile
from uuid import uuid4

import pytest
import rfc8785
from django.utils import timezone

from award.log.models import LogEntry
from award.people.models import Person
from award.programme.models import Seal
from nominations.domain.answering import decline_candidacy
from nominations.domain.erasing import erase_candidate
from nominations.models import Candidate, Entry, Nomination
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_organiser,
)
from tests.voting.results.playing import (
    CRITERIA,
    EVERYTHING,
    IN_FIGURES,
    alias,
    announce,
    close_jury,
    close_vote,
    newest,
    open_vote,
    path,
    round_content,
    vote,
)
from voting.count.lots import draw
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.recusing import recuse
from voting.jury.domain.scoring import complete
from voting.results.domain.settling import settle
from voting.results.models import RoundResult
from voting.results.recount.recounting import recounted

pytestmark = pytest.mark.django_db
PAGES = ("edition", "result", "rules", "finalists", "receipt_check", "rules_json")
POINTS = {"anna": 5, "bea": 4, "cilla": 3, "disa": 2, "elin": 2, "frida": 1}


@pytest.fixture(params=[EVERYTHING, IN_FIGURES], ids=["sheets", "figures"])
def edition(request):
    """Six entries of whom five go on; one says no in the vote, one never answered, one was erased."""
    return play(request.param)


def play(publication, jurors=4):
    edition = make_edition("jury", rules={"publication": publication})
    organiser = make_organiser(edition)
    Person.objects.filter(pk=organiser.pk).update(name="Olga Ordfors")
    for slug in POINTS:
        name = f"{slug.title()} Efternamn{slug}"
        make_entry(edition, candidate=make_candidate(edition, name, slug=f"{slug}-efternamn"))
    silent = make_nominee(
        edition, "Tyst Tystsson", slug="tyst-tystsson", workplace="Tysta gatan",
        informed_at=timezone.now(),
    )  # fmt: skip
    make_entry(edition, candidate=silent)
    Nomination.objects.create(
        round=get_round(edition, "nomination"),
        category=edition.categories.get(),
        submission_key=uuid4(),
        nominee_name="Hemliga Hedda",
        nominee_workplace="Hemliga verket",
        motivation="Hon gjorde något som bara nominatorn vet.",
        nominator_name="Nils Nominator",
        nominator_email="nils@nominator.example.org",
        confirmed_at=timezone.now(),
    )
    judge(edition, organiser, jurors)
    close_jury(edition)
    open_vote(edition)
    vote(edition, {"anna-efternamn": 2, "bea-efternamn": 1, "cilla-efternamn": 3})
    decline_candidacy(edition.candidates.get(slug="cilla-efternamn"))
    close_vote(edition)
    settle(edition)
    return edition


def judge(edition, organiser, jurors):
    for n in range(jurors):
        juror = invite_juror(edition=edition, email=f"juror{n}@jury.example.org", by=organiser)
        Person.objects.filter(pk=juror.person_id).update(name=f"Jurist Jurysson{n}")
    assign_everything(edition)
    for n, juror in enumerate(edition.jurors.order_by("pk")):
        for entry in Entry.objects.filter(round__kind="jury", round__edition=edition):
            given = POINTS.get(entry.candidate.slug.split("-")[0], 5)
            scores = {c: max(1, min(5, given + (n + i) % 2)) for i, c in enumerate(CRITERIA)}
            complete(juror=juror, entry=entry, scores=scores)


def published(edition, client) -> str:
    """Everything that anybody can read, as one text: pages in both languages and every file."""
    texts = [
        client.get(language + path(name, edition)).text
        for name in PAGES
        for language in ("", "/en")
        if name
    ]
    with zipfile.ZipFile(io.BytesIO(client.get(path("recount_package", edition)).content)) as file:
        texts += [file.read(name).decode() for name in file.namelist() if name != "recount.py"]
    return "\n".join(texts)


def private(edition) -> set[str]:
    """Every name, address, workplace and free text of whoever is not public."""
    found = set()
    for person in Person.objects.all():
        found |= {person.name, person.email}
    for n in Nomination.objects.all():
        found |= {n.nominee_name, n.nominee_workplace, n.nominee_email, n.motivation}
        found |= {n.nominator_name, n.nominator_email}
    hidden = Candidate.objects.filter(slug__in=["cilla-efternamn", "frida-efternamn"])
    for c in hidden | Candidate.objects.filter(slug="tyst-tystsson"):
        found |= {c.name, c.email, c.slug, c.name.split()[-1]}
    return {text for text in found if text}


def test_no_published_file_names_anybody_who_is_not_public(edition, client):
    announce(edition)

    everything = published(edition, client)

    assert {secret for secret in private(edition) if secret in everything} == set()
    assert "Anna Efternamnanna" in everything


def test_silent_and_unplaced_stand_by_alias_or_not_at_all(client):
    edition = play(EVERYTHING)
    announce(edition)

    content = round_content(edition, "jury")["categories"]["kategori-1"]

    assert alias(edition, "tyst-tystsson") not in content["entries"]
    assert alias(edition, "frida-efternamn") in content["entries"]
    assert alias(edition, "frida-efternamn") not in newest(edition).content["names"]


def test_ballots_for_somebody_who_was_erased_are_struck_and_name_nobody(client):
    edition = make_edition("vote", kinds=("vote",), rules={"publication": EVERYTHING})
    for slug in ("anna-ek", "bea-al", "cilla-asp"):
        make_entry(edition, "vote", candidate=make_candidate(edition, slug.title(), slug=slug))
    vote(edition, {"anna-ek": 2, "bea-al": 1, "cilla-asp": 5})
    gone = edition.candidates.get(slug="cilla-asp")
    decline_candidacy(gone)
    erase_candidate(gone, by="candidate", reason="She asked to be forgotten.")
    close_vote(edition)
    settle(edition)

    result = announce(edition)

    assert result.content["categories"]["kategori-1"]["ballots"]["left"] == 5
    assert "cilla" not in published(edition, client).lower()


def scores_of(archive: bytes) -> list[tuple[str, str, str, str]]:
    """entry, juror, criterion, score."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        lines = file.read("scores.csv").decode().splitlines()[1:]
    return [tuple(line.split(",")[1:]) for line in lines]


def test_old_attack_with_the_published_seed_finds_no_juror_out(client):
    """Before, jurors were ordered by a lot whose seed is published: each alias led to its juror."""
    for _ in range(6):
        edition = play(EVERYTHING)
        announce(edition)
        archive = client.get(path("recount_package", edition)).content
        jurors = [f"juror-{j.pk}" for j in edition.jurors.order_by("pk")]
        drawn = draw(bytes(edition.lot_seed), jurors)
        guess = {f"J{n}": juror for n, juror in enumerate(drawn, start=1)}
        if guess != truth(edition, scores_of(archive)):
            return

    pytest.fail("six of six guesses were right")


def truth(edition, rows) -> dict[str, str]:
    """Which juror each alias is, told by the sheets that only the database has."""
    found = {}
    for juror in edition.jurors.all():
        own = {
            (sheet.entry.candidate.alias, f"c{CRITERIA.index(s.criterion) + 1}", str(s.points))
            for sheet in juror.sheets.filter(entry__round__kind="jury")
            for s in sheet.scores.all()
        }
        for name in {row[1] for row in rows}:
            if {(e, c, p) for e, j, c, p in rows if j == name} <= own:
                found[name] = f"juror-{juror.pk}"
    return found


def test_no_permutation_of_jurors_fits_a_published_hash(client):
    """Whoever has the sheets and the jurors' keys can try every order against every hash there is."""
    edition = play(EVERYTHING)
    announce(edition)
    rows = scores_of(client.get(path("recount_package", edition)).content)
    known = published(edition, client)
    hashes = set(re.findall(r"\b[0-9a-f]{64}\b", known))
    hashes |= set(Seal.objects.values_list("sha256", flat=True))
    hashes |= set(LogEntry.objects.values_list("hash", flat=True))
    content = {k: v for k, v in round_content(edition, "jury").items() if k != "salt"}
    ids = [str(j.pk) for j in edition.jurors.order_by("pk")]

    for order in itertools.permutations(ids):
        for called in ("{}", "juror-{}"):
            names = {f"J{n}": called.format(i) for n, i in enumerate(order, start=1)}
            for told in (content, renamed(content, names), renamed_rows(rows, names)):
                assert hashlib.sha256(rfc8785.dumps(told)).hexdigest() not in hashes


def renamed(content, names):
    category = dict(content["categories"]["kategori-1"])
    category["sheets"] = [s | {"juror": names[s["juror"]]} for s in category["sheets"]]
    return {**content, "categories": {"kategori-1": category}}


def renamed_rows(rows, names):
    return sorted([e, names[j], c, p] for e, j, c, p in rows)


def test_order_of_the_sealed_sheets_tells_nothing():
    edition = play(EVERYTHING)

    sheets = round_content(edition, "jury")["categories"]["kategori-1"]["sheets"]

    assert sheets == sorted(sheets, key=lambda s: (s["entry"], s["juror"]))
    assert {s["juror"] for s in sheets} == {"J1", "J2", "J3", "J4"}


def test_hash_of_a_sealed_round_hides_behind_a_salt():
    edition = play(IN_FIGURES)

    for result in RoundResult.objects.filter(round__edition=edition):
        assert len(result.content["salt"]) == 64
        bare = {k: v for k, v in result.content.items() if k != "salt"}
        assert hashlib.sha256(rfc8785.dumps(bare)).hexdigest() != result.sha256


def test_reader_who_sees_the_recusals_finds_no_juror_by_them(client):
    """The desk tells who stepped back from whom; before, the alias without that sheet was hers."""
    edition = make_edition("jury", rules={"publication": EVERYTHING})
    points = {"anna": 5, "bea": 4, "cilla": 3}
    judge_with_recusal(edition, points)
    close_jury(edition)
    open_vote(edition)
    vote(edition, {"anna": 2})
    close_vote(edition)
    settle(edition)
    announce(edition)

    archive = client.get(path("recount_package", edition)).content
    sheets = {
        entry: {j for e, j, *_ in scores_of(archive) if e == entry} for entry in aliases(edition)
    }

    told = newest(edition).content["publication"]["jury"]
    assert told == {"as": "sheets", "people": 4, "aliases": "entry"}
    assert sheets[alias(edition, "anna")] == {"J1", "J2", "J3"}
    assert sheets[alias(edition, "bea")] == {"J1", "J2", "J3", "J4"}
    assert recounted(newest(edition)).agrees


def judge_with_recusal(edition, points):
    """Four jurors, of whom the last steps back from Anna."""
    organiser = make_organiser(edition)
    for slug in points:
        make_entry(edition, candidate=make_candidate(edition, slug.title(), slug=slug))
    for n in range(4):
        invite_juror(edition=edition, email=f"juror{n}@jury.example.org", by=organiser)
    assign_everything(edition)
    entries = Entry.objects.filter(round__kind="jury", round__edition=edition)
    away = edition.jurors.order_by("pk").last()
    recuse(juror=away, entry=entries.get(candidate__slug="anna"), reason="Min syster")
    for n, juror in enumerate(edition.jurors.order_by("pk")):
        for entry in entries:
            if (juror, entry.candidate.slug) != (away, "anna"):
                given = max(1, points[entry.candidate.slug] - n)
                complete(juror=juror, entry=entry, scores=dict.fromkeys(CRITERIA, given))


def aliases(edition):
    return edition.candidates.values_list("alias", flat=True)
