#include "pcsc_scan/hooks/hook_job.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "pcsc_scan/show/event_json.h"
#include "pcsc_scan/show/state_words.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

struct hook_maker {
	struct json *json;
};

struct hook_maker *hook_maker_new(void)
{
	struct hook_maker *maker = calloc(1, sizeof *maker);

	if (maker != NULL && (maker->json = json_new()) == NULL)
		hook_maker_free(&maker);
	return maker;
}

void hook_maker_free(struct hook_maker **maker)
{
	if (*maker == NULL)
		return;
	(void)memory_sufficed(json_is_whole((*maker)->json));
	json_free(&(*maker)->json);
	free(*maker);
	*maker = NULL;
}

/* Replaces each control character and each bidirectional override of UTF-8 text by "?". */
static void disarm(char *text, size_t length)
{
	size_t wrote = 0;

	for (size_t at = 0, taken = 0; at < length; at += taken) {
		uint32_t point = 0;

		taken = utf8_next(text + at, length - at, &point);
		if (escape_is_active(point)) {
			text[wrote++] = '?';
		} else {
			memmove(text + wrote, text + at, taken);
			wrote += taken;
		}
	}
	text[wrote] = '\0';
}

/* The names come from devices and cards, and hooks are often shell scripts, so control characters
 * and invalid UTF-8 are kept out of the environment. The JSON contains the unchanged names. */
static bool set_variable(struct hook_job *job, size_t *n, const char *name, const char *value)
{
	char text[1024];

	size_t length = utf8_repair(text, sizeof text, value, strlen(value));
	disarm(text, length);
	size_t size = strlen(name) + strlen(text) + 2;
	char *variable = malloc(size);
	if (variable == NULL)
		return false;
	snprintf(variable, size, "%s=%s", name, text);
	job->variables[(*n)++] = variable;
	return true;
}

static bool set_number(struct hook_job *job, size_t *n, const char *name, uint64_t value)
{
	char text[32];

	snprintf(text, sizeof text, "%llu", (unsigned long long)value);
	return set_variable(job, n, name, text);
}

static bool set_bytes(struct hook_job *job, size_t *n, const char *name, const uint8_t *bytes,
                      size_t count)
{
	char hex[2 * ATS_MAX + 1];

	hex_write(hex, bytes, count);
	return set_variable(job, n, name, hex);
}

static void first_name(const struct event *event, char *out, size_t size)
{
	out[0] = '\0';
	for (size_t i = 0; event->cards != NULL && i < event->cards->count; i++) {
		struct span names = event->cards->items[i].names, name;

		while (card_name(&names, &name)) {
			if (card_is_url(name))
				continue;
			snprintf(out, size, "%.*s",
			         (int)(name.length < size ? name.length : size - 1), name.text);
			return;
		}
	}
}

static bool set_all(struct hook_job *job, const struct event *event)
{
	static const struct card_uid none;
	const struct watch_event *change = event->change;
	const struct card_uid *uid = event->uid != NULL ? event->uid : &none;
	char states[STATE_TEXT_SIZE], name[512];
	size_t n = 0;

	bool good = set_variable(job, &n, "PCSC_EVENT", watch_kind_name(event->kind)) &&
		set_variable(job, &n, "PCSC_TIME", event->time) &&
		set_variable(job, &n, "PCSC_INITIAL", event->initial ? "1" : "0") &&
		set_number(job, &n, "PCSC_MISSED", event->missed);
	if (!good || change == NULL)
		return good;
	state_text(change->reader->bits, states);
	first_name(event, name, sizeof name);
	return set_variable(job, &n, "PCSC_READER", change->reader->name) &&
		set_number(job, &n, "PCSC_READER_INDEX", change->index) &&
		set_number(job, &n, "PCSC_EVENT_COUNT", change->reader->counter) &&
		set_variable(job, &n, "PCSC_STATE", states) &&
		set_bytes(job, &n, "PCSC_ATR", change->atr, change->atr_length) &&
		set_bytes(job, &n, "PCSC_UID", uid->uid, uid->uid_length) &&
		set_bytes(job, &n, "PCSC_ATS", uid->ats, uid->ats_length) &&
		set_variable(job, &n, "PCSC_CARD", name);
}

static bool set_input(struct hook_maker *maker, struct hook_job *job, const struct event *event)
{
	size_t length = 0;
	FILE *out = open_memstream(&job->input, &length);

	if (out == NULL)
		return false;
	event_json(maker->json, event, out);
	bool good = !ferror(out);
	good &= fclose(out) == 0;
	job->setup.input = job->input;
	job->setup.input_length = length;
	return good;
}

struct hook_job *hook_job_new(struct hook_maker *maker, const struct event *event, const char *path,
                              const char *const *argv)
{
	struct hook_job *job = calloc(1, sizeof *job);

	if (job == NULL)
		return NULL;
	job->event = watch_kind_name(event->kind);
	if (event->change != NULL)
		memcpy(job->reader, event->change->reader->name, sizeof job->reader);
	snprintf(job->path, sizeof job->path, "%s", path);
	job->argv_own[0] = job->path;
	job->setup.path = job->path;
	job->setup.argv = argv[1] == NULL ? job->argv_own : argv;
	job->setup.extra = job->variables;
	if (!set_all(job, event) || !set_input(maker, job, event)) {
		hook_job_free(job);
		return NULL;
	}
	return job;
}

void hook_job_free(struct hook_job *job)
{
	for (size_t i = 0; i < HOOK_VARIABLES; i++) {
		char *variable;

		memcpy(&variable, &job->variables[i], sizeof variable);
		free(variable);
	}
	free(job->input);
	free(job);
}
