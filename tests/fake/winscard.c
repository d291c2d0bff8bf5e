/* A PC/SC service inside the program: all that our programs and Debian's pcsc-tools call of
 * libpcsclite. control.c has the language that drives it. What it does is what pcsc-lite was seen
 * to do, down to what its library refuses before it asks the service; a call against the rules
 * aborts. */
#include "fake.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include <winscard.h>

#define PUBLIC __attribute__((visibility("default")))

static const char pnp_name[] = "\\\\?PnP?\\Notification";

enum { CONTEXTS_MAX = 64, CARDS_MAX = 64, FIRST_CONTEXT = 0x1000, FIRST_CARD = 0x2000 };

static struct context {
	bool used, busy, waits, cancelled, listed;
	unsigned long life;
} contexts[CONTEXTS_MAX];

static struct connection {
	bool used, exclusive;
	struct context *context;
	char name[FAKE_NAME_SIZE];
	bool direct;
	DWORD protocol;
	unsigned long inserted, resets;
	unsigned transactions;
} cards[CARDS_MAX];

struct fake fake = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.most_states = 16,
	.up = true,
};

const char *const fake_call_names[CALL_COUNT] = {
	[CALL_ESTABLISH] = "SCardEstablishContext",
	[CALL_RELEASE] = "SCardReleaseContext",
	[CALL_VALID] = "SCardIsValidContext",
	[CALL_CONNECT] = "SCardConnect",
	[CALL_RECONNECT] = "SCardReconnect",
	[CALL_DISCONNECT] = "SCardDisconnect",
	[CALL_BEGIN] = "SCardBeginTransaction",
	[CALL_END] = "SCardEndTransaction",
	[CALL_STATUS] = "SCardStatus",
	[CALL_CHANGE] = "SCardGetStatusChange",
	[CALL_CONTROL] = "SCardControl",
	[CALL_TRANSMIT] = "SCardTransmit",
	[CALL_GROUPS] = "SCardListReaderGroups",
	[CALL_LIST] = "SCardListReaders",
	[CALL_FREE] = "SCardFreeMemory",
	[CALL_CANCEL] = "SCardCancel",
	[CALL_GET_ATTRIB] = "SCardGetAttrib",
	[CALL_SET_ATTRIB] = "SCardSetAttrib",
	[CALL_WAIT] = "wait",
	[CALL_WATCH] = "watch",
};

PUBLIC const SCARD_IO_REQUEST g_rgSCardT0Pci = {SCARD_PROTOCOL_T0, sizeof(SCARD_IO_REQUEST)};
PUBLIC const SCARD_IO_REQUEST g_rgSCardT1Pci = {SCARD_PROTOCOL_T1, sizeof(SCARD_IO_REQUEST)};
PUBLIC const SCARD_IO_REQUEST g_rgSCardRawPci = {SCARD_PROTOCOL_RAW, sizeof(SCARD_IO_REQUEST)};

/* --- the log, the script and the FIFO --- */

static int log_fd = -1;

void fake_log(const char *format, ...)
{
	static char line[2 * FAKE_RESPONSE_MAX + 300];
	va_list args;

	if (log_fd < 0)
		return;
	va_start(args, format);
	int n = vsnprintf(line, sizeof line - 1, format, args);
	va_end(args);
	size_t length = (size_t)n < sizeof line - 1 ? (size_t)n : sizeof line - 2;
	line[length++] = '\n';
	if (write(log_fd, line, length) < 0)
		log_fd = -1;
}

void fake_abort(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "fake winscard: ");
	vfprintf(stderr, format, args);
	fprintf(stderr, "\n");
	va_end(args);
	abort();
}

static void do_lines(FILE *file)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		pthread_mutex_lock(&fake.lock);
		fake_control(line);
		pthread_mutex_unlock(&fake.lock);
	}
	free(line);
}

static void *follow(void *file)
{
	do_lines(file);
	return NULL;
}

/* For whoever measures: when SCardGetStatusChange last told something, in ns of the monotonic
 * clock. */
static int64_t *told_at;

static void share_time(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	void *map = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, sizeof *told_at) == 0)
		map = mmap(NULL, sizeof *told_at, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		fake_abort("FAKE_PCSC_TOLD: %s: %s", path, strerror(errno));
	close(fd);
	told_at = map;
}

static void note_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	*told_at = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A FIFO open for reading and writing has no end. Signals are the program's own threads' business.
 */
static void start_follower(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	FILE *file = fd >= 0 ? fdopen(fd, "r") : NULL;
	sigset_t all, before;
	pthread_t thread;

	if (file == NULL)
		fake_abort("FAKE_PCSC_CONTROL: %s: %s", path, strerror(errno));
	/* The thread reads for ever, and exit() of glibc 2.41 would wait for a lock of the stream.
	 */
	__fsetlocking(file, FSETLOCKING_BYCALLER);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&thread, NULL, follow, file) != 0)
		fake_abort("no thread");
	pthread_detach(thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

__attribute__((constructor)) static void start(void)
{
	const char *script = getenv("FAKE_PCSC"), *control = getenv("FAKE_PCSC_CONTROL");
	const char *log = getenv("FAKE_PCSC_LOG"), *told = getenv("FAKE_PCSC_TOLD");
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&fake.changed, &monotonic);
	if (log != NULL)
		log_fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (script != NULL) {
		FILE *file = fopen(script, "re");

		if (file == NULL)
			fake_abort("FAKE_PCSC: %s: %s", script, strerror(errno));
		do_lines(file);
		fclose(file);
	}
	if (told != NULL)
		share_time(told);
	if (control != NULL)
		start_follower(control);
}

