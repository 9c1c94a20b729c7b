"""Questions in Vietnamese or English, answered from the graph: ``kg.ask.engine.ask``.

Nothing is imported here: a command that only needs a phrase has no time for the rest.
"""
