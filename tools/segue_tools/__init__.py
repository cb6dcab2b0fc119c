"""The commands around the product: the local stack, the demo, deployment, and the `segue` command line."""
