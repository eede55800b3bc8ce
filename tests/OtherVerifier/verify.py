#!/usr/bin/env python3
"""Verifies an exported log, or a receipt, of ContactCenter with nothing but Python's standard library.

    verify.py EXPORT [--key FILE] [--key-name NAME] [--head FILE]... [--signed-from NUMBER]
    verify.py RECEIPT.json [--key FILE --key-name NAME]

EXPORT is a folder or a zip archive. It follows docs/log-format.md ("format" below) and docs/log-export.md ("export"), RFC 8949, RFC 9162,
FIPS 186-5 and C2SP's tlog-tiles, tlog-checkpoint and signed-note, and shares no code with the product.

Exit code 0: nothing is wrong. 1: the log is not what it was; the first bad position is printed where there is one. 2: that could not be found out.
"""

import argparse
import base64
import datetime
import hashlib
import json
import os
import re
import sys
import zipfile
import zlib

MAX_UNSIGNED, MAX_INT32 = 2**63 - 1, 2**31 - 1
MAX_BODY = MAX_SEALED = 256 * 1024
MAX_FILE = 256 * (576 * 1024 + 4)
MAX_RECEIPT = 64 * 1024 * 1024
EARLIEST_TIME, LATEST_TIME = -621_355_968_000_000_000, 2_534_023_007_999_999_999
BUNDLE, HASH = 256, 32


class Unreadable(Exception):
    """It cannot be found out whether the log is good: exit code 2."""


class Tampered(Exception):
    """The log is not what it was: exit code 1."""

    def __init__(self, cause, position=None):
        super().__init__(cause)
        self.position = position


class Malformed(Exception):
    """Bytes are not of their form; whoever reads them knows what that means."""


def refuse_if(wrong, cause):
    if wrong:
        raise Malformed(cause)


# --- Deterministic CBOR: format, "Encoding"

