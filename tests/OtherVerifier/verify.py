#!/usr/bin/env python3
"""Verifies exported audit logs and receipts. Python 3.11, standard library alone.

    verify.py EXPORT [--key FILE] [--key-name NAME] [--head FILE]... [--heads FOLDER] [--signed-from NUMBER]
    verify.py RECEIPT.json [--key FILE --key-name NAME]

EXPORT is the folder of an export or a zip archive of it.

  --key FILE            public key, PEM: whatever must be signed must verify under it
  --key-name NAME       whose key it is; an export's manifest is asked where it is not said
  --head FILE           a head kept elsewhere, plain or as a signed note: the log must contain it; may be repeated
  --heads FOLDER        a folder of published heads: each must continue one before, and the log must contain it
  --signed-from NUMBER  the first commit record that must be signed, for a log that was begun unsigned

Exit code 0: nothing is wrong ("Intact: ..."). 1: the log is not what it was ("NOT INTACT at position N: ...", or
"NOT INTACT: ..." where no position can be named). 2: that could not be found out (message on standard error).

Written after two pages, named in comments as "format" (log-format.md) and "export" (log-export.md).
"""
import argparse
import binascii
import hashlib
import os
import re
import stat
import sys

MAX_UNSIGNED = 2**63 - 1                                # format, Encoding: unsigned
MAX_TIME = 2_534_023_007_999_999_999                    # format, Encoding: time
MIN_ENTRY_TIME = -621_355_968_000_000_000
MAX_ENTRY = 576 * 1024                                  # export, table: no byte string is longer
MAX_RECORD = 512                                        # nine items at their longest are about 180 bytes, a hand-over 263 more
MAX_HAND_OVERS = 256                                    # export, Published heads and A receipt
MAX_BODY = MAX_SEALED = 256 * 1024                      # format, Entry
MAX_DEPTH = 32                                          # format, Body
MAX_FILE = 256 * (MAX_ENTRY + 4)                        # export, table: 150,995,968
MAX_MANIFEST = 64 * 1024                                # ours: an honest one is far below 2 KiB
MAX_NOTE = 65_536                                       # export, The head: characters
MAX_RECEIPT = 64 * 1024 * 1024                          # export, A receipt
ENCRYPTED = 0x2041                                      # export, As a zip archive: flags 0, 6 and 13
MAX_DIRECTORY = 64 * 1024 * 1024                        # ours: of a zip archive, about 900,000 names
WIDTH = 256                                             # parts of a bundle, hashes of a tile


class Altered(Exception):
    """The log is not what it was (exit code 1); position is None where none can be named."""

    def __init__(self, position, cause):
        super().__init__(cause)
        self.position, self.cause = position, cause


class Unknown(Exception):
    """Whether the log is what it was could not be found out (exit code 2)."""


class Malformed(Exception):
    """Some bytes or text have not the form they must have."""


def refuse(condition, cause):
    if condition:
        raise Malformed(cause)


def sha256(data):
    return hashlib.sha256(data).digest()


# ---------------------------------------------------------------- deterministic CBOR

KEY = re.compile(rb"[a-z0-9+][a-z0-9._+-]{0,63}")       # format, Encoding: key
UUID_TEXT = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHORTEST = (24, 2**8, 2**16, 2**32)                     # least argument of 1, 2, 4, 8 bytes (RFC 8949 section 4.2.1)
UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE = range(8)     # major types (RFC 8949 section 3.1)
NULL = 0xF6


def is_key(raw):
    return KEY.fullmatch(raw) is not None and b".." not in raw


class Cbor:
    """Reads the items of one encoding in order and refuses all that is not deterministic.

    An encoding that is cut short shows as IndexError or Malformed; canonical() turns both into one.
    """

    def __init__(self, data):
        self.data, self.pos = data, 0

    def head(self):
        """Major type and argument: shortest form, definite length (RFC 8949 sections 3 and 4.2.1)."""
        first = self.data[self.pos]
        info = first & 31
        if info < 24:
            self.pos += 1
            return first >> 5, info
        if info > 27:
            raise Malformed("an indefinite or reserved length")
        end = self.pos + 1 + (1 << (info - 24))
        argument = int.from_bytes(self.data[self.pos + 1:end], "big")
        if end > len(self.data):
            raise Malformed("cut short")
        if argument < SHORTEST[info - 24]:
            raise Malformed("a number not in its shortest form")
        self.pos = end
        return first >> 5, argument

    def argument(self, major, what):
        found, argument = self.head()
        if found != major:
            raise Malformed(f"no {what} where one must be")
        return argument

    def take(self, length):
        end = self.pos + length
        if end > len(self.data):
            raise Malformed("cut short")
        raw = self.data[self.pos:end]
        self.pos = end
        return raw

    def end(self):
        if self.pos != len(self.data):
            raise Malformed("bytes after its end")

    def array(self, length):
        refuse(self.argument(ARRAY, "array") != length, f"an array that has not {length} items")

    def unsigned(self, least=0, most=MAX_UNSIGNED):
        value = self.argument(UNSIGNED, "unsigned number")
        refuse(not least <= value <= most, "a number out of its range")
        return value

    def time(self, least):
        major, argument = self.head()
        refuse(major > NEGATIVE, "no time where one must be")
        value = argument if major == UNSIGNED else -1 - argument
        refuse(not least <= value <= MAX_TIME, "a time out of its range")
        return value

    def byte_string(self, length):
        refuse(self.argument(BYTES, "byte string") != length, f"a byte string that has not {length} bytes")
        return self.take(length)

    def utf8(self, length):
        raw = self.take(length)
        if not raw.isascii():
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError:
                raise Malformed("a text that is not UTF-8") from None
        return raw

    def text(self, most):
        length = self.argument(TEXT, "text")
        refuse(not 1 <= length <= most, "a text out of its range of lengths")
        return self.utf8(length)

    def key(self):
        raw = self.text(64)
        refuse(not is_key(raw), "a key of another form")
        return raw

    def uuid(self):
        return self.byte_string(16)

    def or_null(self, read, *arguments):
        if self.data[self.pos] == NULL:
            self.pos += 1
            return None
        return read(*arguments)

    def map_key(self, start, before):
        """The key just read from start on: after the one before, bytewise, and not the same (RFC 8949 section 4.2.1)."""
        encoded = self.data[start:self.pos]
        refuse(encoded <= before, "keys of a map not in order, or one twice")
        return encoded

    def body_map(self, count, depth):
        refuse(depth > MAX_DEPTH, "a body of more than 32 levels")
        key = b""
        for _ in range(count):
            start = self.pos
            self.utf8(self.argument(TEXT, "text as a key"))
            key = self.map_key(start, key)
            self.body_value(depth)

    def body_value(self, depth):
        """One value of a body (format, Body); depth is that of the container around it."""
        major, argument = self.head()
        if major == TEXT:
            raw = self.utf8(argument)
            refuse(argument == 36 and UUID_TEXT.fullmatch(raw), "a UUID written as text")
        elif major <= NEGATIVE:
            pass                                        # all of 64 bits: -2^64 to 2^64 - 1
        elif major == MAP:
            self.body_map(argument, depth + 1)
        elif major == ARRAY:
            refuse(depth >= MAX_DEPTH, "a body of more than 32 levels")
            for _ in range(argument):
                self.body_value(depth + 1)
        elif major == TAG and argument == 37:
            self.uuid()
        elif major == TAG and argument == 4:
            self.decimal()
        elif major != SIMPLE or not 20 <= argument <= 22:     # false, true, null
            raise Malformed("a value that no body has")

    def decimal(self):
        """Tag 4 (format, Body: "Tag 4 is read strictly")."""
        self.array(2)
        major, argument = self.head()
        refuse(major > NEGATIVE or argument > 1000, "an exponent out of its range")
        exponent = argument if major == UNSIGNED else -1 - argument
        mantissa = self.mantissa()
        if exponent < -1000 or abs(mantissa) >= 10**38 or mantissa % 10 == 0:
            raise Malformed("a decimal fraction out of its range, or not in its one form")
        # Beyond 10^20 no integer of 64 bits is meant, so the power stays small.
        refuse(0 <= exponent <= 20 and -2**64 <= mantissa * 10**exponent < 2**64, "a decimal fraction for an integer")

    def mantissa(self):
        major, argument = self.head()
        if major <= NEGATIVE:
            return argument if major == UNSIGNED else -1 - argument
        refuse(major != TAG or argument not in (2, 3), "a decimal fraction without its number")
        length = self.argument(BYTES, "byte string")
        refuse(not 9 <= length <= 16, "a large number out of its range of lengths")
        raw = self.take(length)
        refuse(raw[0] == 0, "a large number not in its shortest form")
        value = int.from_bytes(raw, "big")
        return value if argument == 2 else -1 - value


