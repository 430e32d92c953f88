"""Who may reach the network: this package alone, in it one module by the library, and nobody before it is needed."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "unlisted"
LIBRARIES = {"httpx", "httpcore", "h11", "socksio", "anyio", "requests", "urllib3"}
OPENERS = {*LIBRARIES, "socket", "ssl", "asyncio", "urllib.request", "http.client", "webbrowser", "ftplib", "smtplib"}


def imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_one_module_knows_the_library() -> None:
    users = {path.name for path in PACKAGE.rglob("*.py") if imported(path.read_text("utf-8")) & LIBRARIES}
    assert users == {"wire.py"}


def test_only_this_package_can_open_a_connection() -> None:
    users = {path for path in PACKAGE.rglob("*.py") if imported(path.read_text("utf-8")) & OPENERS}
    assert {path.parent.name for path in users} == {"net"}


def test_the_check_can_fail() -> None:
    assert imported("def f():\n    from urllib import request") & OPENERS
    assert imported("import httpx as h") & LIBRARIES


def test_every_other_room_stands_in_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one["name"] == "Only net opens a socket")
    rooms = {
        f"unlisted.{path.stem}" for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert set(contract["source_modules"]) == rooms - {"unlisted.net", "unlisted.__init__", "unlisted.__main__"}
    (inner,) = (one for one in contracts if one["name"] == "Only the wire knows an HTTP library")
    modules = {f"unlisted.net.{path.stem}" for path in (PACKAGE / "net").glob("*.py")}
    assert set(inner["source_modules"]) == modules - {"unlisted.net.wire", "unlisted.net.__init__"}


def test_importing_the_door_loads_nothing_of_the_network() -> None:
    heavy = {"httpx", "httpcore", "anyio", "asyncio", "ssl", "socket", "publicsuffixlist"}
    script = f"import sys, unlisted.net; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
