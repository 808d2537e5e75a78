"""The warm processes of one grader: started when first needed, tried once, left when they fail."""

from __future__ import annotations

import os
import threading

from grader.code.sandbox.files import pack
from grader.code.sandbox.layers import PROBE, PROBE_LIMITS, missing, try_session
from grader.code.sandbox.session import Session
from grader.code.sandbox.starting import Host, Order, begin
from grader.code.sandbox.tree import StartError
from grader.code.sandbox.zygote import Zygote

Key = tuple[str, str]


class WarmProcesses:
    """One process for each framework and guest. `refused` says why there are none, or ""."""

    def __init__(self, host: Host) -> None:
        self.refused = ""
        self._host = host
        self._running: dict[Key, Zygote] = {}
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def begin(self, order: Order) -> Session | None:
        """A session forked from a warm process; None where that fails, or is not as safe here."""
        key = (order.framework, order.serve)
        try:
            with self._lock:
                if self.refused:
                    return None
                zygote = self._get(key)
            return begin(zygote.socket, order, self._host)
        except (StartError, OSError):
            with self._lock:
                self._drop(key)
            return None

    def close(self) -> None:
        """End all, with the sessions that they forked."""
        with self._lock:
            self._forget_parents()
            while self._running:
                self._running.popitem()[1].close()

    def _get(self, key: Key) -> Zygote:
        self._forget_parents()
        zygote = self._running.get(key)
        if zygote is None or not zygote.is_alive():
            self._drop(key)
            zygote = self._running[key] = Zygote(self._host.jail, self._host.uid, *key)
            self._try(zygote)
        return zygote

    def _try(self, zygote: Zygote) -> None:
        """Look whether a child is enclosed as well as a fresh process is; raises StartError."""
        if zygote.why:
            raise StartError(zygote.why)
        packed = pack({}, disk_mib=1)
        try:
            order = Order("python", PROBE, PROBE_LIMITS, packed)
            session = begin(zygote.socket, order, self._host)
        finally:
            os.close(packed)
        layers, why = try_session(session, real_uid=self._host.real_uid)
        self.refused = why or ", ".join(layer.name for layer in missing(layers))
        if self.refused:
            raise StartError(self.refused)

    def _drop(self, key: Key) -> None:
        if zygote := self._running.pop(key, None):
            zygote.close()

    def _forget_parents(self) -> None:
        """After a fork of grader itself, the warm processes are the parent's."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._running = {}