def canonical(read, data, *arguments):
    """What read makes of data, which must be one canonical item to its last byte."""
    cbor = Cbor(data)
    try:
        result = read(cbor, *arguments)
        cbor.end()
        return result
    except IndexError:
        raise Malformed("cut short") from None


# ---------------------------------------------------------------- entries and commit records

def read_entry(cbor, log):
    """Format, Entry, item by item."""
    cbor.array(16)
    cbor.unsigned(1, 1)
    refuse(cbor.key() != log, "the id of another log")
    cbor.key()
    cbor.key()
    cbor.or_null(cbor.unsigned)
    cbor.uuid()
    cbor.key()
    cbor.unsigned(1, 2**31 - 1)
    cbor.time(MIN_ENTRY_TIME)
    cbor.text(256)
    cbor.or_null(cbor.uuid)
    cbor.or_null(cbor.unsigned)
    cbor.or_null(cbor.text, 128)
    read_links(cbor)
    start = cbor.pos
    cbor.body_map(cbor.argument(MAP, "map as the body"), 1)
    refuse(cbor.pos - start > MAX_BODY, "a body of more than 256 KiB")
    read_sealed(cbor)


def read_links(cbor):
    """Format, Entry, item 13."""
    key = b""
    for _ in range(cbor.argument(MAP, "map of links")):
        start = cbor.pos
        kind = cbor.unsigned(1, 6)
        key = cbor.map_key(start, key)
        cbor.key() if kind == 4 else cbor.uuid()


def read_sealed(cbor):
    """Format, Entry, item 15."""
    count = cbor.argument(ARRAY, "array of sealed fields")
    refuse(count > 64, "more than 64 sealed fields")
    names, total = set(), 0
    for _ in range(count):
        cbor.array(3)
        names.add(cbor.key())
        cbor.uuid()
        length = cbor.argument(BYTES, "ciphertext")
        cbor.take(length)
        total += length
        refuse(length < 28 or total > MAX_SEALED, "ciphertexts too short or too long")
    refuse(len(names) != count, "a sealed field twice")


def check_entry(data, log):
    if len(data) > MAX_ENTRY:                           # before anything of it is read
        raise Malformed("too long")
    canonical(read_entry, data, log)


class Record:
    """A commit record (format, Commit record)."""

    def __init__(self, data):
        refuse(len(data) > MAX_RECORD, "too long")
        canonical(self.read, data)
        self.hash = sha256(b"\x02" + data)

    def read(self, cbor):
        is_hand_over = is_hand_over_record(cbor.data)
        cbor.array(10 if is_hand_over else 9)
        cbor.unsigned(1 + is_hand_over, 1 + is_hand_over)
        self.log = cbor.key()
        self.number = cbor.unsigned()
        self.first = cbor.unsigned()
        self.count = cbor.unsigned(0, 2**31 - 1)
        self.root = cbor.byte_string(32)
        self.time = cbor.time(0)
        self.epoch = cbor.unsigned()
        self.before = cbor.byte_string(32)
        self.old = None
        if is_hand_over:
            self.read_hand_over(cbor)

    def read_hand_over(self, cbor):
        """Format, Change of the key."""
        cbor.array(3)
        self.old, self.new, start = cbor.byte_string(91), cbor.byte_string(91), cbor.pos
        length = cbor.argument(BYTES, "byte string")
        self.acceptance = cbor.take(length)
        refuse(not 8 <= length <= 72, "an acceptance that is no signature")
        refuse(self.old == self.new, "a hand-over from a key to itself")
        refuse(self.count != 0 or self.number == 0, "a hand-over that is no opening, or the first record")
        self.accepted = sha256(b"\x03" + cbor.data[:start] + b"\x40")


def is_hand_over_record(data):
    """An array of ten items, if it is a commit record at all."""
    return data[:1] == b"\x8a"


def check_order(record, before, log, number, entries):
    """Format, Verifying, rule 1: how a record follows the one before (None for the first)."""
    refuse(record.log != log, "has the id of another log")
    refuse(record.number != number, "has another number")
    refuse(record.first != entries, "does not begin where the record before ends")
    refuse(record.before != (before.hash if before else bytes(32)), "has not the hash of the record before")
    refuse(before is None and record.count != 0, "is the first and no opening")
    refuse(before and record.time < before.time, "is earlier than the record before")
    refuse(record.count == 0 and record.epoch <= (before.epoch if before else 0), "is an opening without a greater epoch")
    refuse(record.count != 0 and record.epoch != before.epoch, "has another epoch than the record before")


# ---------------------------------------------------------------- the tree

def leaf_hash(entry):
    return sha256(b"\x00" + entry)                      # RFC 9162 section 2.1.1


def node_hash(left, right):
    return sha256(b"\x01" + left + right)               # RFC 9162 section 2.1.1


