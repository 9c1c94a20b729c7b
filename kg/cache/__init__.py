"""What reading and extraction gave before, kept beside the builds and addressed by content.

Both are pure functions: of a file's bytes, and of a source with its text. Their results are kept under a hash of
everything that they depend on; what is not there, or is damaged, is made anew. A build is the same with and without.
"""

from __future__ import annotations

from kg.cache.extractions import Extractor
from kg.cache.folder import Cache

__all__ = ["Cache", "Extractor"]
