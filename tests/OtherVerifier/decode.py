#!/usr/bin/env python3
"""Decodes CBOR (RFC 8949) with nothing but Python's standard library: one item in hexadecimal a line in, one line of JSON out.

It was written after the RFC alone and knows nothing of entries. JSON has fewer types, so: byte strings are {"bytes": hexadecimal}, tagged items
{"tag": number, "value": item}, integers and bignums (tags 2 and 3) texts of their digits, maps lists of pairs in the order of the encoding.
"""

import json
import sys


def decode(data, at):
    first = data[at]
    major, info = first >> 5, first & 31
    at += 1
    if info < 24:
        argument = info
    elif info < 28:
        size = 1 << (info - 24)
        argument, at = int.from_bytes(data[at : at + size], "big"), at + size
    else:
        raise ValueError(f"head {first:#x} is not deterministic")
    if major == 0:
        return str(argument), at
    if major == 1:
        return str(-1 - argument), at
    if major in (2, 3):
        if at + argument > len(data):
            raise ValueError("the bytes end early")
        part = data[at : at + argument]
        return ({"bytes": part.hex()} if major == 2 else {"text": part.decode("utf-8")}), at + argument
    if major in (4, 5):
        items = []
        for _ in range(argument):
            item, at = decode(data, at)
            if major == 5:
                value, at = decode(data, at)
                item = [item, value]
            items.append(item)
        return ({"map": items} if major == 5 else items), at
    if major == 6:
        value, at = decode(data, at)
        if argument in (2, 3):
            number = int(value["bytes"], 16)
            return str(number if argument == 2 else -1 - number), at
        return {"tag": argument, "value": value}, at
    if info in (20, 21, 22):
        return {20: False, 21: True, 22: None}[info], at
    raise ValueError(f"simple value {argument}")


for line in sys.stdin:
    encoded = bytes.fromhex(line)
    item, end = decode(encoded, 0)
    if end != len(encoded):
        raise ValueError("bytes after the item")
    print(json.dumps(item, ensure_ascii=True))
