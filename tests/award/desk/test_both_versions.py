"""Two organisers at one page of the desk: the second sees both versions, and chooses."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from award.programme.domain.pictures import clean_picture
from award.programme.models import Award, Category, Edition, Partner
from award.rules.domain.books import rule_book_in_force, rules_in_force, write_rules
from award.rules.domain.refusal import RuleChangeRefused
from nominations.domain.editing import edit_candidate
from nominations.models import Candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.forms_read import OpenForm, forms_on
from tests.nominations.pictures import photo, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition("before")


@pytest.fixture
def two(edition):
    """The browsers of two organisers."""
    browsers = (Client(), Client())
    for browser in browsers:
        browser.force_login(make_organiser(edition))
    return browsers


def open_twice(two, edition, name, *more) -> tuple[OpenForm, OpenForm]:
    path = reverse(name, args=[edition.award.slug, edition.year, *more])
    first, second = (OpenForm(browser, path) for browser in two)
    return first, second


def choose(form: OpenForm, answer, **chosen: str):
    """Press the page's button with one of the two values in each field."""
    fields = next(found for found in forms_on(answer.text) if "choose" in found)
    return form.client.post(form.path, fields | chosen)


def test_second_who_saves_sees_both_and_nothing_is_restored(two, edition):
    her = make_nominee(edition, "Anna Ek", title="Chef")
    first, second = open_twice(two, edition, "desk_candidate", her.pk)
    first.send(title="Direktör")

    answer = second.send(title="Vd", workplace="Verket")

    assert answer.status_code == 409
    assert all(word in answer.text for word in ("Direktör", "Vd", "Ditt", "Den andras"))
    stored = Candidate.objects.get()
    assert (stored.title, stored.workplace) == ("Direktör", her.workplace)


@pytest.mark.parametrize("chosen", ["Direktör", "Vd"])
def test_what_she_chooses_is_saved_with_all_else_that_she_typed(two, edition, chosen):
    her = make_nominee(edition, "Anna Ek", title="Chef")
    first, second = open_twice(two, edition, "desk_candidate", her.pk)
    first.send(title="Direktör")
    answer = second.send(title="Vd", workplace="Verket", motivation_sv="Rad ett\r\n\r\nRad två")

    done = choose(second, answer, title=chosen)

    stored = Candidate.objects.get()
    assert done.status_code == 302
    assert (stored.title, stored.workplace) == (chosen, "Verket")
    assert stored.motivation_sv == "Rad ett\n\nRad två"


def test_without_a_choice_she_is_asked_again(two, edition):
    her = make_nominee(edition, "Anna Ek", title="Chef")
    first, second = open_twice(two, edition, "desk_candidate", her.pk)
    first.send(title="Direktör")

    again = choose(second, second.send(title="Vd"))

    assert again.status_code == 409
    assert Candidate.objects.get().title == "Direktör"


def test_a_third_who_saves_while_she_chooses_is_seen_too(two, edition):
    her = make_nominee(edition, "Anna Ek", title="Chef")
    first, second = open_twice(two, edition, "desk_candidate", her.pk)
    first.send(title="Direktör")
    answer = second.send(title="Vd")
    edit_candidate(her, changes={"title": "Rektor"}, by=make_organiser(edition))

    again = choose(second, answer, title="Vd")

    assert again.status_code == 409
    assert "Rektor" in again.text
    assert Candidate.objects.get().title == "Rektor"


def test_two_who_change_different_fields_are_both_right(two, edition):
    her = make_nominee(edition, "Anna Ek", title="Chef")
    first, second = open_twice(two, edition, "desk_candidate", her.pk)
    first.send(title="Direktör")

    answer = second.send(workplace="Verket")

    stored = Candidate.objects.get()
    assert answer.status_code == 302
    assert (stored.title, stored.workplace) == ("Direktör", "Verket")


def test_mistake_in_between_does_not_hide_that_another_has_saved(two, edition):
    her = make_nominee(edition, "Anna Ek", title="Chef")
    first, second = open_twice(two, edition, "desk_candidate", her.pk)
    first.send(title="Direktör")
    refused = second.send(name="", title="Vd")
    fields = next(form for form in forms_on(refused.text) if "shown" in form)

    answer = second.client.post(second.path, fields | {"name": "Anna Ek"})

    assert (refused.status_code, answer.status_code) == (422, 409)


def test_portrait_of_another_is_not_taken_away_unseen(two, edition):
    her = make_nominee(edition, "Anna Ek")
    _, second = open_twice(two, edition, "desk_candidate", her.pk)
    picture = clean_picture(io.BytesIO(photo()), size=1000)
    changes = {"portrait_alt": "Anna skrattar"}
    edit_candidate(her, changes=changes, portrait=picture, by=make_organiser(edition))
    kept = Candidate.objects.get().portrait.name

    answer = second.send(portrait_alt="Hon ler", portrait_file=upload(photo(), "min.jpg"))

    assert answer.status_code == 409
    assert "min.jpg" in answer.text
    assert Candidate.objects.get().portrait.name == kept


