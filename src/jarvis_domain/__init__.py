"""JARVIS, the domain: understand what a contractor writes and compose the answer, without any I/O."""

from jarvis_domain.understanding.contracts import (
    ContractNumber,
    ContractScan,
    FoundContract,
    How,
    find_contracts,
    scan_contracts,
)
from jarvis_domain.understanding.phones import Address, Lid, PhoneNumber, parse_address, parse_phone
from jarvis_domain.understanding.reading import (
    ComplaintType,
    Intent,
    Language,
    ModelProposal,
    ReadBy,
    Reading,
    ground,
)
from jarvis_domain.understanding.rules import read_by_rules

__all__ = [
    "Address",
    "ComplaintType",
    "ContractNumber",
    "ContractScan",
    "FoundContract",
    "How",
    "Intent",
    "Language",
    "Lid",
    "ModelProposal",
    "PhoneNumber",
    "ReadBy",
    "Reading",
    "find_contracts",
    "ground",
    "parse_address",
    "parse_phone",
    "read_by_rules",
    "scan_contracts",
]
