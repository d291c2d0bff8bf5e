#include "pcsc_scan/scan.h"

#include "pcsc_scan/hooks/hooks.h"
#include "pcsc_scan/show/naming.h"
#include "pcsc_scan/show/show.h"
#include "pcsc_scan/stress/stress.h"
#include "base/bytes.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/process/timed_call.h"
#include "sys/process/notify.h"
#include "sys/output.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/pcsc_wait.h"
#include "sys/process/signals.h"
#include "reader/watch.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	NOBODY_READS_MS = 1000, /* time for the reader of our output to go on reading */
	LEAVE_MS = 60,          /* time for a PC/SC call to return at the end */
	RESPONSE_MS = 400,      /* time for a card to finish the current APDU */
};

struct scan {
	const struct scan_options *options;
	struct filter *filter; /* of the options */
	struct naming *naming;
	struct show *show;
	struct stress *stress;
	struct hooks *hooks;
	struct pcsc_wait *wait;
	int signals;
	struct reader_state *states; /* the last known, also while the service is lost; owned */
	size_t count;
	bool answered; /* the service responded, even if only as unavailable */
	bool awaited;  /* the message that the reader is missing was shown */
	bool lost;     /* the service is lost, and that was reported */
	uint32_t lost_code;
	uint64_t deadline;  /* ms of the monotonic clock */
	uint64_t answer_by; /* deadline of the first response, likewise */
	uint64_t alive;     /* time of the next keep-alive to the service manager */
	bool draining;      /* done, except that hooks are still running */
	bool done;
	int status;
};

static void end_with(struct scan *scan, int status)
{
	scan->done = true;
	scan->status = status;
}

/* Returns whether the exit status is an answer: if a signal or a timeout ends the program, it must
 * not be "yes". */
static bool is_question(const struct scan *scan)
{
	const struct scan_options *options = scan->options;

	return options->task != SCAN_WATCH || options->once;
}

static int interrupted(const struct scan *scan)
{
	return is_question(scan) ? 128 + signals_got() : STATUS_YES;
}

/* Called after each snapshot. The reason of a failed write is reported by output_end. */
static void write_out(struct scan *scan)
{
	if (!show_write(scan->show, scan->signals))
		end_with(scan, signals_got() != 0 ? interrupted(scan) : STATUS_TROUBLE);
}

/* --once: ends after this event, once its hooks have ended. */
static void end_once(struct scan *scan)
{
	if (!scan->options->once)
		return;
	scan->status = STATUS_YES;
	scan->draining = true;
}

static void on_event(void *context, const struct watch_event *change)
{
	struct scan *scan = context;
	struct card_uid uid;

	if (scan->draining || !filter_wants(&scan->options->filter, change))
		return;
	if (scan->options->task == SCAN_LIST_READERS && change->kind != WATCH_READER_ADDED)
		return;
	uid_ask(scan->options, change, &uid);
	struct event event = show_reader_event(scan->show, change, &uid);
	show_event(scan->show, &event);
	if (scan->stress != NULL && change->kind == WATCH_CARD_INSERTED)
		stress_card(scan->stress, change->index, change->reader->name);
	if (scan->hooks != NULL)
		hooks_event(scan->hooks, event);
	end_once(scan);
}

/* Service events do not concern a reader, so --reader and --atr do not filter them. They end --once
 * only if --on requests them. */
static void on_service(struct scan *scan, enum watch_kind kind, bool initial)
{
	const struct filter *filter = &scan->options->filter;

	if (scan->options->task != SCAN_WATCH || scan->draining || !filter_wants_kind(filter, kind))
		return;
	struct event event = show_service_event(scan->show, kind, initial);
	show_service(scan->show, &event);
	if (scan->hooks != NULL)
		hooks_event(scan->hooks, event);
	if (filter->kinds != 0)
		end_once(scan);
	write_out(scan);
}

/* Sends the status line shown by systemctl status. */
static void notify_status(const struct scan *scan)
{
	char lines[128];
	size_t cards = 0;

	for (size_t i = 0; i < scan->count; i++)
		cards += (scan->states[i].bits & READER_PRESENT) != 0;
	if (scan->lost)
		notify_send("READY=1\nSTATUS=Waiting for the PC/SC service");
	else {
		snprintf(lines, sizeof lines, "READY=1\nSTATUS=%zu reader%s, %zu card%s",
		         scan->count, scan->count == 1 ? "" : "s", cards, cards == 1 ? "" : "s");
		notify_send(lines);
	}
}

