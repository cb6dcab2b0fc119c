"""The one place where things are put together: a module per job, so that a function imports only what it uses.

Everything here is made once per environment, when it is first asked for.
"""
