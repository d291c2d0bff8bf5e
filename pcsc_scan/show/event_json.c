#include "pcsc_scan/show/event_json.h"

#include "render/atr.h"

#include <string.h>

struct event_time event_time_of(const struct timespec *now)
{
	struct event_time time;

	iso_time(now, time.text);
	return time;
}

void event_states(uint32_t bits, void (*put)(void *context, const char *word), void *context)
{
	static const struct {
		uint32_t bit;
		const char *word;
	} words[] = {
		{READER_EMPTY, "empty"},
		{READER_PRESENT, "present"},
		{READER_MUTE, "mute"},
		{READER_UNPOWERED, "unpowered"},
		{READER_INUSE, "in-use"},
		{READER_EXCLUSIVE, "exclusive"},
		{READER_UNAVAILABLE, "unavailable"},
		{READER_UNKNOWN, "unknown"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bits & words[i].bit)
			put(context, words[i].word);
}

static void put_state_word(void *context, const char *word)
{
	json_put_string(context, word);
}

static void put_reader(struct json *json, const struct watch_event *event)
{
	const char *name = event->reader->name;

	json_key(json, "reader");
	json_begin_object(json);
	json_key(json, "index");
	json_put_integer(json, (int64_t)event->index);
	json_key(json, "name");
	json_put_text(json, name, strlen(name));
	json_end(json);
}

static void put_state(struct json *json, const struct watch_event *event)
{
	json_key(json, "state");
	json_begin_array(json);
	event_states(event->reader->bits, put_state_word, json);
	json_end(json);
}

static void put_card(struct json *json, const struct event_line *line)
{
	static const struct card_matches none;
	const struct watch_event *event = line->event;

	json_key(json, "atr");
	json_put_hex(json, event->atr_length > 0 ? event->atr : NULL, event->atr_length);
	json_key(json, "cards");
	render_cards_json(json, line->cards != NULL ? line->cards : &none, NULL);
}

static void put_uid(struct json *json, const struct card_uid *uid)
{
	json_key(json, "uid");
	json_put_hex(json, uid != NULL && uid->uid_length > 0 ? uid->uid : NULL,
	             uid != NULL ? uid->uid_length : 0);
	json_key(json, "ats");
	json_put_hex(json, uid != NULL && uid->ats_length > 0 ? uid->ats : NULL,
	             uid != NULL ? uid->ats_length : 0);
}

static void put_null(struct json *json, const char *key)
{
	json_key(json, key);
	json_put_null(json);
}

/* The keys have one order, whatever the event. */
void event_json(struct json *json, const struct event_line *line, FILE *out)
{
	const struct watch_event *event = line->event;

	json_begin_object(json);
	json_key(json, "schema");
	json_put_integer(json, 1);
	json_key(json, "time");
	json_put_string(json, line->time.text);
	json_key(json, "event");
	json_put_string(json, line->name);
	json_key(json, "initial");
	json_put_bool(json, line->initial);
	if (event != NULL) {
		put_reader(json, event);
		json_key(json, "event_count");
		json_put_integer(json, event->reader->counter);
	} else {
		put_null(json, "reader");
		put_null(json, "event_count");
	}
	json_key(json, "missed");
	json_put_integer(json, (int64_t)line->missed);
	if (event != NULL) {
		put_state(json, event);
		put_card(json, line);
	} else {
		put_null(json, "state");
		put_null(json, "atr");
		put_null(json, "cards");
	}
	put_uid(json, line->uid);
	json_end(json);
	json_write(json, out);
}
