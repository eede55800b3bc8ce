#!/usr/bin/env python3
"""A phone over a WebSocket, written after RFC 6455 and RFC 7118 with nothing but sockets. Says what it sees, line by line; ends with 0 when all went as it must.

WebSocketPhone.py PORT ws|wss call      registers, is called, answers, is hung up on
WebSocketPhone.py PORT ws|wss KIND      breaks a rule: protocol, unmasked, large, plain
"""
import base64
import hashlib
import os
import socket
import ssl
import struct
import sys

PORT, SCHEME, WHAT = int(sys.argv[1]), sys.argv[2], sys.argv[3]


class Peer:
    def __init__(self, protocol="sip"):
        plain = socket.create_connection(("127.0.0.1", PORT), timeout=60)
        if SCHEME == "wss":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            plain = context.wrap_socket(plain)
        self.socket, self.held = plain, b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(f"GET /sip HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\nOrigin: https://phone.test\r\n"
                            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {protocol}\r\n\r\n".encode())
        while b"\r\n\r\n" not in self.held:
            self.more()
        head, self.held = self.held.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        self.status = int(lines[0].split()[1])
        headers = {n.lower(): v.strip() for n, v in (line.split(":", 1) for line in lines[1:])}
        if self.status == 101:
            accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
            assert headers["sec-websocket-accept"] == accept, headers
            assert headers["sec-websocket-protocol"] == "sip" and headers["upgrade"].lower() == "websocket", headers

    def more(self):
        came = self.socket.recv(65536)
        if not came:
            raise EOFError
        self.held += came

    def take(self, count):
        while len(self.held) < count:
            self.more()
        taken, self.held = self.held[:count], self.held[count:]
        return taken

    def send(self, payload, opcode=1, fin=True, masked=True, length=None):
        length = len(payload) if length is None else length
        head = bytes([(0x80 if fin else 0) | opcode])
        flag = 0x80 if masked else 0
        head += bytes([flag | length]) if length < 126 else bytes([flag | 126]) + struct.pack("!H", length) if length < 65536 else bytes([flag | 127]) + struct.pack("!Q", length)
        if masked:
            mask = os.urandom(4)
            payload = mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
        self.socket.sendall(head + payload)

    def frame(self):
        first, second = self.take(2)
        assert second & 0x80 == 0, "a server masks nothing"
        length = second & 0x7F
        if length == 126:
            length, = struct.unpack("!H", self.take(2))
        elif length == 127:
            length, = struct.unpack("!Q", self.take(8))
        return first & 0x0F, self.take(length)

    def message(self):
        while True:
            opcode, payload = self.frame()
            if opcode == 9:
                self.send(payload, opcode=10)
            elif opcode in (1, 2):
                text = payload.decode()
                print("got", text.split("\r\n")[0], flush=True)
                return text
            else:
                raise AssertionError((opcode, payload))


def header(message, name):
    return next(line.split(":", 1)[1].strip() for line in message.split("\r\n") if line.lower().startswith(name.lower() + ":"))


def answer(request, more="", body=""):
    kept = [line for line in request.split("\r\n\r\n")[0].split("\r\n")[1:] if line.split(":")[0].lower() in ("via", "from", "call-id", "cseq", "record-route")]
    to = header(request, "To")
    to += "" if ";tag=" in to else ";tag=py"
    return ("SIP/2.0 200 OK\r\n" + "\r\n".join(kept) + f"\r\nTo: {to}\r\n{more}Content-Length: {len(body)}\r\n\r\n{body}").encode()


def call():
    peer = Peer("foo, sip")
    assert peer.status == 101
    peer.send(b"\r\n\r\n")
    assert peer.frame() == (1, b"\r\n")
    contact = "Contact: <sip:py@df7jal23ls0d.invalid;transport=ws>\r\n"
    register = (f"REGISTER sip:pbx.test SIP/2.0\r\nVia: SIP/2.0/{SCHEME.upper()} df7jal23ls0d.invalid;branch=z9hG4bKpy1\r\nFrom: <sip:py@pbx.test>;tag=1\r\nTo: <sip:py@pbx.test>\r\n"
                f"Call-ID: py1\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\n{contact}Content-Length: 0\r\n\r\n").encode()
    peer.send(register[:50], opcode=1, fin=False)       # in three pieces, with a ping between
    peer.send(b"are you there", opcode=9)
    peer.send(register[50:51], opcode=0, fin=False)
    peer.send(register[51:], opcode=0)
    assert peer.frame() == (10, b"are you there")
    assert peer.message().startswith("SIP/2.0 200 "), "not registered"
    invite = peer.message()
    assert invite.startswith("INVITE sip:py@df7jal23ls0d.invalid;transport=ws SIP/2.0"), invite
    assert header(invite, "Via").startswith(f"SIP/2.0/{SCHEME.upper()} "), invite
    peer.send(answer(invite, contact + "Content-Type: application/sdp\r\n", "v=0\r\n"), opcode=2)
    assert peer.message().startswith("ACK ")
    bye = peer.message()
    assert bye.startswith("BYE ")
    peer.send(answer(bye))
    peer.send(struct.pack("!H", 1000), opcode=8)
    assert peer.frame()[0] == 8
    print("done", flush=True)


def broken():
    peer = Peer("xmpp" if WHAT == "protocol" else "sip")
    if WHAT == "protocol":
        assert peer.status == 400, peer.status
    elif WHAT == "unmasked":
        peer.send(b"\r\n\r\n", masked=False)
    elif WHAT == "large":
        for piece in range(16):                         # 65,535 bytes, and no end
            peer.send(b"x" * (4096 if piece < 15 else 4095), opcode=1 if piece == 0 else 0, fin=False)
    try:
        while True:
            opcode, payload = peer.frame()
            if opcode == 8:
                print("closed", struct.unpack("!H", payload[:2])[0] if payload else 0, flush=True)
    except (EOFError, ConnectionError):
        print("done", flush=True)


def plain():
    peer = socket.create_connection(("127.0.0.1", PORT), timeout=60)
    peer.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    came = b""
    while piece := peer.recv(4096):
        came += piece
    assert came.startswith(b"HTTP/1.1 426 "), came
    print("done", flush=True)


{"call": call, "plain": plain}.get(WHAT, broken)()
