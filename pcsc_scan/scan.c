#include "scan.h"

#include "base/bytes.h"
#include "naming.h"
#include "show.h"
#include "stress.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc.h"
#include "sys/pcsc_error.h"
#include "sys/pcsc_wait.h"
#include "sys/signals.h"
#include "watch/watch.h"

#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	LEAVE_MS = 60,    /* what a PC/SC call gets to come back in at the end */
	ANSWER_MS = 400,  /* and what an APDU gets that a card is at */
};

struct scan {
	const struct scan_options *options;
	struct naming *naming;
	struct show *show;
	struct stress *stress;
	struct pcsc_wait *wait;
	int signals;
	struct reader_state *states; /* of the last look; owned */
	size_t count;
	bool lost; /* the service, and that was told */
	uint32_t lost_code;
	uint64_t deadline; /* ms of the monotonic clock */
	bool done;
	int status;
};

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void end_with(struct scan *scan, int status)
{
	scan->done = true;
	scan->status = status;
}

/* Once after each look. A signal ends with STATUS_YES; why nothing could be written, output_end tells. */
static void write_out(struct scan *scan)
{
	if (!show_write(scan->show, scan->signals))
		end_with(scan, signals_got() != 0 ? STATUS_YES : STATUS_TROUBLE);
}

static void on_event(void *context, const struct watch_event *event)
{
	struct scan *scan = context;

	if (scan->options->task == SCAN_LIST_READERS && event->kind != WATCH_READER_ADDED)
		return;
	show_event(scan->show, event);
	if (scan->stress != NULL && event->kind == WATCH_CARD_INSERTED &&
	    options_want_reader(scan->options, event->index, event->reader->name))
		stress_card(scan->stress, event->index, event->reader->name);
}

static void show_changes(struct scan *scan, const struct pcsc_news *news)
{
	show_begin(scan->show, &(struct show_look){.states = news->states,
	                                           .count = news->count,
	                                           .first = news->first,
	                                           .polling = news->polling});
	watch_compare(scan->states, scan->count, news->states, news->count, news->first, on_event,
	              scan);
	show_end(scan->show);
}

/* -r and -c: the first look is the answer. */
static void list(struct scan *scan, const struct pcsc_news *news)
{
	size_t cards = 0;

	for (size_t i = 0; i < news->count; i++)
		if (options_want_reader(scan->options, i, news->states[i].name))
			cards += (news->states[i].bits & READER_PRESENT) != 0;
	if (news->count == 0) {
		if (!scan->options->common.json)
			fputs("No reader found.\n", show_out(scan->show));
		pcsc_error_tell("readers", PCSC_E_NO_READERS_AVAILABLE);
		end_with(scan, STATUS_TROUBLE);
	} else if (scan->options->task == SCAN_LIST_READERS) {
		end_with(scan, STATUS_YES);
	} else {
		end_with(scan, cards > 0 ? STATUS_YES : STATUS_NO);
	}
	if (scan->options->task == SCAN_LIST_READERS && !scan->options->common.json)
		show_readers(scan->show, &(struct show_look){.states = news->states, .count = news->count});
	else
		show_changes(scan, news);
}

static void on_readers(struct scan *scan, struct pcsc_news *news)
{
	if (scan->lost)
		show_service(scan->show, WATCH_SERVICE_BACK, false);
	scan->lost = false;
	if (scan->options->task == SCAN_WATCH)
		show_changes(scan, news);
	else
		list(scan, news);
	free(scan->states);
	scan->states = news->states;
	scan->count = news->count;
	write_out(scan);
	/* The next card need not wait for the lists. */
	if (scan->naming != NULL && !scan->done)
		naming_prepare(scan->naming);
}

/* The readers go with the service; after its return all is seen anew. */
static void on_lost(struct scan *scan, uint32_t code)
{
	bool told = scan->lost && scan->lost_code == code;
	bool initial = !scan->lost && scan->states == NULL;

	if (scan->options->task != SCAN_WATCH) {
		pcsc_error_tell("readers", code);
		end_with(scan, STATUS_TROUBLE);
		return;
	}
	if (!scan->lost) {
		show_service(scan->show, WATCH_SERVICE_LOST, initial);
		write_out(scan);
	}
	scan->lost = true;
	scan->lost_code = code;
	free(scan->states);
	scan->states = NULL;
	scan->count = 0;
	if (!told) {
		pcsc_error_tell("readers", code);
		message_note("Waiting for the service...");
	}
}

