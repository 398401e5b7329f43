import time
import uuid

import pytest
from django.core import signing
from django.http import QueryDict
from django.utils import translation

from award.mail.forms import CodeForm
from nominations.botcheck import SALT, new_submission, suspect
from nominations.forms.answering import AnswerForm
from nominations.forms.nominating import NominationForm
from nominations.forms.reviewing import RejectForm
from nominations.models import Nomination
from nominations.models.lengths import LONGEST, SHORTEST
from tests.factories import get_round, make_candidate, make_edition
from tests.nominations.making import WORDS, filled_in


def form_of(edition=None, **fields) -> NominationForm:
    edition = edition or make_edition()
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in filled_in(edition, **fields).items()})
    return NominationForm(data, round=get_round(edition, "nomination"))


@pytest.mark.django_db
def test_form_takes_what_a_browser_posts():
    form = form_of()

    assert form.errors == {}
    assert form.wording().motivation == WORDS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", ["nominee_name", "motivation", "nominator_name", "nominator_email"]
)
def test_form_asks_for_what_is_needed(field):
    assert list(form_of(**{field: "  "}).errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["nominee_workplace", "nominee_email"])
def test_form_does_without_the_rest(field):
    assert form_of(**{field: ""}).errors == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "Anna\r\nBcc: alla@example.org",
        "Anna\nBcc: alla@example.org",
        "Anna\u2028Bcc: alla@example.org",
        "Anna\u2029\x00Bcc: alla@example.org",
        "Anna\u2066 Bcc:\x1b alla@example.org",
        "Anna\x85Bcc:\u200b alla@example.org",
    ],
    ids=repr,
)
@pytest.mark.parametrize("field", ["nominee_name", "nominee_workplace", "nominator_name"])
def test_form_makes_one_line_of_names_that_would_steer_headers(field, name):
    assert _cleaned(**{field: name})[field] == "Anna Bcc: alla@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Anna\u202egrebÖ", "\u202dAnna", "A" * 121, "A" * 10_000], ids=repr
)
@pytest.mark.parametrize("field", ["nominee_name", "nominee_workplace", "nominator_name"])
def test_form_refuses_names_that_steer_the_eye(field, name):
    assert list(form_of(**{field: name}).errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["\u3164", "\u2800\u115f", "123", "✨", "\u0301"], ids=ascii)
@pytest.mark.parametrize("field", ["nominee_name", "nominator_name"])
def test_form_refuses_names_without_a_letter(field, name):
    assert list(form_of(**{field: name}).errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["berit", "berit@", "b@example.org\r\nBcc: x@example.org", "a b@example.org",
     f"{'b' * 250}@example.org", "b@example.org,c@example.org"],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("field", ["nominee_email", "nominator_email"])
def test_form_refuses_addresses_that_are_none(field, address):
    assert list(form_of(**{field: address}).errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["Ö", "Anna-Karin O'Neill Öberg", "李娜", "Nguyễn Thị Lan", "José-María", "Å. Ö.", "al-Ḥaddād"],
)
def test_form_takes_the_names_that_people_have(name):
    assert _cleaned(nominee_name=f"  {name} ")["nominee_name"] == name


def _cleaned(**fields):
    form = form_of(**fields)
    assert form.errors == {}
    return form.cleaned_data


@pytest.mark.django_db
@pytest.mark.parametrize(("length", "fine"), [(39, False), (40, True), (4000, True), (4001, False)])
def test_form_wants_a_motivation_of_40_to_4000_characters(length, fine):
    assert form_of(motivation="å" * length).is_valid() is fine


@pytest.mark.django_db
def test_form_counts_a_line_break_once_and_keeps_it():
    text = "\r\n".join(["å" * 1999, "ä" * 2000])

    assert _cleaned(motivation=text)["motivation"] == text.replace("\r\n", "\n")


@pytest.mark.django_db
def test_form_leaves_out_what_nobody_sees():
    hidden = WORDS + "\x00\u200b\u2066 Slut."

    assert _cleaned(motivation=hidden)["motivation"] == WORDS + " Slut."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Skriv lite mer: minst 40 tecken. Nu är det 4."),
        ("en", "Write a little more: at least 40 characters. It has 4 now."),
    ],
)
def test_form_says_how_much_is_missing(language, said):
    with translation.override(language):
        assert form_of(motivation="Bra.").errors["motivation"] == [said]


@pytest.mark.django_db
def test_form_lets_the_browser_cut_nothing_that_was_pasted():
    html = form_of().as_p()

    assert "maxlength" not in html.split('name="motivation"')[1].split(">")[0]


@pytest.mark.django_db
def test_form_of_an_edition_with_one_category_does_not_ask_for_it():
    edition = make_edition()
    other = make_edition().categories.first()

    form = form_of(edition, category=other.pk)

    assert form["category"].is_hidden
    assert form.errors == {}
    assert form.cleaned_data["category"] == edition.categories.get()


