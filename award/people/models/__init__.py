from award.people.models.person import Person
from award.people.models.role import Role

__all__ = ["Person", "Role"]
