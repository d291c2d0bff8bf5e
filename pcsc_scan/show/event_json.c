#include "pcsc_scan/show/event_json.h"

#include "pcsc_scan/show/state_words.h"
#include "render/reader/fit_json.h"
#include "render/render_atr.h"

#include <string.h>

static void put_reader(struct json *json, const struct watch_event *change)
{
	const char *name = change->reader->name;

	json_key(json, "reader");
	json_begin_object(json);
	json_key(json, "index");
	json_put_integer(json, (int64_t)change->index);
	json_key(json, "name");
	json_put_text(json, name, strlen(name));
	json_end(json);
}

static void put_state(struct json *json, const struct watch_event *change)
{
	json_key(json, "state");
	json_begin_array(json);
	for (const struct state_word *row = state_words; row->word != NULL; row++)
		if (change->reader->bits & row->bit)
			json_put_string(json, row->word);
	json_end(json);
}

static void put_card(struct json *json, const struct event *event)
{
	static const struct card_matches none;
	const struct watch_event *change = event->change;

	json_key(json, "atr");
	json_put_hex(json, change->atr_length > 0 ? change->atr : NULL, change->atr_length);
	json_key(json, "cards");
	render_cards_json(json, event->cards != NULL ? event->cards : &none, NULL);
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

void event_name_card(struct event *event, struct naming *naming, const struct scan_options *options)
{
	const struct watch_event *change = event->change;
	const struct atr_report *report;

	if (naming == NULL || change == NULL || change->atr_length == 0)
		return;
	if (options->verbose && watch_brings_atr(change))
		report = naming_report_in(naming, change->atr, change->atr_length, false,
		                          options_root_of(&options->common), change->reader->name);
	else
		report = naming_report(naming, change->atr, change->atr_length, false);
	event->cards = &report->matches;
	event->fit = report->fit;
}

/* The order of the keys is the same for every event. */
void event_json(struct json *json, const struct event *event, FILE *out)
{
	const struct watch_event *change = event->change;

	json_begin_object(json);
	json_key(json, "schema");
	json_put_integer(json, 1);
	json_key(json, "time");
	json_put_string(json, event->time);
	json_key(json, "event");
	json_put_string(json, watch_kind_name(event->kind));
	json_key(json, "initial");
	json_put_bool(json, event->initial);
	if (change != NULL) {
		put_reader(json, change);
		json_key(json, "event_count");
		json_put_integer(json, change->reader->counter);
	} else {
		put_null(json, "reader");
		put_null(json, "event_count");
	}
	json_key(json, "missed");
	json_put_integer(json, (int64_t)event->missed);
	if (change != NULL) {
		put_state(json, change);
		put_card(json, event);
	} else {
		put_null(json, "state");
		put_null(json, "atr");
		put_null(json, "cards");
	}
	put_uid(json, event->uid);
	render_fit_json(json, event->fit);
	json_end(json);
	json_write(json, out);
}