class Cbor:
    """A cursor over one item of deterministic CBOR (RFC 8949 section 4.2.1). Refuses every other encoding."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, count):
        refuse_if(count > len(self.data) - self.at, "the bytes end early")
        taken = self.data[self.at : self.at + count]
        self.at += count
        return taken

    def head(self):
        """Major type and argument, in its shortest form."""
        first = self.take(1)[0]
        major, info = first >> 5, first & 0x1F
        if info < 24:
            return major, info
        refuse_if(info > 27, "an indefinite length or a reserved head")
        size = 1 << (info - 24)
        value = int.from_bytes(self.take(size), "big")
        refuse_if(value < (24, 1 << 8, 1 << 16, 1 << 32)[info - 24], "a head that is not in its shortest form")
        return major, value

    def expect(self, major, what):
        found, value = self.head()
        refuse_if(found != major, f"{what} has CBOR type {found}, not {major}")
        return value

    def array(self, count, what):
        refuse_if(self.expect(4, what) != count, f"{what} has not {count} items")

    def unsigned(self, what, most=MAX_UNSIGNED):
        value = self.expect(0, what)
        refuse_if(value > most, f"{what} is too large")
        return value

    def integer(self, what):
        major, value = self.head()
        refuse_if(major > 1, f"{what} is no integer")
        return value if major == 0 else -1 - value

    def time(self, what, earliest):
        value = self.integer(what)
        refuse_if(not earliest <= value <= LATEST_TIME, f"{what} is out of range")
        return value

    def bytes(self, what):
        return self.take(self.expect(2, what))

    def fixed(self, size, what):
        value = self.bytes(what)
        refuse_if(len(value) != size, f"{what} has {len(value)} bytes, not {size}")
        return value

    def uuid(self, what):
        return self.fixed(16, what)

    def text(self, what, most=None):
        value = self.take(self.expect(3, what))
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed(f"{what} is no UTF-8") from None
        refuse_if(most is not None and not 1 <= len(value) <= most, f"{what} is empty or longer than {most} bytes")
        return text

    def key(self, what):
        text = self.text(what)
        refuse_if(not is_key(text), f"{what} is no key")
        return text

    def null(self):
        """Steps over a null, if one is next."""
        if self.data[self.at : self.at + 1] != b"\xf6":
            return False
        self.at += 1
        return True

    def end(self):
        refuse_if(self.at != len(self.data), "bytes after the end")


def is_key(text):
    return isinstance(text, str) and re.fullmatch(r"[a-z0-9+][a-z0-9._+-]{0,63}", text) is not None and ".." not in text


# --- Entries: format, "Entry"

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MAX_DEPTH, MAX_EXPONENT = 32, 1_000
LINKS = {1: Cbor.uuid, 2: Cbor.uuid, 3: Cbor.uuid, 4: Cbor.key, 5: Cbor.uuid, 6: Cbor.uuid}


def check_entry(data, log):
    """Raises Malformed unless the bytes are an entry of that log in its one encoding."""
    cbor = Cbor(data)
    cbor.array(16, "the entry")
    refuse_if(cbor.unsigned("the format version") != 1, "another format version")
    refuse_if(cbor.key("the log id") != log, "the entry belongs to another log")
    cbor.key("the machine's kind")
    cbor.key("the machine's key")
    cbor.null() or cbor.unsigned("the machine version")
    cbor.uuid("the entry id")
    cbor.key("the kind")
    refuse_if(cbor.unsigned("the kind's version", MAX_INT32) < 1, "the kind's version is 0")
    cbor.time("the time", EARLIEST_TIME)
    cbor.text("the actor", 256)
    cbor.null() or cbor.uuid("the cause")
    cbor.null() or cbor.unsigned("the cause's position")
    cbor.null() or cbor.text("the traceparent", 128)
    check_links(cbor)
    check_body(cbor)
    check_sealed(cbor)
    cbor.end()


def check_links(cbor):
    last = 0
    for _ in range(cbor.expect(5, "the links")):
        link = cbor.unsigned("a link")
        refuse_if(link <= last or link not in LINKS, "links unknown, doubled or out of order")
        LINKS[link](cbor, f"link {link}")
        last = link


def check_body(cbor):
    start = cbor.at
    refuse_if(cbor.data[start : start + 1] and cbor.data[start] >> 5 != 5, "the body is no map")
    check_value(cbor, 1)
    refuse_if(cbor.at - start > MAX_BODY, "the body is too large")


def check_value(cbor, depth):
    start = cbor.at
    major, argument = cbor.head()
    if major in (0, 1):
        return
    refuse_if(major in (4, 5) and depth > MAX_DEPTH, "the body nests too deep")
    if major == 3:
        cbor.at = start
        if UUID_TEXT.fullmatch(cbor.text("a text")):
            raise Malformed("a UUID written as text")
    elif major == 4:
        for _ in range(argument):
            check_value(cbor, depth + 1)
    elif major == 5:
        check_members(cbor, argument, depth)
    elif major == 6 and argument == 37:
        cbor.uuid("a UUID")
    elif major == 6 and argument == 4:
        check_fraction(cbor)
    elif not (major == 7 and argument in (20, 21, 22)):
        raise Malformed("a value of no type that a body has")


def check_members(cbor, count, depth):
    last = b""
    for _ in range(count):
        start = cbor.at
        cbor.text("a member's name")
        name = cbor.data[start : cbor.at]
        refuse_if(name <= last, "members out of order or doubled")
        last = name
        check_value(cbor, depth + 1)


def check_fraction(cbor):
    """Tag 4: m x 10^e, where no integer of major type 0 or 1 could say it."""
    cbor.array(2, "a decimal fraction")
    exponent = cbor.integer("the exponent")
    major, argument = cbor.head()
    if major in (0, 1):
        mantissa = argument if major == 0 else -1 - argument
    elif major == 6 and argument in (2, 3):
        big = cbor.bytes("a large mantissa")
        refuse_if(not 9 <= len(big) <= 16 or big[0] == 0, "a large mantissa that is not in its shortest form")
        number = int.from_bytes(big, "big")
        mantissa = number if argument == 2 else -1 - number
    else:
        raise Malformed("the mantissa is no integer")
    refuse_if(abs(exponent) > MAX_EXPONENT or mantissa == 0 or abs(mantissa) % 10 == 0 or abs(mantissa) >= 10**38, "a decimal fraction that is not in its shortest form or out of range")
    refuse_if(exponent >= 0 and -(2**64) <= mantissa * 10**exponent < 2**64, "an integer written as a decimal fraction")


def check_sealed(cbor):
    count = cbor.expect(4, "the sealed fields")
    refuse_if(count > 64, "more than 64 sealed fields")
    names, total = set(), 0
    for _ in range(count):
        cbor.array(3, "a sealed field")
        names.add(cbor.key("a sealed field's name"))
        cbor.uuid("a sealed field's subject")
        ciphertext = cbor.bytes("a ciphertext")
        refuse_if(len(ciphertext) < 28, "a ciphertext is shorter than nonce and tag")
        total += len(ciphertext)
    refuse_if(len(names) != count or total > MAX_SEALED, "sealed fields have a name twice, or are too large together")


# --- Commit records: format, "Commit record"

class Record:
    """One commit record."""

    def __init__(self, data):
        cbor = Cbor(data)
        cbor.array(9, "the commit record")
        refuse_if(cbor.unsigned("the format version") != 1, "another format version")
        self.log = cbor.key("the log id")
        self.number = cbor.unsigned("the number")
        self.first = cbor.unsigned("the first position")
        self.count = cbor.unsigned("the count", MAX_INT32)
        self.root = cbor.fixed(HASH, "the root")
        self.time = cbor.time("the time", 0)
        self.epoch = cbor.unsigned("the epoch")
        self.previous = cbor.fixed(HASH, "the previous record's hash")
        cbor.end()
        self.hash = hashlib.sha256(b"\x02" + data).digest()
        self.size = self.first + self.count


# --- The tree: RFC 9162 section 2.1, tiles as in C2SP's tlog-tiles

def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def subtree_root(hashes):
    """The root over as many hashes as a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


