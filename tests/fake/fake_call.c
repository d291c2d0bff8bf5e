#include "fake_call.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct fake_context fake_contexts[CONTEXTS_MAX];
struct fake_card fake_cards[CARDS_MAX];

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

LONG fake_begin(enum fake_call call)
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

LONG fake_end(enum fake_call call, struct fake_context *context, LONG rv)
{
	if (context != NULL)
		context->busy = false;
	fake_log("%s 0x%08lX", fake_call_names[call], (unsigned long)rv & 0xFFFFFFFF);
	if (call == CALL_CHANGE && rv == SCARD_S_SUCCESS)
		fake_note_time();
	pthread_mutex_unlock(&fake.lock);
	return rv;
}

struct fake_context *fake_context(enum fake_call call, SCARDCONTEXT handle)
{
	if (handle < FIRST_CONTEXT || handle >= FIRST_CONTEXT + CONTEXTS_MAX ||
	    !fake_contexts[handle - FIRST_CONTEXT].used)
		fake_abort("%s: 0x%lX is no context (any more)", fake_call_names[call],
		           (unsigned long)handle);
	return &fake_contexts[handle - FIRST_CONTEXT];
}

struct fake_context *fake_take_context(enum fake_call call, SCARDCONTEXT handle)
{
	struct fake_context *context = fake_context(call, handle);

	if (context->busy)
		fake_abort("%s: another thread is in a call with this context",
		           fake_call_names[call]);
	context->busy = true;
	return context;
}

struct fake_card *fake_take_card(enum fake_call call, SCARDHANDLE handle)
{
	if (handle < FIRST_CARD || handle >= FIRST_CARD + CARDS_MAX ||
	    !fake_cards[handle - FIRST_CARD].used)
		fake_abort("%s: 0x%lX is no card (any more)", fake_call_names[call],
		           (unsigned long)handle);
	struct fake_card *card = &fake_cards[handle - FIRST_CARD];
	if (card->context->busy)
		fake_abort("%s: another thread is in a call with this context",
		           fake_call_names[call]);
	card->context->busy = true;
	return card;
}

void fake_must(enum fake_call call, bool holds, const char *what)
{
	if (!holds)
		fake_abort("%s: %s", fake_call_names[call], what);
}

bool fake_is_lost(const struct fake_context *context)
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

LONG fake_look_at_card(const struct fake_card *card, struct fake_reader **reader)
{
	*reader = fake_reader_named(card->name);
	if (fake_is_lost(card->context))
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

void fake_count_users(struct fake_reader *reader)
{
	reader->users = 0;
	reader->used_alone = reader->held;
	for (size_t i = 0; i < CARDS_MAX; i++)
		if (fake_cards[i].used && strcmp(fake_cards[i].name, reader->name) == 0) {
			reader->users++;
			reader->used_alone = reader->used_alone || fake_cards[i].exclusive;
		}
	pthread_cond_broadcast(&fake.changed);
}

LONG fake_give(enum fake_call call, const void *data, size_t length, void *out, DWORD *out_length)
{
	fake_must(call, out_length != NULL, "no place for the length");
	if (out == NULL && *out_length == SCARD_AUTOALLOCATE)
		return SCARD_E_INVALID_PARAMETER;
	if (out != NULL && *out_length == SCARD_AUTOALLOCATE) {
		void *copy = malloc(length > 0 ? length : 1);

		fake_must(call, copy != NULL, "out of memory");
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
