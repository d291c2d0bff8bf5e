#include "pcsc_scan/show/show.h"

#include "pcsc_scan/show/event_format.h"
#include "sys/clock.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output_queue.h"
#include "sys/output.h"
#include "sys/terminal/term.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	QUEUE_SIZE = 1024 * 1024,    /* room for several thousand events in JSON */
	QUEUE_ROOM = QUEUE_SIZE / 2, /* events are accepted again once the queue is this empty */
};

struct show {
	struct event_page page;
	const struct event_format *format;
	struct output_queue *queue; /* owned */
	unsigned unqueued;          /* events in the page, not yet in the queue */
	uint64_t dropped;           /* events dropped since this was last reported */
	char *text;                 /* the output of page.out, of length bytes; both owned */
	size_t length;
};

/* The formats of a task: those of --format, and that of --json. */
struct formats {
	const struct event_format *named[ATR_FORMAT_BRIEF + 1], *json;
};

static const struct formats watch = {
	.named = {[ATR_FORMAT_TEXT] = &format_text,
                  [ATR_FORMAT_CLASSIC] = &format_classic,
                  [ATR_FORMAT_BRIEF] = &format_brief},
	.json = &format_json,
};
static const struct formats readers = {
	.named = {[ATR_FORMAT_TEXT] = &format_table,
                  [ATR_FORMAT_CLASSIC] = &format_names,
                  [ATR_FORMAT_BRIEF] = &format_names},
	.json = &format_json,
};
static const struct formats cards = {
	.named = {[ATR_FORMAT_TEXT] = &format_table,
                  [ATR_FORMAT_CLASSIC] = &format_classic,
                  [ATR_FORMAT_BRIEF] = &format_brief},
	.json = &format_json,
};

static const struct formats *formats_of(const struct scan_options *options)
{
	if (options->task == SCAN_LIST_READERS)
		return &readers;
	/* Details that do not fit a table are listed like events. */
	if (options->task == SCAN_LIST_CARDS && !options->verbose && !options->uid &&
	    !options->debug)
		return &cards;
	return &watch;
}

static const struct event_format *choose_format(const struct scan_options *options)
{
	const struct formats *formats = formats_of(options);

	return options->common.json ? formats->json : formats->named[options->format];
}

struct show *show_new(const struct scan_options *options, struct naming *naming)
{
	struct show *show = calloc(1, sizeof *show);

	if (show == NULL)
		return NULL;
	struct event_page *page = &show->page;
	page->options = options;
	page->naming = naming;
	page->layout.palette = term_palette(options->common.color, STDOUT_FILENO);
	page->out = open_memstream(&show->text, &show->length);
	page->json = json_new();
	show->format = choose_format(options);
	show->queue = output_queue_new(QUEUE_SIZE);
	if (page->out == NULL || show->queue == NULL || page->json == NULL)
		show_free(&show);
	return show;
}

void show_free(struct show **show)
{
	if (*show == NULL)
		return;
	(void)memory_sufficed(json_is_whole((*show)->page.json));
	json_free(&(*show)->page.json);
	changes_free(&(*show)->page.changes);
	output_queue_free(&(*show)->queue);
	if ((*show)->page.out != NULL)
		fclose((*show)->page.out);
	free((*show)->text);
	free(*show);
	*show = NULL;
}

/* Returns the page for the next output, with the current size of the terminal. */
static struct event_page *page_now(struct show *show)
{
	struct event_page *page = &show->page;

	page->layout.width = term_width(STDOUT_FILENO);
	page->height = term_height(STDOUT_FILENO);
	return page;
}

static void take_time(struct show *show)
{
	show->page.now = clock_of_day();
}

void show_start(struct show *show)
{
	if (show->format->begin != NULL)
		show->format->begin(page_now(show));
}

void show_begin(struct show *show, const struct snapshot *snapshot)
{
	struct event_page *page = page_now(show);

	page->snapshot = *snapshot;
	changes_begin(&page->changes, snapshot);
	take_time(show);
}

/* Queues either the whole page or nothing, so that no line is cut. */
static bool queue_page(struct show *show)
{
	if (fflush(show->page.out) != 0 || ferror(show->page.out)) {
		memory_ran_out();
		return false;
	}
	if (!output_queue_put(show->queue, show->text, show->length))
		show->dropped += show->unqueued;
	show->unqueued = 0;
	rewind(show->page.out);
	return true;
}

/* Reports the number of dropped events before any newer event, once the queue has room for both. */
static void report_dropped(struct show *show)
{
	if (show->dropped == 0 || output_queue_waiting(show->queue) > QUEUE_SIZE - QUEUE_ROOM)
		return;
	struct event event = show_service_event(show, WATCH_EVENTS_DROPPED, false);
	event.missed = show->dropped;
	show->format->error(page_now(show), &event);
	show->dropped = 0;
	queue_page(show);
}

static bool is_watch(const struct show *show)
{
	return show->page.options->task == SCAN_WATCH;
}

/* Returns false, and counts the event as dropped, if the queue has no room. */
static bool has_room(struct show *show)
{
	report_dropped(show);
	if (show->dropped > 0)
		show->dropped++;
	else
		show->unqueued++;
	return show->dropped == 0;
}

void show_event(struct show *show, const struct event *event)
{
	if (!has_room(show))
		return;
	changes_add(&show->page.changes, &show->page.snapshot, event);
	if (show->format->item != NULL)
		show->format->item(&show->page, event);
	if (is_watch(show) && show->format->one_by_one)
		queue_page(show);
}

void show_end(struct show *show)
{
	if (show->format->end != NULL)
		show->format->end(&show->page);
	show->page.was_empty = show->page.snapshot.count == 0;
}

void show_service(struct show *show, const struct event *event)
{
	if (show->format->error != NULL && has_room(show))
		show->format->error(page_now(show), event);
}

void show_stress(struct show *show, const struct stress_report *report)
{
	show->format->stress(page_now(show), report);
}

struct event show_reader_event(const struct show *show, const struct watch_event *change,
                               const struct card_uid *uid)
{
	struct event event = {.kind = change->kind,
	                      .initial = change->initial,
	                      .change = change,
	                      .missed = change->missed,
	                      .uid = uid};

	iso_time(&show->page.now, event.time);
	return event;
}

struct event show_service_event(struct show *show, enum watch_kind kind, bool initial)
{
	struct event event = {.kind = kind, .initial = initial};

	take_time(show);
	iso_time(&show->page.now, event.time);
	return event;
}

bool show_write(struct show *show, int unless)
{
	if (is_watch(show)) {
		if (!queue_page(show) || !output_queue_send(show->queue))
			return false;
		report_dropped(show);
		return output_queue_send(show->queue);
	}
	if (fflush(show->page.out) != 0 || ferror(show->page.out)) {
		memory_ran_out();
		return false;
	}
	bool written = output_write(show->text, show->length, unless);
	rewind(show->page.out);
	return written;
}

bool show_is_waiting(const struct show *show)
{
	return output_queue_waiting(show->queue) > 0 || show->dropped > 0;
}

bool show_finish(struct show *show, int unless, int limit_ms)
{
	uint64_t lost = show->dropped;

	queue_page(show);
	bool whole = output_queue_drain(show->queue, unless, limit_ms);
	if (!whole && output_flush())
		message_error("the last %zu bytes were not read",
		              output_queue_waiting(show->queue));
	if (lost > 0)
		message_error("%llu events dropped: output not read", (unsigned long long)lost);
	return whole && lost == 0;
}
