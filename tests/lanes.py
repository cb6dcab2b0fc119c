"""Which tests of a run go one after another, and which beside each other."""

ON_THE_STACK = "tests/local/"
LAST = f"{ON_THE_STACK}test_shop_day.py"  # what it sells changes no row of a shop's page before
# They look through all sources, which are parsed once.
READING = tuple(f"tests/template/test_{name}.py" for name in ("circles", "layout", "registries", "structure", "uses"))
# Long ones that share nothing; and those that wait for `built`, which somebody else makes meanwhile.
ONE_BY_ONE = ("tests/faults/", "tests/properties/", "tests/template/test_packaging.py")


def on_the_stack(nodeid: str) -> bool:
    """Whether a test is among those for the running stack."""
    return nodeid.startswith(ON_THE_STACK)


def lane(nodeid: str) -> str:
    """What is called the same goes to one worker: a lane of the stack, a file, or a test by itself."""
    file = nodeid.partition("::")[0]
    if on_the_stack(file):
        return "on the stack"
    if file in READING:
        return "reading the sources"
    return nodeid if nodeid.startswith(ONE_BY_ONE) else file


def place(nodeid: str) -> tuple[bool, bool, bool]:
    """Where a test stands in the order of a run: first what waits, last what goes test by test, so that all workers end
    at about the same time."""
    file = nodeid.partition("::")[0]
    return not on_the_stack(file), file.startswith(ONE_BY_ONE), file == LAST
