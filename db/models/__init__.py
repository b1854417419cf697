"""Tables of the archive, as SQLAlchemy declares them.

The schema itself is made by the numbered migrations; a test holds these declarations and the
migrated file against each other.  Ids are given by the writer inside its transaction, so that a
whole thread goes in by a few ``executemany`` calls.
"""

from db.models.alias import Alias
from db.models.base import Base, Event, Meta, Migration
from db.models.capture import Capture, CaptureChunk, CaptureThread, Finding
from db.models.note import Note, NoteTag
from db.models.picture import Picture, PictureChunk, PictureScaled, PostFigure
from db.models.post import Post, PostVersion
from db.models.reply import Citation, Ghost, Quote, ReplyDecision, ReplyEvidence, ReplyLink
from db.models.run import ImportItem, ImportRun
from db.models.search import SavedSearch, SearchHistory
from db.models.thread import ArticleBlock, Figure, ReadingPlace, Skeleton, Thread
from db.models.unit import SearchThread, SearchUnit

__all__ = [
    "Alias",
    "ArticleBlock",
    "Base",
    "Capture",
    "CaptureChunk",
    "CaptureThread",
    "Citation",
    "Event",
    "Figure",
    "Finding",
    "Ghost",
    "ImportItem",
    "ImportRun",
    "Meta",
    "Migration",
    "Note",
    "NoteTag",
    "Picture",
    "PictureChunk",
    "PictureScaled",
    "Post",
    "PostFigure",
    "PostVersion",
    "Quote",
    "ReadingPlace",
    "ReplyDecision",
    "ReplyEvidence",
    "ReplyLink",
    "SavedSearch",
    "SearchHistory",
    "SearchThread",
    "SearchUnit",
    "Skeleton",
    "Thread",
]
