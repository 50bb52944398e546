"""The profile file: where the portal's pages are, how they are read, and which words mean what."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from jarvis_domain.errors import InvalidValue

SHIPPED = "d2d.toml"


class InvalidProfile(InvalidValue):
    """A profile file that cannot be used; the text names the file, the key and what to do."""


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sign-in page. Seeing `password` on any page means signed out, seeing `proof` means signed in."""

    path: str
    username: str
    password: str
    submit: str
    proof: str


class Search(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a contract is asked for: `{number}` in the path, or a form on that page."""

    path: str
    field: str | None = None
    submit: str | None = None

    def __post_init__(self) -> None:
        if "{number}" not in self.path and not (self.field and self.submit):
            raise ValueError("put {number} into search.path, or set search.field and search.submit")


class Field(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of the contract page; without labels the portal does not show it and it stays ""."""

    labels: tuple[str, ...] = ()
    required: bool = False
    shape: str | None = None
    known: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.required and not self.labels:
            raise ValueError("a required field needs at least one label")
        try:
            re.compile(self.shape or "")
        except re.error as flaw:
            raise ValueError(f"shape is not a regular expression: {flaw}") from flaw


class Fields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is read of a contract, and nothing else of the page is."""

    number: Field
    etat: Field
    sous_etat: Field = Field()
    sous_etat_2: Field = Field()
    date_created: Field = Field()

    def named(self) -> dict[str, Field]:
        """The fields this portal shows, by name."""
        every = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: field for name, field in every.items() if field.labels}

    def by_label(self) -> dict[str, str]:
        """Folded label -> field name."""
        return {fold(label): name for name, field in self.named().items() for label in field.labels}

    def __post_init__(self) -> None:
        if not (self.number.labels and self.etat.labels):
            raise ValueError("number and etat need at least one label")
        owners: dict[str, str] = {}
        for name, field in self.named().items():
            for label in field.labels:
                if owners.setdefault(fold(label), name) != name:
                    raise ValueError(f"label {label!r} stands for both {owners[fold(label)]} and {name}")


class ContractPage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where labels and values stand on the page of one contract."""

    label: str
    value: str
    fields: Fields
    layout: Literal["beside", "below"] = "beside"
    empty: tuple[str, ...] = ("",)
    distinct_values: bool = True


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message on a page: where it stands, and the words one of which it holds."""

    selector: str
    texts: tuple[str, ...]
    names_number: bool = False

    def found_in(self, messages: tuple[str, ...]) -> str | None:
        """The first message that holds one of the words."""
        words = [fold(text) for text in self.texts]
        return next((said for said in messages if any(word in fold(said) for word in words)), None)


class PortalProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is particular to one portal; the shipped `d2d.toml` explains each key."""

    sign_in: SignIn
    search: Search
    contract: ContractPage
    not_found: Notice
    maintenance: Notice
    refused: Notice
    allowed_hosts: tuple[str, ...] = ()
    settle_seconds: float = 10.0


def load_profile(path: Path | None) -> PortalProfile:
    """The profile in `path`, or the shipped one; raises InvalidProfile."""
    name = str(path) if path else f"the shipped {SHIPPED}"
    try:
        text = (path or files(__package__) / SHIPPED).read_text(encoding="utf-8")
        return msgspec.convert(tomllib.loads(text), PortalProfile)
    except OSError as flaw:
        raise InvalidProfile(f"The portal profile {name} cannot be read: {flaw.strerror}.") from flaw
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as flaw:
        raise InvalidProfile(f"The portal profile {name} is not TOML: {flaw}.") from flaw
    except msgspec.ValidationError as flaw:
        key = str(flaw).replace("`$.", "`").replace("`$`", "the top of the file")
        raise InvalidProfile(
            f"The portal profile {name}: {key}. Mend that key; {SHIPPED} beside this adapter shows every key."
        ) from flaw


@lru_cache(maxsize=2048)  # the same labels stand on every page
def fold(text: str) -> str:
    """Labels as they are compared: no accents, case, colons, stars or runs of blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\s:*]+", " ", bare.lower()).strip()
