"""Who hears of what, in this test run and in the processes that it starts."""

KINDS = ("waits", "calls_and_waits", "at_once")
SUBSCRIPTIONS = {kind: {"ours": f"tests.services.record.subscribers.{kind}"} for kind in KINDS}