class Tree:
    """Grows leaf by leaf; keeps the edge and the unfinished tiles, and tells of each tile that became full."""

    def __init__(self, full_tile):
        self.size, self.edge, self.open_tiles = 0, [], {}
        self.full_tile = full_tile                      # called with level, index, hashes

    def add(self, leaf):
        self.into_tile(0, leaf)
        height, ones = 0, self.size
        while ones & 1:                                 # each bit is a complete subtree that now has its right half
            leaf = node_hash(self.edge.pop(), leaf)
            height, ones = height + 1, ones >> 1
            if height % 8 == 0:
                self.into_tile(height // 8, leaf)
        self.edge.append(leaf)
        self.size += 1

    def into_tile(self, level, subtree):
        tile = self.open_tiles.setdefault(level, [])
        tile.append(subtree)
        if len(tile) == WIDTH:
            self.full_tile(level, self.size // WIDTH**(level + 1), b"".join(tile))
            tile.clear()

    def root(self):
        if not self.edge:
            return sha256(b"")
        result = self.edge[-1]
        for subtree in self.edge[-2::-1]:
            result = node_hash(subtree, result)
        return result


def proves_inclusion(leaf, position, size, proof, root):
    """RFC 9162 section 2.1.3.2."""
    if position >= size:
        return False
    place, last, result = position, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            result = node_hash(step, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, step)
        place, last = place >> 1, last >> 1
    return last == 0 and result == root


def proves_consistency(old_size, old_root, size, root, proof):
    """RFC 9162 section 2.1.4.2; from nothing or from the same size no proof is needed (export, Published heads)."""
    if old_size in (0, size):
        return not proof and (old_size == 0 or old_root == root)
    if old_size > size or not proof:
        return False
    steps = iter(proof if old_size & (old_size - 1) else [old_root, *proof])
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_result = result = next(steps)
    for step in steps:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_result, result = node_hash(step, old_result), node_hash(step, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old_result == old_root and result == root


# ---------------------------------------------------------------- ECDSA over P-256

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF          # NIST SP 800-186 section 3.2.1.3
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
# SubjectPublicKeyInfo with the named curve, up to the point (RFC 5480).
KEY_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
KEY_BEGIN, KEY_END = "-----BEGIN PUBLIC KEY-----\n", "\n-----END PUBLIC KEY-----"                  # RFC 7468 section 13


def affine_sum(a, b):
    """Of two points that are not each other's opposite."""
    (x1, y1), (x2, y2) = a, b
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P) if a == b else (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def multiples(point, width):
    """rows[i][j] = j * 2^(width * i) * point: a product then needs additions only."""
    rows = []
    for _ in range(-(-256 // width)):
        row = [None, point]
        while len(row) <= 1 << width:
            row.append(affine_sum(row[-1], point))
        point = row.pop()                               # the next row's first
        rows.append(row)
    return rows


def add(x, y, z, point):
    """Jacobian coordinates and an affine point; z = 0 is the point at infinity."""
    x2, y2 = point
    if z == 0:
        return x2, y2, 1
    zz = z * z % P
    h = (x2 * zz - x) % P
    r = (y2 * zz * z - y) % P
    if h == 0:
        return (*affine_sum(point, point), 1) if r == 0 else (1, 1, 0)
    hh = h * h % P
    hhh = h * hh % P
    v = x * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return x3, (r * (v - x3) - y * hhh) % P, z * h % P


def read_der_integer(data, pos):
    """A positive INTEGER in its shortest form; here every length is below 128 (X.690 sections 8.3 and 10.1)."""
    if data[pos] != 0x02:
        raise Malformed
    raw = data[pos + 2:pos + 2 + data[pos + 1]]
    if not 1 <= len(raw) <= 33 or len(raw) != data[pos + 1] or raw[0] > 127:
        raise Malformed
    if raw[0] == 0 and (len(raw) == 1 or raw[1] < 128):
        raise Malformed
    return int.from_bytes(raw, "big"), pos + 2 + len(raw)


def read_signature(data):
    """Format, Commit record, "A signature" (RFC 3279 section 2.2.3, DER)."""
    if not 8 <= len(data) <= 72 or data[0] != 0x30 or data[1] != len(data) - 2:
        raise Malformed
    try:
        r, pos = read_der_integer(data, 2)
        s, pos = read_der_integer(data, pos)
    except IndexError:
        raise Malformed from None
    if pos != len(data):
        raise Malformed
    return r, s


class PublicKey:
    """A public key, its name, and tables that make many verifications quick."""

    def __init__(self, info, name):
        x, y = int.from_bytes(info[27:59], "big"), int.from_bytes(info[59:], "big")
        # NIST SP 800-186 appendix D.1.1: in range and on the curve; the cofactor is 1.
        if len(info) != 91 or info[:27] != KEY_PREFIX or x >= P or y >= P or (y * y - x * x * x + 3 * x - B) % P:
            raise Malformed("is no ECDSA key over P-256")
        self.point, self.name, self.id, self.tables = (x, y), name, sha256(info)[:4], None
        self.info = info

    def prepare(self, signatures):
        """Wider tables take longer to make and pay with some hundred signatures."""
        self.width = 8 if signatures > 700 else 3
        self.tables = multiples(G, self.width), multiples(self.point, self.width)

    def verifies(self, digest, signature):
        """FIPS 186-5 section 6.4.2, with the digest given."""
        try:
            r, s = read_signature(signature)
        except Malformed:
            return False
        if not (0 < r < N and 0 < s < N):
            return False
        if self.tables is None:
            self.prepare(1)
        inverse = pow(s, -1, N)
        scalars = int.from_bytes(digest, "big") * inverse % N, r * inverse % N
        x, y, z = 1, 1, 0
        mask, width = (1 << self.width) - 1, self.width
        for scalar, rows in zip(scalars, self.tables):
            for row in rows:
                if scalar & mask:
                    x, y, z = add(x, y, z, row[scalar & mask])
                scalar >>= width
        if z == 0:
            return False
        # The affine x is x / z^2, below P; it is to be r modulo N. So no inverse is needed.
        zz = z * z % P
        return x == r * zz % P or (r + N < P and x == (r + N) * zz % P)


def load_key(path, name):
    try:
        text = "\n".join(utf8_text(read_file(path, MAX_NOTE)).split())
        text = text.replace("BEGIN\nPUBLIC\nKEY", "BEGIN PUBLIC KEY").replace("END\nPUBLIC\nKEY", "END PUBLIC KEY")
        refuse(not text.startswith(KEY_BEGIN) or not text.endswith(KEY_END), "is no PEM of a public key")
        return PublicKey(base64(text[len(KEY_BEGIN):-len(KEY_END)].replace("\n", "")), name)
    except Malformed as problem:
        raise Unknown(f"key {path} {problem}") from None


# ---------------------------------------------------------------- changes of the key

def try_key(info, name):
    try:
        return PublicKey(info, name)
    except Malformed:
        return None


def check_acceptance(record):
    """Format, Change of the key: needs no key from elsewhere."""
    if record.old is not None:
        new = try_key(record.new, None)
        refuse(new is None or not new.verifies(record.accepted, record.acceptance),
               "hands over to a key that has not accepted it")


def check_link(record, number, signature, log, before):
    """Whether a hand-over follows the one before (None for the first) and is signed by the key it takes over from."""
    refuse(record.old is None or record.log != log or record.number != number, "is no hand-over of this log's key")
    if before is not None:
        refuse(record.number <= before.number or record.first < before.first, "stands behind a later hand-over")
        refuse(record.old != before.new, "hands over from another key than the one in force")
    check_acceptance(record)
    old = try_key(record.old, None)
    refuse(old is None or not old.verifies(record.hash, signature), "is not signed by the key it takes over from")


class Keys:
    """The keys a log was signed with, found from any one of them (format, Change of the key)."""

    def __init__(self, log, given, hand_overs):
        """hand_overs: number, bytes and signature of each record that hands over, in order."""
        log, links, self.fault = log.encode("ascii"), [], None
        for number, data, signature in hand_overs:
            before = links[-1] if links else None
            place = before.first if before else 0
            try:
                record = Record(data)
                place = Walk.place(record)
                check_link(record, number, signature, log, before)
                links.append(record)
            except Malformed as problem:
                self.fault = Altered(place, f"commit record {number} {problem}")
                break
        infos = [links[0].old, *(link.new for link in links)] if links else []
        if given.info not in infos:
            if links:
                self.fault = Altered(Walk.place(links[0]), f"commit record {links[0].number} hands over between other keys than the one given")
            links, infos = [], [given.info]
        self.name, self.changes = given.name, links
        self.keys = [given if info == given.info else PublicKey(info, given.name) for info in infos]

    def prepare(self, signatures):
        for key in self.keys:
            key.prepare(signatures)

    def signing(self, number):
        """The key that signs a commit record: the one in force before it."""
        return self.keys[sum(change.number < number for change in self.changes)]

    def find_signature_fault(self, record, signature):
        if not signature:
            return "has no signature"
        key = self.signing(record.number)
        if not key.verifies(record.hash, signature):
            replaced = any(earlier.verifies(record.hash, signature) for earlier in self.keys[:self.keys.index(key)])
            return "is signed with a key that had been replaced" if replaced else "has a wrong signature"
        if record.old is not None and record.old != key.info:
            return "hands over from another key than the one in force"
        return None

    def check_head(self, head):
        """By the key in force after the record it names. Altered where an earlier one signed it."""
        key = self.signing(head.number + 1)
        for earlier, change in zip(self.keys[:self.keys.index(key)], self.changes):
            try:
                head.check_signature(earlier)
            except Malformed:
                continue
            raise Altered(change.first, f"{head.what} is signed with a key that was replaced in commit record {change.number}, before it")
        head.check_signature(key)


# ---------------------------------------------------------------- heads

NUMBER = "(0|[1-9][0-9]{0,18})"
HASH = "([A-Za-z0-9+/]{43}=)"
HEAD = re.compile(rf"([^\n]+)\n{NUMBER}\n{HASH}\ncommit-record {NUMBER} {HASH}\ntime ([^\n]+)\n")
TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])\.([0-9]{7})Z")
SIGNATURE_LINE = re.compile("\u2014 ([^ \n]+) ([A-Za-z0-9+/]+={0,2})\n")
KEY_LINE = re.compile(r"key ([A-Za-z0-9+/]+={0,2}) ([A-Za-z0-9+/]+={0,2})\n")
PUBLISHED = re.compile(rf"old {NUMBER}\n((?:key [^\n]+\n){{0,{MAX_HAND_OVERS}}})"
                       r"((?:[A-Za-z0-9+/]{43}=\n){0,63})\n")                         # a proof has at most 63 hashes
PUBLISHED_NAME = re.compile(r"[0-9]{19}\.head")


def base64(text):
    """Padded Base64 in its one form (RFC 4648 sections 3.5 and 4)."""
    try:
        raw = binascii.a2b_base64(text)
    except ValueError:
        raise Malformed("has what is no Base64") from None
    refuse(binascii.b2a_base64(raw, newline=False).decode("ascii") != text, "has Base64 that is not in its one form")
    return raw


def number(text):
    value = int(text)
    refuse(value > MAX_UNSIGNED, "has a number out of its range")
    return value


def read_time(text):
    """Export, The head: UTC with exactly seven digits; as units of 100 ns (format, Encoding: time)."""
    import datetime
    match = TIME.fullmatch(text)
    try:
        year, month, day, hour, minute, second, fraction = map(int, match.groups())
        days = datetime.date(year, month, day).toordinal() - 719_163        # 1970-01-01
    except (AttributeError, ValueError):
        raise Malformed("has a time of another form") from None
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 10_000_000 + fraction


def is_name(name):
    """Export, The head: the name of a key."""
    return 1 <= len(name) <= 128 and not any(
        c.isspace() or c == "+" or c < " " or "\x7f" <= c <= "\x9f" for c in name)


class Head:
    """The text of a head and what follows it (export, The head)."""

    def __init__(self, text, what):
        self.what = what
        refuse(len(text) > MAX_NOTE, "has more than 65,536 characters")
        match = HEAD.match(text)
        refuse(match is None or text[0] == "\ufeff", "has not the five lines of a head")
        self.origin = match[1]
        self.size, self.number = number(match[2]), number(match[4])
        self.root, self.hash, self.time = base64(match[3]), base64(match[5]), read_time(match[6])
        self.signed, self.rest = match[0].encode("utf-8"), text[match.end():]
        refuse(self.rest and self.rest[0] != "\n", "has more than the five lines of a head")

    def check_signature(self, key):
        """C2SP signed-note, as narrowed by export, The head."""
        lines = self.rest[1:]
        found = SIGNATURE_LINE.findall(lines)
        if not 1 <= len(found) <= 16 or sum(len(name) + len(code) + 4 for name, code in found) != len(lines):
            raise Malformed("has no signature, or a signature line of another form")
        signatures = [(name, base64(code)) for name, code in found]
        refuse(not all(is_name(name) and len(raw) > 4 for name, raw in signatures), "has a signature line of another form")
        ours = [raw[4:] for name, raw in signatures if name == key.name and raw[:4] == key.id]
        refuse(not ours, "is not signed with this key under this name")
        refuse(not key.verifies(sha256(self.signed), ours[0]), "has a wrong signature")

    def check_origin(self, log, key):
        """Whether it is of this log (export, Verifying, rule 5, and A receipt)."""
        right = self.origin == f"{key.name}/{log}" if key else f"/{self.origin}".endswith(f"/{log}")
        refuse(not right, "is of another log or another signer")

    def check_record(self, record):
        """Export, Verifying, rule 5: what the head says of the commit record it names."""
        for said, found, what in ((self.hash, record.hash, "hash"), (self.root, record.root, "root"),
                                  (self.size, record.first + record.count, "number of entries"),
                                  (self.time, record.time, "time")):
            refuse(said != found, f"has another {what} for commit record {record.number}")


def utf8_text(raw):
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("is not UTF-8") from None


def read_hand_over(data, signature):
    """Number, bytes and signature of a record that hands over, as a receipt or a published head brings it."""
    refuse(not signature or not is_hand_over_record(data), "has what is no hand-over of a key")
    return Record(data).number, data, signature


def read_checkpoint(source, manifest, keys):
    """Export, Verifying, rule 3."""
    raw = source.read("checkpoint", 4 * MAX_NOTE)
    if raw is None:
        raise Altered(None, "the checkpoint is missing, too long or cannot be read")
    try:
        head = Head(utf8_text(raw), "the checkpoint")
        if keys:
            keys.check_head(head)
        refuse(manifest.key_name is None and head.rest, "is signed, and the manifest says it is not")
        refuse(manifest.key_name is not None and not head.rest, "is not signed, and the manifest says it is")
        if head.origin != (manifest.log if manifest.key_name is None else f"{manifest.key_name}/{manifest.log}"):
            raise Malformed("has another origin than the manifest says")
        if head.size != manifest.entries or head.number != manifest.records - 1:
            raise Malformed("has other numbers of entries and records than the manifest")
        return head
    except Malformed as problem:
        raise Altered(None, f"the checkpoint {problem}") from None


def read_kept_head(path, log, keys, published=False):
    """A head kept elsewhere; one that is none, or of something else, shows nothing (export, Verifying)."""
    try:
        text = utf8_text(read_file(path, 4 * (MAX_NOTE + 4096 + 1024 * MAX_HAND_OVERS)))
        match = PUBLISHED.match(text) if published else None
        refuse(published and match is None, "has not the form of a published head")
        head = Head(text[match.end():] if published else text, f"head {path}")
        if keys:
            keys.check_head(head)
        head.check_origin(log, keys)
        if published:
            head.old, head.proof = number(match[1]), [base64(line) for line in match[3].split()]
            lines = KEY_LINE.findall(match[2])
            refuse(len(lines) != match[2].count("\n"), "has a change of the key of another form")
            head.hand_overs = [read_hand_over(base64(data), base64(signature)) for data, signature in lines]
            refuse(os.path.basename(path) != f"{head.number:019}.head", "is not named by its commit record")
        return head
    except Malformed as problem:
        raise Unknown(f"head {path} {problem}") from None


def read_published(folder, log):
    """Export, Published heads: in order of commit record, which is that of the names. Signatures are looked at later."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".head"))
    except (OSError, ValueError) as problem:
        raise Unknown(f"heads {folder}: {reason(problem)}") from None
    if not names:
        raise Unknown(f"heads {folder}: no published head is there")
    for name in names:
        if not PUBLISHED_NAME.fullmatch(name):
            raise Unknown(f"head {os.path.join(folder, name)} is not named by its commit record")
    return [read_kept_head(os.path.join(folder, name), log, None, published=True) for name in names]


def join_hand_overs(of_log, heads):
    """Those of the log and of published heads together, in order."""
    found = {hand_over[:2]: hand_over for hand_over in of_log}
    for head in heads:
        for hand_over in head.hand_overs:
            found.setdefault(hand_over[:2], hand_over)
    joined = sorted(found.values())
    for one, other in zip(joined, joined[1:]):
        if one[0] == other[0]:
            raise Altered(Record(one[1]).first, f"two different changes of the key stand in commit record {one[0]}: there are two histories under one key")
    return joined


def check_published(heads, log, given, of_log):
    """The keys that log and heads know together, by which each head is signed."""
    keys = Keys(log, given, join_hand_overs(of_log, heads))
    if keys.fault:
        raise keys.fault
    for head in heads:
        try:
            head.check_origin(log, keys)
            keys.check_head(head)
        except Malformed as problem:
            raise Unknown(f"{head.what} {problem}") from None
    return keys


def find_second_history(heads):
    """What does not fit between published heads, in words, or None (export, Published heads)."""
    line, before = [], None                         # those that may be continued, from the first on; the one before, in the line or not
    for head in heads:
        if before and (head.size < before.size or head.time < before.time):
            return f"{head.what} has fewer entries or an earlier time than the one before"
        if before and head.size == before.size and head.root != before.root:
            return f"{head.what} has as many entries as the one before, and another root"
        while line and line[-1].size != head.old:
            line.pop()                              # passed over: continued by nobody any more
        if head.old and not line:
            return f"{head.what} continues a head of {head.old} entries, which is not there or was passed over"
        if not proves_consistency(head.old, line[-1].root if line else None, head.size, head.root, head.proof):
            return f"{head.what} is not proved to continue the one of {head.old} entries"
        line.append(head)
        before = head
    return None


# ---------------------------------------------------------------- files

def reason(problem):
    return getattr(problem, "strerror", None) or str(problem)


def read_file(path, limit, whole=True):
    """A file that must be there, or its first bytes."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):     # a pipe or device might never end
            raise Unknown(f"{path} is no file")
        with open(path, "rb") as file:
            data = file.read(limit + 1 if whole else limit)
    except (OSError, ValueError) as problem:
        raise Unknown(f"{path}: {reason(problem)}") from None
    if len(data) > limit:
        raise Unknown(f"{path} is larger than {limit} bytes")
    return data


class Folder:
    """An export as a folder. The names come from numbers alone, so none leads out of it."""

    def __init__(self, path):
        self.path = path

    def read(self, name, limit=MAX_FILE):
        """The bytes of a file; None where it is missing or too large."""
        path = os.path.join(self.path, *name.split("/"))
        try:
            found = os.stat(path)
            if not stat.S_ISREG(found.st_mode) or found.st_size > limit:
                return None
            with open(path, "rb") as file:
                data = file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:                      # there, and yet not to be read: that shows nothing
            raise Unknown(f"{path}: {reason(problem)}") from None
        return data if len(data) <= limit else None


class Zip:
    """An export as a zip archive (PKWARE APPNOTE 4.3), stored or deflated, not encrypted.

    The module zipfile would take in any directory whatever its size; this one first bounds it.
    """

    def __init__(self, path):
        self.path = path
        try:
            self.file = open(path, "rb")
            self.size = os.fstat(self.file.fileno()).st_size
            start, length, count = self.find_directory(self.size)
            if length > MAX_DIRECTORY:
                raise Unknown(f"{path}: a zip archive of too many files; unpack it and verify the folder")
            self.directory = self.at(start, length)
            self.places = self.read_directory(count, start)
        except Malformed as problem:
            raise Unknown(f"{path} is no zip archive that can be an export: {problem}") from None
        except (OSError, ValueError, OverflowError) as problem:
            raise Unknown(f"{path}: {reason(problem)}") from None

    def at(self, offset, length):
        refuse(offset + length > self.size, "it is cut short")
        self.file.seek(offset)
        return self.file.read(length)

    def find_directory(self, size):
        """Offset, length and number of members of the central directory (APPNOTE 4.3.14 to 4.3.16)."""
        tail = self.at(max(0, size - 65_557), min(size, 65_557))
        found = tail.rfind(b"PK\x05\x06")
        while found >= 0 and found + 22 + little(tail, found + 20, 2) != len(tail):
            found = tail.rfind(b"PK\x05\x06", 0, found)
        refuse(found < 0, "it has no end")
        end = size - len(tail) + found
        if little(tail, found + 4, 4) != 0 or tail[found + 8:found + 10] != tail[found + 10:found + 12]:
            raise Malformed("it has several parts")
        count, length, start = little(tail, found + 10, 2), little(tail, found + 12, 4), little(tail, found + 16, 4)
        if count == 0xFFFF or length == 0xFFFFFFFF or start == 0xFFFFFFFF:
            locator = self.at(max(0, end - 20), 20)
            if locator[:4] == b"PK\x06\x07":
                end = little(locator, 8, 8)
                record = self.at(end, 56)
                refuse(record[:4] != b"PK\x06\x06", "its end is damaged")
                count, length, start = little(record, 32, 8), little(record, 40, 8), little(record, 48, 8)
        refuse(start + length != end, "its directory does not lie where its end says")
        return start, length, count

    def read_directory(self, count, start):
        """Where each name stands in the central directory (APPNOTE 4.3.12), by the rules of export, As a zip archive."""
        places, pos, total, first, data = {}, 0, 0, start, self.directory
        while pos < len(data):
            refuse(data[pos:pos + 4] != b"PK\x01\x02" or pos + 46 > len(data), "its directory is damaged")
            length, extra, comment = little(data, pos + 28, 2), little(data, pos + 30, 2), little(data, pos + 32, 2)
            name = data[pos + 46:pos + 46 + length]
            if name in places:
                raise Malformed("a name is in it twice")            # export: "is no export"
            places[name] = pos
            flags, method = little(data, pos + 8, 2), little(data, pos + 10, 2)
            refuse(flags & ENCRYPTED or method not in (0, 8), "a file in it is encrypted, or neither stored nor deflated")
            packed, _, offset = self.sizes(pos)
            local = self.at(offset, 30)
            if local[:4] != b"PK\x03\x04" or self.at(offset + 30, little(local, 26, 2)) != name:
                raise Malformed("a file in it has another name where its bytes are")
            total, first = total + 30 + length + packed, min(first, offset)
            pos += 46 + length + extra + comment
        refuse(pos != len(data) or len(places) != count, "its directory is damaged")
        if total > start:                               # the same bytes read again and again would take for ever
            raise Malformed("its files overlap")
        refuse(first != 0, "something stands before its first file")
        return places

    def sizes(self, pos):
        """Compressed size, size and offset, of which zip64 moves those that are all ones to an extra field (4.5.3)."""
        data = self.directory
        fields = [little(data, pos + 24, 4), little(data, pos + 20, 4), little(data, pos + 42, 4)]
        place = pos + 46 + little(data, pos + 28, 2)
        end = place + little(data, pos + 30, 2)
        while 0xFFFFFFFF in fields and place + 4 <= end:
            kind, length = little(data, place, 2), little(data, place + 2, 2)
            place += 4
            if kind == 1:
                for i, field in enumerate(fields):
                    if field == 0xFFFFFFFF and length >= 8:
                        fields[i] = little(data, place, 8)
                        place, length = place + 8, length - 8
                break
            place += length
        return fields[1], fields[0], fields[2]

    def read(self, name, limit=MAX_FILE):
        """The bytes of a file; None where it is missing, too large or cannot be unpacked.

        Check sums are left alone (export: "nothing to rest on").
        """
        pos = self.places.get(name.encode("ascii"))
        if pos is None:
            return None
        packed, size, offset = self.sizes(pos)
        if size > limit or packed > limit + limit // 1000 + 1024:
            return None
        try:
            data = self.at(offset + 30 + len(name) + little(self.at(offset, 30), 28, 2), packed)
        except Malformed:
            return None
        except OSError as problem:
            raise Unknown(f"{self.path}: {reason(problem)}") from None
        if little(self.directory, pos + 10, 2) == 8:
            data = inflate(data, size)
        return data if data is not None and len(data) == size else None


def little(data, pos, length):
    return int.from_bytes(data[pos:pos + length], "little")


def inflate(data, size):
    """RFC 1951, to no more than a byte above the size said; None where it cannot be unpacked."""
    import zlib
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, size + 1)
    except zlib.error:
        return None


def path_of(folder, index, total):
    """Export, Numbers of bundles and tiles: of bundle or tile index, where there are total parts or hashes."""
    text, rest = f"{index % 1000:03}", index // 1000
    while rest:
        text, rest = f"x{rest % 1000:03}/{text}", rest // 1000
    width = min(WIDTH, total - WIDTH * index)
    return f"{folder}/{text}" if width == WIDTH else f"{folder}/{text}.p/{width}"


class Bundles:
    """The parts of a folder of bundles (export, A byte string); one bundle is in memory at a time."""

    def __init__(self, source, folder, total, strings):
        self.source, self.folder, self.total, self.strings = source, folder, total, strings
        self.index, self.data, self.places = -1, None, None

    def part(self, position):
        """The byte strings of a part; None where it is not there, or its bundle cannot be taken apart."""
        if position >= self.total:
            return None
        index, place = divmod(position, WIDTH)
        if index != self.index:
            self.index, self.data = index, None         # lets the old one go first
            self.data = self.source.read(path_of(self.folder, index, self.total))
            self.places = self.take_apart(min(WIDTH, self.total - index * WIDTH) * self.strings)
        if self.places is None:
            return None
        found = self.places[place * self.strings:(place + 1) * self.strings]
        return [self.data[start:end] for start, end in found]

    def take_apart(self, count):
        data, pos, places = self.data, 0, []
        if data is None:
            return None
        for _ in range(count):
            start = pos + 4
            pos = start + int.from_bytes(data[pos:start], "big")
            if pos > len(data) or start > len(data):
                return None
            places.append((start, pos))
        return places if pos == len(data) else None


# ---------------------------------------------------------------- JSON

SURROGATE = re.compile("[\ud800-\udfff]")               # alone, by an escape


class Json:
    """Reads JSON (RFC 8259) of a form known beforehand, so that nothing else takes memory."""

    SPACE = re.compile(r"[ \t\n\r]*")
    WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,18})(?![0-9.eE])")

    def __init__(self, text):
        import json
        self.data, self.pos = text, 0
        self.decode = json.JSONDecoder().raw_decode

    def next(self):
        self.pos = self.SPACE.match(self.data, self.pos).end()
        return self.data[self.pos:self.pos + 1]

    def expect(self, *signs):
        sign = self.next()
        refuse(sign not in signs, "is not JSON of its form")
        self.pos += 1
        return sign

    def text(self):
        refuse(self.next() != '"', "is not JSON of its form")
        try:
            value, self.pos = self.decode(self.data, self.pos)
        except ValueError:
            raise Malformed("is not JSON") from None
        refuse(not value.isascii() and SURROGATE.search(value), "has a text that is no Unicode")
        return value

    def whole(self):
        self.next()
        match = self.WHOLE.match(self.data, self.pos)
        refuse(match is None, "has no whole number where one must be")
        self.pos = match.end()
        return number(match[0])

    def array(self, read):
        self.expect("[")
        if self.next() == "]":
            self.pos += 1
            return []
        items = [read()]
        while self.expect(",", "]") == ",":
            items.append(read())
        return items

    def members(self, required, optional=None):
        """An object of exactly these members, each once, in any order."""
        readers, found = {**required, **(optional or {})}, {}
        self.expect("{")
        while True:
            name = self.text()
            refuse(name in found or name not in readers, "has a member twice or one too many")
            self.expect(":")
            found[name] = readers[name]()
            if self.expect(",", "}") == "}":
                break
        refuse(any(name not in found for name in required), "lacks a member")
        return found

    def end(self):
        refuse(self.next(), "has something behind its end")


