"""A cache that may be dead without anybody noticing but the log."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class ForgivingCache(RedisCache):
    """Valkey as a cache; when it does not answer, nothing is found and nothing is kept."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}
        super().__init__(server, {**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try(super().get, default, key, default, version)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        self._try(super().set, None, key, value, *args, **kwargs)

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().add, True, key, value, *args, **kwargs))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._try(super().delete, False, key, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return int(self._try(super().incr, delta, key, delta, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self._try(super().get_many, {}, keys, version)
        return found

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._try(super().has_key, False, key, version))

    def _try(self, act: Any, otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return act(*args, **kwargs)
        except (RedisError, OSError) as error:
            log.warning("cache.away", error=type(error).__name__)
            return otherwise
