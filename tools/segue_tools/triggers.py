"""Triggers of functions on MiniStack."""

from typing import Any


def mend_triggers(session: Any) -> int:
    """Makes numbers of what is text; says how many triggers there are.

    CloudFormation parameters are text. AWS reads the number in it; MiniStack keeps the text in `ScalingConfig` and then
    polls no queue at all.
    """
    client = session.client("lambda")
    found = client.list_event_source_mappings()["EventSourceMappings"]
    for one in found:
        most = one.get("ScalingConfig", {}).get("MaximumConcurrency")
        if most is not None:
            client.update_event_source_mapping(UUID=one["UUID"], ScalingConfig={"MaximumConcurrency": int(most)})
    return len(found)
