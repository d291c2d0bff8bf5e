"""Uses four readers at the same time, inside tests/pcsc/world.sh: cycles.py N. A card is inserted
and removed N times in each reader, and each step of the service's event counter must be reported
separately and in order. Exits with 0 if so."""
import sys
import tempfile
import threading

from world import READERS, Card, Monitor, Observer


def turn(card, cycles, failures):
    try:
        for _ in range(2 * cycles):
            card.turn()
    except BaseException as failure:
        failures.append(failure)
        raise


def check(monitor, cycles):
    missed = 0
    for reader in READERS:
        events = [e for e in monitor.events if (e["reader"] or {}).get("name") == reader]
        assert events.pop(0)["event"] == "reader-added"
        count = 0
        for event in events:
            assert event["event"].startswith("card-") and not event["initial"], event
            count += 1 + event["missed"]
            missed += event["missed"]
        assert count == 2 * cycles, (reader, count)
    return missed


def main():
    cycles = int(sys.argv[1])
    failures = []
    with tempfile.TemporaryDirectory() as directory:
        cards = [Card(reader) for reader in READERS]
        monitor = Monitor(directory, [])
        try:
            monitor.settled(Observer())
            threads = [threading.Thread(target=turn, args=(card, cycles, failures)) for card in cards]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert not failures
            monitor.settled(Observer())
            monitor.finish()
            missed = check(monitor, cycles)
            print("# 4 readers x %d cycles: %d events, %d of them told by the counter alone" %
                  (cycles, 8 * cycles, missed))
        finally:
            monitor.end()
            for card in cards:
                card.end()


main()
