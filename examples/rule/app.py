"""What a signal of Segue's looks like to a Lambda function of yours: this one counts orders in CloudWatch."""

import json
import time
from typing import Any

NAMESPACE = "ShopOrders"


def handler(event: dict[str, Any], _context: object) -> None:
    """An event of the bus. The same signal may come twice, with the same `detail.id`."""
    detail = event["detail"]
    # CloudWatch's embedded metric format: a line in the log is a metric, and nothing is called.
    metrics = [{"Name": "Orders", "Unit": "Count"}, {"Name": "Revenue", "Unit": "None"}]
    directive = {"Namespace": NAMESPACE, "Dimensions": [["channel", "currency"]], "Metrics": metrics}
    said = {"channel": detail["channel"], "currency": detail["currency"], "signal": detail["id"]}
    figures = {"Orders": 1, "Revenue": detail["total"]}  # in minor units of the currency
    about = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}
    print(json.dumps({"_aws": about, **said, **figures}))
