"""What a front that was killed has left short, the next one sets back: the program, beside a stand-in for AWS."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from segue_tools.demo.pace import BY_TOUR, PACED, original, paced
from segue_tools.playbooks import starter_files
from segue_tools.tour.quickening import SPEED
from tests.browser.tour_stand import OUTPUTS, STACK
from tests.local.waiting import eventually

pytestmark = pytest.mark.thorough

PROVEN = {"AuthenticationResult": {"AccessToken": "t"}}


class Aws(BaseHTTPRequestHandler):
    """Signs everybody in, tells the playbook and takes files for it."""

    files: ClassVar[dict[str, str]] = {}

    def do_GET(self):
        self.say({"version": 1, "files": self.files})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Aws.files.update(body.get("files", {}))
        self.say(PROVEN)

    def say(self, said):
        raw = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


@pytest.fixture
def aws():
    """A stand-in at a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Aws)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def front(aws, tmp_path):
    """Starts the program."""
    file = tmp_path / "front.json"
    tour = OUTPUTS | {"aws_endpoint": f"http://127.0.0.1:{aws}"}
    file.write_text(json.dumps(STACK | {"aws": aws, "tour": tour}))
    started = []
    yield lambda: started.append(subprocess.Popen([sys.executable, "-m", "segue_tools.front", file]))
    for one in started:
        one.terminate()
        one.wait(10)


def test_a_front_that_starts_sets_back_what_one_that_was_killed_has_left_short(front):
    Aws.files = {path: paced(text, SPEED, BY_TOUR) for path, text in starter_files().items() if path in PACED}
    before = {path: original(text) for path, text in Aws.files.items()}
    front()
    eventually(lambda: Aws.files == before)
