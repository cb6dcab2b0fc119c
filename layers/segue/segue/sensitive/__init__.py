"""Sensitive traits: which there are, by the playbook (`declaring`), and where a text asks for one that it may not
(`using`). Doors seal them (`segue.intake.sealing`), `segue.aws.sealing` has the keys: docs/sensitive-traits.md.
"""
