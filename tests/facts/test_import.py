"""The room is light to enter: the libraries of numbers come in only where a number is read."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ["phonenumbers", "stdnum", "tomllib", "difflib", "numpy", "rich", "httpx", "networkx", "msgspec", "selectolax"]


def test_importing_facts_imports_nothing_heavy() -> None:
    code = f"import sys, unlisted.facts; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_phone_number_does_bring_its_library() -> None:
    """The control: the list above would notice."""
    code = (
        "import sys\nfrom unlisted.facts import make\nfrom unlisted.model import Kind, Person\n"
        f"make(Person(country='RS'), Kind.PHONE, '060 000 0000')\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['phonenumbers']"
