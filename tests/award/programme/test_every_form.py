"""No form and no view goes round the room that cleans what is typed."""

from __future__ import annotations

import ast

import pytest
from django import forms

from award.programme.cleaning import parameters
from award.programme.forms.addresses import Address, People
from award.programme.forms.codes import Digits
from award.programme.forms.texts import PlainText, Slug, WebAddress
from tests.award.programme.forms_of_the_house import ROOM, forms_of_the_house, sources
from voting.ballots.forms.receipt import ReceiptField

CLEAN = (PlainText, Slug, WebAddress, Address, People, Digits, ReceiptField)
# Of Django's own, those in which somebody may write what she likes.
WRITTEN = (
    "CharField",
    "EmailField",
    "URLField",
    "SlugField",
    "RegexField",
    "JSONField",
    "GenericIPAddressField",
)
# Whose words nobody keeps: passwords, which must stay as they are, and what a browser writes for itself.
OWN = {"password", "oldpassword", "password1", "password2", "credential"}
# What is sent on whole, as `lists` does, is cleaned by the form that it comes to.
READS = {"get", "getlist", "pop", "items", "dict", "values"}
READERS = {name for name in vars(parameters) if name.startswith("typed_")}
QUERIES = {"GET", "POST"}


def _goes_round(field: forms.Field) -> bool:
    """A UUID has one shape only."""
    writes = isinstance(field, (forms.CharField, forms.JSONField))
    return writes and not isinstance(field, (*CLEAN, forms.UUIDField))


def test_every_field_of_every_form_cleans_what_is_typed():
    found = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in forms_of_the_house()
        for name, field in form.base_fields.items()
        if _goes_round(field) and name not in OWN
    }

    assert found == set()


def test_every_text_of_every_form_has_a_length():
    endless = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in forms_of_the_house()
        for name, field in form.base_fields.items()
        if isinstance(field, CLEAN) and not field.max_length
    }

    assert endless == set()


def _made_by_hand(tree: ast.Module) -> list[int]:
    """Where Django's own fields are made or built upon, also within a form's `__init__`."""
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [
        node.lineno
        for node in used
        if node.attr in WRITTEN and isinstance(node.value, ast.Name) and node.value.id == "forms"
    ]


def test_no_form_makes_a_field_that_does_not_clean():
    found = {name: _made_by_hand(tree) for name, tree in sources() if not name.startswith(ROOM)}

    assert {name: lines for name, lines in found.items() if lines} == {
        "voting/ballots/forms/receipt.py": found["voting/ballots/forms/receipt.py"]
    }


def _query(node: ast.AST) -> bool:
    """`request.POST` and its like."""
    return isinstance(node, ast.Attribute) and node.attr in QUERIES


def _reads(tree: ast.Module) -> list[tuple[int, bool]]:
    """Each place where one value is taken out of a request, and whether a reader of the room takes it."""
    wrapped = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in READERS
        for argument in node.args
    }
    return [(node.lineno, id(node) in wrapped) for node in ast.walk(tree) if _takes_one(node)]


def _takes_one(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return _query(node.value)
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr in READS and _query(node.func.value)


def test_every_parameter_that_is_read_by_hand_goes_through_the_room():
    found = {name: [line for line, clean in _reads(tree) if not clean] for name, tree in sources()}

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("typed_line(request.POST.get('why', ''), most=9)", [True]), ("typed_key(request.POST['task'])", [True]),
        ("request.POST.get('why')", [False]), ("request.GET['sida']", [False]), ("str(self.request.GET.get('a'))", [False]),
        ("'revoke' in request.POST", []), ("RoleForm(request.POST or None)", []),
    ],
)  # fmt: skip
def test_a_read_by_hand_is_seen(line, clean):
    assert [each for _, each in _reads(ast.parse(line))] == clean


class Careless(forms.Form):
    """What the walk must find."""

    words = forms.CharField(max_length=9)
    address = forms.EmailField()


def test_a_form_that_goes_round_is_seen():
    assert [name for name, field in Careless.base_fields.items() if _goes_round(field)] == [
        "words",
        "address",
    ]
