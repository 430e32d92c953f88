"""`unlisted emergency`: what to do now. No vault, no network, no colour; one short screen at a time."""

from __future__ import annotations

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door
from unlisted.knowledge import OPENING, Flow, Knowledge, Screen
from unlisted.knowledge.screens import screen_lines
from unlisted.locale import text
from unlisted.locale import translate as _


@click.command("emergency", cls=Command, help=_("What to do now, one short screen at a time."))
@click.option("--list", "everything", is_flag=True, help=_("Print all screens at once, to read or to print on paper."))
@click.pass_obj
def emergency(door: Door, everything: bool) -> None:
    """Needs nothing set up."""
    knowledge = door.knowledge()
    if everything or door.no_input:
        for flow in sorted(knowledge.emergency.values(), key=lambda flow: flow.id != OPENING):
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
    """One screen: title, body, whom to call and where that was read."""
    for line in screen_lines(screen, knowledge.channels, text, _, door.width):
        click.echo(line)


def print_flow(door: Door, knowledge: Knowledge, flow: Flow) -> None:
    """All screens of a flow in a row."""
    door.say(f"== {text(flow.title)} ==")
    for screen in flow.screens:
        door.say()
        show_screen(door, knowledge, screen)
        for choice in screen.choices:
            door.bullet(text(choice.label))
    door.say()
