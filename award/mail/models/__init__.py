from award.mail.models.brake import Brake
from award.mail.models.code import HoldsCode
from award.mail.models.effect import Effect
from award.mail.models.ended import EndedMail
from award.mail.models.heartbeat import Heartbeat
from award.mail.models.message import Message
from award.mail.models.outage import Outage
from award.mail.models.sent import SentCodes
from award.mail.models.standstill import Standstill

__all__ = [
    "Brake",
    "Effect",
    "EndedMail",
    "Heartbeat",
    "HoldsCode",
    "Message",
    "Outage",
    "SentCodes",
    "Standstill",
]