class Manifest:
    """Export, table and Verifying, rule 1."""

    def __init__(self, raw):
        json = Json(utf8_text(raw))
        found = json.members({"format": json.text, "version": json.whole, "log": json.text, "entries": json.whole,
                              "records": json.whole}, {"keyName": json.text})
        json.end()
        refuse(found["format"] != "contactcenter-log" or found["version"] != 1, "is of another format or version")
        self.log, self.entries, self.records = found["log"], found["entries"], found["records"]
        self.key_name = found.get("keyName")
        refuse(not is_key(self.log.encode("utf-8")) or self.records < 1, "has a log or a number out of its range")
        refuse(self.key_name is not None and not is_name(self.key_name), "has no name of a key as keyName")


def read_manifest(source, path):
    raw = source.read("manifest.json", MAX_MANIFEST)
    if raw is None:
        raise Unknown(f"{path} is no export: it has no manifest.json that can be read")
    try:
        return Manifest(raw)
    except Malformed as problem:
        raise Unknown(f"{path} is no export: its manifest {problem}") from None


# ---------------------------------------------------------------- verifying a log

class Walk:
    """Format, Verifying: record by record, each with its entries, root, signature, heads and tiles."""

    def __init__(self, source, manifest, keys, signed_from, heads):
        self.source, self.manifest, self.keys, self.signed_from = source, manifest, keys, signed_from
        self.log = manifest.log.encode("ascii")
        self.records = Bundles(source, "records", manifest.records, 2)
        self.entries = Bundles(source, "entries", manifest.entries, 1)
        self.heads = {}
        for head in heads:
            self.heads.setdefault(head.number, []).append(head)
        self.tree, self.bad_tile = Tree(self.full_tile), None

    def run(self):
        before = None
        for number in range(self.manifest.records):
            record, signature = self.read_record(number, before)
            self.read_entries(record)
            if self.tree.root() != record.root:
                raise Altered(*self.place_root(record))
            self.check_signature(record, signature)
            self.check_heads(record)
            if self.bad_tile:
                raise Altered(*self.bad_tile)
            before = record
        if self.heads:
            head = self.heads[min(self.heads)][0]
            raise Altered(self.tree.size, f"{head.what} names commit record {head.number}: the log was cut off")
        if self.tree.size != self.manifest.entries:
            raise Altered(self.tree.size, "entries stand behind the last commit record")

    def read_record(self, number, before):
        """Rule 1."""
        part = self.records.part(number)
        if part is None:
            raise Altered(self.tree.size, f"commit record {number} is missing or its bundle cannot be taken apart")
        try:
            record = Record(part[0])
        except Malformed as problem:
            raise Altered(self.tree.size, f"commit record {number} is not canonical: {problem}") from None
        try:
            check_order(record, before, self.log, number, self.tree.size)
        except Malformed as problem:
            raise Altered(self.tree.size, f"commit record {number} {problem}") from None
        return record, part[1]

    def read_entries(self, record):
        """Rule 2."""
        for position in range(record.first, record.first + record.count):
            part = self.entries.part(position)
            if part is None:
                raise Altered(position, "the entry is missing or its bundle cannot be taken apart")
            try:
                check_entry(part[0], self.log)
            except Malformed as problem:
                raise Altered(position, f"the entry is not canonical: {problem}") from None
            self.tree.add(leaf_hash(part[0]))

    def place_root(self, record):
        """Rule 3: position and cause, where the root is another one."""
        odd = self.odd_entries(record)
        if odd is not None and len(odd) == 1:
            return odd[0], "the entry is not the one whose hash is in the tree's tile"
        return record.first, f"the root over the entries is not that of commit record {record.number}"

    def odd_entries(self, record):
        """Up to two entries that differ from full tiles; None where a tile is not at hand for the whole batch."""
        odd, index, tile = [], -1, None
        for position in range(record.first, record.first + record.count):
            if position // WIDTH != index:
                index = position // WIDTH
                tile = self.stored_tile(0, index)
                if tile is None:
                    return None
            place = position % WIDTH * 32
            if len(odd) < 2 and tile[place:place + 32] != leaf_hash(self.entries.part(position)[0]):
                odd.append(position)
        return odd

    def check_signature(self, record, signature):
        """Rule 4, first half: a hand-over wherever it stands."""
        try:
            check_acceptance(record)
        except Malformed as problem:
            raise Altered(self.place(record), f"commit record {record.number} {problem}") from None
        if self.keys is None or (record.number < self.signed_from and record.old is None):
            return
        fault = self.keys.find_signature_fault(record, signature)
        if fault:
            raise Altered(self.place(record), f"commit record {record.number} {fault}")

    def check_heads(self, record):
        """Rule 4, second half."""
        for head in self.heads.pop(record.number, ()):
            try:
                head.check_record(record)
            except Malformed as problem:
                raise Altered(self.place(record), f"{head.what} {problem}") from None

    @staticmethod
    def place(record):
        """The batch's first entry; for an opening the last entry before it."""
        return record.first if record.count else max(0, record.first - 1)

    def full_tile(self, level, index, hashes):
        """Rule 5, noted here and told after rules 3 and 4; of several the one that begins first."""
        if self.stored_tile(level, index) != hashes:
            first = index * WIDTH**(level + 1)
            if self.bad_tile is None or first < self.bad_tile[0]:
                self.bad_tile = first, f"tile {path_of(f'tile/{level}', index, (index + 1) * WIDTH)} is missing or altered"

    def stored_tile(self, level, index):
        """A full tile, or None where none is at hand (export, Verifying, rule 4)."""
        if (index + 1) * WIDTH**(level + 1) > self.manifest.entries:
            return None
        tile = self.source.read(path_of(f"tile/{level}", index, (index + 1) * WIDTH), WIDTH * 32)
        return tile if tile is not None and len(tile) == WIDTH * 32 else None


