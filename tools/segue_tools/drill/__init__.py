"""The drill: what goes wrong some day, made to go wrong on the running local stack, with the console's view of it.

`python -m segue_tools.drill [--port N] [--seconds 60] [--pictures FOLDER]` (`make drill`) plays poison, a provider that
is down, rows that are lost, and an erasure, prints what the console shows at each step, and ends with 1 where something
is not as promised. Where a browser is there it keeps a picture of each step.
"""
