"""The tests of the network run on the library's successor as well: UNLISTED_HTTP=httpx2 pytest tests/net."""

import importlib
import os
import sys

if os.environ.get("UNLISTED_HTTP") == "httpx2":
    sys.modules["httpx"] = importlib.import_module("httpx2")
    sys.modules["httpcore"] = importlib.import_module("httpcore2")
