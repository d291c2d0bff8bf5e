/* One JSON object an event. */
#include "pcsc_scan/show/show_formats.h"

static void put_event(struct show *show, const struct watch_event *event,
                      const struct card_uid *uid)
{
	const struct card_matches *cards = NULL;

	if (show->naming != NULL && event->atr_length > 0)
		cards = &naming_report(show->naming, event->atr, event->atr_length, false)->matches;
	event_json(show->json,
	           &(struct event_line){.name = watch_kind_name(event->kind),
	                                .time = show_time(show),
	                                .initial = event->initial,
	                                .event = event,
	                                .missed = event->missed,
	                                .cards = cards,
	                                .uid = uid},
	           show->out);
}

static void put_service(struct show *show, enum watch_kind kind, bool initial)
{
	event_json(show->json,
	           &(struct event_line){.name = watch_kind_name(kind),
	                                .time = show_time(show),
	                                .initial = initial},
	           show->out);
}

static void put_dropped(struct show *show, uint64_t count)
{
	event_json(show->json,
	           &(struct event_line){
			   .name = EVENTS_DROPPED, .time = show_time(show), .missed = count},
	           show->out);
}

const struct show_format show_json = {
	.event = put_event,
	.service = put_service,
	.dropped = put_dropped,
};
