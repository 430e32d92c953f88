"""`unlisted init` and the first ten minutes: safety questions before anything is stored, three facts, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door, Leave, NoInput, now
from unlisted.errors import N_
from unlisted.locale import plural, text
from unlisted.locale import translate as _
from unlisted.model import Kind, Person, Situation

if TYPE_CHECKING:
    from unlisted.knowledge import Knowledge
    from unlisted.vault import Vault

DANGER_FIRST = N_(
    "If you are in danger now, first go somewhere safe and call (192 in Serbia, 112 in the EU); this can wait."
)
COUNTRIES = (
    ("RS", N_("Serbia")),
    ("BA", N_("Bosnia and Herzegovina")),
    ("ME", N_("Montenegro")),
    ("HR", N_("Croatia")),
    ("MK", N_("North Macedonia")),
    ("SI", N_("Slovenia")),
)
# kind, whether strangers may start from it, why it is asked
FIRST_FACTS = (
    (
        Kind.NAME,
        True,
        N_("The name you are known by in public. It is where a stranger starts, and what is looked for most."),
    ),
    (Kind.PHONE, False, N_("Your telephone number. It belongs to you alone, so wherever it stands, it points to you.")),
    (
        Kind.ADDRESS,
        False,
        N_("Where you live. It is what must not be found; it is looked for in every way of writing it."),
    ),
)


@click.command("init", cls=Command, help=_("Make the vault, with or without a guide."))
@click.option(
    "--facts", "facts_file", metavar=_("FILE"), help=_("Read your facts from this TOML file; - is standard input.")
)
@click.pass_obj
def init(door: Door, facts_file: str | None) -> None:
    """For people: the guided set-up. For scripts: `--facts`, `--passphrase-file` and `--no-input`."""
    if facts_file is None and door.no_input:
        raise NoInput
    if facts_file is None:
        guided(door)
        return
    from unlisted.cli.facts import read_input, warn_of_file
    from unlisted.facts import read_facts
    from unlisted.vault import Vault, require_room

    require_room(door.vault_folder)
    person, facts = read_facts(
        read_input(facts_file), added=now().date()
    )  # before the vault: nothing is made by halves
    situation = () if door.no_input else safety_questions(door)
    passphrase = None if door.identity else chosen_passphrase(door)
    with Vault.create(door.vault_folder, passphrase, person, identity=door.identity) as vault:
        vault.store.set_situation(situation)
        vault.store.add_facts(facts)
        vault.save()
    door.note(plural("The vault is made, with {n} fact.", "The vault is made, with {n} facts.", len(facts)))
    warn_of_file(door, facts_file)


def chosen_passphrase(door: Door) -> str:
    """The new vault's passphrase: from `--passphrase-file`, or offered."""
    from unlisted.cli.safekeeping import new_passphrase

    if door.passphrase_file is not None:
        return door.passphrase()
    return new_passphrase(door, None)


# --- the first ten minutes ---


def guided(door: Door) -> None:
    """From nothing to the first useful step. Stores nothing before the safety questions are answered."""
    from unlisted.vault import Vault, require_room

    require_room(door.vault_folder)
    knowledge = door.knowledge()
    situation = safety_questions(door)
    door.clear()
    show_text(door, knowledge, "cannot-do")
    door.pause(_("Enter goes on, q leaves"))
    door.clear()
    person = Person(country=_country(door), languages=("sr", "en"))
    passphrase = None if door.identity else chosen_passphrase(door)
    with Vault.create(door.vault_folder, passphrase, person, identity=door.identity) as vault:
        vault.store.set_situation(situation)
        vault.save()
        door.clear()
        _first_facts(door, vault)
        door.clear()
        _first_step(door, vault)
        door.say()
        door.say(_("Enough for today. It is saved."))
        door.note(_("To go on another day: `unlisted`"))


def safety_questions(door: Door) -> tuple[Situation, ...]:
    """The first screen. Nothing is stored; where the danger is near, stopping is the default."""
    from unlisted.cli.emergency import run_flow
    from unlisted.knowledge import OPENING

    knowledge = door.knowledge()
    door.clear()
    door.say(_(DANGER_FIRST))
    door.say()
    door.note(_("Three questions first. Nothing is stored yet."))
    happening = door.choose(
        _("Is it happening now?"),
        [
            _("Yes, my details or pictures of me are being passed around"),
            _("Someone is looking for me"),
            _("No, I want to be prepared"),
        ],
    )
    situation = [(Situation.PUBLISHED_NOW, Situation.HUNTED, Situation.PREPARING)[happening]]
    if happening < 2 and door.yes(_("Do you want to see first what to do right now? It stores nothing."), default=True):
        run_flow(door, knowledge, OPENING)
    device = _danger(door, _("Can anyone else open this computer, its backup or your browser?"))
    close = _danger(door, _("Could it be someone close to you (family, a partner or former partner, a colleague)?"))
    if device or close:
        door.clear()
        show_text(door, knowledge, "stop-someone-close" if close else "stop-shared-device")
        options = [_("Stop here; nothing was stored"), _("Go on all the same")]
        if door.choose(_("What do you want to do?"), options, default=0) == 0:
            raise Leave
    situation += [Situation.SHARED_DEVICE] if device else []
    situation += [Situation.SOMEONE_CLOSE] if close else []
    return tuple(situation)


def _danger(door: Door, question: str) -> bool:
    """Whether it may be a danger: "not sure" counts as yes."""
    return door.choose(question, [_("Yes"), _("I am not sure"), _("No")]) < 2


def _country(door: Door) -> str:
    names = [_(name) for _code, name in COUNTRIES] + [_("Another country")]
    chosen = door.choose(
        _("In which country do you live? It decides how numbers are read and which laws help."), names, default=0
    )
    if chosen < len(COUNTRIES):
        return COUNTRIES[chosen][0]
    while True:
        code = door.ask(_("Its two letters, for example `DE` or `AT`")).upper()
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
        door.note(_("Two letters, please: `DE` for Germany, `AT` for Austria, `US` for the United States."))


def _first_facts(door: Door, vault: Vault) -> None:
    from unlisted.cli.facts import ask_fact

    door.note(_("Three facts to begin with. Each can be left out with Enter; more can be added later."))
    for kind, public, why in FIRST_FACTS:
        door.note()
        door.note(_(why))
        ask_fact(door, vault, kind, public=public)


def _first_step(door: Door, vault: Vault) -> None:
    """One useful step that needs no search."""
    from unlisted.cli.plan import planned, today
    from unlisted.report.steps import step_view

    made = planned(door, vault)
    step = next((step for step in made.steps if made.checklist[step.item].no_search), None)
    if step is not None:
        door.note(_("One thing that helps at once and needs no search:"))
        door.note()
        door.show(*step_view(step, made, door.knowledge(), vault.store.situation(), today()))


def show_text(door: Door, knowledge: Knowledge, text_id: str, *, err: bool = False) -> None:
    """One of the safety texts, with whom to call."""
    from unlisted.knowledge.screens import channel_lines, paragraphs

    entry = knowledge.texts[text_id]
    channels = channel_lines((knowledge.channels[key] for key in entry.channels), text, _, door.width)
    for line in (*paragraphs(text(entry.body), door.width), "", *channels):
        click.echo(line, err=err)