/* What a program did not give back, for tests that look after it. */
__attribute__((destructor)) static void end(void)
{
	unsigned open_contexts = 0, open_cards = 0;

	for (size_t i = 0; i < CONTEXTS_MAX; i++)
		open_contexts += contexts[i].used;
	for (size_t i = 0; i < CARDS_MAX; i++)
		open_cards += cards[i].used;
	fake_log("end contexts=%u cards=%u", open_contexts, open_cards);
}

/* --- calls --- */

/* Every call begins here, and has the lock from here on: what was planned for it is done, and a
 * failure that was ordered is its result. */
static LONG begin(enum fake_call call)
{
	pthread_mutex_lock(&fake.lock);
	struct fake_plan *plan = &fake.plans[call];

	plan->seen++;
	fake_run_planned(call);
	if (plan->delay_ms > 0) {
		struct timespec time = {plan->delay_ms / 1000, plan->delay_ms % 1000 * 1000000L};

		pthread_mutex_unlock(&fake.lock);
		while (nanosleep(&time, &time) != 0)
			;
		pthread_mutex_lock(&fake.lock);
	}
	if (plan->hangs && plan->hang_after == 0) {
		fake_log("%s hangs", fake_call_names[call]);
		while (plan->hangs)
			pthread_cond_wait(&fake.changed, &fake.lock);
	} else if (plan->hangs) {
		plan->hang_after--;
	}
	if (!plan->fails)
		return SCARD_S_SUCCESS;
	if (plan->fail_after > 0) {
		plan->fail_after--;
		return SCARD_S_SUCCESS;
	}
	if (plan->fail_times > 0 && --plan->fail_times == 0)
		plan->fails = false;
	return (LONG)plan->fail_code;
}

/* And ends here. */
static LONG end_with(enum fake_call call, struct context *context, LONG rv)
{
	if (context != NULL)
		context->busy = false;
	fake_log("%s 0x%08lX", fake_call_names[call], (unsigned long)rv & 0xFFFFFFFF);
	if (told_at != NULL && call == CALL_CHANGE && rv == SCARD_S_SUCCESS)
		note_time();
	pthread_mutex_unlock(&fake.lock);
	return rv;
}

static struct context *context_of(enum fake_call call, SCARDCONTEXT handle)
{
	if (handle < FIRST_CONTEXT || handle >= FIRST_CONTEXT + CONTEXTS_MAX ||
	    !contexts[handle - FIRST_CONTEXT].used)
		fake_abort("%s: 0x%lX is no context (any more)", fake_call_names[call],
		           (unsigned long)handle);
	return &contexts[handle - FIRST_CONTEXT];
}

/* A context takes one call at a time: pcsc-lite makes the second wait for the first. */
static struct context *take_context(enum fake_call call, SCARDCONTEXT handle)
{
	struct context *context = context_of(call, handle);

	if (context->busy)
		fake_abort("%s: another thread is in a call with this context",
		           fake_call_names[call]);
	context->busy = true;
	return context;
}

static struct connection *take_card(enum fake_call call, SCARDHANDLE handle)
{
	if (handle < FIRST_CARD || handle >= FIRST_CARD + CARDS_MAX ||
	    !cards[handle - FIRST_CARD].used)
		fake_abort("%s: 0x%lX is no card (any more)", fake_call_names[call],
		           (unsigned long)handle);
	struct connection *card = &cards[handle - FIRST_CARD];
	if (card->context->busy)
		fake_abort("%s: another thread is in a call with this context",
		           fake_call_names[call]);
	card->context->busy = true;
	return card;
}

static void must(enum fake_call call, bool holds, const char *what)
{
	if (!holds)
		fake_abort("%s: %s", fake_call_names[call], what);
}

static bool is_lost(const struct context *context)
{
	return !fake.up || context->life != fake.lives;
}

struct fake_reader *fake_reader_named(const char *name)
{
	for (size_t i = 0; i < fake.reader_count; i++)
		if (strcmp(fake.readers[i]->name, name) == 0)
			return fake.readers[i];
	return NULL;
}

/* Is the card of a handle still the one, and as it was left? */
static LONG look_at_card(const struct connection *card, struct fake_reader **reader)
{
	*reader = fake_reader_named(card->name);
	if (is_lost(card->context))
		return SCARD_E_NO_SERVICE;
	if (*reader == NULL)
		return SCARD_E_READER_UNAVAILABLE;
	if (card->direct)
		return SCARD_S_SUCCESS;
	if ((*reader)->inserted != card->inserted)
		return fake.uncounted ? SCARD_W_RESET_CARD : SCARD_W_REMOVED_CARD;
	if ((*reader)->resets != card->resets)
		return SCARD_W_RESET_CARD;
	return SCARD_S_SUCCESS;
}

static void count_users(struct fake_reader *reader)
{
	reader->users = 0;
	reader->used_alone = reader->held;
	for (size_t i = 0; i < CARDS_MAX; i++)
		if (cards[i].used && strcmp(cards[i].name, reader->name) == 0) {
			reader->users++;
			reader->used_alone = reader->used_alone || cards[i].exclusive;
		}
	pthread_cond_broadcast(&fake.changed);
}

