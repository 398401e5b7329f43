"""What only shows from outside: mail, the site's own address, clocks, the certificate."""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parseaddr, parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.http.request import validate_host

from award.programme.domain.clock import database_now
from award.site.doctor.illness import Ill

PATIENCE = 10.0  # seconds
MOST_APART = timedelta(seconds=60)
SOON = timedelta(days=21)  # a certificate that renews itself does so a month before its end
OK = 250


def mail(to: str = "") -> Iterator[Ill]:
    """As the postman does it, but that nothing is sent. `to`: would the server take a mail for this address?"""
    where = f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    line = EmailBackend(timeout=PATIENCE)
    try:
        line.open()
        if line.connection:
            yield from _refused(line.connection, where, to)
    except smtplib.SMTPAuthenticationError as error:
        yield Ill(
            f"{where} refuses our name and password: {_said(error.smtp_error)}",
            "Correct EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.",
        )
    except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
        yield Ill(
            f"{where} cannot be spoken to in secret: {error}",
            "Correct EMAIL_HOST and EMAIL_PORT (587 with STARTTLS); EMAIL_USE_TLS=0 only for one on the same machine.",
        )
    except (smtplib.SMTPException, OSError) as error:
        yield Ill(
            f"{where} cannot be reached: {error}",
            "Correct EMAIL_HOST and EMAIL_PORT, and see that no firewall stands between. Mail waits meanwhile.",
        )
    finally:
        line.close()


def _refused(server: smtplib.SMTP, where: str, to: str) -> Iterator[Ill]:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(sender)
    if code != OK:
        yield Ill(
            f"{where} takes no mail from {sender}: {_said(said)}",
            "Let DEFAULT_FROM_EMAIL be an address that the server may send from.",
        )
    elif to:
        code, said = server.rcpt(to)
        if code >= 400:
            yield Ill(
                f"{where} takes no mail to {to}: {_said(said)}",
                "Sign in to it (EMAIL_HOST_USER), or have it relay mail from this machine.",
            )
    server.rset()


def address() -> Iterator[Ill]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Ill(
            f"SITE_URL says {host}, which is not among ALLOWED_HOSTS.",
            f"Add {host} to ALLOWED_HOSTS, or correct SITE_URL: every link in a mail begins with it.",
        )
    try:
        answer = _ask(f"{settings.SITE_URL}/healthz")
    except requests.RequestException as error:
        yield Ill(
            f"Nothing of ours answers at {settings.SITE_URL}: {_cause(error)}",
            "See that its name leads to this machine, and that the proxy and the web server run.",
        )
        return
    if answer.status_code != requests.codes.ok or answer.text != "ok":
        yield Ill(
            f"At {settings.SITE_URL} something else answers ({answer.status_code}).",
            "See that its name leads to this machine, and the proxy to the web server.",
        )


def clock(beside: str = "") -> Iterator[Ill]:
    """This machine's beside the database's, and that of any web server that somebody names."""
    cure = "Let a time service keep both machines' clocks: rounds open and close by the database's."
    yield from _apart("The database's", database_now().timestamp() - time.time(), cure)
    if beside:
        try:
            theirs = parsedate_to_datetime(_ask(beside).headers["Date"]).timestamp()
        except (requests.RequestException, KeyError, ValueError) as error:
            yield Ill(f"{beside} does not tell the time: {error}", "Name another web server.")
        else:
            yield from _apart(f"That of {beside}", theirs - time.time(), cure)


def certificate() -> Iterator[Ill]:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme != "https" or not parts.hostname:
        return
    try:
        left = _time_left(parts.hostname, parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        yield Ill(
            f"The certificate of {parts.hostname} is not believed: {error.verify_message}",
            "See in the proxy's log why it got none; its name has to lead here from everywhere.",
        )
    except OSError as error:
        yield Ill(
            f"{parts.hostname} does not speak TLS: {error}", "See that the proxy runs, on port 443."
        )
    else:
        if left < SOON:
            yield Ill(
                f"The certificate of {parts.hostname} ends in {left.days} days.",
                "It should have renewed itself: see the proxy's log.",
            )


def _time_left(host: str, port: int) -> timedelta:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        ends = str((line.getpeercert() or {})["notAfter"])
    return timedelta(seconds=ssl.cert_time_to_seconds(ends) - time.time())


def _apart(whose: str, seconds: float, cure: str) -> Iterator[Ill]:
    if abs(seconds) > MOST_APART.total_seconds():
        way = "ahead of" if seconds > 0 else "behind"
        yield Ill(f"{whose} clock is {abs(seconds) / 60:.0f} min {way} this machine's.", cure)


def _ask(url: str) -> requests.Response:
    return requests.get(url, timeout=PATIENCE, allow_redirects=False)


def _said(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _cause(error: Exception) -> str:
    """The last words: what a name or a port answered, without what asked them."""
    return str(error.args[0] if error.args else error).rsplit(": ", 1)[-1].rstrip(")'\"")
