/* Tests of the fake winscard that none of the programs can make: what pcsc-lite was observed to do
 * with its PnP entry, counters, cancels and lost services. Writes TAP. It controls its own world
 * through the FIFO, which fake.bats creates. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <winscard.h>

static const char pnp[] = "\\\\?PnP?\\Notification";

static SCARDCONTEXT context;
static int number;
static bool failed;

static void check(bool holds, const char *what)
{
	printf("%s %d - %s\n", holds ? "ok" : "not ok", ++number, what);
	failed = failed || !holds;
}

static size_t lines_done(const char *line)
{
	FILE *log = fopen(getenv("FAKE_PCSC_LOG"), "r");
	char got[512];
	size_t count = 0;

	while (log != NULL && fgets(got, sizeof got, log) != NULL)
		count += strncmp(got, "ok ", 3) == 0 && strncmp(got + 3, line, strlen(line)) == 0 &&
			got[3 + strlen(line)] == '\n';
	if (log != NULL)
		fclose(log);
	return count;
}

/* Executes a command of the fake's control language and waits until it is done. */
static void world(const char *line)
{
	const struct timespec pause = {0, 2000000};
	size_t before = lines_done(line);
	int fd = open(getenv("FAKE_PCSC_CONTROL"), O_WRONLY);

	if (fd < 0 || dprintf(fd, "%s\n", line) < 0)
		exit(2);
	close(fd);
	while (lines_done(line) == before)
		nanosleep(&pause, NULL);
}

static LONG look(const char *reader, DWORD known, DWORD timeout, DWORD *state)
{
	SCARD_READERSTATE entry = {.szReader = reader, .dwCurrentState = known};
	LONG rv = SCardGetStatusChange(context, timeout, &entry, 1);

	*state = entry.dwEventState;
	return rv;
}

static void test_pnp(void)
{
	DWORD state;

	check(look(pnp, 0, 0, &state) == SCARD_E_TIMEOUT && state == 0,
	      "old PnP: times out at once");
	world("pnp counter");
	check(look(pnp, 0, 0, &state) == SCARD_E_TIMEOUT && state >> 16 != 0,
	      "newer PnP: 0 known, no change, but the counter");
	check(look(pnp, state, 0, &state) == SCARD_E_TIMEOUT, "newer PnP: the counter known");
	world("add extra Extra");
	check(look(pnp, state, 1000, &state) == SCARD_S_SUCCESS && (state & SCARD_STATE_CHANGED),
	      "newer PnP: a change between two calls is not lost");
	world("unplug extra");
	world("pnp unknown");
	check(look(pnp, 0, 0, &state) == SCARD_S_SUCCESS && (state & SCARD_STATE_UNKNOWN),
	      "older macOS: unknown");
	world("pnp error");
	check(look(pnp, 0, 0, &state) == SCARD_E_UNKNOWN_READER, "newer macOS: an error");
	world("pnp old");
	world("on wait 1 add extra Extra");
	check(look(pnp, 0, 2000, &state) == SCARD_S_SUCCESS && state == SCARD_STATE_CHANGED,
	      "old PnP: a reader that comes during the wait");
	world("unplug extra");
}

static void test_counter(void)
{
	DWORD state;

	check(look("A", SCARD_STATE_UNAWARE, 0, &state) == SCARD_S_SUCCESS &&
	              (state & 0xFFFF) == (SCARD_STATE_EMPTY | SCARD_STATE_CHANGED),
	      "unaware: the state at once");
	world("counter a FFFE");
	world("insert a 3B00");
	world("remove a");
	check(look("A", SCARD_STATE_EMPTY, 0, &state) == SCARD_E_TIMEOUT && state >> 16 == 0,
	      "the counter wraps; without one nothing has happened");
	world("insert a 3B00");
	world("remove a");
	check(look("A", 0xFFFF0000 | SCARD_STATE_EMPTY, 0, &state) == SCARD_S_SUCCESS,
	      "with one that differs something has");
	check(look("A", SCARD_STATE_IGNORE, 1000, &state) == SCARD_S_SUCCESS &&
	              state == SCARD_STATE_IGNORE,
	      "all ignored: at once");
	check(look("none", 0, 0, &state) == SCARD_E_UNKNOWN_READER, "a name that is unknown");
	world("on wait 1 unplug b");
	check(look("B", SCARD_STATE_EMPTY, 2000, &state) == SCARD_S_SUCCESS &&
	              (state & SCARD_STATE_UNKNOWN),
	      "a reader that goes during the wait");
}

static void test_limit(void)
{
	SCARD_READERSTATE states[17] = {{0}};

	for (size_t i = 0; i < 17; i++)
		states[i].szReader = "A";
	check(SCardGetStatusChange(context, 0, states, 17) == SCARD_E_INVALID_PARAMETER,
	      "17 states are refused");
	check(SCardGetStatusChange(context, 0, states, 16) == SCARD_S_SUCCESS, "16 are not");
	world("limit 0");
	check(SCardGetStatusChange(context, 0, states, 17) == SCARD_S_SUCCESS,
	      "and without the limit 17 are not");
	check(SCardGetStatusChange(context, 0, NULL, 0) == SCARD_S_SUCCESS, "none: at once");
}

static void *wait_long(void *result)
{
	DWORD state;

	*(LONG *)result = look("A", SCARD_STATE_EMPTY, INFINITE, &state);
	return NULL;
}

