"""The KEY table: identifiers → pseudonyms, in a file and with a key of its own."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from domain.errors import SettingsError, StoreUnavailable
from graph.private_file import make_private_file

UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters without a picture that come along when cells are pasted; with one of them a name would be another."""
KEY_BYTES = 32
SHORTEST = 6
"""Hexadecimal digits of a pseudonym; two more for each time that a shorter one was taken."""
WAIT_SECONDS = 60

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS pseudonym (purpose TEXT NOT NULL, digest BLOB NOT NULL,"
    " pseudonym TEXT NOT NULL UNIQUE, PRIMARY KEY (purpose, digest)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS key_check (digest BLOB NOT NULL)",
)


class Pseudonyms:
    """Gives an identifier its pseudonym, always the same within a purpose, another in every other purpose.

    The identifier itself is kept nowhere: the table holds a keyed digest, the key lies in a second file beside it
    (`.key`), both readable by their owner only. Who has the table without the key can test no guess; when the key
    is lost the table is refused rather than started anew, since old pseudonyms would silently change hands.

    Safe for several processes at once; one instance belongs to one thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key_path = path.with_name(path.name + ".key")
        self._known: dict[tuple[str, bytes], str] = {}
        try:
            make_private_file(path)
            path.chmod(0o600)
            self._connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
            self._connection.execute("PRAGMA synchronous = FULL")
            with self._locked():
                for command in _SCHEMA:
                    self._connection.execute(command)
                self._key = self._read_key()
        except (OSError, sqlite3.Error) as error:
            raise StoreUnavailable(f"化名表 {path.name} 打不开：{error}") from error

    def of(self, purpose: str, identifier: str, mark: str = "户") -> str:
        """Return the pseudonym, such as 户-7F3A2C; a new identifier gets one that is on disk before this returns."""
        return self.of_all(purpose, [identifier], mark)[identifier]

    def of_all(self, purpose: str, identifiers: Iterable[str], mark: str = "户") -> dict[str, str]:
        """Return the pseudonym of each identifier; the new ones are written in one transaction.

        A pseudonym of this purpose stands for itself, so that a list that left with pseudonyms can come back; in an
        identifier with a scope it is the last line.
        """
        given = list(identifiers)
        own = {one: word for one in given if (word := self._find_own(purpose, one, mark))}
        digests = {identifier: self._digest(purpose, identifier) for identifier in given if identifier not in own}
        missing = {digest for digest in digests.values() if (purpose, digest) not in self._known}
        if missing:
            self._learn(purpose, missing, mark)
        return {one: own.get(one) or self._known[purpose, digests[one]] for one in given}

    def _find_own(self, purpose: str, identifier: str, mark: str) -> str:
        """Return the pseudonym that the identifier itself is, "" where it is none that this purpose gave."""
        word = flatten_identifier(identifier.rpartition("\n")[2])
        if not word.startswith(f"{mark}-"):
            return ""
        row = self._connection.execute(
            "SELECT pseudonym FROM pseudonym WHERE purpose = ? AND pseudonym = ?", (purpose, word)
        ).fetchone()
        return str(row[0]) if row else ""

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def _learn(self, purpose: str, digests: Iterable[bytes], mark: str) -> None:
        learnt: dict[tuple[str, bytes], str] = {}
        try:
            with self._locked():
                for digest in sorted(digests):
                    learnt[purpose, digest] = self._find(purpose, digest) or self._add(purpose, digest, mark)
        except sqlite3.Error as error:
            raise StoreUnavailable(f"化名表 {self._path.name} 写不进去：{error}") from error
        self._known.update(learnt)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the write lock from before the first look until the commit: nobody else adds meanwhile."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _find(self, purpose: str, digest: bytes) -> str:
        row = self._connection.execute(
            "SELECT pseudonym FROM pseudonym WHERE purpose = ? AND digest = ?", (purpose, digest)
        ).fetchone()
        return str(row[0]) if row else ""

    def _add(self, purpose: str, digest: bytes, mark: str) -> str:
        """Write the shortest pseudonym that nobody has; the digits are the digest's own."""
        digits = digest.hex().upper()
        for length in range(SHORTEST, len(digits) + 1, 2):
            pseudonym = f"{mark}-{digits[:length]}"
            added = self._connection.execute(
                "INSERT INTO pseudonym VALUES (?, ?, ?) ON CONFLICT (pseudonym) DO NOTHING",
                (purpose, digest, pseudonym),
            )
            if added.rowcount:
                return pseudonym
        raise StoreUnavailable(f"化名表 {self._path.name} 里已有全部可用的化名")

    def _digest(self, purpose: str, identifier: str) -> bytes:
        words = f"{len(purpose)}:{purpose}{flatten_identifier(identifier)}"
        return hmac.digest(self._key, words.encode("utf-8", "surrogatepass"), hashlib.sha256)

    def _read_key(self) -> bytes:
        """Return the key, made at the first opening; called with the lock held, so that it is made once."""
        check = self._connection.execute("SELECT digest FROM key_check").fetchone()
        if check is None and not self._key_path.exists():
            self._write_key()
        if not self._key_path.exists():
            raise SettingsError(
                f"化名表的密钥文件 {self._key_path.name} 不见了：请从备份恢复，放回 {self._path.name} 旁边"
            )
        key = self._key_path.read_bytes()
        digest = hmac.digest(key, b"check", hashlib.sha256)
        if check is None:
            self._connection.execute("INSERT INTO key_check VALUES (?)", (digest,))
        elif not hmac.compare_digest(digest, check[0]):
            raise SettingsError(f"密钥文件 {self._key_path.name} 不是这张化名表的：请从备份恢复")
        return key

    def _write_key(self) -> None:
        """Write a random key; it appears whole or not at all."""
        draft = self._key_path.with_name(f"{self._key_path.name}.draft")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self._key_path)


@lru_cache(maxsize=1 << 14)
def flatten_identifier(identifier: str) -> str:
    """Return an identifier without width, space, case or unseen sign: ００１２ and 0012 are one household."""
    return "".join(UNSEEN.sub("", unicodedata.normalize("NFKC", identifier)).split()).upper()
