from award.people.models.browser import KnownBrowser
from award.people.models.erased import ErasedThing
from award.people.models.look import Look
from award.people.models.pastrole import PastRole
from award.people.models.person import Person
from award.people.models.proposal import Proposal, Witness
from award.people.models.role import Role

__all__ = [
    "ErasedThing", "KnownBrowser", "Look", "PastRole", "Person", "Proposal", "Role", "Witness",
]  # fmt: skip
