import io

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from award.log.models import LogEntry, LogPayload
from award.programme.domain.pictures import MAX_BYTES, MOST, clean_picture
from nominations.domain.editing import edit_candidate, remove_portrait
from nominations.forms.candidates import CandidateForm
from nominations.models import Candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.nominations.pictures import SECRET, SVG, bomb, moving, photo, upload


def form_with(data: bytes, *, alt: str = "Hon ler", size: int | None = None) -> CandidateForm:
    file = upload(data)
    if size is not None:
        file.size = size
    candidate = make_nominee(make_edition())
    return CandidateForm(
        {"name": "Anna", "portrait_alt": alt}, {"portrait_file": file}, instance=candidate
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("format", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"),
     ("WEBP", "RGB")],
)  # fmt: skip
def test_portrait_is_made_anew_as_webp_without_what_it_told(format, mode):
    source = photo(format, mode=mode)

    form = form_with(source)

    assert SECRET in source
    assert form.errors == {}
    made = form.cleaned_data["portrait_file"]
    picture = Image.open(made)
    assert picture.format == "WEBP"
    assert dict(picture.getexif()) == {}
    made.seek(0)
    assert SECRET not in made.read()


@pytest.mark.django_db
def test_portrait_of_a_large_photograph_becomes_small_and_keeps_its_shape():
    form = form_with(photo(size=(4000, 2000)))

    form.is_valid()
    assert Image.open(form.cleaned_data["portrait_file"]).size == (1200, 600)


@pytest.mark.django_db
def test_portrait_is_turned_as_the_camera_was_held():
    picture = Image.new("RGB", (60, 40))
    exif = picture.getexif()
    exif[0x0112] = 6
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)

    form = form_with(target.getvalue())

    form.is_valid()
    assert Image.open(form.cleaned_data["portrait_file"]).size == (40, 60)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b"GIF89a" + SVG,
        b"",
        b"inte en bild",
        photo()[:300],
        bomb(50_000, 50_000),
        bomb(8_000, 7_000),
        bomb(0, 0),
    ],
    ids=["svg", "polyglot", "empty", "text", "cut off", "bomb", "56 megapixels", "nothing"],
)
def test_portrait_that_cannot_be_used_is_said_so(data):
    form = form_with(data)

    assert list(form.errors) == ["portrait_file"]


@pytest.mark.django_db
def test_portrait_of_a_heavy_file_is_refused():
    form = form_with(photo(), size=MAX_BYTES + 1)

    assert list(form.errors) == ["portrait_file"]
    assert MOST in form.errors["portrait_file"][0]
    assert MOST in str(form.fields["portrait_file"].help_text)


@pytest.mark.django_db
def test_portrait_that_moves_stands_still():
    form = form_with(moving())

    form.is_valid()
    assert getattr(Image.open(form.cleaned_data["portrait_file"]), "n_frames", 1) == 1


@pytest.mark.django_db
def test_portrait_asks_for_words_for_those_who_cannot_see():
    assert list(form_with(photo(), alt=" ").errors) == ["portrait_alt"]


@pytest.mark.django_db
def test_edit_candidate_logs_what_was_and_what_is():
    edition = make_edition()
    candidate = make_nominee(edition, "Anna Oberg", title="")

    edit_candidate(
        candidate, changes={"name": "Anna Öberg", "title": ""}, by=make_organiser(edition)
    )

    content = LogPayload.objects.get(entry__action="candidate.edited").content
    assert (content["before"], content["after"]) == (
        {"name": "Anna Oberg"},
        {"name": "Anna Öberg"},
    )


@pytest.mark.django_db
def test_edit_candidate_without_a_change_logs_nothing():
    edition = make_edition()

    edit_candidate(
        make_nominee(edition, "Anna"), changes={"name": "Anna"}, by=make_organiser(edition)
    )

    assert LogEntry.objects.filter(action="candidate.edited").count() == 0


@pytest.mark.django_db
def test_edit_candidate_changes_nothing_but_what_organisers_may():
    edition = make_edition()
    candidate = make_nominee(edition)
    changes = {"slug": "annan", "declined_at": "2026-01-01", "accepted_at": "2026-01-01"}

    edit_candidate(candidate, changes=changes, by=make_organiser(edition))

    stored = Candidate.objects.get()
    assert (stored.slug, stored.declined_at, stored.accepted_at) == (candidate.slug, None, None)


def with_portrait(edition, by) -> Candidate:
    candidate = make_nominee(edition)
    edit_candidate(
        candidate,
        changes={"portrait_alt": "Hon ler"},
        portrait=clean_picture(io.BytesIO(photo()), size=1000),
        by=by,
    )
    candidate.refresh_from_db()
    return candidate


@pytest.mark.django_db(transaction=True)
def test_new_portrait_takes_the_place_of_the_file_before():
    edition = make_edition()
    by = make_organiser(edition)
    candidate = with_portrait(edition, by)
    storage, old = candidate.portrait.storage, candidate.portrait.name

    edit_candidate(candidate, changes={}, portrait=ContentFile(b"ny", name="ny.webp"), by=by)

    candidate.refresh_from_db()
    assert not storage.exists(old)
    assert storage.exists(candidate.portrait.name)


@pytest.mark.django_db(transaction=True)
def test_portrait_stays_when_the_change_is_undone():
    edition = make_edition()
    by = make_organiser(edition)
    candidate = with_portrait(edition, by)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        remove_portrait(candidate, by=by)
        1 / 0  # noqa: B018

    candidate.refresh_from_db()
    assert candidate.portrait.storage.exists(candidate.portrait.name)


@pytest.mark.django_db(transaction=True)
def test_remove_portrait_deletes_the_file_and_is_logged():
    edition = make_edition()
    by = make_organiser(edition)
    candidate = with_portrait(edition, by)
    storage, name = candidate.portrait.storage, candidate.portrait.name

    removed = remove_portrait(candidate, by=by)
    remove_portrait(candidate, by=by)

    assert (removed.portrait.name, removed.portrait_alt) == ("", "")
    assert not storage.exists(name)
    last = LogPayload.objects.filter(entry__action="candidate.edited").order_by("entry__seq")
    assert [p.content["after"].get("portrait") for p in last] == ["new", "removed"]
