"""`unlisted facts`: what she entered. Values are typed at prompts or read from a file, never given as arguments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Group
from unlisted.cli.door import Door, now
from unlisted.errors import N_, FactError, UsageError
from unlisted.locale import plural
from unlisted.locale import translate as _
from unlisted.model import Fact, Kind, Told

if TYPE_CHECKING:
    from unlisted.vault import Vault

# Asked for by a menu, the most exposing first. A national id is never asked for by itself; it stands last.
MENU: tuple[tuple[Kind, str], ...] = (
    (Kind.NAME, N_("A name you use (also an old or a married name)")),
    (Kind.PHONE, N_("A telephone number")),
    (Kind.ADDRESS, N_("An address")),
    (Kind.EMAIL, N_("An email address")),
    (Kind.USERNAME, N_("A username")),
    (Kind.RELATIVE, N_("A relative's name")),
    (Kind.WORKPLACE, N_("A workplace")),
    (Kind.SCHOOL, N_("A school")),
    (Kind.BIRTHDATE, N_("A birth date")),
    (Kind.PLATE, N_("A number plate")),
    (Kind.WEBSITE, N_("A website")),
    (Kind.PHRASE, N_("A phrase that points to you")),
    (Kind.NATIONAL_ID, N_("An identity number")),
)
EXAMPLES = {
    Kind.NAME: N_("for example: Milena Jovanović"),
    Kind.PHONE: N_("for example: 064 000 0000"),
    Kind.ADDRESS: N_("for example: Cara Lazara 17, 21000 Novi Sad"),
    Kind.EMAIL: N_("for example: milena@example.org"),
    Kind.USERNAME: N_("for example: milena_j"),
    Kind.RELATIVE: N_("for example: Dragan Jovanović"),
    Kind.WORKPLACE: N_("name and town, for example: Knjižara Primer, Novi Sad"),
    Kind.SCHOOL: N_("name and town, for example: OŠ Primer, Novi Sad"),
    Kind.BIRTHDATE: N_("for example: 14. 3. 1990"),
    Kind.PLATE: N_("for example: NS 000-AA"),
    Kind.WEBSITE: N_("for example: milena.example.org"),
    Kind.PHRASE: N_("at least two words"),
    Kind.NATIONAL_ID: N_("only if you fear that it was published"),
}
MAY_BE_A_RELATIVES = {Kind.PHONE, Kind.ADDRESS, Kind.EMAIL, Kind.WORKPLACE, Kind.SCHOOL, Kind.USERNAME}
MAY_BE_PUBLIC = {Kind.NAME, Kind.USERNAME, Kind.EMAIL, Kind.PHONE, Kind.WORKPLACE, Kind.WEBSITE}


class FileNotText(UsageError):
    """A facts file is not UTF-8 text, or cannot be read."""

    what: ClassVar[str] = N_("The file {file} cannot be read as UTF-8 text.")
    next_step: ClassVar[str] = N_("Check its name, and save it as UTF-8. Nothing was imported.")


class FileExists(UsageError):
    """An export would overwrite a file."""

    what: ClassVar[str] = N_("The file {file} is already there.")
    next_step: ClassVar[str] = N_("Choose another name; nothing is ever overwritten.")


class NoSuchFact(UsageError):
    """A fact id that is not in the vault."""

    what: ClassVar[str] = N_("There is no fact with the id {id}.")
    next_step: ClassVar[str] = N_("See the ids: `unlisted facts list`")


@click.group(cls=Group, help=_("The facts about you that must not be findable."))
def facts() -> None:
    """The group of commands about facts."""


@facts.command("add", help=_("Add facts, one question at a time."))
@click.pass_obj
def add(door: Door) -> None:
    """Ask for one fact and store it."""
    with door.vault() as vault:
        add_by_menu(door, vault)


@facts.command("list", help=_("List your facts; values only with --reveal."))
@click.option("--reveal", is_flag=True, help=_("Show the values."))
@click.pass_obj
def list_(door: Door, reveal: bool) -> None:
    """Ids, kinds and who may start from them; values only on request, because screens are seen by others."""
    with door.vault() as vault:
        show_facts(door, vault, reveal=reveal)


@facts.command("uses", help=_("Say which services and devices you use, so that you get advice about these only."))
@click.pass_obj
def uses(door: Door) -> None:
    """Kept with the person, not as facts: they are looked for nowhere."""
    with door.vault() as vault:
        ask_platforms(door, vault)


@facts.command("import", help=_("Read facts from a TOML file; - is standard input."))
@click.argument("file", metavar=_("FILE"))
@click.pass_obj
def import_(door: Door, file: str) -> None:
    """All of the file or nothing of it."""
    from unlisted.facts import read_facts

    with door.vault() as vault:
        known, person = vault.store.facts(), vault.store.person()
        _person, new = read_facts(read_input(file), known=known, person=person, added=now().date())
        vault.store.add_facts(new)
        vault.save()
        door.note(plural("{n} fact added.", "{n} facts added.", len(new)))
        warn_of_file(door, file)


@facts.command("export", help=_("Write your facts to a new file, readable by anyone who opens it."))
@click.argument("file", metavar=_("FILE"))
@click.pass_obj
def export(door: Door, file: str) -> None:
    """The same TOML that `import` reads. - is standard output."""
    from unlisted.facts import write_facts

    with door.vault() as vault:
        text = write_facts(vault.store.person(), vault.store.facts())
    if file == "-":
        click.echo(text, nl=False)
        return
    write_new(Path(file), text)
    warn_of_file(door, file)


@facts.command("important", help=_("Say which private facts matter most: they are protected first."))
@click.argument("fact_ids", metavar=_("ID"), nargs=-1, required=True)
@click.option("--no-longer", is_flag=True, help=_("They matter as much as the others."))
@click.pass_obj
def important(door: Door, fact_ids: tuple[str, ...], no_longer: bool) -> None:
    """Decides which routes are cut first; without a mark the address, then relatives, telephone, workplace."""
    with door.vault() as vault:
        known = {fact.id for fact in vault.store.facts()}
        if unknown := [one for one in fact_ids if one not in known]:
            raise NoSuchFact(id=unknown[0])
        vault.store.set_important(fact_ids, important=not no_longer)
        vault.save()
        door.note(_("Remembered."))


@facts.command("remove", help=_("Remove a fact by its id."))
@click.argument("fact_id", metavar=_("ID"))
@click.option("--drop-backups", is_flag=True, help=_("Also destroy the backups that still hold it."))
@click.pass_obj
def remove(door: Door, fact_id: str, drop_backups: bool) -> None:
    """Say which backups still hold it, and offer to drop them."""
    with door.vault() as vault:
        if fact_id not in {fact.id for fact in vault.store.facts()}:
            raise NoSuchFact(id=fact_id)
        vault.store.remove_fact(fact_id)
        vault.save()
        door.note(_("{id} is removed.", id=fact_id))
        holding = vault.backups_with_fact(fact_id)
        if not holding:
            return
        door.note(plural("{n} backup still holds it.", "{n} backups still hold it.", len(holding)))
        question = _("Destroy the backups too? Without them an older state cannot be brought back.")
        if drop_backups or (not door.no_input and door.yes(question)):
            vault.drop_backups()
            door.note(
                _("The backups are destroyed. On an SSD, or where the folder is copied elsewhere, remains may exist.")
            )


# --- shared with the set-up and the session ---


def add_by_menu(door: Door, vault: Vault) -> Fact | None:
    """Ask which kind, then for the fact; None if she left it out."""
    kinds = [kind for kind, _label in MENU]
    kind = kinds[door.choose(_("What do you want to add?"), [_(label) for _kind, label in MENU])]
    return ask_fact(door, vault, kind, public=None)


def ask_fact(door: Door, vault: Vault, kind: Kind, *, public: bool | None) -> Fact | None:
    """Ask for one fact of `kind` until it validates or she skips it. `public=None` asks where that makes sense."""
    from unlisted.cli.door import explain
    from unlisted.facts import check_set, make

    person, known = vault.store.person(), vault.store.facts()
    taken = {fact.id for fact in known} | {edit.fact for edit in vault.store.fact_edits()}  # no id is given twice
    while True:
        label, example, skips = _(dict(MENU)[kind]), _(EXAMPLES[kind]), _("Enter alone skips.")
        value = door.ask(f"{label} ({example}). {skips}")
        if not value:
            return None
        try:
            fact = make(person, kind, value, taken=taken, added=now().date())
            if kind is Kind.RELATIVE:
                fact = _with_relation(door, fact)
            elif public is None and kind in MAY_BE_A_RELATIVES:
                fact = replace(fact, of=_whose(door, known))
            check_set([*known, fact])
        except FactError as error:
            explain(error, door)
            continue
        if public is None and kind in MAY_BE_PUBLIC and not fact.of:
            public = door.yes(_("Do you use it openly, so that a stranger may start from it?"))
        fact = replace(fact, public=bool(public))
        vault.store.add_facts([fact])
        vault.save()
        door.note(_("Saved as {id}.", id=fact.id))
        return fact


def ask_platforms(door: Door, vault: Vault) -> None:
    """Which services and devices she uses, ticked by number."""
    from unlisted.model import Platform
    from unlisted.report.words import platform_text

    person = vault.store.person()
    known = list(Platform)
    door.note(_("Which of these do you use? It decides which advice you see."))
    for number, platform in enumerate(known, 1):
        mark = "*" if platform in person.platforms else " "
        door.bullet(f"{number:>2} {mark} {platform_text(platform)}", mark=" ", err=True)
    typed = door.ask(_("Numbers with commas between them; Enter leaves it as it is")).replace(",", " ").split()
    numbers = [int(word) for word in dict.fromkeys(typed) if word.isascii() and word.isdigit()]
    chosen = tuple(known[number - 1] for number in sorted(numbers) if 1 <= number <= len(known))
    if chosen:
        vault.store.set_person(replace(person, platforms=chosen))
        vault.save()
        door.note(_("Remembered."))


def _whose(door: Door, known: Sequence[Fact]) -> str | None:
    """Whose fact it is: hers (None), or the id of one of the relatives she entered."""
    relatives = [fact for fact in known if fact.kind is Kind.RELATIVE]
    if not relatives:
        return None
    chosen = door.choose(_("Whose is it?"), [_("Mine"), *(fact.id for fact in relatives)], default=0)
    return relatives[chosen - 1].id if chosen else None


def _with_relation(door: Door, fact: Fact) -> Fact:
    """Who a relative is, and whether a step may involve them."""
    from unlisted.facts import Relation
    from unlisted.report.words import relation_text

    relations = list(Relation)
    relation = relations[door.choose(_("Who is it?"), [relation_text(one) for one in relations])]
    minor = door.yes(_("Is this person under 18?"))
    answers = [_("Yes"), _("I would rather not"), _("No, it is not safe")]
    told = list(Told)[door.choose(_("Is it safe to tell this person what you are doing?"), answers)]
    return replace(fact, relation=relation, minor=minor, told=told)


def show_facts(door: Door, vault: Vault, *, reveal: bool) -> None:
    """The facts, as JSON or as lines."""
    from unlisted.report.words import kind_text

    known = vault.store.facts()
    if door.json:
        from unlisted.report.json import dump, facts_document

        click.echo(dump(facts_document(known, reveal=reveal)))
        return
    for fact in known:
        public = [_("public")] if fact.public else []
        whose = [_("of {relative}", relative=fact.of)] if fact.of else []
        label = ", ".join((f"{fact.id}: {kind_text(fact.kind)}", *public, *whose))
        door.bullet(f"{label}: {fact.value}" if reveal else label)
    if not known:
        door.say(_("No facts yet. Add one: `unlisted facts add`"))
    elif not reveal:
        door.note(
            _("Values are hidden, because others may see your screen. To see them: `unlisted facts list --reveal`")
        )


def read_input(file: str) -> str:
    """The text of a facts file, or of standard input for -."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise FileNotText(file=file) from None


def write_new(path: Path, text: str) -> None:
    """Write a new file that only she may read; never overwrites."""
    import os

    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FileExists(file=str(path)) from None
    except OSError:
        raise CannotWrite(file=str(path)) from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)


class CannotWrite(UsageError):
    """A file that was asked for cannot be written."""

    what: ClassVar[str] = N_("The file {file} cannot be written.")
    next_step: ClassVar[str] = N_("Choose a folder that is there and that you may write to.")


def warn_of_file(door: Door, file: str) -> None:
    """A facts file is plain text: it should go as soon as it has served."""
    if file != "-":
        door.note(
            _(
                "The file {file} is plain text: anyone who opens this computer can read it. Delete it when you can.",
                file=file,
            )
        )
