"""`unlisted emergency`: what to do now. No vault, no network, no colour; one short screen at a time."""

from __future__ import annotations

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door
from unlisted.knowledge import OPENING, Contact, Flow, Knowledge, Screen, Status, load
from unlisted.locale import text
from unlisted.locale import translate as _


@click.command("emergency", cls=Command, help=_("What to do now, one short screen at a time."))
@click.option("--list", "everything", is_flag=True, help=_("Print all screens at once, to read or to print on paper."))
@click.pass_obj
def emergency(door: Door, everything: bool) -> None:
    """Needs nothing set up."""
    knowledge = load()
    if everything or door.no_input:
        for flow in knowledge.emergency.values():
            print_flow(door, knowledge, flow)
        return
    run_flow(door, knowledge, OPENING)


def run_flow(door: Door, knowledge: Knowledge, flow_id: str) -> None:
    """Lead through a flow, screen by screen; `q` leaves at each and clears the screen."""
    while flow_id:
        flow_id = _through(door, knowledge, knowledge.emergency[flow_id])


def _through(door: Door, knowledge: Knowledge, flow: Flow) -> str:
    """Show the screens of one flow; returns the id of the flow she chose to go on with, or nothing at its end."""
    for number, screen in enumerate(flow.screens, 1):
        door.clear()
        show_screen(door, knowledge, screen)
        door.say()
        if screen.choices:
            chosen = screen.choices[door.choose(_("What now?"), [text(choice.label) for choice in screen.choices])]
            if chosen.to != "next":
                return chosen.to
        else:
            last = number == len(flow.screens)
            door.pause(_("Enter ends and clears the screen") if last else _("Enter goes on, q leaves"))
    door.clear()
    return ""


def show_screen(door: Door, knowledge: Knowledge, screen: Screen) -> None:
    """One screen: title, body, whom to call."""
    door.say(text(screen.title).upper())
    door.say()
    door.say(text(screen.body))
    for contact in screen.contacts:
        door.say()
        show_contact(door, knowledge.contacts[contact])


def show_contact(door: Door, contact: Contact) -> None:
    """A name, how to reach it, what for, and where and when that was read."""
    ways = ", ".join(way for way in (contact.phone, contact.email, contact.link) if way)
    door.bullet(f"{text(contact.name)}: {ways}")
    read = max(source.seen for source in contact.sources).isoformat()
    doubt = _("unverified") if contact.status is Status.UNVERIFIED else _("read {date}", date=read)
    door.say(f"  {text(contact.note)} ({doubt})")


def print_flow(door: Door, knowledge: Knowledge, flow: Flow) -> None:
    """All screens of a flow in a row."""
    door.say(f"== {text(flow.title)} ==")
    for screen in flow.screens:
        door.say()
        show_screen(door, knowledge, screen)
    door.say()
