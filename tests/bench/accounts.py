"""How long a look at 700 sites takes, how much it costs, and how often it is wrong: a farm on this machine, made here.

python tests/bench/accounts.py [whatsmyname|sherlock|maigret]

Most sites answer honestly with a latency like the web's; one in twenty takes 8 s; a quarter are traps, of all kinds
that `tests/support/traps.py` has. The vault is opened without its passphrase, so unlocking (see `vault_speed.py`)
comes on top. MB is the largest of its processes; there is one that takes pages apart, and one that looks for facts.
"""

import json
import random
import resource
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.farm import CAREFUL, HER, TRAPS, YES_OR_NO, Site, is_false, maigret, served, sherlock, whatsmyname

SITES = 700
LISTS = {"whatsmyname": whatsmyname, "sherlock": sherlock, "maigret": maigret}
CHILD = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from unlisted.cli.app import run
from unlisted.cli.door import Door
began = time.monotonic()
words = json.loads(Path(sys.argv[3]).read_text())
door = Door(folder=Path(sys.argv[2]), identity=sys.stdin.read())
run(words, door)
own = resource.getrusage(resource.RUSAGE_SELF)
children = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
peak = max(own.ru_maxrss, children.ru_maxrss) / 1024
print(json.dumps([time.monotonic() - began, cpu, peak]), file=sys.stderr)
"""


def farm(seed: int = 7) -> list[Site]:
    """The sites, the same in every run."""
    drawn = random.Random(seed)
    traps = {**TRAPS, **CAREFUL}
    kinds = [*sorted(traps) * 3, *sorted(YES_OR_NO) * 16]
    kinds += ["honest"] * (SITES - len(kinds))
    drawn.shuffle(kinds)
    slow = set(drawn.sample(range(SITES), SITES // 20))
    latency = [8.0 if number in slow else min(6.0, drawn.lognormvariate(-1.3863, 0.6)) for number in range(SITES)]
    return [
        Site(f"{kind}-{number}", {**traps, **YES_OR_NO}[kind], drawn.random() < 0.25, latency[number])
        for number, kind in enumerate(kinds)
    ]


def main() -> None:
    from unlisted.facts import read_facts
    from unlisted.model import Proof
    from unlisted.vault import Vault
    from unlisted.vault.seal import new_identity

    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    person, facts = read_facts(
        f'[person]\ncountry = "RS"\n[[fact]]\nid = "handle"\nkind = "username"\nvalue = "{HER}"\n'
        '[[fact]]\nkind = "address"\nvalue = "Izmišljena 17, 21000 Novi Sad"\n'
    )
    with tempfile.TemporaryDirectory() as name, served(farm()) as sites:
        folder, identity, then = Path(name), new_identity(), datetime.now(UTC)
        with Vault.create(folder / "vault", None, person, identity=identity) as vault:
            vault.store.add_facts(facts)
            vault.store.put_proof(Proof(fact="handle", username=HER, url="x", phrases=(), offered=then, proved=then))
            vault.save()
        (folder / "list.json").write_bytes(LISTS[sys.argv[1] if len(sys.argv) > 1 else "whatsmyname"](sites))
        words = ["accounts", "--sites", str(folder / "list.json"), "--online", "--json"]
        words += [word for site in sites for word in ("--allow-host", site.authority)]
        plan = json.loads(asked(folder, identity, [*words, "--plan-only"])[0])
        out, (wall, cpu, peak) = asked(folder, identity, [*words, "--agree", plan["hash"]])
        report(sites, json.loads(out)["accounts"], wall, cpu, peak)


def asked(folder: Path, identity: str, words: list[str]) -> tuple[str, list[float]]:
    """Standard output of one run in a process of its own, and its seconds, CPU seconds and megabytes."""
    import subprocess

    (folder / "words.json").write_text(json.dumps(words))
    given = [str(path) for path in (Path(__file__).parents[1], folder / "vault", folder / "words.json")]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *given],
        input=identity, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout, json.loads(done.stderr.strip().splitlines()[-1])


def report(sites: list[Site], accounts: list[dict[str, object]], wall: float, cpu: float, peak: float) -> None:
    """The figures, against the truth."""
    verdicts = {str(account["site"]): str(account["verdict"]) for account in accounts}
    observable = [site for site in sites if site.there and site.kind in YES_OR_NO]
    traps = sum(site.kind not in YES_OR_NO for site in sites)
    wrong = [(verdicts[site.name], site.name) for site in sites if is_false(site, verdicts[site.name])]
    false_yes, false_no = (sum(verdict == kind for verdict, _name in wrong) for kind in ("yes", "no"))
    told = sum(verdicts[site.name] == "yes" for site in observable)
    quick = sum(int(str(account["ms"])) <= 6000 for account in accounts)
    print(f"{len(sites)} sites, {traps} of them traps: {wall:.1f} s, {cpu:.1f} s of CPU, {peak:.0f} MB")
    print(f"false yes {false_yes}, false no {false_no}; found {told} of {len(observable)} accounts that can be told")
    print(f"verdicts within 6 s: {100 * quick / len(accounts):.0f} %")


if __name__ == "__main__":
    main()