static void show_changes(struct scan *scan, const struct pcsc_news *news)
{
	show_begin(scan->show,
	           &(struct snapshot){.states = news->states,
	                              .count = news->count,
	                              .first = news->first,
	                              .polling = news->polling});
	watch_compare(scan->states, scan->count, news->states, news->count, news->first, on_event,
	              scan);
	show_end(scan->show);
}

/* -r and -c: decided by the first snapshot. */
static void end_listing(struct scan *scan, const struct pcsc_news *news)
{
	size_t cards = 0;

	for (size_t i = 0; i < news->count; i++)
		if (filter_wants_reader(&scan->options->filter, i, news->states[i].name))
			cards += (news->states[i].bits & READER_PRESENT) != 0 &&
				filter_wants_atr(scan->filter, news->states[i].atr,
			                         news->states[i].atr_length);
	show_changes(scan, news);
	if (news->count == 0) {
		pcsc_error_report(NULL, PCSC_E_NO_READERS_AVAILABLE);
		end_with(scan, STATUS_TROUBLE);
	} else if (scan->options->task == SCAN_LIST_READERS || cards > 0) {
		end_with(scan, STATUS_YES);
	} else {
		end_with(scan, STATUS_NO);
	}
}

static bool reader_is_there(const struct scan *scan, const struct pcsc_news *news)
{
	return question_answer(QUESTION_READER, &scan->options->filter, news->states, news->count);
}

/* --present: decided by the first snapshot. --wait: decided by the first one that matches. */
static void check_question(struct scan *scan, const struct pcsc_news *news)
{
	const struct scan_options *options = scan->options;
	bool waits = options->task == SCAN_WAIT;
	enum question question = waits ? options->question : QUESTION_CARD;

	if (question_answer(question, &options->filter, news->states, news->count)) {
		end_with(scan, STATUS_YES);
	} else if (!waits && !reader_is_there(scan, news)) {
		pcsc_error_report(NULL, PCSC_E_NO_READERS_AVAILABLE);
		end_with(scan, STATUS_TROUBLE);
	} else if (!waits) {
		end_with(scan, STATUS_NO);
	}
}

/* Returns whether the task goes on even if the reader or the service is missing. */
static bool keeps_watching(const struct scan *scan)
{
	return scan->options->task == SCAN_WATCH || scan->options->task == SCAN_WAIT;
}

/* Finds the reader of --reader and returns false if it is missing, which ends the program unless
 * the task waits for it. The snapshot then says nothing about that reader, not even that it has no
 * card. */
static bool reader_is_found(struct scan *scan, const struct pcsc_news *news)
{
	const char *wanted = scan->filter->reader.wanted;
	const struct reader_row row = {news->states->name, sizeof *news->states, news->count};
	size_t found = filter_update(scan->filter, &row);

	if (found == 0 && keeps_watching(scan)) {
		if (!scan->awaited)
			message_note("No reader matches \"%s\"%s", wanted,
			             options_looks_once(scan->options) ? "." :
			                                                 " yet; waiting for it...");
		scan->awaited = true;
	} else if (found != 1 && news->count == 0) {
		return true; /* without any reader, report that instead */
	} else if (found != 1) {
		end_with(scan, (int)reader_report_matches(&row, wanted, found));
	}
	return found == 1;
}

static void handle_snapshot(struct scan *scan, const struct pcsc_news *news)
{
	if (!reader_is_found(scan, news) && (scan->done || scan->options->task != SCAN_WATCH))
		return;
	switch (scan->options->task) {
	case SCAN_WATCH:
		show_changes(scan, news);
		break;
	case SCAN_LIST_READERS:
	case SCAN_LIST_CARDS:
		end_listing(scan, news);
		break;
	case SCAN_PRESENT:
	case SCAN_WAIT:
		check_question(scan, news);
		break;
	case SCAN_USB: /* these two do not use scan_run() */
	case SCAN_DOCTOR:
		break;
	}
}

