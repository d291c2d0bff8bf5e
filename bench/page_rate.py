#!/usr/bin/env python3
"""page_rate.py PORT SERVER COUNT ROUNDS PATH...: requests per second for each path, one line per
path: the median of ROUNDS rounds, in which the paths take turns. It counts seconds of processor
time of the process SERVER (its process id) and its children, so that other busy programs disturb
less. Uses four keep-alive connections; every response must have status 200."""
import http.client
import os
import statistics
import sys
import threading

port, server, count, rounds = map(int, sys.argv[1:5])
paths = sys.argv[5:]
CONNECTIONS = 4


def ask(path, times, failures):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(times):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            failures.append(response.status)


def processor_time():
    with open(f"/proc/{server}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def rate(path):
    failures = []
    threads = [threading.Thread(target=ask, args=(path, count // CONNECTIONS, failures)) for _ in range(CONNECTIONS)]
    start = processor_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{path}: status {failures[0]}")
    return count / (processor_time() - start)


rates = {path: [] for path in paths}
for _ in range(rounds):
    for path in paths:
        rates[path].append(rate(path))
for path in paths:
    print(round(statistics.median(rates[path])))
