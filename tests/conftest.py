"""What several suites need."""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from segue_tools import building
from segue_tools.places import BUILD, SAM, Ports
from tests import lanes
from tests.examples import examples
from tests.local import sharing
from tests.windows import SIZE, window

CHEAP = ["--no-sandbox", "--disable-gpu", "--disable-features=SpareRendererForSitePerProcess"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Before anybody loads numpy: its matrices are small here, and a second thread for them would only wait.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Thousands of tests that are collected stay until the end: to look through them for garbage at every turn took a tenth
# of a run's time.
gc.set_threshold(10_000, 10, 50)

# An example may take its time: on a busy machine seconds say nothing.
settings.register_profile("segue", settings.default, deadline=None, max_examples=examples())
settings.load_profile("segue")


@pytest.fixture(scope="session", autouse=True)
def scratch(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A place for temporary files of its own for each worker, as each function's environment has."""
    tempfile.tempdir = str(tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="session")
def built() -> Path:
    """Functions and layers as `sam build` makes them for this machine."""
    if not SAM.exists():
        pytest.skip("sam is not installed: make tools")
    with building.alone():
        building.build(Ports(4566, 4567))
    return BUILD


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    found = os.environ.get("CHROMIUM") or next((path for one in BROWSERS if (path := shutil.which(one))), None)
    if not found:
        pytest.skip("no Chromium: make browser")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHEAP)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def windows(browser):
    """Two contexts that stay: somebody's, and somebody else's."""
    contexts = [browser.new_context(viewport=SIZE) for _ in range(2)]
    yield contexts
    for one in contexts:
        one.close()


@pytest.fixture
def page(windows):
    """A fresh browser window."""
    yield from window(windows[0])


@pytest.fixture
def second(windows):
    """Another window, of somebody else."""
    yield from window(windows[1])


class Lanes(LoadScopeScheduling):
    """What needs the running stack goes to one worker: two at a time would see each other's. The rest goes wherever
    there is room: file by file, so that what the tests of one share is made once, or test by test."""

    def _split_scope(self, nodeid: str) -> str:
        return lanes.lane(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Lanes:
    """For `--numprocesses`; without it everything runs in order."""
    config.option.loadscopereorder = False  # but in the order that stands in `lanes`
    return Lanes(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers: in the order of the lanes."""
    if sharing.is_worker(config):
        items.sort(key=lambda one: lanes.place(one.nodeid))


def pytest_collection_finish() -> None:
    """What is collected is no garbage: nobody looks through it again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """A stack that a run has started for itself ends when all its workers have ended."""
    if not sharing.is_worker(config):
        sharing.end(sharing.run_of(config))
