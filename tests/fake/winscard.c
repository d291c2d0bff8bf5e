/* A PC/SC service inside the program: all functions of libpcsclite that our programs and Debian's
 * pcsc-tools call. control.c describes the language that controls it. It behaves as pcsc-lite was
 * observed to, including the calls that its library rejects without asking the service; a call that
 * breaks the rules aborts the program. */
#include "fake_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

PUBLIC const SCARD_IO_REQUEST g_rgSCardT0Pci = {SCARD_PROTOCOL_T0, sizeof(SCARD_IO_REQUEST)};
PUBLIC const SCARD_IO_REQUEST g_rgSCardT1Pci = {SCARD_PROTOCOL_T1, sizeof(SCARD_IO_REQUEST)};
PUBLIC const SCARD_IO_REQUEST g_rgSCardRawPci = {SCARD_PROTOCOL_RAW, sizeof(SCARD_IO_REQUEST)};

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
	LONG rv = fake_begin(call);
	size_t i = 0;

	fake_must(call, phContext != NULL, "no place for the context");
	fake_must(call, pvReserved1 == NULL && pvReserved2 == NULL, "reserved arguments are set");
	fake_must(call, dwScope == SCARD_SCOPE_SYSTEM || dwScope == SCARD_SCOPE_USER,
	          "unknown scope");
	pthread_mutex_unlock(&fake.lock);
	greet();
	pthread_mutex_lock(&fake.lock);
	if (rv == SCARD_S_SUCCESS && !fake.up)
		rv = SCARD_E_NO_SERVICE;
	if (rv != SCARD_S_SUCCESS)
		return fake_end(call, NULL, rv);
	while (i < CONTEXTS_MAX && fake_contexts[i].used)
		i++;
	fake_must(call, i < CONTEXTS_MAX, "64 contexts are open");
	fake_contexts[i] = (struct fake_context){.used = true, .life = fake.lives};
	*phContext = (SCARDCONTEXT)(FIRST_CONTEXT + i);
	return fake_end(call, NULL, SCARD_S_SUCCESS);
}

PUBLIC LONG SCardReleaseContext(SCARDCONTEXT hContext)
{
	const enum fake_call call = CALL_RELEASE;
	LONG rv = fake_begin(call);
	struct fake_context *context = fake_take_context(call, hContext);

	if (rv == SCARD_S_SUCCESS && fake_is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	context->used = false;
	for (size_t i = 0; i < CARDS_MAX; i++)
		if (fake_cards[i].used && fake_cards[i].context == context) {
			struct fake_reader *reader = fake_reader_named(fake_cards[i].name);

			fake_cards[i].used = false;
			if (reader != NULL)
				fake_count_users(reader);
		}
	return fake_end(call, context, rv);
}

/* The client library does this without the service. */
PUBLIC LONG SCardIsValidContext(SCARDCONTEXT hContext)
{
	LONG rv = fake_begin(CALL_VALID);

	if (hContext < FIRST_CONTEXT || hContext >= FIRST_CONTEXT + CONTEXTS_MAX ||
	    !fake_contexts[hContext - FIRST_CONTEXT].used)
		rv = SCARD_E_INVALID_HANDLE;
	return fake_end(CALL_VALID, NULL, rv);
}

/* Ends a wait; if there is none, does nothing and succeeds. */
PUBLIC LONG SCardCancel(SCARDCONTEXT hContext)
{
	LONG rv = fake_begin(CALL_CANCEL);
	struct fake_context *context = fake_context(CALL_CANCEL, hContext);

	if (rv == SCARD_S_SUCCESS && fake_is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	if (rv == SCARD_S_SUCCESS && context->waits) {
		context->cancelled = true;
		pthread_cond_broadcast(&fake.changed);
	}
	return fake_end(CALL_CANCEL, NULL, rv);
}

/* --- lists --- */

PUBLIC LONG SCardListReaders(SCARDCONTEXT hContext, LPCSTR mszGroups, LPSTR mszReaders,
                             LPDWORD pcchReaders)
{
	const enum fake_call call = CALL_LIST;
	static char names[FAKE_READERS_MAX * FAKE_NAME_SIZE + 1];
	LONG rv = fake_begin(call);
	struct fake_context *context = fake_take_context(call, hContext);
	size_t length = 0;

	(void)mszGroups;
	fake_must(call, pcchReaders != NULL, "no place for the length");
	if (rv == SCARD_S_SUCCESS && fake_is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	if (rv != SCARD_S_SUCCESS)
		return fake_end(call, context, rv);
	context->listed = true;
	if (fake.list_length > 0)
		return fake_end(
			call, context,
			fake_give(call, fake.list, fake.list_length, mszReaders, pcchReaders));
	for (size_t i = 0; i < fake.reader_count; i++) {
		size_t n = strlen(fake.readers[i]->name) + 1;

		memcpy(names + length, fake.readers[i]->name, n);
		length += n;
	}
	names[length++] = '\0';
	if (fake.reader_count == 0) {
		*pcchReaders = 1;
		return fake_end(call, context, SCARD_E_NO_READERS_AVAILABLE);
	}
	return fake_end(call, context, fake_give(call, names, length, mszReaders, pcchReaders));
}

PUBLIC LONG SCardListReaderGroups(SCARDCONTEXT hContext, LPSTR mszGroups, LPDWORD pcchGroups)
{
	static const char groups[] = "SCard$DefaultReaders\0";
	LONG rv = fake_begin(CALL_GROUPS);
	struct fake_context *context = fake_take_context(CALL_GROUPS, hContext);

	if (rv == SCARD_S_SUCCESS)
		rv = fake_give(CALL_GROUPS, groups, sizeof groups, mszGroups, pcchGroups);
	return fake_end(CALL_GROUPS, context, rv);
}

PUBLIC LONG SCardFreeMemory(SCARDCONTEXT hContext, LPCVOID pvMem)
{
	LONG rv = fake_begin(CALL_FREE);
	struct fake_context *context = fake_take_context(CALL_FREE, hContext);
	void *memory;

	memcpy(&memory, &pvMem, sizeof memory);
	free(memory);
	return fake_end(CALL_FREE, context, rv);
}

PUBLIC const char *pcsc_stringify_error(const LONG code)
{
	static _Thread_local char text[32];

	snprintf(text, sizeof text, "PC/SC 0x%08lX", (unsigned long)code & 0xFFFFFFFF);
	return text;
}