static void on_news(struct scan *scan)
{
	struct pcsc_news news;

	while (!scan->done && pcsc_wait_take(scan->wait, &news)) {
		if (news.kind == PCSC_NEWS_READERS)
			on_readers(scan, &news);
		else
			on_lost(scan, news.code);
	}
}

static int time_left(const struct scan *scan)
{
	if (!scan->options->limited)
		return -1;
	uint64_t now = now_ms();
	return now >= scan->deadline ? 0 : (int)(scan->deadline - now);
}

/* Sleeps until something happens, and deals with it. */
static void turn(struct scan *scan)
{
	struct pollfd fds[] = {
	    {.fd = scan->signals, .events = POLLIN},
	    {.fd = pcsc_wait_fd(scan->wait), .events = POLLIN},
	    /* No event is asked for: an error or a hang-up is told all the same. */
	    {.fd = STDOUT_FILENO, .events = 0},
	    {.fd = scan->stress != NULL ? stress_fd(scan->stress) : -1, .events = POLLIN},
	};
	int left = time_left(scan);
	int ready = poll(fds, sizeof fds / sizeof *fds, left);

	if (signals_got() != 0 || fds[2].revents & (POLLERR | POLLHUP) || (ready == 0 && left >= 0))
		end_with(scan, STATUS_YES);
	if (scan->done || ready <= 0)
		return;
	if (fds[3].revents & POLLIN) {
		stress_show(scan->stress, show_out(scan->show));
		write_out(scan);
	}
	if (fds[1].revents & POLLIN)
		on_news(scan);
}

static void tell_command(const struct scan_options *options)
{
	char hex[3 * 16 + 1];
	bool cut = options->command_length > 16;

	hex_write_spaced(hex, options->command, cut ? 16 : options->command_length);
	message_note("Each card that comes gets this command without end, connected shared: %s%s", hex,
	             cut ? " ..." : "");
	if (options->command == stress_command)
		message_note("It reads production data where a card has such, changes nothing, and "
		             "selects no file.");
}

static bool start(struct scan *scan)
{
	const struct scan_options *options = scan->options;

	if (!options->plain_atr)
		scan->naming = naming_new(options->lists, options->list_count);
	scan->show = show_new(options, scan->naming);
	if (options->stress && options->task == SCAN_WATCH)
		scan->stress = stress_new(options->command, options->command_length,
		                          options->common.json);
	scan->signals = signals_start();
	if (scan->show == NULL || (!options->plain_atr && scan->naming == NULL) ||
	    (options->stress && options->task == SCAN_WATCH && scan->stress == NULL) ||
	    scan->signals < 0) {
		message_error("out of memory or of file descriptors");
		return false;
	}
	/* A list that the user names and that is not there is an error, and not of later. */
	if (scan->naming != NULL && options->list_count > 0 && !naming_prepare(scan->naming)) {
		scan->status = STATUS_INPUT;
		return false;
	}
	if (scan->stress != NULL)
		tell_command(options);
	scan->deadline = now_ms() + options->limit_ms;
	scan->wait = pcsc_wait_new(options->assume_pnp);
	if (scan->wait == NULL)
		message_error("cannot start a thread");
	return scan->wait != NULL;
}

/* Ctrl-C asks for the summaries. */
static bool end_stress(struct scan *scan)
{
	if (scan->stress == NULL)
		return true;
	bool ended = stress_end(&scan->stress, ANSWER_MS, show_out(scan->show));
	show_write(scan->show, scan->signals);
	return ended;
}

int scan_run(const struct scan_options *options)
{
	struct scan scan = {.options = options, .status = STATUS_TROUBLE};

	if (start(&scan)) {
		show_start(scan.show);
		write_out(&scan);
		while (!scan.done)
			turn(&scan);
	}
	bool ended = end_stress(&scan);
	ended &= pcsc_wait_end(&scan.wait, LEAVE_MS);
	ended &= !show_is_stuck(scan.show);
	free(scan.states);
	show_free(&scan.show);
	naming_free(&scan.naming);
	if (!ended)
		_exit(output_end(scan.status)); /* what a thread of ours holds must not hold us */
	return scan.status;
}
