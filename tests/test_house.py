"""The house rules: what may import what, style, types, what `--help` costs, who may speak."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "unlisted"
MODULES = sorted(PACKAGE.rglob("*.py"))
DOORS = {"cli", "web"}


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style() -> None:
    run("ruff", "check", "src", "tests")
    run("ruff", "format", "--check", "src", "tests")


def test_types() -> None:
    run("mypy")


def test_rooms_import_downwards() -> None:
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom unlisted.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'networkx', 'httpx', 'rich', 'jinja2', 'phonenumbers', 'msgspec', 'selectolax', 'pyrage'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"
    assert "Usage" in done.stdout or "Upotreba" in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_doors_print_prompt_or_exit(module: Path) -> None:
    if module.relative_to(PACKAGE).parts[0] in DOORS or module.name == "__main__.py":
        return
    assert not forbidden_calls(module.read_text(encoding="utf-8"))


def test_the_check_for_printing_can_fail() -> None:
    assert forbidden_calls("def f():\n    print(1)\n") == ["print"]
    assert forbidden_calls("import sys\ndef f():\n    sys.exit(1)\n") == ["exit"]


def forbidden_calls(source: str) -> list[str]:
    """Calls that only a door may make, outside a `__main__` part (child processes end themselves there)."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and "__main__" in ast.unparse(node.test))]
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            owner = ast.unparse(called.value) if isinstance(called, ast.Attribute) else ""
            if name in {"print", "input", "breakpoint"} and not owner:
                names.append(name)
            if (owner, name) in {("sys", "exit"), ("os", "_exit"), ("webbrowser", "open")}:
                names.append(name)
    return names


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path for path in MODULES if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


def test_every_command_and_option_is_in_the_readme() -> None:
    from unlisted.cli.app import COMMANDS, root

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| command | does |")[2].partition("\n\n")[0]
    assert not [name for name in COMMANDS if f"`{name}`" not in table and f"`unlisted {name}`" not in table]
    options = [name for option in root.params for name in option.opts if name not in {"--help", "--version"}]
    assert not [name for name in options if name not in readme]


def test_the_readme_says_what_a_fresh_clone_needs() -> None:
    """CI takes the test command from the README by these marks; both commands are one line."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for mark in ("install", "test"):
        block = readme.partition(f"<!-- {mark} -->")[2].partition("<!-- end -->")[0]
        assert len([line for line in block.splitlines() if line.strip()]) == 1
