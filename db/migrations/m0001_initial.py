"""Step 1: the schema of the first version.

Frozen once released: later changes are steps of their own, with native ALTER TABLE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

TABLES = (
    """
    CREATE TABLE capture (
      id INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      file_name TEXT NOT NULL,
      captured_at TEXT,
      captured_at_from TEXT,
      imported_at TEXT NOT NULL,
      encoding TEXT NOT NULL,
      encoding_reason TEXT NOT NULL,
      format TEXT NOT NULL,
      reader_version TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (sha256)
    )
    """,
    """
    CREATE TABLE event (
      id INTEGER NOT NULL,
      at TEXT NOT NULL,
      kind TEXT NOT NULL,
      thread_id INTEGER,
      post_id INTEGER,
      note_id INTEGER,
      capture_id INTEGER,
      detail TEXT NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE meta (
      "key" TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE migration (
      number INTEGER NOT NULL,
      name TEXT NOT NULL,
      applied_at TEXT NOT NULL,
      program_version TEXT NOT NULL,
      PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE post (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      version_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      site_id TEXT,
      opening INTEGER NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(version_id) REFERENCES post_version (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE INDEX post_order ON post (thread_id, ordinal)
    """,
    """
    CREATE INDEX ix_post_version_id ON post (version_id)
    """,
    """
    CREATE TABLE post_version (
      id INTEGER NOT NULL,
      post_id INTEGER NOT NULL,
      capture_id INTEGER NOT NULL,
      floor TEXT,
      author TEXT,
      text TEXT NOT NULL,
      posted_at TEXT,
      posted_at_text TEXT,
      posted_at_from TEXT,
      edited TEXT,
      deleted INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(post_id) REFERENCES post (id) ON DELETE CASCADE,
      FOREIGN KEY(capture_id) REFERENCES capture (id)
    )
    """,
    """
    CREATE INDEX ix_post_version_capture_id ON post_version (capture_id)
    """,
    """
    CREATE INDEX ix_post_version_post_id ON post_version (post_id)
    """,
    """
    CREATE TABLE capture_chunk (
      capture_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (capture_id, ordinal),
      FOREIGN KEY(capture_id) REFERENCES capture (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE thread (
      id INTEGER NOT NULL,
      "key" TEXT NOT NULL,
      capture_id INTEGER NOT NULL,
      title_edited TEXT,
      source_url_edited TEXT,
      posts INTEGER NOT NULL,
      imported_at TEXT NOT NULL,
      trashed_at TEXT,
      reply_engine TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE ("key"),
      FOREIGN KEY(capture_id) REFERENCES capture (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE INDEX ix_thread_capture_id ON thread (capture_id)
    """,
    """
    CREATE INDEX thread_trashed ON thread (trashed_at) WHERE trashed_at IS NOT NULL
    """,
    """
    CREATE TABLE article_block (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      capture_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      type TEXT NOT NULL,
      start INTEGER NOT NULL,
      text TEXT NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(capture_id) REFERENCES capture (id)
    )
    """,
    """
    CREATE INDEX ix_article_block_capture_id ON article_block (capture_id)
    """,
    """
    CREATE INDEX article_block_place ON article_block (thread_id, capture_id, ordinal)
    """,
    """
    CREATE TABLE capture_thread (
      capture_id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      title TEXT NOT NULL,
      board TEXT,
      outlet TEXT,
      source TEXT,
      source_url TEXT,
      poster TEXT,
      timezone TEXT,
      latest_post_at TEXT,
      latest_post_text TEXT,
      views INTEGER,
      claimed_posts INTEGER,
      found_posts INTEGER NOT NULL,
      article_author TEXT,
      published_at TEXT,
      published_at_text TEXT,
      PRIMARY KEY (capture_id, thread_id),
      FOREIGN KEY(capture_id) REFERENCES capture (id) ON DELETE CASCADE,
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_capture_thread_thread_id ON capture_thread (thread_id)
    """,
    """
    CREATE TABLE finding (
      id INTEGER NOT NULL,
      capture_id INTEGER NOT NULL,
      thread_id INTEGER,
      code TEXT NOT NULL,
      severity TEXT NOT NULL,
      place TEXT NOT NULL,
      message TEXT NOT NULL,
      template TEXT NOT NULL,
      details TEXT NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(capture_id) REFERENCES capture (id) ON DELETE CASCADE,
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_finding_capture_id ON finding (capture_id)
    """,
    """
    CREATE INDEX ix_finding_thread_id ON finding (thread_id)
    """,
    """
    CREATE TABLE ghost (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      author TEXT,
      posted_at TEXT,
      posted_at_text TEXT,
      text TEXT NOT NULL,
      resolved_post_id INTEGER,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(resolved_post_id) REFERENCES post (id)
    )
    """,
    """
    CREATE INDEX ix_ghost_thread_id ON ghost (thread_id)
    """,
    """
    CREATE INDEX ghost_resolved ON ghost (resolved_post_id) WHERE resolved_post_id IS NOT NULL
    """,
    """
    CREATE TABLE note (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      thread_id INTEGER NOT NULL,
      post_id INTEGER,
      exact TEXT,
      prefix TEXT,
      suffix TEXT,
      start INTEGER,
      "end" INTEGER,
      state TEXT NOT NULL,
      body TEXT NOT NULL,
      color TEXT,
      created_at TEXT NOT NULL,
      modified_at TEXT NOT NULL,
      revision INTEGER NOT NULL,
      trashed_at TEXT,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(thread_id) REFERENCES thread (id),
      FOREIGN KEY(post_id) REFERENCES post (id)
    )
    """,
    """
    CREATE INDEX ix_note_post_id ON note (post_id)
    """,
    """
    CREATE INDEX ix_note_thread_id ON note (thread_id)
    """,
    """
    CREATE TABLE reading_place (
      thread_id INTEGER NOT NULL,
      post_id INTEGER,
      block INTEGER,
      position INTEGER NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (thread_id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE search_thread (
      thread_id INTEGER NOT NULL,
      at FLOAT NOT NULL,
      first_post INTEGER NOT NULL,
      last_post INTEGER NOT NULL,
      serial INTEGER NOT NULL,
      authors TEXT NOT NULL,
      runs TEXT NOT NULL,
      PRIMARY KEY (thread_id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_search_thread_serial ON search_thread (serial)
    """,
    """
    CREATE INDEX search_thread_newest ON search_thread (at, thread_id)
    """,
    """
    CREATE TABLE search_unit (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      post_id INTEGER,
      block INTEGER,
      name TEXT,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_search_unit_thread_id ON search_unit (thread_id)
    """,
    """
    CREATE TABLE skeleton (
      thread_id INTEGER NOT NULL,
      version INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (thread_id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE figure (
      id INTEGER NOT NULL,
      block_id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      credit TEXT,
      caption TEXT,
      alt TEXT,
      src TEXT,
      image TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (block_id),
      FOREIGN KEY(block_id) REFERENCES article_block (id) ON DELETE CASCADE,
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_figure_thread_id ON figure (thread_id)
    """,
    """
    CREATE TABLE note_tag (
      note_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      tag TEXT NOT NULL,
      PRIMARY KEY (note_id, tag),
      FOREIGN KEY(note_id) REFERENCES note (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE quote (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      post_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      words_start INTEGER NOT NULL,
      words_end INTEGER NOT NULL,
      author TEXT,
      posted_at TEXT,
      posted_at_text TEXT,
      source_post_id INTEGER,
      ghost_id INTEGER,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(post_id) REFERENCES post (id) ON DELETE CASCADE,
      FOREIGN KEY(source_post_id) REFERENCES post (id),
      FOREIGN KEY(ghost_id) REFERENCES ghost (id)
    )
    """,
    """
    CREATE INDEX ix_quote_post_id ON quote (post_id)
    """,
    """
    CREATE INDEX ix_quote_thread_id ON quote (thread_id)
    """,
    """
    CREATE INDEX quote_source ON quote (source_post_id) WHERE source_post_id IS NOT NULL
    """,
    """
    CREATE INDEX quote_ghost ON quote (ghost_id) WHERE ghost_id IS NOT NULL
    """,
    """
    CREATE TABLE reply_link (
      id INTEGER NOT NULL,
      thread_id INTEGER NOT NULL,
      post_id INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      parent_kind TEXT NOT NULL,
      parent_post_id INTEGER,
      ghost_id INTEGER,
      state TEXT NOT NULL,
      rule TEXT NOT NULL,
      confidence FLOAT NOT NULL,
      decided_by TEXT NOT NULL,
      engine_version TEXT NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(thread_id) REFERENCES thread (id) ON DELETE CASCADE,
      FOREIGN KEY(post_id) REFERENCES post (id) ON DELETE CASCADE,
      FOREIGN KEY(parent_post_id) REFERENCES post (id),
      FOREIGN KEY(ghost_id) REFERENCES ghost (id)
    )
    """,
    """
    CREATE INDEX ix_reply_link_post_id ON reply_link (post_id)
    """,
    """
    CREATE INDEX ix_reply_link_thread_id ON reply_link (thread_id)
    """,
    """
    CREATE INDEX reply_link_parent ON reply_link (parent_post_id)
      WHERE parent_post_id IS NOT NULL
    """,
    """
    CREATE INDEX reply_link_ghost ON reply_link (ghost_id) WHERE ghost_id IS NOT NULL
    """,
    """
    CREATE TABLE reply_evidence (
      id INTEGER NOT NULL,
      link_id INTEGER NOT NULL,
      child_start INTEGER NOT NULL,
      child_end INTEGER NOT NULL,
      parent_start INTEGER,
      parent_end INTEGER,
      PRIMARY KEY (id),
      FOREIGN KEY(link_id) REFERENCES reply_link (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_reply_evidence_link_id ON reply_evidence (link_id)
    """,
)

# The tokens are made by db.search.tokens and joined by U+001F: to SQLite every other ASCII
# character is part of a token, so that spaces and punctuation can be tokens, too.
_TOKEN_CHARACTERS = "".join(
    chr(code) for code in range(1, 0x80) if code != 0x1F and not chr(code).isalnum()
)


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark


_TOKENIZE = _quoted("ascii tokenchars " + _quoted(_TOKEN_CHARACTERS, "'"), '"')

# Posts that quote nobody, posts that do (their own words a second time), and everything else.
# Notes keep their tokens beside the index, so that erasing one can take each of them out.
INDEXES = (
    f"""
    CREATE VIRTUAL TABLE search_post USING fts5(
      tokens, content='', contentless_delete=1, tokenize={_TOKENIZE}
    )
    """,
    f"""
    CREATE VIRTUAL TABLE search_quoting USING fts5(
      tokens, content='', contentless_delete=1, tokenize={_TOKENIZE}
    )
    """,
    f"""
    CREATE VIRTUAL TABLE search_about USING fts5(
      tokens, content='', contentless_delete=1, tokenize={_TOKENIZE}
    )
    """,
    f"CREATE VIRTUAL TABLE note_index USING fts5(tokens, tokenize={_TOKENIZE})",
    "INSERT INTO note_index(note_index, rank) VALUES ('secure-delete', 1)",
)


def apply(connection: Connection) -> None:
    """Make all tables, indexes and full-text tables."""
    for statement in (*TABLES, *INDEXES):
        connection.exec_driver_sql(statement)
