"""Answer types: how each kind of answer is read, kept, checked and shown."""