def check_key_name(manifest, key):
    """Export, Verifying, rule 2."""
    if key is None:
        return
    if manifest.key_name is None:
        raise Altered(None, "the manifest says that the log is not signed, and a key was given")
    if key.name is None:
        key.name = manifest.key_name
    if manifest.key_name != key.name:
        raise Altered(None, "the manifest names another key")


def find_hand_overs(source, manifest):
    """Export, Verifying, rule 3: the records that hand over, and whether each record could be looked at."""
    found, records = [], Bundles(source, "records", manifest.records, 2)
    for number in range(manifest.records):
        part = records.part(number)
        if part is None:
            return found, False
        if is_hand_over_record(part[0]):
            found.append((number, part[0], part[1]))
    return found, True


def verify_export(source, arguments, key):
    """Export, Verifying."""
    manifest = read_manifest(source, arguments.what)
    check_key_name(manifest, key)
    hand_overs, is_whole = find_hand_overs(source, manifest) if key else ([], True)
    keys = Keys(manifest.log, key, hand_overs) if key else None
    if keys:
        keys.prepare(manifest.records)
    if keys and (keys.fault or not is_whole):           # which key is in force is not known; the log itself shows what is wrong
        Walk(source, manifest, keys, arguments.signed_from or 0, []).run()
        raise keys.fault or Altered(None, "the changes of the key could not be followed")
    heads = [read_checkpoint(source, manifest, keys)]
    published = read_published(arguments.heads, manifest.log) if arguments.heads is not None else []
    known = check_published(published, manifest.log, key, hand_overs) if key else None
    heads += [read_kept_head(path, manifest.log, known) for path in arguments.head]
    second = find_second_history(published)
    try:
        Walk(source, manifest, keys, arguments.signed_from or 0, heads + published).run()
    except Altered as altered:
        if second:
            altered.cause += f"\nAlso, there are two histories under one key: {second}"
        raise
    if second:
        raise Altered(None, f"there are two histories under one key: {second}")
    lines = [f"Intact: log {manifest.log}, {manifest.entries} entries in {manifest.records} commit records,"
             f" root {binascii.b2a_base64(heads[0].root, newline=False).decode('ascii')}"]
    if key:
        changed = ", ".join(str(change.number) for change in keys.changes)
        first = arguments.signed_from or 0
        lines.append(f"Signed by {key.name} from commit record {first} on" if first < manifest.records else
                     f"No commit record had to be signed: --signed-from is {first}")
        lines[-1] += f"; the key was changed in commit record {changed}." if changed else "."
    else:
        lines.append("No key was given: signatures were not checked, and anybody could have made such a log.")
    others = len(heads) + len(published) - 1
    lines.append(f"Contains {others} heads kept elsewhere." if others else
                 "No head from elsewhere was given: a cut-off end or a rewritten history would not show.")
    return lines


