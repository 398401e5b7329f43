"""What machines ask for, by an address that is not the site's."""

import pytest
from django.test import Client


@pytest.fixture
def inside(settings):
    """Asks as a container's health check, a balancer or Prometheus does: no proxy, no TLS."""
    settings.ALLOWED_HOSTS = ["pris.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    return Client(headers={"host": "127.0.0.1:8000"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_machine_is_answered_whatever_it_calls_us(inside, db, path):
    assert inside.get(path).status_code == 200


def test_health_asks_no_database(inside):
    answer = inside.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize(("secure", "status"), [(True, 400), (False, 301)])
@pytest.mark.parametrize("path", ["/", "/desk/", "/healthz/"])
def test_page_for_people_is_not(inside, db, path, secure, status):
    """Before the name is looked at, a question without TLS is sent to where there is TLS."""
    host = "pris.example.org" if not secure else "127.0.0.1:8000"

    assert inside.get(path, secure=secure, headers={"host": host}).status_code == status
