"""Uploaded files stand in the folder of their community."""

from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

from wijkplein.foundation.community.binding import current


class CommunityStorage(FileSystemStorage):
    """Django's default storage; where it points is decided at each use, by the open community."""

    def __init__(self, **options: Any) -> None:
        super().__init__(file_permissions_mode=0o640, directory_permissions_mode=0o750, **options)

    @property
    def base_location(self) -> Path:
        """The media folder of the open community. Raises NoCommunity when none is open."""
        return current().media

    @property
    def location(self) -> str:
        """The same, as an absolute path."""
        return str(current().media.resolve())
