/* One JSON object an event. */
#include "show_formats.h"

#include <string.h>

static void put_head(struct show *show, enum watch_kind kind, bool initial)
{
	char time[ISO_TIME_SIZE];

	show_iso_time(show, time);
	json_begin_object(show->json);
	json_key(show->json, "schema");
	json_put_integer(show->json, 1);
	json_key(show->json, "time");
	json_put_string(show->json, time);
	json_key(show->json, "event");
	json_put_string(show->json, watch_kind_name(kind));
	json_key(show->json, "initial");
	json_put_bool(show->json, initial);
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
	json_key(json, "event_count");
	json_put_integer(json, event->reader->counter);
	json_key(json, "missed");
	json_put_integer(json, event->missed);
	json_key(json, "state");
	json_begin_array(json);
	show_states(event->reader->bits, put_state_word, json);
	json_end(json);
}

static void put_cards(struct show *show, const struct watch_event *event)
{
	static const struct card_matches none;
	const struct card_matches *matches = &none;

	if (show->naming != NULL && event->atr_length > 0)
		matches = &naming_report(show->naming, event->atr, event->atr_length, false)->matches;
	json_key(show->json, "cards");
	render_cards_json(show->json, matches, NULL);
}

static void put_uid(struct show *show, const struct watch_event *event)
{
	struct json *json = show->json;
	struct card_uid uid = {0};

	if (show_brings_atr(event))
		show_ask_uid(show, event->reader->name, event->atr, event->atr_length, &uid);
	json_key(json, "uid");
	json_put_hex(json, uid.uid_length > 0 ? uid.uid : NULL, uid.uid_length);
	json_key(json, "ats");
	json_put_hex(json, uid.ats_length > 0 ? uid.ats : NULL, uid.ats_length);
}

static void put_event(struct show *show, const struct watch_event *event)
{
	struct json *json = show->json;

	put_head(show, event->kind, event->initial);
	put_reader(json, event);
	json_key(json, "atr");
	json_put_hex(json, event->atr_length > 0 ? event->atr : NULL, event->atr_length);
	put_cards(show, event);
	put_uid(show, event);
	json_end(json);
	json_write(json, show->out);
}

static void put_service(struct show *show, enum watch_kind kind, bool initial)
{
	static const char *const keys[] = {"reader", "event_count", "state", "atr",
	                                   "cards",  "uid",         "ats"};

	put_head(show, kind, initial);
	json_key(show->json, "missed");
	json_put_integer(show->json, 0);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		json_key(show->json, keys[i]);
		json_put_null(show->json);
	}
	json_end(show->json);
	json_write(show->json, show->out);
}

const struct show_format show_json = {
	.event = put_event,
	.service = put_service,
};
