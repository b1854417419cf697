"""Full-text search that equals substring truth: tokens, queries, index, snippets."""
