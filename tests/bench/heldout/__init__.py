"""A second, independent generator of chats that speak of an invented person, and the score of what is found.

Written by somebody who had not read the matcher. Seeds below 1000 are for whoever improves the matcher; seeds from 1000
on take every third name, place, sentence and variant of a disguise, which the seeds below never use.
"""