@pytest.mark.django_db
def test_form_of_an_edition_with_two_categories_asks_in_the_readers_language():
    edition = make_edition(categories=2)

    with translation.override("en"):
        form = NominationForm(round=get_round(edition, "nomination"))
        labels = [label for _, label in form.fields["category"].choices]

    assert labels == ["Category 1", "Category 2"]
    assert list(form_of(edition, category="").errors) == ["category"]


@pytest.mark.django_db
def test_form_takes_no_category_of_another_edition():
    edition = make_edition(categories=2)

    form = form_of(edition, category=make_edition().categories.first().pk)

    assert list(form.errors) == ["category"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "inget", "1234"])
def test_form_with_a_broken_key_gets_a_new_one(key):
    """The text matters more than the key: it must not be lost over a hidden field."""
    assert isinstance(_cleaned(submission=key)["submission"], uuid.UUID)


@pytest.mark.django_db
def test_form_ignores_fields_that_are_not_in_it():
    cleaned = _cleaned(confirmed_at="2026-01-01", decision="accepted", round=1, candidate=1)

    assert set(cleaned) == set(NominationForm.base_fields)


@pytest.mark.django_db
def test_form_has_no_field_for_gender():
    """It would invite inference about what is nobody's business; she decides by accepting."""
    names = list(NominationForm(round=get_round(make_edition(), "nomination")).fields)

    assert names == [
        "submission",
        "started",
        "category",
        "nominee_name",
        "nominee_workplace",
        "nominee_email",
        "motivation",
        "nominator_name",
        "nominator_email",
        "website",
    ]


@pytest.mark.parametrize(
    ("trap", "started", "suspicion"),
    [
        ("", 60.0, ""),
        ("", 3.0, ""),
        ("", 2.9, Nomination.Suspicion.HASTE),
        ("", None, ""),
        ("http://spam.example", 60.0, Nomination.Suspicion.TRAP),
        ("x", 0.1, Nomination.Suspicion.TRAP),
    ],
)
def test_suspect(trap, started, suspicion):
    assert suspect(trap=trap, started=started) == suspicion


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("started", "suspicion"),
    [
        (lambda: new_submission()["started"], "haste"),
        (lambda: signing.dumps(time.time() - 60, salt=SALT), ""),
        (lambda: signing.dumps(time.time(), salt="annat"), ""),
        (lambda: signing.dumps(["x"], salt=SALT), ""),
        (lambda: "påhittat", ""),
        (lambda: "", ""),
    ],
)
def test_form_is_taken_in_however_it_was_filled_in(started, suspicion):
    form = form_of(started=started())

    assert form.errors == {}
    assert form.suspicion() == suspicion


@pytest.mark.django_db
def test_form_whose_trap_is_filled_in_is_taken_in():
    form = form_of(website="http://spam.example")

    assert form.errors == {}
    assert form.suspicion() == "trap"


@pytest.mark.django_db
def test_trap_is_seen_by_nobody():
    html = str(NominationForm(round=get_round(make_edition(), "nomination"))["website"])

    assert html.startswith("<div hidden>")
    assert 'tabindex="-1"' in html


@pytest.mark.django_db
def test_typed_keeps_what_is_wrong_too():
    form = form_of(nominator_email="fel", motivation="kort", website="x")

    typed = dict(form.typed())

    assert typed["Din e-postadress"] == "fel"
    assert typed["Varför?"] == "kort"
    assert "x" not in typed.values()


@pytest.mark.parametrize("code", ["123456", " 123 456 ", "123-456", "123\u00a0456", "１２３４５６"])
def test_code_form_takes_the_code_as_people_type_it(code):
    form = CodeForm({"code": code})

    assert form.errors == {}
    assert form.cleaned_data["code"] == "123456"


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "12345x", " "])
def test_code_form_refuses_what_is_no_code(code):
    assert list(CodeForm({"code": code}).errors) == ["code"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proof", "missing"),
    [("browser", ["name"]), ("name", ["name", "signature"]), ("code", ["code", "name"])],
)
def test_answer_form_needs_a_name_and_the_proof_that_it_is_she(proof, missing):
    form = AnswerForm({}, candidate=make_candidate(make_edition(), "Maj Lind"), proof=proof)

    assert sorted(form.errors) == missing


def test_reject_form_needs_a_reason():
    form = RejectForm({"reason": " "}, nomination=Nomination())

    assert list(form.errors) == ["reason"]


@pytest.mark.parametrize(
    ("suspicion", "told"), [("", True), *((kind, False) for kind in Nomination.Suspicion.values)]
)
def test_reject_form_tells_the_nominator_unless_it_may_be_a_program(suspicion, told):
    form = RejectForm(nomination=Nomination(suspicion=suspicion))

    assert form["tell_nominator"].value() is told


@pytest.mark.parametrize(("language", "most"), [("sv", "4\xa0000"), ("en", "4,000")])
def test_the_form_says_the_lengths_that_it_asks_for(language, most):
    with translation.override(language):
        said = str(NominationForm.base_fields["motivation"].help_text)

    assert f"{SHORTEST} " in said
    assert f" {most} " in said
    assert most.replace("\xa0", "").replace(",", "") == str(LONGEST)
