"""The wheel, built from a copy of the checkout and put in an environment of its own: it serves a town without Node."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tools import build_assets

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not build_assets.node_modules_ready(), reason="run `./wijkplein test` once: npm packages"),
    pytest.mark.skipif(
        os.environ.get("WIJKPLEIN_TEST_ENGINE") == "postgresql", reason="nothing here is about the engine"
    ),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    copy = tmp_path_factory.mktemp("kopie") / "wijk plein"
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "node_modules")
    for name in ("src", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=leave)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    (copy / "tools" / "assets" / "node_modules").symlink_to(ROOT / "tools" / "assets" / "node_modules")
    # No isolation: the test may not fetch setuptools. Source archive first, wheel from that, as `python -m build` does.
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", copy / "dist", copy])
    [path] = (copy / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel in a fresh environment; its dependencies are read from where the tests have them."""
    home = tmp_path_factory.mktemp("omgeving")
    venv.create(home, with_pip=False)
    packages = home / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", packages, wheel])
    return home / "bin" / "python"


def run(command, **extra):
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, timeout=120, **extra
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_the_wheel_carries_the_built_assets_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    built = [name for name in names if "/look/static/build/" in name]
    assert any(name.endswith("/manifest.json") for name in built)
    for ending in (".css", ".css.br", ".js", ".woff2"):
        assert any(name.endswith(ending) for name in built), ending
    assert any(name.endswith(".html") for name in names)
    assert "wijkplein/locale/en/LC_MESSAGES/django.mo" in names
    assert not [name for name in names if "/tests/" in name or name.startswith("tools/")]


def test_it_serves_a_town_without_node(installed, tmp_path):
    environment = {
        "PATH": "/nergens",
        "HOME": str(tmp_path),
        "WIJKPLEIN_COMMUNITIES": str(tmp_path / "communities"),
        "WIJKPLEIN_KEYS": str(tmp_path / "keys"),
    }
    command = [installed, "-m", "wijkplein"]
    where = run([installed, "-c", "import wijkplein; print(wijkplein.__file__)"], env=environment, cwd=tmp_path)
    assert str(installed.parent.parent) in where
    run([*command, "new", "proefdorp", "--host", "127.0.0.1"], env=environment, cwd=tmp_path)
    port = free_port()
    serve = [str(part) for part in (*command, "serve", "--plain-http", "--port", port)]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(serve, env=environment, cwd=tmp_path, stdout=log, stderr=log)
    try:
        page, _ = get(port, "/ui/", server, tmp_path / "log")
        assert "<h1" in page
        sheet = next(part.split('"')[0] for part in page.split('href="')[1:] if ".css" in part.split('"')[0])
        text, _ = get(port, sheet, server, tmp_path / "log")
        assert ".wp-card" in text
        font = page.split("src:url(")[1].split(")")[0].strip("\"'")
        assert get(port, font, server, tmp_path / "log")[1]["Content-Type"] == "font/woff2"
    finally:
        server.terminate()
        server.wait(20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path, server, log):
    """The text and headers of a page, once the server answers: at most 20 seconds."""
    deadline = time.monotonic() + 20
    request = Request(f"http://127.0.0.1:{port}{path}")
    while True:
        try:
            with urlopen(request, timeout=10) as answer:
                return answer.read().decode("utf-8", "replace"), answer.headers
        except HTTPError as error:
            raise AssertionError(f"{path}: {error.code}\n{log.read_text()[-3000:]}") from error
        except URLError:
            assert server.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < deadline, log.read_text()[-3000:]
            time.sleep(0.2)
