"""Bare `unlisted`: one unlocked session with numbered choices; locks and clears the screen when she walks away."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from unlisted.cli.door import FINISHED, Door, Leave, explain
from unlisted.errors import UnlistedError
from unlisted.locale import plural, text
from unlisted.locale import translate as _
from unlisted.model import Visibility

if TYPE_CHECKING:
    from unlisted.vault import Vault

IDLE_SECONDS = 600.0


def session(door: Door, idle_seconds: float = IDLE_SECONDS) -> None:
    """The first time: the safety questions and the set-up. Later: where she stands, and the choices."""
    from unlisted.cli.setup import guided
    from unlisted.vault import require_vault
    from unlisted.vault.errors import VaultMissing

    door.while_waiting = lambda: _locks(door, idle_seconds)
    try:
        require_vault(door.vault_folder)
    except VaultMissing:
        guided(door)
        return
    with door.vault() as vault:
        door.clear()
        while True:
            _where_you_stand(door, vault)
            choices = _choices(door)
            chosen = door.choose(_("What now?"), [label for label, _run in choices])
            door.clear()
            try:
                choices[chosen][1](vault)
            except UnlistedError as error:
                explain(error, door)
            except Leave:
                door.clear()
            door.note()


def _choices(door: Door) -> list[tuple[str, Callable[[Vault], None]]]:
    from unlisted.cli import brokers, exposures, facts, rounds, routes

    return [
        (_("The next step"), lambda vault: _next(door, vault)),
        (_("Look for my facts in files, folders or exports"), lambda vault: _check(door, vault)),
        (_("Look myself up in registers and directories, with a guide"), lambda vault: brokers.guide(door, vault)),
        (_("Other places to look: searches, accounts, leaks, domains"), lambda vault: _elsewhere(door, vault)),
        (_("What is visible now"), lambda vault: exposures.list_exposures(door, vault, everything=False)),
        (_("How a stranger gets to me, and the fewest doors to close"), lambda _vault: _run(door, routes.routes)),
        (_("What has changed since the look before"), lambda _vault: _run(door, rounds.rounds)),
        (_("All steps"), lambda vault: _plan(door, vault)),
        (_("Record something I saw myself"), lambda vault: exposures.add_by_hand(door, vault)),
        (_("My facts"), lambda vault: facts.show_facts(door, vault, reveal=False)),
        (_("Add a fact"), lambda vault: _discard(facts.add_by_menu(door, vault))),
        (_("Which services and devices I use"), lambda vault: facts.ask_platforms(door, vault)),
        (_("Write a report"), lambda vault: _report(door, vault)),
        (_("It is happening now: what to do"), lambda _vault: _emergency(door)),
        (_("Lock and leave"), lambda _vault: _leave(door)),
    ]


def _elsewhere(door: Door, vault: Vault) -> None:
    """What is mostly looked at once, behind one number, so that the first list stays short."""
    from unlisted.cli import accounts, breaches, domains, keys, proving, search

    choices: list[tuple[str, Callable[[], None]]] = [
        (_("Searches to open myself"), lambda: _run(door, search.search)),
        (_("My own accounts, also forgotten ones"), lambda: _run(door, accounts.accounts)),
        (_("Leaks that hold my email address"), lambda: _run(door, breaches.breaches)),
        (_("What my domains show of me"), lambda: _run(door, domains.domains)),
        (_("Pictures, keys and commits under my address"), lambda: _run(door, keys.keys)),
        (
            _("Show that a name or an address is mine, so that it may be looked for"),
            lambda: proving.guided(door, vault),
        ),
    ]
    choices[door.choose(_("Where?"), [label for label, _do in choices])][1]()


def _where_you_stand(door: Door, vault: Vault) -> None:
    from unlisted.cli.brokers import queue_of
    from unlisted.cli.door import now
    from unlisted.cli.plan import planned, say_pause
    from unlisted.lookups import due
    from unlisted.plan import action_of, may_alert_someone_close
    from unlisted.report.terminal import standing_text_line

    rounds = vault.store.rounds()
    visible = sum(exposure.state is Visibility.VISIBLE for exposure in vault.store.exposures())
    door.say(standing_text_line(visible, rounds[-1].finished.date() if rounds else None, len(vault.store.facts())))
    again = [place for place in due(queue_of(door, vault), now().date()) if place.since is not None]
    if again:
        door.say(plural("{n} place is to be looked at again.", "{n} places are to be looked at again.", len(again)))
    for line in _reached(door, vault):
        door.bullet(line)
    say_pause(door, vault)
    step = planned(door, vault).next_step
    if step is not None and may_alert_someone_close(step.alerts):
        door.say(_("The next step is one that someone close may notice. Look at it when you are alone."))
    elif step is not None:
        door.say(_("Next: {action}", action=text(action_of(step, door.knowledge()))))
    door.say()


def _reached(door: Door, vault: Vault) -> Iterator[str]:
    """How far a stranger gets to what matters most; nothing before anything was seen."""
    from unlisted.cli.routes import routes_of
    from unlisted.report.routes import Names, headline, independent_text
    from unlisted.routes import IN_FULL, targets

    facts = vault.store.facts()
    weightiest = [fact.id for fact in targets(facts)[:IN_FULL]]
    if weightiest and vault.store.exposures():
        names = Names(facts)
        for answer in routes_of(door, vault, to=weightiest).answers:
            if answer.published:
                yield _("{fact}: those who look for you have it already.", fact=names.fact(answer.fact.id))
            else:
                yield f"{headline(answer, names)} {independent_text(answer)}".strip()


def _next(door: Door, vault: Vault) -> None:
    from unlisted.cli import steps
    from unlisted.cli.door import now
    from unlisted.cli.plan import planned, today
    from unlisted.model import StepMark, StepState

    made = planned(door, vault)
    step = made.next_step
    if not steps.show_step(door, vault, made, step) or step is None:
        return
    asking = [(_("I have asked, and wait for an answer"), StepState.ASKED)] if step.asks else []
    options = [
        (_("Later"), None),
        *asking,
        (_("It is done"), StepState.DONE),
        (_("It could not be done"), StepState.COULD_NOT),
    ]
    chosen = options[door.choose(_("And now?"), [label for label, _state in options], default=0)][1]
    if chosen is not None:
        asked = today() if chosen is StepState.ASKED else None
        old = vault.store.steps().get(step.id)
        steps.mark(door, vault, step, StepMark(state=chosen, at=now(), asked=asked, law=old.law if old else None))
        door.note(_("Remembered."))
        steps.show_marked(door, steps.find(planned(door, vault), step.id), old)


def _check(door: Door, vault: Vault) -> None:
    from unlisted.cli.check import look_at, show

    known = vault.store.targets()
    door.note(_("Drag a file or folder into this window, or type its name."))
    if known:
        door.note(_("Enter alone looks at everything again."))
    typed = door.ask(_("File or folder")).strip("'\" ")
    targets = [typed] if typed else list(known)
    show(door, look_at(door, vault, targets))


def _plan(door: Door, vault: Vault) -> None:
    from unlisted.cli.plan import planned, show_plan

    made = planned(door, vault)
    show_plan(door, vault, made, [step for step in made.steps if step.is_open])


def _report(door: Door, vault: Vault) -> None:
    from unlisted.cli.door import now
    from unlisted.cli.report import story_of, write
    from unlisted.report.html import render, steps_sheet

    kinds = [
        _("A page for reading and printing, with your facts masked"),
        _("A reminder of the steps, without your facts"),
    ]
    kind = door.choose(_("Which report?"), kinds)
    name = door.ask(_("Name of the new file"), default="notes.html")
    story = story_of(door, vault, now().date())
    if kind == 0:
        write(door, name, render(story, reveal=False))
    else:
        open_steps = [step for step in story.steps if step.is_open]
        write(door, name, steps_sheet(open_steps, story.checklist))


def _emergency(door: Door) -> None:
    from unlisted.cli.emergency import run_flow
    from unlisted.knowledge import OPENING

    run_flow(door, door.knowledge(), OPENING)


def _leave(door: Door) -> None:
    door.clear()
    door.exit_code = FINISHED
    raise click.exceptions.Exit(FINISHED)


def _run(door: Door, command: click.Command) -> None:
    """A command as if it had been typed, with the vault that is open already."""
    command.main(args=[], prog_name=door.program, standalone_mode=False, obj=door)


def _discard(_result: object) -> None:
    """An action's result that the session has no use for."""


@contextmanager
def _locks(door: Door, seconds: float) -> Iterator[None]:
    """While she is asked something: after `seconds` without an answer the screen is cleared and the program ends.

    Nothing is lost: every action saves before the next question. Ending the process is the surest way to drop the key.
    """

    def lock() -> None:
        door.clear()
        door.note(_("Locked after ten minutes without an answer. To go on: `unlisted`"))
        os._exit(FINISHED)

    timer = threading.Timer(seconds, lock)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
