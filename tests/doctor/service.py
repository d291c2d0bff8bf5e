#!/usr/bin/env python3
# service.py SOCKET answer MAJOR MINOR | close | silent: a stub for a pcscd that speaks this version
# of the protocol, closes every connection, or never responds. Prints a line once it listens; ends
# with its standard input.
import os
import select
import socket
import struct
import sys

path, what, *protocol = sys.argv[1:]
listening = socket.socket(socket.AF_UNIX)
os.chdir(os.path.dirname(path))  # a socket's name has at most 107 characters
listening.bind(os.path.basename(path))
listening.listen()
print('listening', flush=True)
asked = {}  # what each client has sent after its last whole request of 20 bytes: a library may send one in two pieces
while True:
    ready, _, _ = select.select([listening, sys.stdin, *asked], [], [])
    if sys.stdin in ready:
        break
    for client in ready:
        if client is listening:
            asked[listening.accept()[0]] = b''
            continue
        try:
            sent = client.recv(20 - len(asked[client]))
        except ConnectionResetError:
            sent = b''
        asked[client] += sent
        if not sent or what == 'close':
            client.close()
            del asked[client]
        elif len(asked[client]) == 20:
            asked[client] = b''
            if what == 'answer':
                # The response of pcscd to a protocol version other than its own:
                # SCARD_E_SERVICE_STOPPED.
                client.send(struct.pack('=iiI', int(protocol[0]), int(protocol[1]), 0x8010001E))
