"""An account is found by its address, however that was typed when it was made and is typed now."""

from __future__ import annotations

import importlib

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps

from award.people.domain.granting import person_with
from award.people.models import Person
from award.programme.cleaning.addresses import NotAnAddress

migration = importlib.import_module("award.people.migrations.0009_clean_addresses")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "typed"),
    [
        ("asa\u200b@example.org", "asa@example.org"), ("Asa@Example.org", "asa@example.org"),
        ("asa@räksmörgås.se", "asa@xn--rksmrgs-5wao1o.se"), ("asa@xn--rksmrgs-5wao1o.se", "ASA@RÄKSMÖRGÅS.SE"),
    ],
    ids=ascii,
)  # fmt: skip
def test_one_address_is_one_account(given, typed):
    assert person_with(given) == person_with(typed)
    assert Person.objects.count() == EmailAddress.objects.count() == 1


@pytest.mark.django_db
def test_an_address_that_nobody_can_have_makes_no_account():
    with pytest.raises(NotAnAddress):
        person_with("åsa@example.org")

    assert not Person.objects.exists()


@pytest.mark.django_db
def test_accounts_that_nobody_could_enter_are_mended():
    kept = ["asa\u200b@example.org", "bo@räksmörgås.se", "eva@example.org"]
    people = Person.objects.bulk_create([Person(email=email) for email in kept])
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=p, email=p.email, verified=True) for p in people]
    )

    migration.clean_accounts(apps, None)

    clean = {"asa@example.org", "bo@xn--rksmrgs-5wao1o.se", "eva@example.org"}
    assert set(Person.objects.values_list("email", flat=True)) == clean
    assert set(EmailAddress.objects.values_list("email", flat=True)) == clean


@pytest.mark.django_db
def test_an_account_whose_clean_address_is_anothers_stays():
    Person.objects.bulk_create(
        [Person(email="asa\u200b@example.org"), Person(email="asa@example.org")]
    )

    migration.clean_accounts(apps, None)

    assert Person.objects.filter(email="asa\u200b@example.org").exists()
