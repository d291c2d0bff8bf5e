#include "pcsc_scan/hooks/hook_job.h"

#include "base/bytes.h"
#include "base/escape.h"
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

/* Names come from outside, and hooks are often shell scripts: no control character reaches the
 * environment, and nothing that is no UTF-8. The JSON has them whole. */
static bool set(struct hook_job *job, size_t *n, const char *name, const char *value)
{
	char text[1024];

	utf8_repair(text, sizeof text, value, strlen(value));
	for (char *at = text; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7F)
			*at = '?';
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
	return set(job, n, name, text);
}

static bool set_bytes(struct hook_job *job, size_t *n, const char *name, const uint8_t *bytes,
                      size_t count)
{
	char hex[2 * ATS_MAX + 1];

	hex_write(hex, bytes, count);
	return set(job, n, name, hex);
}

static void add_word(void *context, const char *word)
{
	char *text = context;

	if (*text != '\0')
		strcat(text, " ");
	strcat(text, word);
}

static void first_name(const struct event_line *line, char *out, size_t size)
{
	out[0] = '\0';
	for (size_t i = 0; line->cards != NULL && i < line->cards->count; i++) {
		struct span names = line->cards->items[i].names, name;

		if (!card_name(&names, &name))
			continue;
		snprintf(out, size, "%.*s", (int)(name.length < size ? name.length : size - 1),
		         name.text);
		return;
	}
}

static bool set_all(struct hook_job *job, const struct event_line *line)
{
	static const struct card_uid none;
	const struct watch_event *event = line->event;
	const struct card_uid *uid = line->uid != NULL ? line->uid : &none;
	char states[128] = "", name[512];
	size_t n = 0;

	bool good = set(job, &n, "PCSC_EVENT", line->name) &&
		set(job, &n, "PCSC_TIME", line->time.text) &&
		set(job, &n, "PCSC_INITIAL", line->initial ? "1" : "0") &&
		set_number(job, &n, "PCSC_MISSED", line->missed);
	if (!good || event == NULL)
		return good;
	event_states(event->reader->bits, add_word, states);
	first_name(line, name, sizeof name);
	return set(job, &n, "PCSC_READER", event->reader->name) &&
		set_number(job, &n, "PCSC_READER_INDEX", event->index) &&
		set_number(job, &n, "PCSC_EVENT_COUNT", event->reader->counter) &&
		set(job, &n, "PCSC_STATE", states) &&
		set_bytes(job, &n, "PCSC_ATR", event->atr, event->atr_length) &&
		set_bytes(job, &n, "PCSC_UID", uid->uid, uid->uid_length) &&
		set_bytes(job, &n, "PCSC_ATS", uid->ats, uid->ats_length) &&
		set(job, &n, "PCSC_CARD", name);
}

static bool set_input(struct hook_maker *maker, struct hook_job *job, const struct event_line *line)
{
	size_t length = 0;
	FILE *out = open_memstream(&job->input, &length);

	if (out == NULL)
		return false;
	event_json(maker->json, line, out);
	bool good = !ferror(out);
	good &= fclose(out) == 0;
	job->setup.input = job->input;
	job->setup.input_length = length;
	return good;
}

struct hook_job *hook_job_new(struct hook_maker *maker, const struct event_line *line,
                              const char *path, const char *const *argv)
{
	struct hook_job *job = calloc(1, sizeof *job);

	if (job == NULL)
		return NULL;
	job->event = line->name;
	if (line->event != NULL)
		memcpy(job->reader, line->event->reader->name, sizeof job->reader);
	snprintf(job->path, sizeof job->path, "%s", path);
	job->argv_own[0] = job->path;
	job->setup.path = job->path;
	job->setup.argv = argv[1] == NULL ? job->argv_own : argv;
	job->setup.extra = job->variables;
	if (!set_all(job, line) || !set_input(maker, job, line)) {
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