# ---------------------------------------------------------------- verifying a receipt

class Receipt:
    """Export, A receipt: its form. What is not so is no receipt."""

    def __init__(self, raw):
        self.json = json = Json(utf8_text(raw))
        self.last = -1
        found = json.members({"format": json.text, "version": json.whole, "log": json.text, "head": json.text,
                              "entries": lambda: json.array(self.entry)},
                             {"handOvers": lambda: json.array(self.hand_over)})
        json.end()
        refuse(found["format"] != "contactcenter-receipt" or found["version"] != 1, "is of another format or version")
        self.log, self.entries = found["log"], found["entries"]
        refuse(not is_key(self.log.encode("utf-8")), "has no id of a log")
        self.head = Head(found["head"], "the head")
        self.hand_overs = found.get("handOvers", [])
        refuse("handOvers" in found and not 1 <= len(self.hand_overs) <= MAX_HAND_OVERS, "has no hand-over, or too many")

    def entry(self):
        json = self.json
        found = json.members({"position": json.whole, "bytes": json.text, "proof": json.text})
        position, data, proof = found["position"], base64(found["bytes"]), base64(found["proof"])
        refuse(position <= self.last, "has positions that do not ascend")
        self.last = position
        return position, data, proof

    def hand_over(self):
        json = self.json
        found = json.members({"record": json.text, "signature": json.text})
        return read_hand_over(base64(found["record"]), base64(found["signature"]))


