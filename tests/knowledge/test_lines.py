"""The line finder: every path it gives stands on the line it says."""

from __future__ import annotations

import tomllib

from unlisted.knowledge.lines import find, line_of

TEXT = '''\
top = 1 # [[not.a.header]]
[plain]
"quoted key" = "a # b [ c"
dotted.key.deep = 2
[[list]]
name = "one"
body = """
[[list]]
name = "not one"
""" # after
inline = { a = 1, b = [1, 2] }
lines = [
  { a = 1 },   # first
  # a comment
  { a = 2, b = [
    3 ] },
  "third",
]
[[list.part]]
x = 1
[[list.part]]
x = 2
[list.table]
y = """one line"""
[[list]]
name = \'\'\'two
more\'\'\'
last = true
'''


def test_paths_stand_where_it_says() -> None:
    tomllib.loads(TEXT)
    found = find(TEXT)
    assert found["top",] == 1
    assert found["plain", "quoted key"] == 3
    assert found["plain", "dotted", "key"] == 4
    assert found["list", 0] == 5
    assert found["list", 0, "name"] == 6
    assert found["list", 0, "inline"] == 11
    assert [found["list", 0, "lines", i] for i in range(3)] == [13, 15, 17]
    assert found["list", 0, "part", 1, "x"] == 22
    assert found["list", 0, "table", "y"] == 24
    assert found["list", 1] == 25
    assert found["list", 1, "last"] == 28


def test_what_stands_deeper_has_the_line_around_it() -> None:
    found = find(TEXT)
    assert line_of(found, ("list", 0, "inline", "b", 1)) == 11
    assert line_of(found, ("list", 0, "lines", 1, "b", 0)) == 15
    assert line_of(found, ("list", 7, "nowhere")) == 5
    assert line_of(found, ("nowhere",)) == 1
