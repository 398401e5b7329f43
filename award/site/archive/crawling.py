"""Following every link within the site that leads somewhere without signing in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from award.site.archive.addresses import file_of, is_contained
from award.site.archive.asking import Answer, Platform
from award.site.archive.links import Rewriter, rewritten_sheet


@dataclass
class Site:
    """Every address that was asked for, in that order, with its answer; `first_met` says on which page."""

    answers: dict[str, Answer] = field(default_factory=dict)
    first_met: dict[str, str] = field(default_factory=dict)

    def end_of(self, address: str) -> str:
        """Where an address leads after all that send it on; "" where that is nowhere in the archive."""
        passed: set[str] = set()
        while address not in passed and (answer := self.answers.get(address)):
            if answer.is_there:
                return address
            passed.add(address)
            address = answer.leads_to
        return ""

    def file_of(self, address: str) -> str:
        """The file of what is there at the end of an address, or ""."""
        end = self.end_of(address)
        return file_of(end, is_page=self.answers[end].is_page) if end else ""

    def is_way_in(self, address: str) -> bool:
        """Whether it leads to what only those see who have signed in."""
        passed: set[str] = set()
        while address not in passed and (answer := self.answers.get(address)):
            if answer.is_closed:
                return True
            passed.add(address)
            address = answer.leads_to
        return False

    def nowhere(self) -> list[tuple[str, int, str]]:
        """What a page leads to and is not there: the address, its status, the page."""
        return sorted(
            (address, self.status_at_end(address), self.first_met[address])
            for address in self.first_met
            if not self.end_of(address) and not self.is_way_in(address)
        )

    def status_at_end(self, address: str) -> int:
        """What an address answers after all that send it on."""
        passed: set[str] = set()
        while address not in passed and self.answers[address].leads_to in self.answers:
            passed.add(address)
            address = self.answers[address].leads_to
        return self.answers[address].status


def crawl(platform: Platform, beginnings: Iterable[str]) -> Site:
    """The site from these addresses on; what is asked for first is found on no page."""
    site, waiting = Site(), deque(dict.fromkeys(beginnings))
    while waiting:
        address = waiting.popleft()
        if address in site.answers:
            continue
        answer = site.answers[address] = _contained(address, platform.ask(address))
        for link in [answer.leads_to] if answer.leads_to else links_of(address, answer):
            if link not in site.answers:
                waiting.append(link)
            if not answer.leads_to:
                site.first_met.setdefault(link, address)
    return site


def links_of(address: str, answer: Answer) -> list[str]:
    """Addresses within the site that stay in what is archived of a page or style sheet."""
    found: list[str] = []

    def note(there: str) -> str | None:
        found.append(there)
        return None

    if answer.is_there and answer.is_page:
        Rewriter(address, note, is_way_in=lambda there: False).rewritten(answer.content.decode())
    elif answer.is_there and answer.is_sheet:
        rewritten_sheet(answer.content.decode(), address, note, embed=note)
    return list(dict.fromkeys(found))


def _contained(address: str, answer: Answer) -> Answer:
    """An address whose file would lie outside the archive leads nowhere."""
    file = file_of(address, is_page=answer.is_page)
    return answer if is_contained(file) else Answer(404)
