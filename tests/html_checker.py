"""The Nu HTML checker, from its npm package, with a lock file that names no host."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.packages import Missing, install

HERE = Path(__file__).parent / "nu"
JAR = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"


def errors(folder: Path) -> list[str]:
    """What is wrong with the .html files of the folder, a line each: file, line, message."""
    command = [_program("java", "default-jre-headless"), "-jar", str(_jar()), "--format", "json", "--stdout"]
    done = subprocess.run([*command, "--errors-only", str(folder)], check=False, capture_output=True, text=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [f"{Path(each['url']).name}:{each.get('lastLine', '')}: {each['message']}" for each in messages]


def _jar() -> Path:
    if not JAR.exists():
        subprocess.run([_program("npm", "npm"), "ci", "--ignore-scripts"], cwd=HERE, check=True, capture_output=True)
    return JAR


def _program(name: str, package: str) -> str:
    if not shutil.which(name):
        install(package)
    found = shutil.which(name)
    if not found:
        raise Missing(name, package)
    return found
