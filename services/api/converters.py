"""What stands in an address beside UUIDs."""


class Instance:
    """A question, or one of a row in a group: nothing else could be one, so nothing else is looked for."""

    regex = "[a-zA-Z0-9_.]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Code(Instance):
    """A word of the platform."""

    regex = "[a-z_]{1,60}"


class Number:
    """The number of a row, as the database can hold it."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
