"""Form, model and database agree on how long a text may be."""

from __future__ import annotations

import pytest
from django import forms
from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction

from award.programme.forms.texts import field_for
from award.programme.models import Award, Category
from nominations.models import Nomination, Wish
from tests.award.programme.forms_of_the_house import HOUSE, forms_of_the_house
from tests.factories import make_edition

# What the program writes itself, out of parts whose lengths are checked.
MADE = {
    "limits.CacheRow.value": "what the account package counts",
    "mail.Message.text": "a template, filled in",
    "ballots.Ballot.choice": "the notation of what was marked on the paper",
    "ballots.SealedBallot.choice": "the same, out of the box",
    "ballots.SealedLeaves.leaves": "a hash for each ballot",
    "results.Recount.words": "what the recounting program prints",
    "results.SealFailure.what": "what the settling wrote, cut at its own length",
}


def texts() -> dict[str, models.TextField]:
    """Every text without a column of a fixed length, in every model of the house."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        if model.__module__.split(".")[0] in HOUSE
        for field in model._meta.get_fields()
        if isinstance(field, models.TextField) and not isinstance(field, models.JSONField)
    }


def held_in_the_database(field: models.TextField) -> int | None:
    conditions = (getattr(c, "condition", None) for c in field.model._meta.constraints)
    held = [dict(c.children).get(f"{field.name}__length__lte") for c in conditions if _is_plain(c)]
    return next((most for most in held if most), None)


def _is_plain(condition: models.Q | None) -> bool:
    return bool(condition) and all(isinstance(child, tuple) for child in condition.children)


def test_the_database_holds_every_text_to_the_models_length():
    wrong = {
        name: (field.max_length, held_in_the_database(field))
        for name, field in texts().items()
        if name not in MADE
        and (not field.max_length or field.max_length != held_in_the_database(field))
    }

    assert wrong == {}


def test_what_the_program_writes_itself_is_there():
    assert set(MADE) - set(texts()) == set()


def test_every_form_of_a_model_asks_for_the_models_length():
    wrong = {
        f"{form.__qualname__}.{name}"
        for form in forms_of_the_house()
        if issubclass(form, forms.ModelForm)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and _longer_than_the_model(form, name, field)
    }

    assert wrong == set()


def _longer_than_the_model(form: type[forms.ModelForm], name: str, field: forms.CharField) -> bool:
    columns = {column.name: column for column in form._meta.model._meta.get_fields()}
    most = getattr(columns.get(name), "max_length", None)
    return most is not None and field.max_length != most


@pytest.mark.parametrize(
    "column",
    [Award._meta.get_field("purpose_sv"), Category._meta.get_field("description_en")],
    ids=str,
)
def test_a_form_of_a_model_takes_exactly_what_the_database_takes(column):
    field = field_for(column)

    assert len(field.clean("å" * column.max_length)) == column.max_length
    with pytest.raises(forms.ValidationError):
        field.clean("å" * (column.max_length + 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "sign"), [("purpose_sv", "å"), ("purpose_en", "👩"), ("purpose_sv", "\n")], ids=ascii
)
def test_the_database_counts_as_the_form_does(field, sign):
    award = make_edition().award
    most = Award._meta.get_field(field).max_length

    Award.objects.filter(pk=award.pk).update(**{field: sign * most})

    with pytest.raises(IntegrityError, match=f"award_{field}_at_most"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(**{field: sign * (most + 1)})


@pytest.mark.django_db
def test_a_column_of_fixed_length_refuses_more_too():
    award = make_edition().award

    with pytest.raises(DataError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(name_sv="å" * 121)


@pytest.mark.parametrize(
    ("model", "field", "most"),
    [(Nomination, "motivation", 4000), (Nomination, "reason", 1000), (Wish, "text", 2000)],
)
def test_the_length_stands_in_the_model(model, field, most):
    assert model._meta.get_field(field).max_length == most
