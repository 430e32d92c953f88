"""Running commands in this process against a real vault that needs no passphrase, with answers typed in advance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from unlisted.cli.app import run
from unlisted.cli.door import Door
from unlisted.control import identity
from unlisted.facts import read_facts
from unlisted.locale import Language, use
from unlisted.model import Proof
from unlisted.vault import Vault
from unlisted.vault.seal import new_identity

FACTS = """
[person]
country = "RS"
languages = ["sr", "en"]

[[fact]]
id = "public-name"
kind = "name"
value = "Milena Primerović"
public = true

[[fact]]
id = "home"
kind = "address"
value = "Izmišljena 17, 21000 Novi Sad"

[[fact]]
id = "mobile"
kind = "phone"
value = "064 000 0123"
"""


@dataclass(frozen=True)
class Result:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


class Commands:
    """A vault folder and the commands run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.identity = folder / "vault", new_identity()

    def make(self, facts: str = FACTS) -> None:
        person, known = read_facts(facts)
        with Vault.create(self.folder, None, person, identity=self.identity) as vault:
            vault.store.add_facts(known)
            vault.save()

    def prove(self, *ids: str, days: float = 0) -> None:
        """These usernames and addresses were shown to be hers so many days ago."""
        then = datetime.now(UTC) - timedelta(days=days)
        with self.vault() as vault:
            for fact in (fact for fact in vault.store.facts() if fact.id in ids):
                vault.store.put_proof(
                    Proof(fact=fact.id, username=identity(fact), url="", phrases=(), offered=then, proved=then)
                )
            vault.save()

    def __call__(self, *words: str, answers: Sequence[str] = (), language: Language = Language.ENGLISH) -> Result:
        use(language)
        door = Door(folder=self.folder, identity=self.identity)
        with CliRunner().isolation(input="".join(f"{answer}\n" for answer in answers)) as (out, err, _both):
            code = run(list(words), door)
            return Result(code, out.getvalue().decode(), err.getvalue().decode())

    def vault(self) -> Vault:
        return Vault.open(self.folder, identity=self.identity)
