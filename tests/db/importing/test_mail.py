"""Mail: words in encodings that lie, parts, quotations, signatures, ids; and mailboxes split."""

from __future__ import annotations

import io

import pytest

from db.importing.boards.mail_parts import take_apart
from db.importing.boards.mail_quotes import read_plain
from db.importing.boards.mail_words import field_words, parameters, readable
from db.importing.boards.mails import ids_of, read_mail, title_of
from db.importing.drafts import AsideKind
from db.importing.formats import mbox_records
from db.importing.kinds import kind_of_text
from db.importing.page import Origin
from db.importing.preparing import prepare_bytes
from db.importing.streams import groups, take

HAN = "老渡口的船票"


@pytest.mark.parametrize(
    ("data", "declared", "text", "lied"),
    [
        (HAN.encode(), "utf-8", HAN, False),
        (HAN.encode(), "us-ascii", HAN, True),
        (HAN.encode(), "", HAN, False),
        (HAN.encode("gb18030"), "gb2312", HAN, False),
        (HAN.encode("gb18030"), "utf-8", HAN, True),
        ("渡口的船票".encode("cp950"), "big5", "渡口的船票", False),
        (HAN.encode("hz"), "hz-gb-2312", HAN, False),
        ("日本".encode("iso-2022-jp"), "iso-2022-jp", "日本", False),
        (b"Luc\xeda", "utf-8", "Lucía", True),
        (b"Luc\xeda", "iso-8859-1", "Lucía", False),
        (b"plain", "no-such-charset", "plain", False),
        (b"\\x41", "unicode_escape", "\\x41", False),
        (b"a\0b", "us-ascii", "a\ufffdb", False),
    ],
)
def test_words_are_read_in_the_encoding_they_are_in(
    data: bytes, declared: str, text: str, lied: bool
) -> None:
    found = readable(data, declared)
    assert found.text == text
    assert found.lied is lied


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        (b"two\n\tlines", "two lines"),
        (b"=?utf-8?B?6ICB?= =?utf-8?B?5rih?=", "老渡"),
        (b"=?utf-8?B?6IA=?= =?utf-8?B?gQ==?=", "老"),
        (b"=?utf-8?Q?a_b?= and =?iso-8859-1*de?q?=E4?=", "a b and ä"),
        (b"=?utf-8?B?6ICB", "=?utf-8?B?6ICB"),
        (b"=?x-unknown?Q?a=E4?=", "aä"),
        ("生的".encode("gb18030"), "生的"),
    ],
)
def test_fields_with_encoded_words(raw: bytes, text: str) -> None:
    assert field_words(raw).text == text


def test_parameters_of_fields() -> None:
    found = parameters(
        'attachment; a=1; B="two; \\"2\\""; name*=utf-8\'\'%E8%88%B9; long*0="ab"; long*1=cd;'
        " mixed*0*=utf-8''%E7%A5; mixed*1*=%A8.txt"
    )
    assert found == {"a": "1", "b": 'two; "2"', "name": "船", "long": "abcd", "mixed": "票.txt"}


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: pier", "pier"),
        ("RE[2]: Re: [list] pier", "[list] pier"),
        ("回复：老渡口", "老渡口"),
        ("Fwd: pier", "Fwd: pier"),
        ("Research: pier", "Research: pier"),
        ("", ""),
    ],
)
def test_titles(subject: str, title: str) -> None:
    assert title_of(subject) == title


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("On Mon, 3 Apr 2023 09:15:00 -0700, Reed <reed@x.example> wrote:", "Reed"),
        ("On Mon, Apr 3, 2023 at 9:15 AM Reed B. <reed@x.example>\nwrote:", "Reed B."),
        ("Reed <reed@x.example> writes:", "Reed"),
        ("在 2023年4月3日 09:15，芦苇 <reed@x.example> 写道：", "芦苇"),
        ("2023-04-03 09:15，芦苇 写道:", "芦苇"),
        ("Am 3. April 2023 um 09:15 schrieb Reed <reed@x.example>:", None),
        ("He wrote:", "He"),
    ],
)
def test_heads_of_quotations(head: str, author: str | None) -> None:
    body = read_plain(f"Hello.\n\n{head}\n> one\n> two\n\nMy words.")
    (quote,) = body.quotes
    assert quote.author == author
    assert body.text[quote.words_start : quote.words_end] == "> one\n> two"
    assert body.text[quote.start : quote.end].startswith(
        head.split("\n", maxsplit=1)[0] if author else ">"
    )


def test_quotations_in_quotations() -> None:
    body = read_plain("> a\n>> b\n>> c\n> > > d\n> e\nmine\n> f")
    assert [(body.text[each.start : each.end], each.level) for each in body.quotes] == [
        ("> a\n>> b\n>> c\n> > > d\n> e", 0),
        (">> b\n>> c\n> > > d", 1),
        ("> > > d", 2),
        ("> f", 0),
    ]


