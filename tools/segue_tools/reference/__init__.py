"""The reference pages of `docs/reference`: `python -m segue_tools.reference` writes them; a test holds them current.

Fields and bounds are those of the schemas, routes those of the description of the API; what a schema does not say, what
a field means and an example, stands in `tools/reference/*.yaml`.
"""
