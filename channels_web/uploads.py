"""Files on their way in: in memory only, and never more of one than is needed to see that it is too large."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler


class Bounded(MemoryFileUploadHandler):
    """Nothing unsealed touches the disk; what goes beyond the limit is dropped as it comes."""

    kept = 0

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.kept = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        room = settings.DOCUMENT_BYTES + 1 - self.kept
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)
            self.kept += len(raw_data[:room])
        return None

    def file_complete(self, file_size: int) -> Any:
        return super().file_complete(self.kept)
