"""What is handed on as a version: `make release VERSION=1.0.0`, described in docs/releasing.md.

`changelog` reads CHANGELOG.md, `refusals` says why it cannot be released, `clones` keeps to what is committed, `parts`
makes the files.
"""