/* --- contexts --- */

/* pcsc-lite's winscard_msg.h: CMD_VERSION. */
static void greet(void)
{
	const char *path = getenv("PCSCLITE_CSOCK_NAME");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct {
		uint32_t size, command;
		int32_t protocol[2];
		uint32_t code;
	} hello = {12, 0x11, {fake.protocol[0], fake.protocol[1]}, 0}, answer;

	if (fake.protocol[0] == 0 || path == NULL || strlen(path) >= sizeof address.sun_path)
		return;
	strcpy(address.sun_path, path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
	    send(fd, &hello, sizeof hello, MSG_NOSIGNAL) == (ssize_t)sizeof hello &&
	    recv(fd, &answer, sizeof answer, 0) < 0)
		fake_log("no answer");
	close(fd);
}

PUBLIC LONG SCardEstablishContext(DWORD dwScope, LPCVOID pvReserved1, LPCVOID pvReserved2,
                                  LPSCARDCONTEXT phContext)
{
	const enum fake_call call = CALL_ESTABLISH;
	LONG rv = begin(call);
	size_t i = 0;

	must(call, phContext != NULL, "no place for the context");
	must(call, pvReserved1 == NULL && pvReserved2 == NULL, "reserved arguments are set");
	must(call, dwScope == SCARD_SCOPE_SYSTEM || dwScope == SCARD_SCOPE_USER, "unknown scope");
	pthread_mutex_unlock(&fake.lock);
	greet();
	pthread_mutex_lock(&fake.lock);
	if (rv == SCARD_S_SUCCESS && !fake.up)
		rv = SCARD_E_NO_SERVICE;
	if (rv != SCARD_S_SUCCESS)
		return end_with(call, NULL, rv);
	while (i < CONTEXTS_MAX && contexts[i].used)
		i++;
	must(call, i < CONTEXTS_MAX, "64 contexts are open");
	contexts[i] = (struct context){.used = true, .life = fake.lives};
	*phContext = (SCARDCONTEXT)(FIRST_CONTEXT + i);
	return end_with(call, NULL, SCARD_S_SUCCESS);
}

