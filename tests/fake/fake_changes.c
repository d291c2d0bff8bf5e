/* SCardGetStatusChange of the fake winscard, and the functions with which programs wait for the
 * service. */
#include "fake_call.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const char pnp_name[] = "\\\\?PnP?\\Notification";

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

/* Compares as pcsc-lite does: the counter if the caller has one, the presence of a card, and
 * whether a bit of use that the caller knows was cleared (a bit that was set does not end the
 * wait). */
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

/* Checks all readers; returns true if one has changed or if all are ignored. */
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
		fake_must(CALL_CHANGE, states[i].szReader != NULL, "a state without a name");
		fake_must(CALL_CHANGE, strlen(states[i].szReader) < FAKE_NAME_SIZE,
		          "a name is too long");
		if (is_pnp(&states[i]) ? fake.pnp == PNP_ERROR :
		                         fake_reader_named(states[i].szReader) == NULL)
			return SCARD_E_UNKNOWN_READER;
	}
	return SCARD_S_SUCCESS;
}

/* The service's response to a call that came too early stays unread, so the next response in this
 * context is not understood. */
static LONG refuse_unlisted(struct fake_context *context)
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

static LONG wait_for_change(struct fake_context *context, DWORD timeout, SCARD_READERSTATE *states,
                            DWORD count)
{
	const uint16_t events_before = fake.reader_events;
	struct timespec limit = time_after(timeout == INFINITE ? 0 : timeout);
	bool late = timeout == 0;

	for (;;) {
		if (fake_is_lost(context))
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
	LONG rv = fake_begin(call);
	struct fake_context *context = fake_take_context(call, hContext);

	fake_must(call, rgReaderStates != NULL || cReaders == 0, "no states");
	if (rv == SCARD_S_SUCCESS && fake.most_states > 0 && cReaders > fake.most_states)
		rv = SCARD_E_INVALID_PARAMETER;
	if (rv == SCARD_S_SUCCESS && cReaders > 0) {
		rv = fake_is_lost(context) ? SCARD_E_NO_SERVICE : refuse_unlisted(context);
		if (rv == SCARD_S_SUCCESS)
			rv = check_states(rgReaderStates, cReaders);
		if (rv == SCARD_S_SUCCESS) {
			context->cancelled = false;
			rv = wait_for_change(context, dwTimeout, rgReaderStates, cReaders);
			context->waits = false;
		}
	}
	return fake_end(call, context, rv);
}

#ifdef SYS_connect
/* Not part of PC/SC: the program connects to a socket. */
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
/* Not part of PC/SC: the program begins to watch the directory of the service's socket. */
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