class Tree:
    """The tree over the entries so far: the unfinished tile of each level, and the full ones since they were last taken."""

    def __init__(self):
        self.size = 0
        self._levels = [[]]
        self._full = []

    def append(self, hash_):
        self.size += 1
        level = 0
        self._levels[0].append(hash_)
        while len(self._levels[level]) == BUNDLE:
            tile = self._levels[level]
            index = (self.size >> (8 * (level + 1))) - 1
            self._full.append((level, index, b"".join(tile)))
            self._levels[level] = []
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(subtree_root(tile))

    def take_full(self):
        full, self._full = self._full, []
        return full

    def root(self):
        """From the right: the complete subtrees of each level's unfinished tile, the smallest first."""
        root = None
        for tile in self._levels:
            end = len(tile)
            for bit in range(8):
                width = 1 << bit
                if len(tile) & width:
                    subtree = subtree_root(tile[end - width : end])
                    root = subtree if root is None else node_hash(subtree, root)
                    end -= width
        return hashlib.sha256(b"").digest() if root is None else root


def is_included(leaf, index, size, root, proof):
    """RFC 9162 section 2.1.3.2."""
    if index >= size or len(proof) % HASH:
        return False
    at, last, found = index, size - 1, leaf
    for start in range(0, len(proof), HASH):
        beside = proof[start : start + HASH]
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(beside, found)
            while not at & 1 and at:
                at >>= 1
                last >>= 1
        else:
            found = node_hash(found, beside)
        at >>= 1
        last >>= 1
    return last == 0 and found == root


# --- ECDSA over P-256: FIPS 186-5 section 6.4.2, SP 800-186 section 3.2.1.3

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
SPKI_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")  # RFC 5480: ecPublicKey, prime256v1, uncompressed
NOWHERE = (1, 1, 0)  # the point at infinity in Jacobian coordinates


def double(point):
    x, y, z = point
    if z == 0 or y == 0:
        return NOWHERE
    square = y * y % P
    s = 4 * x * square % P
    m = 3 * (x - z * z) * (x + z * z) % P  # a = -3
    x3 = (m * m - 2 * s) % P
    return x3, (m * (s - x3) - 8 * square * square) % P, 2 * y * z % P


