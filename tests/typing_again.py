"""The page that shows what was typed once more, and pressing its button."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse
from django.test import Client


def kept_on(page: str) -> list[tuple[str, str]]:
    """Every hidden field of the form that sends it once more, but the page's key."""
    form = page.split("<main")[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return [(name, html.unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


def press_again(client: Client, page: str) -> HttpResponse:
    """As the browser does: to the address of the form, with its fields and the page's new key."""
    main = page.split("<main")[1]
    data: dict[str, list[str]] = {}
    for name, value in kept_on(page):
        data.setdefault(name, []).append(value)
    if key := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', main):
        data["csrfmiddlewaretoken"] = [key[1]]
    return client.post(
        html.unescape(re.search(r'<form method="post" action="([^"]+)"', main)[1]), data
    )