@pytest.mark.parametrize(
    ("text", "left", "signature"),
    [
        ("words\n-- \nReed\nPier 3", "words", "Reed\nPier 3"),
        ("words\n--\nReed", "words\n--\nReed", None),
        ("words\n-- \nReed\n\n> quoted below", "words\n-- \nReed\n\n> quoted below", None),
        ("a\n-- \nb\n-- \nReed", "a\n-- \nb", "Reed"),
    ],
)
def test_signatures(text: str, left: str, signature: str | None) -> None:
    body = read_plain(text)
    assert body.text == left
    found = [each.text for each in body.asides if each.kind is AsideKind.SIGNATURE]
    assert found == ([signature] if signature else [])


def test_heads_of_quotations_in_rich_text() -> None:
    html = (
        "<div>Yes.</div><div class='gmail_quote'><div class='gmail_attr'>On Mon, Apr 3, 2023 at "
        "9:15 AM Reed &lt;<a href='mailto:r@x'>r@x</a>&gt; wrote:<br></div><blockquote>one"
        "<blockquote>two</blockquote></blockquote></div>"
    )
    mail = read_mail(b"From: a@x\nContent-Type: text/html\n\n" + html.encode())
    outer, inner = mail.post.quotes
    assert (outer.author, outer.level, inner.level) == ("Reed", 0, 1)
    assert mail.post.text[outer.start :].startswith("On Mon, Apr 3")
    assert mail.post.text[outer.words_start :].startswith("one")


def test_ids_that_tie_mails_together() -> None:
    head = take_apart(
        b"Message-id: <c@x>\nIn-Reply-To: <b@x> (Reed's message)\nReferences: <a@x>\n <b@x>\n\n"
    ).head
    ids = ids_of(head)
    assert (ids.own, ids.parent, ids.root) == ("c@x", "b@x", "a@x")
    only = ids_of(take_apart(b"Message-ID: bare@x\nReferences: <a@x> <b@x>\n\n").head)
    assert (only.own, only.parent, only.root) == ("bare@x", "b@x", "a@x")
    none = ids_of(take_apart(b"Message-ID:  \n\n").head)
    assert (none.own, none.parent, none.root) == (None, None, None)


def test_a_line_that_is_no_field_ends_the_fields_and_stays() -> None:
    mail = read_mail(b"From: Reed <r@x>\nSubject: pier\nThese words lack a blank line.\n\nMore.")
    assert mail.post.text == "These words lack a blank line.\n\nMore."
    assert mail.post.author == "Reed"


def test_lines_that_only_look_like_the_beginning_of_a_mail() -> None:
    box = (
        b"From r@x Sat Apr  1 10:00:00 2023\nFrom: r@x\nSubject: one\n\n"
        b"From here on:\n\nFrom there to here\nit is far.\n\n>From the hill\n\n"
        b"From r@x Sat Apr  1 10:00:00 2023\nSubject: two\n\nwords\n"
        b"From r@x Sat Apr  1 10:00:00 2023\nin the middle of words\n"
    )
    file = io.BytesIO(box)
    drafts = [
        mbox_records.read(take(file, group), Origin("box"))
        for group in groups(mbox_records.index(file))
    ]
    assert [draft.title for draft in drafts] == ["one", "two"]
    assert drafts[0].posts[0].text == (
        "From here on:\n\nFrom there to here\nit is far.\n\nFrom the hill"
    )
    assert drafts[1].posts[0].text.endswith("in the middle of words")


def test_carriage_returns_change_nothing() -> None:
    box = b"From r@x Sat Apr  1 10:00:00 2023\nFrom: r@x\nSubject: s\n\na\n\nb\n\n" * 2
    for data in (box, box.replace(b"\n", b"\r\n")):
        file = io.BytesIO(data)
        (group,) = groups(mbox_records.index(file))
        draft = mbox_records.read(take(file, group), Origin("box"))
        assert [post.text for post in draft.posts] == ["a\n\nb", "a\n\nb"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("From: a@x\nTo: b@x\nSubject: pier\n\nwords", "EML"),
        ("From: a@x\nSubject: pier\n\nwords", None),
        ("To: b@x\nMessage-ID: <1@x>\nContent-Type: multipart/related; boundary=b\n\n", "EML"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n", "MHTML"),
        ('[\n {\n  "no": 1', "JSON"),
        ('{"cooked": "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>g</p><br>', "JSON"),
        ('// 20240102\n// https://example.org\n\n[{"a": 1}]', "JSON"),
        ('[分享] 老渡口\n{"a": 1}', None),
    ],
)
def test_kinds_of_text(text: str, kind: str | None) -> None:
    assert kind_of_text(text) == kind


def test_a_mail_whose_parts_are_in_several_encodings_and_of_no_text() -> None:
    data = (
        b"From: a@x\r\nTo: b@x\r\nSubject: pier\r\nMessage-ID: <1@x>\r\n"
        b"Content-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=gb2312\r\n\r\n<p>%s</p>\r\n"
        b"--b\r\nContent-Type: text/plain; charset=big5\r\n\r\n%s\r\n"
        b"--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        b"\0\1\2\xff\xfe\0\0\r\n--b--\r\n"
    ) % (HAN.encode("gb18030"), "渡口的船票".encode("cp950"))
    prepared = prepare_bytes(data, "pier.eml")
    assert prepared.format == "mail"
    assert not prepared.findings
    (post,) = prepared.threads[0].draft.posts
    assert post.text == f"{HAN}\n\n渡口的船票"
    assert "application/zip, 7 B" in [each.text for each in post.asides]