def add(one, other):
    if one[2] == 0:
        return other
    if other[2] == 0:
        return one
    x1, y1, z1 = one
    x2, y2, z2 = other
    z1z1, z2z2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * z2z2 % P, x2 * z1z1 % P
    s1, s2 = y1 * z2 * z2z2 % P, y2 * z1 * z1z1 % P
    if u1 == u2:
        return double(one) if s1 == s2 else NOWHERE
    h, r = (u2 - u1) % P, (s2 - s1) % P
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return x3, (r * (v - x3) - s1 * hhh) % P, h * z1 * z2 % P


class Key:
    """A public key with the name it has in notes."""

    def __init__(self, name, spki):
        if not is_key_name(name):
            raise Unreadable(f"'{name}' is no name of a key")
        if len(spki) != 91 or not spki.startswith(SPKI_HEAD):
            raise Unreadable(f"the key '{name}' is no ECDSA key over P-256")
        x, y = int.from_bytes(spki[27:59], "big"), int.from_bytes(spki[59:], "big")
        if x >= P or y >= P or (y * y - (x * x * x - 3 * x + B)) % P:
            raise Unreadable(f"the key '{name}' is no point of P-256")
        self.name = name
        self.id = hashlib.sha256(spki).digest()[:4]
        self._point = (x, y, 1)
        self._both = add((*G, 1), self._point)

    def verify(self, digest, signature):
        try:
            r, s = read_signature(signature)
        except Malformed:
            return False
        if not (0 < r < N and 0 < s < N):
            return False
        w = pow(s, -1, N)
        x, _, z = self._sum(int.from_bytes(digest, "big") * w % N, r * w % N)
        return z != 0 and x * pow(z, -2, P) % P % N == r

    def _sum(self, u1, u2):
        """u1 G + u2 Q, both at once (Shamir's trick)."""
        choices = (None, (*G, 1), self._point, self._both)
        total = NOWHERE
        for bit in range(max(u1.bit_length(), u2.bit_length()) - 1, -1, -1):
            total = double(total)
            choice = choices[(u1 >> bit & 1) | (u2 >> bit & 1) << 1]
            if choice is not None:
                total = add(total, choice)
        return total


def read_signature(der):
    """r and s of an ASN.1 sequence in DER."""
    refuse_if(len(der) < 2 or der[0] != 0x30 or der[1] > 0x7F or der[1] != len(der) - 2, "no sequence")
    at, numbers = 2, []
    for _ in range(2):
        refuse_if(len(der) - at < 2 or der[at] != 0x02 or not 1 <= der[at + 1] <= len(der) - at - 2, "no integer")
        value = der[at + 2 : at + 2 + der[at + 1]]
        at += 2 + len(value)
        refuse_if(len(value) > 1 and (value[0] == 0 and value[1] < 0x80 or value[0] == 0xFF and value[1] >= 0x80), "no shortest integer")
        numbers.append(int.from_bytes(value, "big", signed=True))
    refuse_if(at != len(der), "bytes after the signature")
    return numbers


def is_key_name(name):
    units = len(name.encode("utf-16-le", "surrogatepass")) // 2
    return 1 <= units <= 128 and not any(c == "+" or c.isspace() or ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in name)


def read_key(file, name):
    try:
        with open(file, encoding="utf-8") as opened:
            pem = opened.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"the key cannot be read: {error}") from None
    found = re.search(r"-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----", pem)
    try:
        return Key(name, one_base64("".join(found.group(1).split()) if found else "?"))
    except Malformed:
        raise Unreadable(f"'{file}' is no public key in PEM") from None


# --- Heads: export, "The head"; C2SP's signed-note

NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{7})Z", re.ASCII)


