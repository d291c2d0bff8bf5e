#!/usr/bin/env python3
"""An HTTPS server that misbehaves in various ways: faulty_server.py CERT KEY
Prints its port and serves until its standard input ends."""
import gzip
import socket
import ssl
import sys
import threading
import time

LIST = b"# a list\n\n" + b"".join(b"3B %02X\n\tcard %d\n\n" % (i, i) for i in range(256))
# Headers that do not tell where the body ends.
CODINGS = {
    b"/identity": b"Transfer-Encoding: identity\r\n",
    b"/no-coding": b"Transfer-Encoding:\r\n",
    b"/length-and-coding": b"Content-Length: %d\r\nTransfer-Encoding: identity\r\n" % len(LIST),
    b"/two-lengths": b"Content-Length: %d\r\nContent-Length: %d\r\n" % (len(LIST), len(LIST) // 2),
}


def answer(connection, path):
    def send(text):
        connection.sendall(text)

    if path == b"/cut":
        send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LIST) + LIST[: len(LIST) - 100])
    elif path == b"/cut-chunk":
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(LIST) + LIST[:-100])
    elif path == b"/cut-without-length":
        send(b"HTTP/1.0 200 OK\r\n\r\n" + LIST[: len(LIST) // 4])
    elif path in CODINGS:
        send(b"HTTP/1.1 200 OK\r\n" + CODINGS[path] + b"Connection: close\r\n\r\n" + LIST[: len(LIST) // 2])
    elif path == b"/not-modified":
        send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    elif path == b"/without-length":
        send(b"HTTP/1.0 200 OK\r\n\r\n" + LIST)
    elif path == b"/drip":
        send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LIST))
        for i in range(0, len(LIST)):
            send(LIST[i : i + 1])
            time.sleep(0.5)
    elif path == b"/endless":
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        block = b"# again and again\n" * 8192
        while True:
            send(b"%x\r\n" % len(block) + block + b"\r\n")
    elif path == b"/bomb":
        small = gzip.compress(b"# again and again\n" * 5000000, 1)
        send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(small) + small)
    elif path == b"/odd-redirect":
        send(b"HTTP/1.1 302 Found\r\nLocation: https://\x1b]0;name\x07/x\r\nContent-Length: 0\r\n\r\n")
    elif path == b"/odd-scheme":
        send(b"HTTP/1.1 302 Found\r\nLocation: \x1b]0;name\x07://x\r\nContent-Length: 0\r\n\r\n")
    elif path == b"/odd-names":
        odd = LIST + b"3B 01 41\n\t\x1b]0;name\x07\n\n" + b"".join(b"3F 01 %02X\n\tcard\n\n" % i for i in range(200))
        odd = odd.replace(b"# a list\n\n", b"# a list\n\n3A 00\n\t\x1b]0;name\x07\n\n")
        send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(odd) + odd)
    elif path == b"/huge":
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
    elif path == b"/nothing":
        pass
    elif path == b"/long-header":
        send(b"HTTP/1.1 200 OK\r\n" + b"X-Filler: " + b"x" * 4000000 + b"\r\n\r\n")
    elif path == b"/odd-tag":
        send(b"HTTP/1.1 200 OK\r\nETag: " + b"t" * 5000 + b"\r\nLast-Modified: tomorrow\r\n"
             b"Content-Length: %d\r\n\r\n" % len(LIST) + LIST)
    else:
        send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LIST) + LIST)


def serve(context, plain):
    try:
        with context.wrap_socket(plain, server_side=True) as connection:
            request = b""
            while b"\r\n\r\n" not in request:
                more = connection.recv(4096)
                if not more:
                    return
                request += more
            answer(connection, request.split()[1])
            plain.close()
    except (OSError, ssl.SSLError):
        pass


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=accept, args=(server, context), daemon=True).start()
    sys.stdin.read()


def accept(server, context):
    while True:
        plain, _ = server.accept()
        threading.Thread(target=serve, args=(context, plain), daemon=True).start()


main()
