"""What goes out: JSON; and files as they are, whose problems are JSON."""

from rest_framework.renderers import JSONRenderer


class File(JSONRenderer):
    """Of an operation that gives a file: whatever kind the caller accepts, a problem is said in JSON."""

    media_type = "*/*"
    format = "file"
