"""Run Django's own deployment checks with the settings of production."""

import os
import subprocess
import sys

ENVIRONMENT = {
    "FOREBILD_ENV": "production",
    "SECRET_KEY": "only-for-the-checks-" + "abcdefghij0123456789" * 4,
    "ALLOWED_HOSTS": "pris.example.org",
    "SITE_URL": "https://pris.example.org",
    "DATABASE_URL": "postgresql://award@localhost/award",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "Priset <pris@example.org>",
}

if __name__ == "__main__":
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    sys.exit(subprocess.run(command, env={**os.environ, **ENVIRONMENT}, check=False).returncode)  # noqa: S603
