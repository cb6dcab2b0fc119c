"""Forests: which keys belong together, as edges come in one by one (union by the stronger root). Pure."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Forest(Generic[Node]):
    """Disjoint sets of nodes; a node that was never joined is a set of its own.

    Tarjan, "Efficiency of a good but not linear set union algorithm", 1975: halving paths keeps them short.
    """

    def __init__(self) -> None:
        self._above: dict[Node, Node] = {}

    def root(self, node: Node) -> Node:
        """The node that stands for the set."""
        while (above := self._above.get(node, node)) != node:
            self._above[node] = self._above.get(above, above)
            node = above
        return node

    def join(self, keep: Node, other: Node) -> None:
        """Makes one set of two; the root of `keep` stands for both."""
        self._above[self.root(other)] = self.root(keep)

    def groups(self, nodes: Iterable[Node]) -> dict[Node, set[Node]]:
        """The sets of these nodes by root."""
        found: dict[Node, set[Node]] = {}
        for node in nodes:
            found.setdefault(self.root(node), set()).add(node)
        return found
