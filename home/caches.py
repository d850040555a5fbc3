"""The two caches this site runs on, each with one habit of Django's changed."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
#: At one write in so many the files are counted, and a third of them thrown away when they are too many.
COUNTED = 200


class CalmFileCache(FileBasedCache):
    """Files shared by the processes of one machine. Django's counts all its files at each write, which at five thousand
    files costs more than making most pages."""

    def _cull(self) -> None:
        if secrets.randbelow(COUNTED) == 0:
            super()._cull()


class ForgivingRedisCache(RedisCache):
    """Redis, but a server that does not answer is an empty cache: pages get slower, not wrong."""

    def get(self, key, default=None, version=None):
        return self._or(default, lambda: super(ForgivingRedisCache, self).get(key, default, version))

    def get_many(self, keys, version=None):
        return self._or({}, lambda: super(ForgivingRedisCache, self).get_many(keys, version))

    def has_key(self, key, version=None):
        return self._or(False, lambda: super(ForgivingRedisCache, self).has_key(key, version))

    def set(self, key, value, *args, **kwargs):
        return self._or(None, lambda: super(ForgivingRedisCache, self).set(key, value, *args, **kwargs))

    def set_many(self, data, *args, **kwargs):
        return self._or(list(data), lambda: super(ForgivingRedisCache, self).set_many(data, *args, **kwargs))

    def add(self, key, value, *args, **kwargs):
        return self._or(True, lambda: super(ForgivingRedisCache, self).add(key, value, *args, **kwargs))

    def touch(self, key, *args, **kwargs):
        return self._or(False, lambda: super(ForgivingRedisCache, self).touch(key, *args, **kwargs))

    def delete(self, key, version=None):
        return self._or(False, lambda: super(ForgivingRedisCache, self).delete(key, version))

    def delete_many(self, keys, version=None):
        return self._or(None, lambda: super(ForgivingRedisCache, self).delete_many(keys, version))

    def incr(self, key, delta=1, version=None):
        return self._or(delta, lambda: super(ForgivingRedisCache, self).incr(key, delta, version))

    def _or(self, answer: Any, do: Callable[[], Any]) -> Any:
        try:
            return do()
        except RedisError as problem:
            logger.error("The cache does not answer: %s", problem)
            return answer
