from award.models.award import Award
from award.models.category import Category
from award.models.edition import Edition
from award.models.effect import Effect
from award.models.heartbeat import Heartbeat
from award.models.log import LogEntry, LogPayload
from award.models.message import Message
from award.models.organisation import Organisation
from award.models.partner import Partner
from award.models.person import Person
from award.models.role import Role
from award.models.round import DatabaseClock, Round
from award.models.rulebook import RuleBook

__all__ = [
    "Award",
    "Category",
    "DatabaseClock",
    "Edition",
    "Effect",
    "Heartbeat",
    "LogEntry",
    "LogPayload",
    "Message",
    "Organisation",
    "Partner",
    "Person",
    "Role",
    "Round",
    "RuleBook",
]