static void on_readers(struct scan *scan, struct pcsc_news *news)
{
	if (scan->lost)
		on_service(scan, WATCH_SERVICE_BACK, false);
	scan->lost = false;
	handle_snapshot(scan, news);
	free(scan->states);
	scan->states = news->states;
	scan->count = news->count;
	notify_status(scan);
	write_out(scan);
	if (scan->naming != NULL && !scan->done) {
		/* Open the card lists now, so that the next card is named without delay. */
		naming_prepare(scan->naming);
		naming_rest(scan->naming);
	}
}

/* Keeps the known readers and cards: those that are missing when the service returns are reported
 * as removed. */
static void on_lost(struct scan *scan, uint32_t code)
{
	/* After a broken connection, "service not running" is not a new message. */
	bool reported = scan->lost &&
		(code == scan->lost_code ||
	         (code == PCSC_E_NO_SERVICE && scan->lost_code == PCSC_F_COMM_ERROR));
	bool was_lost = scan->lost, initial = !scan->lost && scan->states == NULL;
	bool too_late = code == PCSC_NO_RESPONSE && scan->options->has_limit;

	scan->lost = true;
	scan->lost_code = code;
	notify_status(scan);
	if (!was_lost)
		on_service(scan, WATCH_SERVICE_LOST, initial);
	if (!reported)
		pcsc_error_report(NULL, code);
	if (!keeps_watching(scan) || scan->options->no_reconnect || too_late)
		end_with(scan, STATUS_TROUBLE);
	else if (!reported && !options_looks_once(scan->options))
		message_note("Waiting for the service...");
}

static void on_news(struct scan *scan)
{
	struct pcsc_news news;

	while (!scan->done && !scan->draining && pcsc_wait_take(scan->wait, &news)) {
		scan->answered = true;
		if (news.kind == PCSC_NEWS_READERS)
			on_readers(scan, &news);
		else
			on_lost(scan, news.code);
	}
}

static void sooner(int *left, uint64_t at)
{
	uint64_t now = clock_ms();
	int ms = at <= now ? 0 : (int)(at - now);

	if (*left < 0 || ms < *left)
		*left = ms;
}

/* Returns the time in ms until something is due; -1 if nothing is. */
static int time_left(const struct scan *scan)
{
	int left = scan->hooks != NULL ? hooks_left(scan->hooks) : -1;

	if (!scan->answered)
		sooner(&left, scan->answer_by);
	else if (scan->options->has_limit)
		sooner(&left, scan->deadline);
	if (notify_watchdog_ms() > 0)
		sooner(&left, scan->alive);
	return left;
}

static void on_time(struct scan *scan)
{
	uint64_t now = clock_ms();

	if (!scan->answered && now >= scan->answer_by) {
		scan->answered = true;
		on_lost(scan, PCSC_NO_RESPONSE);
	} else if (scan->answered && scan->options->has_limit && now >= scan->deadline)
		end_with(scan, is_question(scan) && !scan->draining ? STATUS_NO : STATUS_YES);
	if (notify_watchdog_ms() > 0 && now >= scan->alive) {
		notify_send("WATCHDOG=1");
		scan->alive = now + (uint64_t)notify_watchdog_ms();
	}
	if (scan->hooks != NULL)
		hooks_update(scan->hooks);
	if (scan->draining && (scan->hooks == NULL || !hooks_busy(scan->hooks)))
		scan->done = true;
}

static void show_stress_report(struct scan *scan)
{
	const struct stress_report *report = stress_take(scan->stress);

	if (report != NULL)
		show_stress(scan->show, report);
}

/* Waits for an event, a signal or a deadline and handles it. */
static void wait_for_event(struct scan *scan)
{
	struct pollfd fds[] = {
		{.fd = scan->signals, .events = POLLIN},
		{.fd = scan->draining ? -1 : pcsc_wait_fd(scan->wait), .events = POLLIN},
		/* Even with events = 0, poll() reports an error or a hang-up. */
		{.fd = STDOUT_FILENO, .events = show_is_waiting(scan->show) ? POLLOUT : 0},
		{.fd = scan->stress != NULL ? stress_fd(scan->stress) : -1, .events = POLLIN},
		{.fd = scan->hooks != NULL ? hooks_fd(scan->hooks) : -1, .events = POLLIN},
	};
	int ready = poll(fds, sizeof fds / sizeof *fds, time_left(scan));

	if (signals_got() != 0)
		end_with(scan, interrupted(scan));
	else if (ready > 0 && fds[2].revents & (POLLERR | POLLHUP))
		end_with(scan, STATUS_YES);
	if (scan->done)
		return;
	if (ready > 0 && fds[2].revents & POLLOUT)
		write_out(scan);
	if (ready > 0 && fds[3].revents & POLLIN) {
		show_stress_report(scan);
		write_out(scan);
	}
	if (ready > 0 && fds[1].revents & POLLIN)
		on_news(scan);
	if (!scan->done)
		on_time(scan);
}

