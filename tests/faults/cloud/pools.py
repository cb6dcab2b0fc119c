"""A pool without threads: what is given to it is done at once, in order, one thing after the other."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class Alone(Executor):
    """As a pool of threads everything is done, whatever becomes of the rest; what went wrong is raised where it is
    asked for."""

    def __init__(self, max_workers: int | None = None) -> None:
        self.most = max_workers

    def submit(self, act: Callable[..., Any], /, *said: Any, **more: Any) -> Future[Any]:
        """Done when it is answered."""
        done: Future[Any] = Future()
        try:
            done.set_result(act(*said, **more))
        except BaseException as problem:
            done.set_exception(problem)
        return done
