"""Triggers of functions on MiniStack."""

from typing import Any


def mend_triggers(session: Any) -> None:
    """Makes numbers of what is text.

    CloudFormation parameters are text. AWS reads the number in it; MiniStack keeps the text in `ScalingConfig` and then
    polls no queue at all.
    """
    client = session.client("lambda")
    for one in client.list_event_source_mappings()["EventSourceMappings"]:
        most = one.get("ScalingConfig", {}).get("MaximumConcurrency")
        if most is not None:
            client.update_event_source_mapping(UUID=one["UUID"], ScalingConfig={"MaximumConcurrency": int(most)})
