"""A person with an account: organisers, readers and jurors. Nominators and voters have none."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.programme.cleaning.addresses import clean_address

NOWHERE = "@erased.invalid"


def account_address(typed: str) -> str:
    """An address as accounts keep it, in small letters. Raises `NotAnAddress`."""
    return clean_address(typed).lower()


class PersonManager(BaseUserManager["Person"]):
    """Creates people by e-mail address; nobody needs a password."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=account_address(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """An account, known by its e-mail address (kept in lower case).

    One that was erased keeps its number, which others refer to, and an address that leads nowhere.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())
    erased_at = models.DateTimeField(null=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=models.functions.Lower("email")),
                name="person_email_in_lower_case",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None)
                | models.Q(name="", is_active=False, email__endswith=NOWHERE),
                name="erased_person_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        return (
            gettext("Somebody who has been erased") if self.erased_at else self.name or self.email
        )
