#!/usr/bin/env python3
"""A virtual reader for vicard's tests: listens on a free port, prints its number, and speaks vpcd's
protocol (two bytes of length, high byte first, then the message) to the card that connects, in
the way that the first argument names. A second argument is the address to listen on; "ask" sends
the further arguments, each a command or "reset", and prints the responses."""
import socket
import sys
import time

OFF, ON, RESET, ATR = b"\0", b"\1", b"\2", b"\4"


def message(data):
    return len(data).to_bytes(2, "big") + data


def receive(card, count):
    data = b""
    while len(data) < count:
        part = card.recv(count - len(data))
        if not part:
            sys.exit("the card has gone")
        data += part
    return data


def answer(card):
    return receive(card, int.from_bytes(receive(card, 2), "big"))


def ask(card, data):
    card.sendall(message(data))
    return answer(card)


def be_odd(card):
    card.sendall(message(ON))
    assert ask(card, ATR) == b"\x3b\0"
    card.sendall(message(b"") * 3)
    assert ask(card, b"\x77") == b"\x6d\0"
    for byte in message(b"\0\xa4\0\0"):  # byte by byte
        card.sendall(bytes([byte]))
    assert answer(card) == b"\0\xa4\0\0\x90\0"
    longest = b"\0" * 65533
    assert ask(card, longest) == longest + b"\x90\0"
    assert ask(card, b"\0" * 65535) == b"\0" * 65533 + b"\x90\0"  # the longest message
    card.sendall(message(RESET) + message(OFF) + message(OFF) + message(b"") + message(ATR))
    assert answer(card) == b"\x3b\0"
    print("all answers are right", flush=True)


def serve(card, commands):
    """Serves one card after the other: prints its ATR, the responses to the commands, and its end.
    """
    card.settimeout(60)
    try:
        card.sendall(message(ON))
        print("atr " + ask(card, ATR).hex(), flush=True)
        for text in commands:
            print(ask(card, bytes.fromhex(text)).hex(), flush=True)
        while card.recv(4096):
            pass
    except (OSError, SystemExit):
        pass
    card.close()
    print("gone", flush=True)


server = socket.create_server((sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1", 0))
server.settimeout(60)
print(server.getsockname()[1], flush=True)
card, _ = server.accept()
card.settimeout(60)
while sys.argv[1] == "serve":
    serve(card, sys.argv[3:])
    card, _ = server.accept()
if sys.argv[1] == "odd":
    be_odd(card)
    while card.recv(4096):  # until the card is removed
        pass
elif sys.argv[1] == "atr":
    card.sendall(message(ON))
    print(ask(card, ATR).hex(), flush=True)
    card.recv(1)  # the card disconnects
elif sys.argv[1] == "ask":
    card.sendall(message(ON))
    for text in ["reset"] + sys.argv[3:]:
        if text == "reset":
            card.sendall(message(RESET))
            assert ask(card, ATR)
        else:
            print(ask(card, bytes.fromhex(text)).hex(), flush=True)
    print("end", flush=True)
    card.recv(1)  # the card disconnects
elif sys.argv[1] == "early":
    card.sendall(message(ON) + message(b"\0\xa4\0\0"))
    while card.recv(4096):
        pass
elif sys.argv[1] in ("flood", "silent"):
    card.sendall(message(ON))
    assert ask(card, ATR) == b"\x3b\0"
    try:
        while sys.argv[1] == "flood":
            card.sendall(message(ON) * 1000)
        card.recv(1)  # the card disconnects
        time.sleep(20)
    except OSError:
        pass
elif sys.argv[1] == "cut":
    card.sendall(message(ON) + b"\xff\xff some")
card.close()
