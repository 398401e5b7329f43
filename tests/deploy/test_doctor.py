"""Broken set-ups, each made for real, and each named with its cure."""

from __future__ import annotations

import shutil
import ssl
import threading
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from award.mail.domain.ticking import beat
from award.mail.models import Heartbeat
from award.programme import keys
from award.site.doctor import inside, outside
from award.stack.ports import free_port
from award.stack.valkey import Valkey
from tests.serving import as_serving

pytestmark = pytest.mark.django_db
GB = 1024**3
HOUR = timedelta(hours=1)
Usage = namedtuple("Usage", "total used free")


class Refusing:
    """A mail server that takes no mail from us, or none to a stranger."""

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("wrong"):
            return "550 5.7.1 Not an address of yours"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        return "550 5.7.1 Relaying denied" if "strange" in address else "250 OK"


@pytest.fixture
def mail_server(settings):
    controller = Controller(Refusing(), hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
    settings.DEFAULT_FROM_EMAIL = "Priset <pris@example.org>"
    yield controller
    controller.stop()


class Site(BaseHTTPRequestHandler):
    late = timedelta(0)
    says = b"ok"

    def do_GET(self):
        self.send_response_only(200)
        now = datetime.now(UTC) + self.late
        self.send_header("Date", f"{now:%a, %d %b %Y %H:%M:%S} GMT")
        self.send_header("Content-Length", str(len(self.says)))
        self.end_headers()
        self.wfile.write(self.says)

    def log_message(self, *_):
        pass


@pytest.fixture
def served(settings):
    """A web server at SITE_URL, which answers as told."""
    servers = []

    def serve(*, says=b"ok", late=timedelta(0), certificate=None):
        handler = type("Answer", (Site,), {"says": says, "late": late})
        server = HTTPServer(("127.0.0.1", 0), handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        scheme = "https" if certificate else "http"
        settings.SITE_URL = f"{scheme}://localhost:{server.server_port}"
        return settings.SITE_URL

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def make_certificate(folder: Path, *, days: int) -> tuple[str, str]:
    """For localhost, signed by itself, as PEM files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - HOUR).not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    certificate, private = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    secret = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, secret))
    return str(certificate), str(private)


def told(examination) -> str:
    """What is wrong and its cure, in one text; "" where it is well."""
    return "\n".join(f"{ill.what} {ill.cure}" for ill in examination)


def test_mail_that_goes_is_well(mail_server):
    assert told(outside.mail("anybody@example.org")) == ""


@pytest.mark.parametrize(
    ("sender", "to", "words"),
    [
        ("wrong@example.org", "", "takes no mail from wrong@example.org: 5.7.1 Not an address of"),
        ("pris@example.org", "strange@example.com", "takes no mail to strange@example.com: 5.7.1"),
    ],
)
def test_mail_that_is_refused(mail_server, settings, sender, to, words):
    settings.DEFAULT_FROM_EMAIL = sender

    assert words in told(outside.mail(to))


def test_mail_server_that_is_not_there(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()

    assert "cannot be reached" in told(outside.mail())


def test_mail_server_that_keeps_no_secret(mail_server, settings):
    settings.EMAIL_USE_TLS = True

    assert "cannot be spoken to in secret" in told(outside.mail())


def test_mail_server_that_knows_no_passwords(mail_server, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "pris", "fel"

    assert told(outside.mail()) != ""


def test_address_of_ours_is_well(served, settings):
    served()

    assert told(outside.address()) == ""


def test_host_name_that_is_not_allowed(served, settings):
    served()
    settings.ALLOWED_HOSTS = ["pris.example.org"]

    assert "localhost, which is not among ALLOWED_HOSTS. Add localhost" in told(outside.address())


def test_host_name_that_leads_elsewhere(served):
    served(says=b"<h1>Welcome to nginx!</h1>")

    assert "something else answers (200)" in told(outside.address())


def test_address_at_which_nobody_answers(settings):
    settings.SITE_URL = f"http://127.0.0.1:{free_port()}"

    assert "Nothing of ours answers" in told(outside.address())


def test_clocks_that_agree_are_well(served):
    assert told(outside.clock(served())) == ""


@pytest.mark.parametrize(("late", "words"), [(HOUR, "60 min ahead of"), (-HOUR, "60 min behind")])
def test_clock_that_is_wrong_by_an_hour(served, late, words):
    assert words in told(outside.clock(served(late=late)))


@pytest.mark.parametrize("late", [HOUR, -HOUR])
def test_clock_of_the_database_that_is_wrong_by_an_hour(monkeypatch, late):
    monkeypatch.setattr(outside, "database_now", lambda: timezone.now() + late)

    assert "The database's clock is 60 min" in told(outside.clock())


def test_disk_that_is_nearly_full(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100 * GB, 96 * GB, 4 * GB))

    assert "nearly full: 4.0 GB are free of 100" in told(inside.disk())


def test_disk_with_room_is_well(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100 * GB, 50 * GB, 50 * GB))

    assert told(inside.disk()) == ""


@pytest.mark.django_db(transaction=True)
def test_two_roles_are_well_and_one_is_not():
    one = told(inside.roles())
    with as_serving():
        parted = told(inside.roles())

    assert parted == ""
    assert "Make two, as docs/operations.md says" in one


@pytest.fixture
def own_key(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "forebild.key"
    keys.make_key(settings.KEY_FILE)
    yield settings.KEY_FILE
    keys._read.cache_clear()


def test_key_that_others_can_read(own_key):
    own_key.chmod(0o644)

    assert f"can be read by others: chmod 600 {own_key}" in told(inside.key())


def test_key_that_is_not_there(own_key):
    own_key.unlink()

    assert "put it back from its own back-up" in told(inside.key())


@pytest.mark.parametrize(
    ("service", "examine", "name"),
    [("tick", inside.beat, "The clockwork (beat)"), ("postman", inside.postman, "The postman")],
)
def test_service_that_is_silent(service, examine, name):
    never = told(examine())
    beat(service)
    alive = told(examine())
    Heartbeat.objects.filter(service=service).update(at=timezone.now() - 3 * HOUR)

    assert f"{name} has never run here" in never
    assert alive == ""
    assert f"{name} has been silent for 3 h" in told(examine())


def test_worker_that_is_silent_and_valkey_that_is_away(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(inside, "PATIENCE", 1)
    server = Valkey(tmp_path / "v", log=tmp_path / "v.log", port=free_port(), keep=False)
    server.start()
    settings.REDIS_URL = server.url

    silent = told(inside.worker())
    server.stop()
    away = told(inside.worker())

    assert "No worker answers." in silent
    assert "Valkey cannot be reached" in away


def test_certificate_with_time_left_is_well(served, tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path, days=60)
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    served(certificate=certificate)

    assert told(outside.certificate()) == ""


def test_certificate_near_its_end(served, tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path, days=5)
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    served(certificate=certificate)

    assert "The certificate of localhost ends in 5 days." in told(outside.certificate())


def test_certificate_that_nobody_believes(served, tmp_path):
    served(certificate=make_certificate(tmp_path, days=60))

    assert "is not believed" in told(outside.certificate())


def test_site_without_tls_has_no_certificate_to_look_at(served):
    served()

    assert told(outside.certificate()) == ""


def test_migration_that_is_missing():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'mail' AND name = (SELECT max(name) FROM django_migrations WHERE app = 'mail')")  # fmt: skip

    assert "1 steps behind" in told(inside.migrations())


def test_command_says_each_with_its_cure_and_ends_with_one(mail_server, served, monkeypatch):
    served()
    monkeypatch.setattr(inside.app.control, "ping", lambda **_: [{"w": "pong"}])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100 * GB, 50 * GB, 50 * GB))
    monkeypatch.setattr(inside, "roles_are_parted", lambda: True)
    beat("postman")
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    beat("tick")
    call_command("doctor", stdout=StringIO())

    lines = out.getvalue().splitlines()
    at = next(n for n, line in enumerate(lines) if line.split()[:1] == ["clockwork"])
    assert ended.value.code == 1
    assert lines[at].endswith("is not well")
    assert lines[at + 2].strip().startswith("→ No round is sealed")
    assert [line for line in lines if line.endswith("is well")] != []
