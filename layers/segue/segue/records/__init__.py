"""Records of processing, the data map and the assessment pack: what the configuration says of itself. Pure.

`gathering` makes one mapping of the playbook and of what the template declares (`stack.json`, written by
`segue_tools.records`); `markdown`, `html` and `picture` write it. The same in is the same out, byte for byte. What no
configuration can know is an open question, and says so.
"""