def test_award_of_two(two, edition):
    first, second = open_twice(two, edition, "desk_award")
    first.send(tagline_sv="Den första")

    answer = second.send(tagline_sv="Den andra", tagline_en="The second")
    choose(second, answer, tagline_sv="Den första")

    kept = Award.objects.get()
    assert (kept.tagline_sv, kept.tagline_en) == ("Den första", "The second")


def test_edition_of_two(two, edition):
    first, second = open_twice(two, edition, "desk_event")
    first.send(place="Växjö", time_zone="Europe/Helsinki")

    answer = second.send(place="Kalmar")
    choose(second, answer, place="Kalmar")

    kept = Edition.objects.get()
    assert (kept.place, kept.time_zone) == ("Kalmar", "Europe/Helsinki")


def test_zone_that_both_have_changed_shows_both_and_moves_nothing(two, edition):
    first, second = open_twice(two, edition, "desk_event")
    first.send(time_zone="Europe/Helsinki")
    version = rule_book_in_force(edition).version

    answer = second.send(time_zone="Europe/London")

    assert answer.status_code == 409
    assert (rule_book_in_force(edition).version, version) == (2, 2)


def test_category_of_two_before_and_after_the_freeze(two, edition):
    found = edition.categories.get()
    first, second = open_twice(two, edition, "desk_category", found.pk)
    first.send(name_sv="Årets första")

    answer = second.send(name_sv="Årets andra")

    assert answer.status_code == 409
    assert Category.objects.get().name_sv == "Årets första"


def test_category_whose_spelling_two_mend(two):
    edition = make_edition("nomination")
    for browser in two:
        browser.force_login(make_organiser(edition))
    found = edition.categories.get()
    found.description_sv = "Den som vissar vägen för andra."
    found.save()
    first, second = open_twice(two, edition, "desk_category", found.pk)
    first.send(description_sv="Den som visar vägen för andra.", reason="Stavning")

    answer = second.send(description_sv="Den som vissar vagen för andra.", reason="Stavning")

    assert answer.status_code == 409
    found.refresh_from_db()
    assert found.description_sv == "Den som visar vägen för andra."


def test_partner_of_two(two, edition):
    found = Partner.objects.create(edition=edition, kind="partner", name="Verket")
    first, second = open_twice(two, edition, "desk_partner", found.pk)
    first.send(name="Verket AB", kind="sponsor")

    answer = second.send(name="Verket i Växjö")
    asked = answer.text
    choose(second, answer, name="Verket i Växjö")

    kept = Partner.objects.get()
    assert answer.status_code == 409
    assert 'name="kind" value="partner"' in asked
    assert (kept.name, kept.kind) == ("Verket i Växjö", "sponsor")


def test_rule_of_two(two, edition):
    first, second = open_twice(two, edition, "desk_rules_all")
    first.send(quorum="3", scale_max="7")

    answer = second.send(quorum="4", finalists="5")
    between = rules_in_force(edition).jury
    choose(second, answer, quorum="4")

    kept = rules_in_force(edition).jury
    assert answer.status_code == 409
    assert (between.quorum, between.finalists) != (kept.quorum, kept.finalists)
    assert (kept.quorum, kept.scale_max, kept.finalists) == (4, 7, 5)


def test_rules_of_two_who_change_different_things_are_both_kept(two, edition):
    first, second = open_twice(two, edition, "desk_rules_all")
    first.send(quorum="3", criterion_1_name_sv="Förebild för många")

    answer = second.send(method="approval")

    kept = rules_in_force(edition)
    assert answer.status_code == 302
    assert (kept.jury.quorum, kept.vote.method) == (3, "approval")
    assert kept.jury.criteria[0].name.sv == "Förebild för många"


def test_method_is_shown_by_its_name_and_not_by_its_key(two, edition):
    first, second = open_twice(two, edition, "desk_rules_all")
    first.send(method="approval")

    answer = second.send(method="schulze")

    assert answer.status_code == 409
    assert 'value="approval"' in answer.text
    assert "</strong> approval" not in answer.text


def test_check_box_of_two_can_be_chosen_either_way(two, edition):
    first, second = open_twice(two, edition, "desk_rules_all")
    lot = "lot" in rules_in_force(edition).ties
    other = {} if lot else {"tie_lot": "on"}
    fields = {k: v for k, v in first.fields.items() if k != "tie_lot"}
    first.client.post(first.path, fields | other)

    answer = second.send(quorum="3")

    assert answer.status_code == 302
    assert ("lot" in rules_in_force(edition).ties) is not lot


def test_rules_written_over_another_version_are_refused(edition):
    rules, by = rules_in_force(edition), make_organiser(edition)
    write_rules(edition, replace(rules, ties=()), by=by, over=1)

    with pytest.raises(RuleChangeRefused):
        write_rules(edition, rules, by=by, over=1)