/* Runs a wait in a thread and returns its result, after the world has done what ends the wait. */
static LONG wait_ended_by(const char *line)
{
	pthread_t thread;
	LONG result = 0;

	if (line != NULL) {
		char planned[100];

		snprintf(planned, sizeof planned, "on wait 1 %s", line);
		world(planned);
	}
	pthread_create(&thread, NULL, wait_long, &result);
	while (line == NULL && result == 0) {
		const struct timespec pause = {0, 5000000};

		SCardCancel(context);
		nanosleep(&pause, NULL);
	}
	pthread_join(thread, NULL);
	return result;
}

static void test_cancel(void)
{
	DWORD state;

	check(SCardCancel(context) == SCARD_S_SUCCESS &&
	              look("A", SCARD_STATE_EMPTY, 20, &state) == SCARD_E_TIMEOUT,
	      "a cancel before the wait does nothing");
	check(wait_ended_by(NULL) == SCARD_E_CANCELLED, "one that is repeated ends the wait");
}

static void test_service(void)
{
	SCARDCONTEXT other;
	DWORD state;

	check(wait_ended_by("service stop") == SCARD_F_COMM_ERROR,
	      "a service that dies in the wait");
	check(look("A", 0, 0, &state) == SCARD_E_NO_SERVICE, "and is gone");
	check(SCardIsValidContext(context) == SCARD_S_SUCCESS, "which the context does not tell");
	check(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &other) == SCARD_E_NO_SERVICE,
	      "no new context");
	world("service start");
	check(look("A", 0, 0, &state) == SCARD_E_NO_SERVICE, "an old context stays lost");
	check(SCardReleaseContext(context) == SCARD_E_NO_SERVICE, "to its end");
	check(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) == SCARD_S_SUCCESS,
	      "a new one lives");
}

static void renew_context(void)
{
	SCardReleaseContext(context);
	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		exit(2);
}

static void test_older(void)
{
	DWORD state, length = 0, protocol;
	SCARDHANDLE card;

	world("older yes");
	renew_context();
	check(look("A", 0, 0, &state) == SCARD_E_NO_SERVICE,
	      "an older service: readers not listed");
	check(SCardListReaders(context, NULL, NULL, &length) == SCARD_E_NO_SERVICE,
	      "and then it is too late");
	renew_context();
	check(SCardListReaders(context, NULL, NULL, &length) == SCARD_S_SUCCESS &&
	              look("A", 0, 0, &state) == SCARD_S_SUCCESS,
	      "an older service: readers listed");
	renew_context();
	check(SCardConnect(context, "A", SCARD_SHARE_DIRECT, 0, &card, &protocol) ==
	                      SCARD_S_SUCCESS &&
	              SCardStatus(card, NULL, NULL, NULL, NULL, NULL, NULL) == SCARD_S_SUCCESS &&
	              look("A", 0, 0, &state) == SCARD_S_SUCCESS,
	      "an older service: the status asked for");
	world("older no");
	renew_context();
	check(look("A", 0, 0, &state) == SCARD_S_SUCCESS, "an equal service: readers not listed");
}

static LONG send_command(SCARDHANDLE card, const SCARD_IO_REQUEST *pci, DWORD *length)
{
	static BYTE response[65538];
	const BYTE command[] = {0x00, 0xB0, 0x00, 0x00};

	return SCardTransmit(card, pci, command, sizeof command, NULL, response, length);
}

static void test_cards(void)
{
	SCARDHANDLE card;
	DWORD protocol, length = 65538;

	check(SCardConnect(context, "A", SCARD_SHARE_SHARED, 3, &card, &protocol) ==
	              SCARD_E_NO_SMARTCARD,
	      "no card");
	world("mute a");
	check(SCardConnect(context, "A", SCARD_SHARE_SHARED, 3, &card, &protocol) ==
	              SCARD_W_UNPOWERED_CARD,
	      "a mute card");
	world("swap a 3B00 T01");
	world("hold a");
	check(SCardConnect(context, "A", SCARD_SHARE_SHARED, 3, &card, &protocol) ==
	              SCARD_E_SHARING_VIOLATION,
	      "a card that another program holds");
	world("let a");
	check(SCardConnect(context, "A", SCARD_SHARE_SHARED, 3, &card, &protocol) ==
	                      SCARD_S_SUCCESS &&
	              protocol == SCARD_PROTOCOL_T1,
	      "both offered: T=1");
	world("answer a 00B0 length 65536");
	check(send_command(card, SCARD_PCI_T0, &length) == SCARD_E_PROTO_MISMATCH,
	      "another protocol");
	length = 65538;
	check(send_command(card, SCARD_PCI_T1, &length) == SCARD_S_SUCCESS && length == 65538,
	      "an answer of 65538 bytes");
	length = 65537;
	check(send_command(card, SCARD_PCI_T1, &length) == SCARD_E_INSUFFICIENT_BUFFER,
	      "one byte less room");
	world("reset a");
	length = 65538;
	check(send_command(card, SCARD_PCI_T1, &length) == SCARD_W_RESET_CARD, "reset by another");
	check(SCardReconnect(card, SCARD_SHARE_SHARED, 3, SCARD_LEAVE_CARD, &protocol) ==
	              SCARD_S_SUCCESS,
	      "reconnected");
	world("swap a 3B00");
	length = 65538;
	check(send_command(card, SCARD_PCI_T0, &length) == SCARD_W_REMOVED_CARD,
	      "a swapped card is a removed one");
	check(SCardDisconnect(card, SCARD_LEAVE_CARD) == SCARD_S_SUCCESS, "disconnected");
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	alarm(20);
	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		return 2;
	test_pnp();
	test_counter();
	test_limit();
	test_cancel();
	test_service();
	test_older();
	test_cards();
	SCardReleaseContext(context);
	printf("1..%d\n", number);
	return failed;
}
