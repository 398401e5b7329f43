"""What somebody's authenticator shows."""

from __future__ import annotations

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

TYPING = 8  # seconds in which a test has sent what it read


def code_shown(seed: str) -> str:
    """The code of now, read when it stays for long enough to be typed: a period's end is waited for."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < TYPING:
        time.sleep(left)
    return format_hotp_value(hotp_value(seed, int(time.time()) // app_settings.TOTP_PERIOD))
