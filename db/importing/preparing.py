"""From bytes to a capture ready to be written: decode, detect, read, check; pure work.

A file that is no thread is refused with the reason: no text, a kind that is not read yet, or a
text in which no reader finds its marks.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.errors import NotAThread
from db.importing import decoding, kinds, sources
from db.importing.checks import check
from db.importing.claims import sample_of
from db.importing.keys import thread_key
from db.importing.prepared import Prepared, PreparedThread, derive, in_order, shown, titled
from db.importing.registry import choose

if TYPE_CHECKING:
    from db.importing.claims import Format, Score
    from db.importing.decoding import Decoded
    from db.importing.drafts import ThreadDraft


def prepare_bytes(data: bytes, name: str, sha256: str | None = None) -> Prepared:
    """Read a capture as far as that goes without a library.

    Args:
        data: the bytes as they were saved.
        name: the file's name, with or without its folder.
        sha256: their digest, where it is known already.

    Raises:
        NotAThread: the bytes are no thread that any reader knows; the error says why.
    """
    file_name = PurePath(name).name or name
    if len(data) > sources.MOST_BYTES:
        raise sources.too_large(file_name, len(data))
    decoded = _decode(data, file_name)
    format_ = _format(decoded.text, file_name)
    draft = format_.read(decoded.text)
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    return Prepared(
        path=name,
        file_name=file_name,
        data=data,
        sha256=sha256,
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
        format=format_.name,
        reader_version=format_.version,
        findings=decoded.findings,
        threads=(_thread(draft, file_name, sha256),),
    )


def _thread(draft: ThreadDraft, file_name: str, sha256: str) -> PreparedThread:
    findings = (*draft.findings, *check(draft))
    key = thread_key(draft, sha256)
    ordered = in_order(titled(draft, file_name))
    derived = derive(ordered, ordered.title, [shown(post) for post in ordered.posts])
    return PreparedThread(ordered, key, findings, derived)


def _decode(data: bytes, name: str) -> Decoded:
    if not data:
        raise NotAThread("{name} is empty; nothing was stored.", "Save the page again.", name=name)
    kind = kinds.kind_of_bytes(data)
    if kind is not None:
        raise _other_kind(name, kind)
    try:
        decoded = decoding.decode(data)
    except decoding.NotText as error:
        if error.reason == "undecodable":
            raise NotAThread(
                "{name} could not be read as text in any encoding that is known; nothing was "
                "stored.",
                "Save the page again as UTF-8 text.",
                str(error),
                name=name,
            ) from error
        raise NotAThread(
            "{name} is no text; nothing was stored.",
            "Save the page as text, or copy it and paste it into the library.",
            str(error),
            name=name,
        ) from error
    if not decoded.text or decoded.text.isspace():
        raise NotAThread(
            "{name} holds nothing but blank lines; nothing was stored.",
            "Save the page again.",
            name=name,
        )
    return decoded


def _format(text: str, name: str) -> Format:
    kind = kinds.kind_of_text(text)
    if kind is not None:
        raise _other_kind(name, kind)
    best, scored = choose(sample_of(text, name))
    if best is not None:
        return best
    judgements = "; ".join(_judgement(format_, score) for format_, score in scored)
    if any(score.a_list for _, score in scored):
        raise NotAThread(
            "{name} is a list of threads, not one of them; nothing was stored.",
            "Open a thread of the list and save its page.",
            judgements,
            name=name,
        )
    raise NotAThread(
        "{name} is no saved thread: neither floors nor the head of a page were found in it; "
        "nothing was stored.",
        "Copy the page whole, from its title to the last reply.",
        judgements,
        name=name,
    )


def _judgement(format_: Format, score: Score) -> str:
    return f"{format_.name} {score.value:.2f} ({', '.join(score.reasons) or 'no mark of it'})"


def _other_kind(name: str, kind: str) -> NotAThread:
    return NotAThread(
        "{name} is a file of a kind ({kind}) that Beilin does not read yet; nothing was stored.",
        "Keep the file for a later version; copy the page and paste it as text until then.",
        name=name,
        kind=kind,
    )
