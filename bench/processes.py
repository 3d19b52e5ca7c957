"""Start servers, measure what they use, and put load on them: CPU and memory from the kernel, load from wrk."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tree(pid: int) -> list[int]:
    """A process and everything below it."""
    found, level = [pid], [pid]
    while level:
        level = [child for parent in level for child in _children(parent)]
        found += level
    return found


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    try:
        return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []


def cpu_seconds(pid: int) -> float:
    """User and system time of the whole tree so far."""
    return sum(_cpu(each) for each in tree(pid))


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def anonymous_mib(pid: int) -> dict[int, float]:
    """Anonymous memory in MiB of each process of the tree: what a mapped database file does not blow up."""
    return {each: _anonymous(each) for each in tree(pid)}


def _anonymous(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Anonymous:\s+(\d+) kB", text, re.M)
    return int(found[1]) / 1024 if found else 0.0


@dataclass
class Server:
    """A server that was started for a measurement."""

    process: subprocess.Popen[bytes]
    port: int
    host: str
    started_in: float

    def url(self, path: str) -> str:
        """An address on it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """One request: status, headers in lower case, body as it came over the wire."""
        request = urllib.request.Request(self.url(path), headers={"Host": self.host, **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, {key.lower(): value for key, value in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, {key.lower(): value for key, value in error.headers.items()}, error.read()


@contextmanager
def serving(command: list[str], *, host: str, env: dict[str, str]) -> Iterator[Server]:
    """Start a server (its port is appended as `--port N`) and stop it afterwards with everything below it."""
    port = free_port()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", str(port)], env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(process, port, host, 0.0)
    try:
        _wait(server)
        server.started_in = time.perf_counter() - begun
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(120)  # a start that was cut short finishes its look at the towns first


def _wait(server: Server) -> None:
    for _ in range(600):
        try:
            if server.get("/")[0] < 500:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit("The server did not come up.")


def constant_command() -> list[str]:
    """The constant view on the same server program, one worker, one thread."""
    here = Path(__file__).parent
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1"]
    return [*granian, "--no-ws", "--no-log", "--working-dir", str(here), "constant_view:application"]


def our_command(threads: int = 1) -> list[str]:
    """Wijkplein itself, as it is served."""
    return [sys.executable, "-m", "wijkplein", "serve", "--plain-http", "--threads", str(threads)]


@dataclass(frozen=True)
class Load:
    """What came out of one round of load."""

    requests: int
    per_second: float
    p50: float
    p99: float
    cpu_ms: float
    errors: int


def load(server: Server, path: str, *, connections: int, seconds: int, headers: dict[str, str] | None = None) -> Load:
    """One round of wrk with one load thread. Milliseconds everywhere."""
    if not shutil.which("wrk"):
        raise SystemExit("Voor deze meting is wrk nodig: apt-get install wrk")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Host: {server.host}"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    before = cpu_seconds(server.process.pid)
    out = subprocess.run([*command, server.url(path)], capture_output=True, text=True, check=True).stdout
    used = cpu_seconds(server.process.pid) - before
    count = int(_find(r"(\d+) requests in", out))
    errors = sum(int(number) for number in re.findall(r"(?:connect|read|write|timeout) (\d+)", out))
    errors += int(_find(r"Non-2xx or 3xx responses: (\d+)", out, "0"))
    return Load(
        requests=count,
        per_second=float(_find(r"Requests/sec:\s+([\d.]+)", out)),
        p50=_milliseconds(_find(r"50%\s+([\d.]+\w+)", out)),
        p99=_milliseconds(_find(r"99%\s+([\d.]+\w+)", out)),
        cpu_ms=used * 1000 / max(count, 1),
        errors=errors,
    )


def _find(pattern: str, text: str, otherwise: str | None = None) -> str:
    found = re.search(pattern, text)
    if found:
        return found[1]
    if otherwise is None:
        raise SystemExit(f"wrk said something unexpected:\n{text}")
    return otherwise


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]  # wrk's own format
    return float(number) * UNITS[unit]
