"""Looks at an uploaded file before anything of it is parsed: what it is, and how large it would become."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped] # ships no types
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped] # as above

MAX_PACKED = 5 * 2**20
MAX_UNPACKED = 40 * 2**20
MAX_PARTS = 200
MAX_RATIO = 200
_SMALL = 2**16
"""Below this a part may be packed as tightly as it likes: a run of empty cells is."""
_ENCRYPTED = 0x1

_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_NO_WORKBOOK = "Ce n'est pas un classeur Excel : envoyez un fichier .xlsx."
_TOO_LARGE = "Ce fichier est trop grand : envoyez seulement la liste, dans un classeur neuf."
_ACTIVE = "Ce classeur contient des macros : enregistrez-le au format .xlsx, sans macros."
_LINKED = "Ce classeur renvoie à d'autres fichiers : rompez les liaisons (Données, Modifier les liens)."
_SUSPECT = "Ce fichier n'a pas été écrit par un tableur : copiez la liste dans un classeur neuf."


def refuse_package(raw: bytes) -> str | None:
    """Why this file is not read, in French; None for a small workbook without anything active in it."""
    if len(raw) > MAX_PACKED:
        return _TOO_LARGE
    try:
        with ZipFile(BytesIO(raw)) as package:
            parts = package.infolist()
            return _refuse_names(parts) or _refuse_sizes(parts) or _refuse_content(package, parts)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return _NO_WORKBOOK


def _refuse_names(parts: Sequence[ZipInfo]) -> str | None:
    names = [part.filename for part in parts]
    if _TYPES not in names:
        return _NO_WORKBOOK
    if len(set(names)) < len(names) or any(_climbs(name) for name in names):
        return _SUSPECT
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return "Ce fichier est protégé par un mot de passe : enregistrez-le sans."
    lower = [name.lower() for name in names]
    if any("vbaproject" in name or "/activex/" in name or "/macrosheets/" in name for name in lower):
        return _ACTIVE
    return _LINKED if any("/externallinks/" in name for name in lower) else None


def _climbs(name: str) -> bool:
    """A name that would leave the folder it is unpacked into, here or on Windows."""
    return ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or ":" in name


def _refuse_sizes(parts: Sequence[ZipInfo]) -> str | None:
    """By what the file says of itself; a part that says too little is not read beyond it."""
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        return _TOO_LARGE
    if any(part.file_size > max(_SMALL, MAX_RATIO * part.compress_size) for part in parts):
        return _TOO_LARGE
    return None


def _refuse_content(package: ZipFile, parts: Sequence[ZipInfo]) -> str | None:
    if _PLAIN not in package.read(_TYPES):
        return _ACTIVE if b"macroEnabled" in package.read(_TYPES) else _NO_WORKBOOK
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            try:
                with package.open(part) as file:
                    for _, element in iterparse(file, forbid_dtd=True):
                        element.clear()
            except DefusedXmlException:
                return _SUSPECT
            except (SyntaxError, LookupError, ValueError):  # no XML, or in an encoding nobody knows
                return _NO_WORKBOOK
    return None