PUBLIC LONG SCardReleaseContext(SCARDCONTEXT hContext)
{
	const enum fake_call call = CALL_RELEASE;
	LONG rv = begin(call);
	struct context *context = take_context(call, hContext);

	if (rv == SCARD_S_SUCCESS && is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	context->used = false;
	for (size_t i = 0; i < CARDS_MAX; i++)
		if (cards[i].used && cards[i].context == context) {
			struct fake_reader *reader = fake_reader_named(cards[i].name);

			cards[i].used = false;
			if (reader != NULL)
				count_users(reader);
		}
	return end_with(call, context, rv);
}

/* The client library answers without the service. */
PUBLIC LONG SCardIsValidContext(SCARDCONTEXT hContext)
{
	LONG rv = begin(CALL_VALID);

	if (hContext < FIRST_CONTEXT || hContext >= FIRST_CONTEXT + CONTEXTS_MAX ||
	    !contexts[hContext - FIRST_CONTEXT].used)
		rv = SCARD_E_INVALID_HANDLE;
	return end_with(CALL_VALID, NULL, rv);
}

/* Ends a wait; does nothing, successfully, where there is none. */
PUBLIC LONG SCardCancel(SCARDCONTEXT hContext)
{
	LONG rv = begin(CALL_CANCEL);
	struct context *context = context_of(CALL_CANCEL, hContext);

	if (rv == SCARD_S_SUCCESS && is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	if (rv == SCARD_S_SUCCESS && context->waits) {
		context->cancelled = true;
		pthread_cond_broadcast(&fake.changed);
	}
	return end_with(CALL_CANCEL, NULL, rv);
}

/* --- lists --- */

/* Gives data the ways of PC/SC: only its length, allocated, or into the caller's buffer. */
static LONG give(enum fake_call call, const void *data, size_t length, void *out, DWORD *out_length)
{
	must(call, out_length != NULL, "no place for the length");
	if (out == NULL && *out_length == SCARD_AUTOALLOCATE)
		return SCARD_E_INVALID_PARAMETER;
	if (out != NULL && *out_length == SCARD_AUTOALLOCATE) {
		void *copy = malloc(length > 0 ? length : 1);

		must(call, copy != NULL, "out of memory");
		memcpy(copy, data, length);
		memcpy(out, &copy, sizeof copy);
	} else if (out != NULL) {
		if (*out_length < length) {
			*out_length = length;
			return SCARD_E_INSUFFICIENT_BUFFER;
		}
		memcpy(out, data, length);
	}
	*out_length = length;
	return SCARD_S_SUCCESS;
}

PUBLIC LONG SCardListReaders(SCARDCONTEXT hContext, LPCSTR mszGroups, LPSTR mszReaders,
                             LPDWORD pcchReaders)
{
	const enum fake_call call = CALL_LIST;
	static char names[FAKE_READERS_MAX * FAKE_NAME_SIZE + 1];
	LONG rv = begin(call);
	struct context *context = take_context(call, hContext);
	size_t length = 0;

	(void)mszGroups;
	must(call, pcchReaders != NULL, "no place for the length");
	if (rv == SCARD_S_SUCCESS && is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	if (rv != SCARD_S_SUCCESS)
		return end_with(call, context, rv);
	context->listed = true;
	if (fake.list_length > 0)
		return end_with(call, context,
		                give(call, fake.list, fake.list_length, mszReaders, pcchReaders));
	for (size_t i = 0; i < fake.reader_count; i++) {
		size_t n = strlen(fake.readers[i]->name) + 1;

		memcpy(names + length, fake.readers[i]->name, n);
		length += n;
	}
	names[length++] = '\0';
	if (fake.reader_count == 0) {
		*pcchReaders = 1;
		return end_with(call, context, SCARD_E_NO_READERS_AVAILABLE);
	}
	return end_with(call, context, give(call, names, length, mszReaders, pcchReaders));
}

PUBLIC LONG SCardListReaderGroups(SCARDCONTEXT hContext, LPSTR mszGroups, LPDWORD pcchGroups)
{
	static const char groups[] = "SCard$DefaultReaders\0";
	LONG rv = begin(CALL_GROUPS);
	struct context *context = take_context(CALL_GROUPS, hContext);

	if (rv == SCARD_S_SUCCESS)
		rv = give(CALL_GROUPS, groups, sizeof groups, mszGroups, pcchGroups);
	return end_with(CALL_GROUPS, context, rv);
}

PUBLIC LONG SCardFreeMemory(SCARDCONTEXT hContext, LPCVOID pvMem)
{
	LONG rv = begin(CALL_FREE);
	struct context *context = take_context(CALL_FREE, hContext);
	void *memory;

	memcpy(&memory, &pvMem, sizeof memory);
	free(memory);
	return end_with(CALL_FREE, context, rv);
}

/* --- waiting --- */

static DWORD reader_bits(const struct fake_reader *reader)
{
	DWORD bits = reader->present ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY;

	if (reader->mute)
		bits |= SCARD_STATE_MUTE;
	if (reader->used_alone)
		bits |= SCARD_STATE_EXCLUSIVE;
	else if (reader->users > 0)
		bits |= SCARD_STATE_INUSE;
	if (!fake.uncounted)
		bits |= (DWORD)reader->counter << 16;
	return bits | reader->bits;
}

/* What pcsc-lite compares: the counter where the caller has one, the card, and whether a bit of use
 * that the caller knows has gone (one that is new wakes nobody). */
static bool reader_differs(DWORD known, DWORD bits)
{
	const DWORD card = SCARD_STATE_EMPTY | SCARD_STATE_PRESENT | SCARD_STATE_MUTE;
	const DWORD use = SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE;

	if (known == SCARD_STATE_UNAWARE)
		return true;
	if (known & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE))
		return true;
	if (known >> 16 != 0 && known >> 16 != bits >> 16)
		return true;
	if ((known & card) != 0 && (known & card) != (bits & card))
		return true;
	return (known & use & ~bits) != 0;
}

static bool look_at_pnp(SCARD_READERSTATE *state, uint16_t events_before)
{
	const DWORD known = state->dwCurrentState >> 16;

	switch (fake.pnp) {
	case PNP_UNKNOWN:
		state->dwEventState = SCARD_STATE_UNKNOWN | SCARD_STATE_CHANGED;
		return true;
	case PNP_COUNTER:
		state->dwEventState = (DWORD)fake.reader_events << 16;
		if (known != 0 ? known != fake.reader_events : events_before != fake.reader_events)
			state->dwEventState |= SCARD_STATE_CHANGED;
		return state->dwEventState & SCARD_STATE_CHANGED;
	case PNP_OLD:
	case PNP_ERROR:
	default:
		state->dwEventState = events_before != fake.reader_events ? SCARD_STATE_CHANGED : 0;
		return events_before != fake.reader_events;
	}
}

static bool look_at_reader(SCARD_READERSTATE *state)
{
	const struct fake_reader *reader = fake_reader_named(state->szReader);

	if (reader == NULL) {
		state->dwEventState =
			SCARD_STATE_CHANGED | SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE;
		return true;
	}
	state->dwEventState = reader_bits(reader);
	state->cbAtr = reader->claims ? reader->claimed : reader->atr_length;
	memset(state->rgbAtr, 0, sizeof state->rgbAtr);
	memcpy(state->rgbAtr, reader->atr, reader->atr_length);
	if (!reader_differs(state->dwCurrentState, state->dwEventState))
		return false;
	state->dwEventState |= SCARD_STATE_CHANGED;
	return true;
}

static bool is_pnp(const SCARD_READERSTATE *state)
{
	return strcasecmp(state->szReader, pnp_name) == 0;
}

/* Looks at all; true where one changed or all are ignored. */
static bool look_at_states(SCARD_READERSTATE *states, DWORD count, uint16_t events_before)
{
	size_t changed = 0, ignored = 0;

	for (DWORD i = 0; i < count; i++) {
		if (states[i].dwCurrentState & SCARD_STATE_IGNORE) {
			states[i].dwEventState = SCARD_STATE_IGNORE;
			ignored++;
		} else if (is_pnp(&states[i])) {
			changed += look_at_pnp(&states[i], events_before);
		} else {
			changed += look_at_reader(&states[i]);
		}
	}
	return changed > 0 || ignored == count;
}

static LONG check_states(const SCARD_READERSTATE *states, DWORD count)
{
	for (DWORD i = 0; i < count; i++) {
		must(CALL_CHANGE, states[i].szReader != NULL, "a state without a name");
		must(CALL_CHANGE, strlen(states[i].szReader) < FAKE_NAME_SIZE,
		     "a name is too long");
		if (is_pnp(&states[i]) ? fake.pnp == PNP_ERROR :
		                         fake_reader_named(states[i].szReader) == NULL)
			return SCARD_E_UNKNOWN_READER;
	}
	return SCARD_S_SUCCESS;
}

/* The service's response to a call too early stays unread: what comes next in this context is not
 * understood. */
static LONG refuse_unlisted(struct context *context)
{
	if (!fake.older || context->listed)
		return SCARD_S_SUCCESS;
	context->life--;
	return SCARD_E_NO_SERVICE;
}

static struct timespec time_after(DWORD ms)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	time.tv_sec += (time_t)(ms / 1000);
	time.tv_nsec += (long)(ms % 1000) * 1000000;
	if (time.tv_nsec >= 1000000000) {
		time.tv_nsec -= 1000000000;
		time.tv_sec++;
	}
	return time;
}

static LONG wait_for_change(struct context *context, DWORD timeout, SCARD_READERSTATE *states,
                            DWORD count)
{
	const uint16_t events_before = fake.reader_events;
	struct timespec limit = time_after(timeout == INFINITE ? 0 : timeout);
	bool late = timeout == 0;

	for (;;) {
		if (is_lost(context))
			return SCARD_F_COMM_ERROR;
		if (context->cancelled)
			return SCARD_E_CANCELLED;
		if (look_at_states(states, count, events_before))
			return SCARD_S_SUCCESS;
		if (late)
			return SCARD_E_TIMEOUT;
		if (!context->waits) {
			context->waits = true;
			fake.plans[CALL_WAIT].seen++;
			fake_log("wait");
			fake_run_planned(CALL_WAIT);
		} else if (timeout == INFINITE) {
			pthread_cond_wait(&fake.changed, &fake.lock);
		} else {
			late = pthread_cond_timedwait(&fake.changed, &fake.lock, &limit) ==
				ETIMEDOUT;
		}
	}
}

PUBLIC LONG SCardGetStatusChange(SCARDCONTEXT hContext, DWORD dwTimeout,
                                 SCARD_READERSTATE *rgReaderStates, DWORD cReaders)
{
	const enum fake_call call = CALL_CHANGE;
	LONG rv = begin(call);
	struct context *context = take_context(call, hContext);

	must(call, rgReaderStates != NULL || cReaders == 0, "no states");
	if (rv == SCARD_S_SUCCESS && fake.most_states > 0 && cReaders > fake.most_states)
		rv = SCARD_E_INVALID_PARAMETER;
	if (rv == SCARD_S_SUCCESS && cReaders > 0) {
		rv = is_lost(context) ? SCARD_E_NO_SERVICE : refuse_unlisted(context);
		if (rv == SCARD_S_SUCCESS)
			rv = check_states(rgReaderStates, cReaders);
		if (rv == SCARD_S_SUCCESS) {
			context->cancelled = false;
			rv = wait_for_change(context, dwTimeout, rgReaderStates, cReaders);
			context->waits = false;
		}
	}
	return end_with(call, context, rv);
}

#ifdef SYS_connect
/* Not of PC/SC: the program connects to a socket. */
PUBLIC int connect(int fd, const struct sockaddr *address, socklen_t length)
{
	pthread_mutex_lock(&fake.lock);
	bool denied = fake.denies;
	pthread_mutex_unlock(&fake.lock);
	errno = EACCES;
	return denied ? -1 : (int)syscall(SYS_connect, fd, address, length);
}
#endif

#ifdef SYS_inotify_add_watch
/* Not of PC/SC: the program begins to watch the directory of the service's socket. */
PUBLIC int inotify_add_watch(int fd, const char *path, uint32_t mask);
PUBLIC int inotify_add_watch(int fd, const char *path, uint32_t mask)
{
	pthread_mutex_lock(&fake.lock);
	fake.plans[CALL_WATCH].seen++;
	fake_log("watch %s", path);
	fake_run_planned(CALL_WATCH);
	pthread_mutex_unlock(&fake.lock);
	return (int)syscall(SYS_inotify_add_watch, fd, path, mask);
}
#endif

/* --- cards --- */

static LONG choose_protocol(const struct fake_reader *reader, DWORD wanted, DWORD *protocol)
{
	if (wanted & reader->protocols & SCARD_PROTOCOL_T1)
		*protocol = SCARD_PROTOCOL_T1;
	else if (wanted & reader->protocols & SCARD_PROTOCOL_T0)
		*protocol = SCARD_PROTOCOL_T0;
	else if (wanted & SCARD_PROTOCOL_RAW)
		*protocol = SCARD_PROTOCOL_RAW;
	else
		return SCARD_E_PROTO_MISMATCH;
	return SCARD_S_SUCCESS;
}

static LONG can_connect(const struct fake_reader *reader, DWORD share)
{
	if (reader == NULL)
		return SCARD_E_UNKNOWN_READER;
	if (reader->used_alone || reader->held ||
	    (share == SCARD_SHARE_EXCLUSIVE && reader->users > 0))
		return SCARD_E_SHARING_VIOLATION;
	if (share == SCARD_SHARE_DIRECT)
		return SCARD_S_SUCCESS;
	if (!reader->present)
		return SCARD_E_NO_SMARTCARD;
	return reader->mute ? SCARD_W_UNPOWERED_CARD : SCARD_S_SUCCESS;
}

static void check_connect(enum fake_call call, DWORD share, DWORD protocols, const void *active)
{
	must(call, active != NULL, "no place for the protocol");
	must(call, share >= SCARD_SHARE_EXCLUSIVE && share <= SCARD_SHARE_DIRECT, "no such share");
	must(call, (protocols & ~(DWORD)0xF) == 0, "no such protocol");
	must(call, protocols != 0 || share == SCARD_SHARE_DIRECT, "no protocol");
}

PUBLIC LONG SCardConnect(SCARDCONTEXT hContext, LPCSTR szReader, DWORD dwShareMode,
                         DWORD dwPreferredProtocols, LPSCARDHANDLE phCard,
                         LPDWORD pdwActiveProtocol)
{
	const enum fake_call call = CALL_CONNECT;
	LONG rv = begin(call);
	struct context *context = take_context(call, hContext);
	DWORD protocol = 0;
	size_t i = 0;

	must(call, phCard != NULL && szReader != NULL, "no place for the card, or no name");
	check_connect(call, dwShareMode, dwPreferredProtocols, pdwActiveProtocol);
	struct fake_reader *reader = fake_reader_named(szReader);
	if (rv == SCARD_S_SUCCESS && strlen(szReader) > MAX_READERNAME)
		rv = SCARD_E_INVALID_VALUE;
	if (rv == SCARD_S_SUCCESS && is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	if (rv == SCARD_S_SUCCESS)
		rv = can_connect(reader, dwShareMode);
	if (rv == SCARD_S_SUCCESS && dwShareMode != SCARD_SHARE_DIRECT)
		rv = choose_protocol(reader, dwPreferredProtocols, &protocol);
	if (rv != SCARD_S_SUCCESS)
		return end_with(call, context, rv);
	while (i < CARDS_MAX && cards[i].used)
		i++;
	must(call, i < CARDS_MAX, "64 cards are open");
	cards[i] = (struct connection){.used = true,
	                               .exclusive = dwShareMode == SCARD_SHARE_EXCLUSIVE,
	                               .direct = dwShareMode == SCARD_SHARE_DIRECT,
	                               .context = context,
	                               .protocol = protocol,
	                               .inserted = reader->inserted,
	                               .resets = reader->resets};
	strcpy(cards[i].name, reader->name);
	count_users(reader);
	*phCard = (SCARDHANDLE)(FIRST_CARD + i);
	*pdwActiveProtocol = protocol;
	return end_with(call, context, SCARD_S_SUCCESS);
}

/* The others' handles are told of a reset, this one is not. */
static void reset_by(struct connection *card, struct fake_reader *reader)
{
	reader->resets++;
	card->resets = reader->resets;
}

PUBLIC LONG SCardReconnect(SCARDHANDLE hCard, DWORD dwShareMode, DWORD dwPreferredProtocols,
                           DWORD dwInitialization, LPDWORD pdwActiveProtocol)
{
	const enum fake_call call = CALL_RECONNECT;
	LONG rv = begin(call);
	struct connection *card = take_card(call, hCard);
	struct fake_reader *reader = fake_reader_named(card->name);
	DWORD protocol = 0;

	check_connect(call, dwShareMode, dwPreferredProtocols, pdwActiveProtocol);
	must(call, dwInitialization <= SCARD_UNPOWER_CARD, "no such initialization");
	if (rv == SCARD_S_SUCCESS)
		rv = is_lost(card->context)               ? SCARD_E_NO_SERVICE :
			reader == NULL                    ? SCARD_E_READER_UNAVAILABLE :
			dwShareMode == SCARD_SHARE_DIRECT ? SCARD_S_SUCCESS :
			!reader->present                  ? SCARD_E_NO_SMARTCARD :
			reader->mute                      ? SCARD_W_UNPOWERED_CARD :
				       choose_protocol(reader, dwPreferredProtocols, &protocol);
	if (rv == SCARD_S_SUCCESS) {
		card->exclusive = dwShareMode == SCARD_SHARE_EXCLUSIVE;
		card->direct = dwShareMode == SCARD_SHARE_DIRECT;
		card->inserted = reader->inserted;
		card->resets = reader->resets;
		card->protocol = protocol;
		if (dwInitialization != SCARD_LEAVE_CARD)
			reset_by(card, reader);
		count_users(reader);
		*pdwActiveProtocol = protocol;
	}
	return end_with(call, card->context, rv);
}

PUBLIC LONG SCardDisconnect(SCARDHANDLE hCard, DWORD dwDisposition)
{
	const enum fake_call call = CALL_DISCONNECT;
	LONG rv = begin(call);
	struct connection *card = take_card(call, hCard);
	struct context *context = card->context;
	struct fake_reader *reader = fake_reader_named(card->name);

	must(call, dwDisposition <= SCARD_EJECT_CARD, "no such disposition");
	if (rv == SCARD_S_SUCCESS && is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	card->used = false;
	if (reader != NULL) {
		if (dwDisposition != SCARD_LEAVE_CARD)
			reader->resets++;
		count_users(reader);
	}
	return end_with(call, context, rv);
}

PUBLIC LONG SCardBeginTransaction(SCARDHANDLE hCard)
{
	LONG rv = begin(CALL_BEGIN);
	struct connection *card = take_card(CALL_BEGIN, hCard);
	struct fake_reader *reader;

	if (rv == SCARD_S_SUCCESS)
		rv = look_at_card(card, &reader);
	if (rv == SCARD_S_SUCCESS)
		card->transactions++;
	return end_with(CALL_BEGIN, card->context, rv);
}

PUBLIC LONG SCardEndTransaction(SCARDHANDLE hCard, DWORD dwDisposition)
{
	LONG rv = begin(CALL_END);
	struct connection *card = take_card(CALL_END, hCard);
	struct fake_reader *reader;

	must(CALL_END, dwDisposition <= SCARD_EJECT_CARD, "no such disposition");
	if (rv == SCARD_S_SUCCESS)
		rv = look_at_card(card, &reader);
	if (rv == SCARD_S_SUCCESS && card->transactions == 0)
		rv = SCARD_E_NOT_TRANSACTED;
	else if (rv == SCARD_S_SUCCESS)
		card->transactions--;
	return end_with(CALL_END, card->context, rv);
}

PUBLIC LONG SCardStatus(SCARDHANDLE hCard, LPSTR szReaderName, LPDWORD pcchReaderLen,
                        LPDWORD pdwState, LPDWORD pdwProtocol, LPBYTE pbAtr, LPDWORD pcbAtrLen)
{
	const enum fake_call call = CALL_STATUS;
	LONG rv = begin(call);
	struct connection *card = take_card(call, hCard);
	struct fake_reader *reader;
	DWORD unused_name = 0, unused_atr = 0;

	if (rv == SCARD_S_SUCCESS)
		rv = look_at_card(card, &reader);
	if (rv != SCARD_S_SUCCESS)
		return end_with(call, card->context, rv);
	card->context->listed = true;
	if (pdwState != NULL)
		*pdwState = (DWORD)reader->counter << 16 |
			(reader->present ? SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE :
		                           SCARD_ABSENT);
	if (pdwProtocol != NULL)
		*pdwProtocol = card->protocol;
	rv = give(call, reader->name, strlen(reader->name) + 1, szReaderName,
	          pcchReaderLen != NULL ? pcchReaderLen : &unused_name);
	LONG atr_rv = give(call, reader->atr, reader->atr_length, pbAtr,
	                   pcbAtrLen != NULL ? pcbAtrLen : &unused_atr);
	return end_with(call, card->context, rv != SCARD_S_SUCCESS ? rv : atr_rv);
}

/* --- bytes --- */

static const struct fake_answer *answer_to(const struct fake_reader *reader, const uint8_t *command,
                                           size_t length)
{
	const struct fake_answer *best = NULL;

	for (size_t i = 0; i < reader->answer_count; i++) {
		const struct fake_answer *answer = &reader->answers[i];

		if (answer->purpose == FOR_COMMAND && answer->prefix_length <= length &&
		    memcmp(answer->prefix, command, answer->prefix_length) == 0 &&
		    (best == NULL || best->prefix_length <= answer->prefix_length))
			best = answer;
	}
	return best;
}

static const struct fake_answer *answer_of(const struct fake_reader *reader, int purpose,
                                           DWORD code)
{
	for (size_t i = 0; i < reader->answer_count; i++)
		if ((int)reader->answers[i].purpose == purpose && reader->answers[i].code == code)
			return &reader->answers[i];
	return NULL;
}

static size_t fill(const struct fake_answer *answer, const uint8_t *command, size_t length,
                   uint8_t *out)
{
	size_t count = 0;

	if (answer == NULL) {
		memcpy(out, "\x6D\x00", 2);
		return 2;
	}
	if (answer->kind == ANSWER_BYTES) {
		if (answer->count > 0)
			memcpy(out, answer->bytes, answer->count);
		return answer->count;
	}
	if (answer->kind == ANSWER_ECHO) {
		count = length < FAKE_DATA_MAX ? length : FAKE_DATA_MAX;
		memcpy(out, command, count);
	} else {
		for (; count < answer->count; count++)
			out[count] = (uint8_t)count;
	}
	memcpy(out + count, "\x90\x00", 2);
	return count + 2;
}

static void log_command(const uint8_t *command, size_t length)
{
	static char text[2 * MAX_BUFFER_SIZE_EXTENDED + 1];
	size_t at = 0;

	if (log_fd < 0)
		return;
	for (size_t i = 0; i < length && at + 2 < sizeof text; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%02X", command[i]);
	fake_log("> %s", text);
}

static LONG transmit(struct connection *card, const SCARD_IO_REQUEST *pci, const BYTE *command,
                     DWORD length, BYTE *out, DWORD *out_length)
{
	static uint8_t response[FAKE_RESPONSE_MAX];
	struct fake_reader *reader;

	if (length > MAX_BUFFER_SIZE_EXTENDED)
		return SCARD_E_INSUFFICIENT_BUFFER;
	LONG rv = look_at_card(card, &reader);
	if (rv != SCARD_S_SUCCESS)
		return rv;
	if (pci->dwProtocol != card->protocol)
		return SCARD_E_PROTO_MISMATCH;
	log_command(command, length);
	size_t count = fill(answer_to(reader, command, length), command, length, response);
	if (count > *out_length) {
		*out_length = count;
		return SCARD_E_INSUFFICIENT_BUFFER;
	}
	memcpy(out, response, count);
	*out_length = count;
	return SCARD_S_SUCCESS;
}

PUBLIC LONG SCardTransmit(SCARDHANDLE hCard, const SCARD_IO_REQUEST *pioSendPci,
                          LPCBYTE pbSendBuffer, DWORD cbSendLength, SCARD_IO_REQUEST *pioRecvPci,
                          LPBYTE pbRecvBuffer, LPDWORD pcbRecvLength)
{
	const enum fake_call call = CALL_TRANSMIT;
	LONG rv = begin(call);
	struct connection *card = take_card(call, hCard);

	(void)pioRecvPci;
	must(call,
	     pioSendPci != NULL && pbSendBuffer != NULL && pbRecvBuffer != NULL &&
	             pcbRecvLength != NULL,
	     "a pointer is NULL");
	must(call, cbSendLength > 0, "an empty command");
	must(call, *pcbRecvLength != SCARD_AUTOALLOCATE, "allocation is not for this call");
	if (rv == SCARD_S_SUCCESS)
		rv = transmit(card, pioSendPci, pbSendBuffer, cbSendLength, pbRecvBuffer,
		              pcbRecvLength);
	if (rv != SCARD_S_SUCCESS && rv != (LONG)SCARD_E_INSUFFICIENT_BUFFER)
		*pcbRecvLength = 0;
	return end_with(call, card->context, rv);
}

/* An answer that was told for a control code or an attribute; max: what the service has room for.
 */
static LONG give_told(enum fake_call call, struct connection *card, int purpose, DWORD code,
                      size_t max, void *out, DWORD *out_length)
{
	static uint8_t bytes[FAKE_RESPONSE_MAX];
	struct fake_reader *reader;
	LONG rv = look_at_card(card, &reader);

	if (rv != SCARD_S_SUCCESS)
		return rv;
	const struct fake_answer *answer = answer_of(reader, purpose, code);
	if (answer == NULL)
		return SCARD_E_UNSUPPORTED_FEATURE;
	size_t length = fill(answer, NULL, 0, bytes);
	return length > max ? SCARD_E_INSUFFICIENT_BUFFER :
			      give(call, bytes, length, out, out_length);
}

PUBLIC LONG SCardControl(SCARDHANDLE hCard, DWORD dwControlCode, LPCVOID pbSendBuffer,
                         DWORD cbSendLength, LPVOID pbRecvBuffer, DWORD cbRecvLength,
                         LPDWORD lpBytesReturned)
{
	const enum fake_call call = CALL_CONTROL;
	LONG rv = begin(call);
	struct connection *card = take_card(call, hCard);
	DWORD length = cbRecvLength;

	must(call, pbSendBuffer != NULL || cbSendLength == 0, "bytes to send are missing");
	must(call, pbRecvBuffer != NULL || cbRecvLength == 0, "no place for the answer");
	must(call, lpBytesReturned != NULL, "no place for the length");
	must(call, cbRecvLength != SCARD_AUTOALLOCATE, "allocation is not for this call");
	*lpBytesReturned = 0;
	if (rv == SCARD_S_SUCCESS && cbSendLength > MAX_BUFFER_SIZE_EXTENDED)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	if (rv == SCARD_S_SUCCESS) {
		rv = give_told(call, card, FOR_CONTROL, dwControlCode, MAX_BUFFER_SIZE_EXTENDED,
		               pbRecvBuffer, &length);
		*lpBytesReturned = length > cbRecvLength || rv == SCARD_S_SUCCESS ? length : 0;
	}
	return end_with(call, card->context, rv);
}

PUBLIC LONG SCardGetAttrib(SCARDHANDLE hCard, DWORD dwAttrId, LPBYTE pbAttr, LPDWORD pcbAttrLen)
{
	const enum fake_call call = CALL_GET_ATTRIB;
	LONG rv = begin(call);
	struct connection *card = take_card(call, hCard);

	must(call, pcbAttrLen != NULL, "no place for the length");
	if (rv == SCARD_S_SUCCESS && pbAttr != NULL && *pcbAttrLen != SCARD_AUTOALLOCATE &&
	    *pcbAttrLen > MAX_BUFFER_SIZE)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	if (rv == SCARD_S_SUCCESS)
		rv = give_told(call, card, FOR_ATTRIB, dwAttrId, MAX_BUFFER_SIZE, pbAttr,
		               pcbAttrLen);
	return end_with(call, card->context, rv);
}

PUBLIC LONG SCardSetAttrib(SCARDHANDLE hCard, DWORD dwAttrId, LPCBYTE pbAttr, DWORD cbAttrLen)
{
	LONG rv = begin(CALL_SET_ATTRIB);
	struct connection *card = take_card(CALL_SET_ATTRIB, hCard);

	(void)dwAttrId;
	must(CALL_SET_ATTRIB, pbAttr != NULL && cbAttrLen > 0, "no value");
	if (rv == SCARD_S_SUCCESS && cbAttrLen > MAX_BUFFER_SIZE)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	return end_with(CALL_SET_ATTRIB, card->context,
	                rv != SCARD_S_SUCCESS ? rv : (LONG)SCARD_E_UNSUPPORTED_FEATURE);
}

PUBLIC const char *pcsc_stringify_error(const LONG code)
{
	static _Thread_local char text[32];

	snprintf(text, sizeof text, "PC/SC 0x%08lX", (unsigned long)code & 0xFFFFFFFF);
	return text;
}
