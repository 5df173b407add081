"""What can be wrong with the engines, in one sentence."""


class EnginesFailed(Exception):
    """The engines cannot be started; the message is one sentence that says why and what to do."""