def check_receipt_entry(receipt, position, data, proof):
    try:
        check_entry(data, receipt.log.encode("ascii"))
    except Malformed as problem:
        raise Altered(position, f"the entry is not canonical: {problem}") from None
    steps = [proof[i:i + 32] for i in range(0, min(len(proof), 64 * 32), 32)]       # more than 63 never lead to a root
    if len(proof) % 32 or not proves_inclusion(leaf_hash(data), position, receipt.head.size, steps, receipt.head.root):
        raise Altered(position, "the proof does not lead from the entry to the head's root")


def verify_receipt(raw, arguments, key):
    try:
        receipt = Receipt(raw)
    except Malformed as problem:
        raise Unknown(f"{arguments.what} is no export and no receipt: it {problem}") from None
    try:
        if key:
            keys = Keys(receipt.log, key, receipt.hand_overs)
            if keys.fault:
                raise Altered(0, f"the head counts for nothing: {keys.fault.cause}")
            try:
                keys.check_head(receipt.head)
            except Altered as replaced:
                raise Altered(0, replaced.cause) from None
        receipt.head.check_origin(receipt.log, key)
    except Malformed as problem:
        raise Altered(0, f"the head {problem}") from None
    for position, data, proof in receipt.entries:
        check_receipt_entry(receipt, position, data, proof)
    lines = [f"Intact: {len(receipt.entries)} entries of log {receipt.log}, among {receipt.head.size}"]
    lines.append(f"Signed by {key.name}." if key else
                 "No key was given: the entries fit the receipt's own head, and anybody could have made both.")
    return lines


