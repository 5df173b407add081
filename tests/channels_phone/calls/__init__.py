"""A telephone network and the person at its other end, for tests: strict about TwiML, with a clock of its own."""
