from award.limits.models.asked import AskedMail
from award.limits.models.cache import CacheRow
from award.limits.models.proof import UsedProof
from award.limits.models.use import Use

__all__ = ["AskedMail", "CacheRow", "Use", "UsedProof"]
