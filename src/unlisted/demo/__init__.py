"""A fictional person and what strangers wrote about her, made for the demonstration. Everything here is invented."""

from unlisted.demo.person import facts_file
from unlisted.demo.places import FIRST_LOOK, SECOND_LOOK, write_first_look, write_second_look

__all__ = ["FIRST_LOOK", "SECOND_LOOK", "facts_file", "write_first_look", "write_second_look"]
