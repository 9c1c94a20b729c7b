"""Where things lie in a store and in a build."""

CURRENT = "current"
"""In the store: the symbolic link to the build that readers open."""

BUILDS = "builds"
"""In the store: the folder of builds."""

CACHE = "cache"
"""In the store: what was read and extracted, by content; nothing is lost with it but time."""

OXIGRAPH = "oxigraph"
"""In a build: the folder of the embedded store."""

QUADS = "graph.nq"
"""In a build: all its quads, sorted."""

FACTS = "facts.jsonl"
"""In a build: one extracted fact a line."""

SEARCH = "search.sqlite"
"""In a build: the full-text index."""

SNAPSHOTS = "snapshots"
"""In a build: the folder of the sources' NFC texts."""

REPORT = "report.json"
"""In a build: counts, what stayed unresolved, which documents were skipped."""

REVIEW = "review.jsonl"
"""In a build: what it is not sure of, as questions."""

DECISIONS = "decisions.jsonl"
"""In the store: what people have decided, unless another file is given."""
