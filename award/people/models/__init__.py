from award.people.models.browser import KnownBrowser
from award.people.models.pastrole import PastRole
from award.people.models.person import Person
from award.people.models.proposal import Proposal, Witness
from award.people.models.role import Role

__all__ = ["KnownBrowser", "PastRole", "Person", "Proposal", "Role", "Witness"]
