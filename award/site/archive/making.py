"""Making the archive: what is refused, what is asked for first, and the list of what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.http.request import split_domain_port, validate_host
from django.urls import reverse
from django.utils import timezone, translation

from award.programme.domain.clock import database_now
from award.programme.models import Edition
from award.site.archive.asking import Platform, nothing_written
from award.site.archive.crawling import crawl
from award.site.archive.filing import Item, items_of

FORMAT = "forebild-archive/1"
MANIFEST = "archive.json"
# Asked for by machines, and linked from no page; not every installation has them.
UNLINKED = ("/robots.txt", "/favicon.ico")


@dataclass(frozen=True)
class Archive:
    """What was written, and each link that led nowhere: the address, its status, the page that it stands on."""

    items: list[Item]
    nowhere: list[tuple[str, int, str]]


def make_archive(folder: Path) -> Archive:
    """Write every public page, and what belongs to it, into the folder. Raises `CommandError`.

    The manifest comes last: a folder without one is no whole archive.
    """
    refuse_name()
    refuse_folder(folder)
    with nothing_written():
        made = database_now()
        public = Edition.objects.public().preferring_real().with_calendar()
        editions = list(public.order_by("award__slug", "-year"))
        if not editions:
            raise CommandError("No edition is public: there is nothing to archive.")
        site = crawl(Platform(), beginnings(editions))
        refuse_fault(site.status_at_end(reverse("front")))
        archive = Archive(items_of(site, editions, made), site.nowhere())
    try:
        write(folder, archive, made)
    except OSError as fault:
        raise CommandError(f"{fault.filename or folder}: {fault.strerror or fault}.") from fault
    return archive


def refuse_name() -> None:
    """Raises `CommandError` where the platform would not answer to its own public name."""
    host = split_domain_port(urlsplit(settings.SITE_URL).netloc)[0]
    if not host or not validate_host(host, settings.ALLOWED_HOSTS):
        raise CommandError(
            f"SITE_URL is {settings.SITE_URL}, and ALLOWED_HOSTS does not have that name."
        )


def refuse_folder(folder: Path) -> None:
    """Raises `CommandError` where something is there already: an archive is never mixed with anything."""
    try:
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is a file, not a folder.")
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty: an archive goes into a folder of its own.")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CommandError(f"{folder} cannot be made: {fault.strerror}.") from fault


def refuse_fault(status: int) -> None:
    """Raises `CommandError` where not even the front page could be made: nothing else would be whole."""
    if status >= 400:
        raise CommandError(
            f"The front page answers {status}: no archive is made. `manage.py doctor` may say why."
        )


def beginnings(editions: list[Edition]) -> Iterator[str]:
    """The front page, then every edition, as no page leads to an earlier year; in each language."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield reverse("front")
            for each in editions:
                yield reverse("award_page", args=[each.award.slug])
                yield reverse("edition", args=[each.award.slug, each.year])
    yield from UNLINKED


def write(folder: Path, archive: Archive, made: datetime) -> None:
    """The files, then the manifest with a SHA-256 of each."""
    for item in archive.items:
        path = folder / item.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.content)
    manifest = {
        "format": FORMAT,
        "site": settings.SITE_URL,
        "made_on": timezone.localtime(made).date().isoformat(),
        "files": {item.file: _entry(item) for item in archive.items},
        "led_nowhere": [
            {"address": address, "status": status, "on": page}
            for address, status, page in archive.nowhere
        ],
    }
    written = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(written + "\n", "utf-8")


def _entry(item: Item) -> dict[str, Any]:
    return {
        "address": item.address,
        "kind": item.kind,
        "bytes": len(item.content),
        "sha256": hashlib.sha256(item.content).hexdigest(),
    }