# ---------------------------------------------------------------- command line

def read_arguments():
    parser = argparse.ArgumentParser(
        prog="verify.py", allow_abbrev=False, description="Verifies an exported audit log, or a receipt.")
    parser.add_argument("what", metavar="EXPORT", help="folder or zip archive of an export, or a receipt")
    parser.add_argument("--key", metavar="FILE", help="public key, PEM")
    parser.add_argument("--key-name", metavar="NAME", help="whose key it is")
    parser.add_argument("--head", metavar="FILE", action="append", default=[], help="a head kept elsewhere")
    parser.add_argument("--heads", metavar="FOLDER", help="published heads")
    parser.add_argument("--signed-from", metavar="NUMBER", help="first commit record that must be signed")
    arguments = parser.parse_args()
    if arguments.key is None and (arguments.key_name is not None or arguments.signed_from is not None):
        parser.error("--key-name and --signed-from say nothing without --key")
    if arguments.key_name is not None and not is_name(arguments.key_name):
        parser.error("--key-name is no name of a key")
    if arguments.signed_from is not None:
        if not re.fullmatch("[0-9]{1,19}", arguments.signed_from):
            parser.error("--signed-from is no number of a commit record")
        arguments.signed_from = int(arguments.signed_from)
    return arguments


def verify(arguments):
    key = load_key(arguments.key, arguments.key_name) if arguments.key is not None else None
    if os.path.isdir(arguments.what):
        return verify_export(Folder(arguments.what), arguments, key)
    if read_file(arguments.what, 2, whole=False) == b"PK":      # an archive and a receipt differ there
        return verify_export(Zip(arguments.what), arguments, key)
    if arguments.head or arguments.heads is not None or arguments.signed_from is not None:
        raise Unknown(f"{arguments.what} is no export, and a receipt has no --head, --heads and --signed-from")
    if key and key.name is None:
        raise Unknown("with a receipt a key needs its name: --key-name")
    return verify_receipt(read_file(arguments.what, MAX_RECEIPT), arguments, key)


def answer():
    """Exit code and words."""
    try:
        return 0, "\n".join(verify(read_arguments()))
    except Altered as altered:
        place = "" if altered.position is None else f" at position {altered.position}"
        return 1, f"NOT INTACT{place}: {altered.cause}"
    except Unknown as problem:
        return 2, f"Not verified: {problem}"
    except (Exception, KeyboardInterrupt) as problem:   # whatever else, such as no memory: that shows nothing
        return 2, f"Not verified: {type(problem).__name__} {problem}"


def main():
    for stream in (sys.stdout, sys.stderr):             # a name may have what the terminal has not
        if stream is not None:
            stream.reconfigure(errors="backslashreplace")
    code, words = answer()
    # names come from strangers: what is not seen, such as what moves a terminal's cursor, is written as its number
    words = "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in words)
    try:
        print(words, file=sys.stderr if code == 2 else sys.stdout, flush=True)
    except OSError:                                     # nobody reads it; the code still tells
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