/* Shows the command before it is sent. */
static void announce_stress(const struct scan_options *options)
{
	char hex[3 * 16 + 1];
	bool cut = options->command_length > 16;

	hex_write_spaced(hex, options->command, cut ? 16 : options->command_length);
	message_note("Sending this command repeatedly to every inserted card (shared): %s%s", hex,
	             cut ? " ..." : "");
	if (options->own_command == NULL)
		message_note("It reads the card's production data, if any; it changes nothing and "
		             "selects no file.");
}

static bool start_stress(struct scan *scan)
{
	const struct scan_options *options = scan->options;

	if (!options->stress || options->task != SCAN_WATCH)
		return true;
	scan->stress = stress_new(options->command, options->command_length);
	if (scan->stress == NULL)
		message_error("%s", file_error(errno));
	return scan->stress != NULL;
}

static bool start(struct scan *scan)
{
	const struct scan_options *options = scan->options;

	if (!options->plain_atr)
		scan->naming = naming_new(options->lists.items, options->lists.count);
	scan->show = show_new(options, scan->naming);
	scan->signals = signals_start();
	if (scan->show == NULL || (!options->plain_atr && scan->naming == NULL) ||
	    scan->signals < 0) {
		message_error("%s", scan->signals < 0 ? strerror(errno) : "out of memory");
		return false;
	}
	if (!start_stress(scan))
		return false;
	enum status status;
	scan->hooks = hooks_new(options, scan->naming, &status);
	if (status != STATUS_YES) {
		scan->status = (int)status;
		return false;
	}
	/* Read lists named by the user at once, so that a missing one is an error at the start. */
	if (scan->naming != NULL && options->lists.count > 0 && !naming_prepare(scan->naming)) {
		scan->status = STATUS_INPUT;
		return false;
	}
	if (scan->stress != NULL)
		announce_stress(options);
	notify_start();
	uint64_t now = clock_ms(), limit = options->limit_ms;
	scan->deadline = now + limit;
	scan->answer_by = now + (limit > PCSC_LIMIT_MS ? limit : PCSC_LIMIT_MS);
	scan->wait = pcsc_wait_new(options->assume_pnp);
	if (scan->wait == NULL)
		message_error("cannot watch readers: %s", file_error(errno));
	return scan->wait != NULL;
}

/* Ctrl-C shows the summaries. */
static bool end_stress(struct scan *scan)
{
	const struct stress_report *summary;

	if (scan->stress == NULL)
		return true;
	stress_stop(scan->stress);
	while ((summary = stress_summary(scan->stress, RESPONSE_MS)) != NULL)
		show_stress(scan->show, summary);
	show_write(scan->show, scan->signals);
	return stress_free(&scan->stress);
}

/* Waits until the rest of the output is read, but only briefly after a signal. */
static void finish_output(struct scan *scan)
{
	bool whole = signals_got() == 0 ? show_finish(scan->show, scan->signals, NOBODY_READS_MS) :
					  show_finish(scan->show, -1, LEAVE_MS);

	if (!whole)
		scan->status = signals_got() != 0 ? interrupted(scan) : STATUS_TROUBLE;
}

int scan_run(struct scan_options *options)
{
	struct scan scan = {
		.options = options, .filter = &options->filter, .status = STATUS_TROUBLE};

	if (start(&scan)) {
		show_start(scan.show);
		write_out(&scan);
		while (!scan.done)
			wait_for_event(&scan);
		notify_send("STOPPING=1");
	}
	if (!end_stress(&scan))
		timed_call_abandon();
	hooks_free(&scan.hooks);
	if (scan.show != NULL)
		finish_output(&scan);
	pcsc_wait_end(&scan.wait, LEAVE_MS);
	free(scan.states);
	show_free(&scan.show);
	naming_free(&scan.naming);
	return scan.status;
}