def one_base64(text):
    """Base64 in its one form."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:  # binascii.Error is one
        raise Malformed("no Base64") from None
    refuse_if(base64.b64encode(data).decode("ascii") != text, "Base64 of another form")
    return data


def number(text):
    refuse_if(not NUMBER.fullmatch(text) or int(text) > MAX_UNSIGNED, "no number")
    return int(text)


def hash_of(text):
    data = one_base64(text)
    refuse_if(len(data) != HASH, "no hash")
    return data


def ticks(text):
    found = TIME.fullmatch(text)
    refuse_if(not found, "no time of this form")
    *whole, fraction = map(int, found.groups())
    try:
        since = datetime.datetime(*whole) - datetime.datetime(1970, 1, 1)
    except ValueError:
        raise Malformed("no such time") from None
    return (since.days * 86_400 + since.seconds) * 10_000_000 + fraction


class Head:
    """The five lines of a checkpoint."""

    def __init__(self, text):
        lines = text.split("\n")
        refuse_if(len(lines) != 6 or lines[5] or not lines[0], "a head has five lines, each ended by a line feed")
        self.origin = lines[0]
        self.size = number(lines[1])
        self.root = hash_of(lines[2])
        words = lines[3].split(" ")
        refuse_if(len(words) != 3 or words[0] != "commit-record", "the fourth line names no commit record")
        self.record, self.record_hash = number(words[1]), hash_of(words[2])
        refuse_if(not lines[4].startswith("time "), "the fifth line says no time")
        self.time = ticks(lines[4][5:])

    def is_of(self, record):
        return (self.record_hash, self.root, self.size, self.time) == (record.hash, record.root, record.size, record.time)

    def is_of_log(self, log, key):
        return self.origin == f"{key.name}/{log}" if key else self.origin == log or self.origin.endswith(f"/{log}")


def read_head(note, key):
    """The head of a note; signed by the key where there is one."""
    if key is None:
        end = note.find("\n\n")
        return Head(note if end < 0 else note[: end + 1])
    return Head(open_note(note, key))


def open_note(note, key):
    end = note.rfind("\n\n")
    refuse_if(end < 0 or not note.endswith("\n") or len(note.encode("utf-16-le", "surrogatepass")) // 2 > 65_536, "no signed note")
    text = note[: end + 1]
    lines = note[end + 2 : -1].split("\n")
    refuse_if(len(lines) > 16, "more than 16 signatures")
    signatures = []
    for line in lines:
        words = line.split(" ")
        refuse_if(len(words) != 3 or words[0] != "\u2014", "a line that is no signature")
        signature = one_base64(words[2])
        refuse_if(len(signature) <= 4, "a signature without bytes")
        signatures.append((words[1], signature))
    for name, signature in signatures:
        if name == key.name and signature[:4] == key.id:
            if key.verify(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), signature[4:]):
                return text
            raise Malformed(f"the signature of '{key.name}' is wrong")
    raise Malformed(f"no signature by '{key.name}'")


# --- The files of an export: export, the table

def read_json(data, what):
    """JSON without doubled members, as others read it."""

    def members(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError("a member stands there twice")
        return dict(pairs)

    def refuse(constant):
        raise ValueError(f"'{constant}' is no JSON")

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{what} cannot be read: {error}") from None


def is_count(value, least):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= MAX_UNSIGNED


class Manifest:
    def __init__(self, data):
        parts = read_json(data, "manifest.json")
        if not isinstance(parts, dict) or set(parts) - {"keyName"} != {"format", "version", "log", "entries", "records"}:
            raise Unreadable("manifest.json lacks a member or has an unknown one")
        if parts["format"] != "contactcenter-log" or isinstance(parts["version"], bool) or parts["version"] != 1 or not isinstance(parts["version"], int):
            raise Unreadable("another format or version")
        if not is_key(parts["log"]) or not is_count(parts["entries"], 0) or not is_count(parts["records"], 1):
            raise Unreadable("manifest.json names no log, or counts none")
        key_name = parts.get("keyName")
        if key_name is not None and (not isinstance(key_name, str) or not is_key_name(key_name)):
            raise Unreadable("manifest.json names no key")
        self.log, self.entries, self.records, self.key_name = parts["log"], parts["entries"], parts["records"], key_name


class Files:
    """The files below a folder or in an archive."""

    def __init__(self, path):
        self._folder, self._zip = path, None
        if os.path.isdir(path):
            return
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise Unreadable(f"there is no export at '{path}': {error}") from None
        names = self._zip.namelist()
        if len(set(names)) != len(names):
            raise Unreadable("the archive has a name twice")

    def read(self, name):
        """The bytes; None where there is no such file, or none that can be read."""
        try:
            if self._zip is not None:
                data = self._zip.read(name) if self._zip.getinfo(name).file_size <= MAX_FILE else None
            else:
                path = os.path.join(self._folder, name)
                if os.path.getsize(path) > MAX_FILE:
                    return None
                with open(path, "rb") as opened:
                    data = opened.read()
            return data
        except (OSError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, ValueError):
            return None


def place(folder, index, width):
    """Where a bundle or tile lies: tile/0/x001/234, with .p/WIDTH where it is not full."""
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"{folder}/{'/'.join(groups)}" + (f".p/{width}" if width < BUNDLE else "")


def split_frames(data, count):
    """Exactly so many byte strings, each behind its length."""
    refuse_if(data is None, "a bundle is missing or cannot be read")
    parts, at = [], 0
    for _ in range(count):
        length = int.from_bytes(data[at : at + 4], "big")
        refuse_if(len(data) - at < 4 or length > len(data) - at - 4, "a bundle ends within a part")
        parts.append(data[at + 4 : at + 4 + length])
        at += 4 + length
    refuse_if(at != len(data), "a bundle has bytes after its parts")
    return parts


class Export:
    """Bundles by number, each taken apart when it is needed."""

    def __init__(self, path):
        self._files = Files(path)
        manifest = self._files.read("manifest.json")
        if manifest is None:
            raise Unreadable(f"'{path}' is no export: it has no manifest.json")
        self.manifest = Manifest(manifest)
        self._entries = self._records = (-1, [])

    def checkpoint(self):
        data = self._files.read("checkpoint")
        if data is None:
            raise Tampered("the export has no checkpoint")
        return data.decode("utf-8", "replace")

    def entry(self, position):
        bundle = position // BUNDLE
        if self._entries[0] != bundle:
            self._entries = (bundle, self._split("entries", bundle, self.manifest.entries, 1))
        return self._entries[1][position % BUNDLE]

    def record(self, number_):
        bundle, within = number_ // BUNDLE, number_ % BUNDLE
        if self._records[0] != bundle:
            self._records = (bundle, self._split("records", bundle, self.manifest.records, 2))
        return self._records[1][2 * within], self._records[1][2 * within + 1]

    def tile(self, level, index):
        """A full tile; None where there is none."""
        data = self._files.read(place(f"tile/{level}", index, BUNDLE))
        return data if data is not None and len(data) == BUNDLE * HASH else None

    def _split(self, folder, bundle, total, parts):
        count = min(BUNDLE, total - bundle * BUNDLE)
        return split_frames(self._files.read(place(folder, bundle, count)), count * parts)


# --- Verifying: format, "Verifying"; export, "Verifying"

class Walk:
    """The walk over the commit records with their entries and tiles."""

    def __init__(self, export, key, signed_from, heads):
        self.export, self.key, self.signed_from = export, key, signed_from
        self.log, self.tree, self.records = export.manifest.log, Tree(), 0
        self.previous, self.epoch, self.time = bytes(HASH), 0, 0
        self._heads = sorted(heads, key=lambda head: head.record)

    def run(self):
        for number_ in range(self.export.manifest.records):
            self._step(number_)
        if self._heads:
            head = self._heads[0]
            raise Tampered(f"the log ends before commit record {head.record} with {head.size} entries, of which a head speaks", self.tree.size)
        if self.tree.size < self.export.manifest.entries:
            raise Tampered("an entry stands after the last commit record", self.tree.size)

    def _step(self, number_):
        begin = self.tree.size
        try:
            data, signature = self.export.record(number_)
            record = Record(data)
        except Malformed as error:
            raise Tampered(f"commit record {number_} cannot be read: {error}", begin) from None
        self._check_chain(record, number_)
        leaves = self._add_entries(record)
        if self.tree.root() != record.root:
            raise Tampered(f"entries and root of commit record {number_} do not give one another", self._altered(record, leaves))
        self._check_vouched(record, signature)
        self._check_tiles()
        self.previous, self.epoch, self.time = record.hash, record.epoch, record.time
        self.records += 1

    def _check_chain(self, record, number_):
        is_opening = record.count == 0
        causes = (
            (record.number != number_, "has another number"),
            (record.log != self.log, "belongs to another log"),
            (record.previous != self.previous, "does not follow the one before"),
            (record.first != self.tree.size, "begins at another position"),
            (number_ == 0 and not is_opening, "is no opening"),
            (is_opening and record.epoch <= self.epoch, "opens the log and does not raise the epoch"),
            (not is_opening and record.epoch != self.epoch, "has another epoch than its opening"),
            (record.time < self.time, "has an earlier time than the one before"),
        )
        for wrong, cause in causes:
            if wrong:
                raise Tampered(f"commit record {number_} {cause}", self.tree.size)

    def _add_entries(self, record):
        leaves = []
        for position in range(record.first, record.size):
            if position >= self.export.manifest.entries:
                raise Tampered(f"entry {position} is missing", position)
            try:
                data = self.export.entry(position)
                check_entry(data, self.log)
            except Malformed as error:
                raise Tampered(f"entry {position} is damaged or altered: {error}", position) from None
            leaves.append(leaf_hash(data))
            self.tree.append(leaves[-1])
        return leaves

    def _altered(self, record, leaves):
        """The one entry that a tile knows with another hash, else the first of the batch."""
        altered = []
        for position, leaf in enumerate(leaves, record.first):
            index, within = position // BUNDLE, position % BUNDLE
            tile = self.export.tile(0, index) if (index + 1) * BUNDLE <= self.export.manifest.entries else None
            if tile is None:
                return record.first
            if tile[within * HASH : (within + 1) * HASH] != leaf:
                altered.append(position)
        return altered[0] if len(altered) == 1 else record.first

    def _check_vouched(self, record, signature):
        """By the key and by heads."""
        position = record.first if record.count else max(0, record.first - 1)
        if self.key and record.number >= self.signed_from and not self.key.verify(record.hash, signature):
            raise Tampered(f"commit record {record.number} is not signed by '{self.key.name}'", position)
        while self._heads and self._heads[0].record == record.number:
            if not self._heads.pop(0).is_of(record):
                raise Tampered(f"commit record {record.number} is another one than a head says", position)

    def _check_tiles(self):
        for level, index, hashes in self.tree.take_full():
            if self.export.tile(level, index) != hashes:
                raise Tampered(f"tile {index} of level {level} is missing or was altered", index << (8 * (level + 1)))


def verify_export(wanted):
    export = Export(wanted.path)
    manifest = export.manifest
    key = None
    if wanted.key:
        name = wanted.key_name or manifest.key_name
        if name is None:
            raise Unreadable("say whose key it is: --key-name")
        key = read_key(wanted.key, name)
    own = check_own_head(export, key)
    kept = [read_kept_head(file, key, manifest.log) for file in wanted.head]
    walk = Walk(export, key, wanted.signed_from, [own, *kept])
    walk.run()
    return f"{walk.tree.size} entries in {walk.records} commit records of log '{manifest.log}', root {walk.tree.root().hex()}" + ("" if key else "; signatures were not checked")


def read_kept_head(file, key, log):
    try:
        with open(file, encoding="utf-8", newline="") as opened:
            head = read_head(opened.read(), key)
    except (OSError, UnicodeDecodeError, Malformed) as error:
        raise Unreadable(f"the head in '{file}' counts for nothing: {error}") from None
    if not head.is_of_log(log, key):
        raise Unreadable(f"the head in '{file}' is one of '{head.origin}'")
    return head


def check_own_head(export, key):
    manifest = export.manifest
    if key and manifest.key_name != key.name:
        raise Tampered(f"the export says it is signed by {manifest.key_name!r}, not by '{key.name}'")
    try:
        note = export.checkpoint()
        head = Head(note) if manifest.key_name is None else read_head(note, key)
    except Malformed as error:
        raise Tampered(f"the checkpoint counts for nothing: {error}") from None
    if head.origin != (f"{manifest.key_name}/{manifest.log}" if manifest.key_name else manifest.log):
        raise Tampered(f"the checkpoint is one of '{head.origin}'")
    if (head.size, head.record) != (manifest.entries, manifest.records - 1):
        raise Tampered("the checkpoint does not speak of the manifest's entries and records")
    return head


# --- Receipts: export, "A receipt"

def read_receipt(path):
    try:
        with open(path, "rb") as opened:
            data = opened.read(MAX_RECEIPT + 1)
    except OSError as error:
        raise Unreadable(str(error)) from None
    receipt = read_json(data, path) if len(data) <= MAX_RECEIPT else None
    if not isinstance(receipt, dict) or set(receipt) != {"format", "version", "log", "head", "entries"}:
        raise Unreadable("this is no receipt")
    version, entries = receipt["version"], receipt["entries"]
    if receipt["format"] != "contactcenter-receipt" or isinstance(version, bool) or not isinstance(version, int) or version != 1:
        raise Unreadable("this is no receipt of version 1")
    if not is_key(receipt["log"]) or not isinstance(receipt["head"], str) or not isinstance(entries, list):
        raise Unreadable("this is no receipt")
    last, found = -1, []
    for entry in entries:
        if not isinstance(entry, dict) or set(entry) != {"position", "bytes", "proof"} or not is_count(entry["position"], last + 1):
            raise Unreadable("this is no receipt: its entries are none, or not in order")
        if not isinstance(entry["bytes"], str) or not isinstance(entry["proof"], str):
            raise Unreadable("this is no receipt: bytes and proof are Base64")
        try:
            found.append((entry["position"], one_base64(entry["bytes"]), one_base64(entry["proof"])))
        except Malformed as error:
            raise Unreadable(f"this is no receipt: {error}") from None
        last = entry["position"]
    return receipt["log"], receipt["head"], found


def verify_receipt(wanted):
    log, note, entries = read_receipt(wanted.path)
    if wanted.key and not wanted.key_name:
        raise Unreadable("say whose key it is: --key-name")
    key = read_key(wanted.key, wanted.key_name) if wanted.key else None
    try:
        head = read_head(note, key)
    except Malformed as error:
        raise Tampered(f"the receipt's head counts for nothing: {error}", 0) from None
    if not head.is_of_log(log, key):
        raise Tampered(f"the receipt's head is one of '{head.origin}'", 0)
    for position, data, proof in entries:
        try:
            check_entry(data, log)
        except Malformed as error:
            raise Tampered(f"entry {position} is damaged or altered: {error}", position) from None
        if not is_included(leaf_hash(data), position, head.size, head.root, proof):
            raise Tampered(f"the proof of entry {position} does not lead to the head", position)
    return f"{len(entries)} entries are in log '{log}'" + ("" if key else "; the head's signature was not checked: anybody could have made it")


def main():
    parser = argparse.ArgumentParser(description="Verifies an exported log, or a receipt, of ContactCenter.")
    parser.add_argument("path", help="a folder, a zip archive, or a receipt (.json)")
    parser.add_argument("--key", help="a PEM file with the public key that must have signed; have it from elsewhere")
    parser.add_argument("--key-name", help="whose key it is; by default the name in the manifest")
    parser.add_argument("--head", action="append", default=[], help="a head of the log kept elsewhere")
    parser.add_argument("--signed-from", type=int, default=0, help="the first commit record that must be signed")
    wanted = parser.parse_args()
    is_receipt = wanted.path.endswith(".json") and os.path.isfile(wanted.path)
    try:
        found = verify_receipt(wanted) if is_receipt else verify_export(wanted)
    except Tampered as fault:
        at = "" if fault.position is None else f" at position {fault.position}"
        print(f"NOT INTACT{at}: {fault}.")
        return 1
    except Unreadable as fault:
        print(f"Not to be verified: {fault}.", file=sys.stderr)
        return 2
    print(f"Intact: {found}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
