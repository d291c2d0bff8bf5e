/* A hook's environment and standard input: whatever the names of reader and card are, each variable
 * is listed in pcsc_scan(1) and is UTF-8 without characters that control a terminal; the input is
 * one line of JSON. The first bytes are the event, the reader's state, the lengths of ATR, UID, ATS
 * and reader's name, and flags for what is known; then follow these, and the names of the card as
 * in a card list. */
#include "base/cursor.h"
#include "base/escape.h"
#include "pcsc_scan/hooks/hook_job.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first four are set for every event, even if the service is lost. */
enum { OF_SERVICE = 4 };
static const char *const variables[] = {
	"PCSC_EVENT",  "PCSC_TIME",         "PCSC_INITIAL",     "PCSC_MISSED",
	"PCSC_READER", "PCSC_READER_INDEX", "PCSC_EVENT_COUNT", "PCSC_STATE",
	"PCSC_ATR",    "PCSC_UID",          "PCSC_ATS",         "PCSC_CARD",
};
enum { VARIABLES = sizeof variables / sizeof *variables };

static void check_variable(const char *variable, size_t i)
{
	size_t name = strcspn(variable, "=");

	assert(i < VARIABLES && strlen(variables[i]) == name);
	assert(memcmp(variables[i], variable, name) == 0 && variable[name] == '=');
	assert(escape_is_clean(variable, strlen(variable)));
}

static void check_job(const struct hook_job *job, bool of_reader)
{
	size_t count = 0, length = job->setup.input_length;
	const char *input = job->setup.input;
	json_error_t error;

	for (; job->variables[count] != NULL; count++)
		check_variable(job->variables[count], count);
	assert(count == (of_reader ? VARIABLES : OF_SERVICE));
	assert(memchr(input, '\n', length) == input + length - 1);
	json_t *json = json_loadb(input, length, 0, &error);
	assert(json != NULL);
	json_decref(json);
}

/* Takes wanted bytes, limited to those available and to the size of the buffer. */
static size_t take(struct cursor *cursor, size_t wanted, void *to, size_t room)
{
	size_t length = cursor_left(cursor);
	const uint8_t *bytes;

	length = wanted < length ? wanted : length;
	length = room < length ? room : length;
	if (length > 0 && cursor_bytes(cursor, length, &bytes))
		memcpy(to, bytes, length);
	return length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { HEAD = 8 };
	static struct hook_maker *maker;
	const char *const argv[] = {"/bin/hook", NULL};
	struct reader_state reader = {0};
	struct card_uid uid = {0};
	uint8_t atr[READER_ATR_MAX];

	if (maker == NULL)
		maker = hook_maker_new();
	if (size < HEAD)
		return 0;
	struct cursor cursor = cursor_start(data + HEAD, size - HEAD);
	reader.counter = (uint16_t)(data[1] << 8 | data[2]);
	reader.bits = reader.counter & 0x7FF;
	struct watch_event change = {.kind = data[0] % WATCH_KINDS, .reader = &reader, .atr = atr};
	change.atr_length = take(&cursor, data[3], atr, sizeof atr);
	uid.uid_length = take(&cursor, data[4], uid.uid, sizeof uid.uid);
	uid.ats_length = take(&cursor, data[5] + 1u, uid.ats, sizeof uid.ats);
	take(&cursor, data[6], reader.name, sizeof reader.name - 1);
	struct card_match match = {.list = "list", .names.length = cursor_left(&cursor)};
	match.names.text = (const char *)data + size - match.names.length;
	struct card_matches matches = {.items = &match, .count = 1};
	struct event event = {.kind = change.kind,
	                      .time = "2026-11-20T20:12:58.123456+01:00",
	                      .initial = data[7] & 1,
	                      .change = data[7] & 2 ? NULL : &change,
	                      .cards = data[7] & 4 ? NULL : &matches,
	                      .uid = data[7] & 8 ? NULL : &uid};
	struct hook_job *job = hook_job_new(maker, &event, argv[0], argv);
	assert(job != NULL);
	check_job(job, event.change != NULL);
	hook_job_free(job);
	return 0;
}
