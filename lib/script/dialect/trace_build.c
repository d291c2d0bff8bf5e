#include "script/dialect/trace_build.h"

#include "script/dialect/redact.h"

#include "apdu/secret.h"
#include "base/array.h"
#include "script/dialect/dialect_row.h"

#include <stdlib.h>
#include <string.h>

static struct trace_session *session_of(struct trace *trace)
{
	return trace->at < trace->count ? &trace->sessions[trace->at] : NULL;
}

void trace_free(struct trace *trace, struct octets *octets)
{
	trace->total.failed = trace->total.failed || octets_failed(octets);
	octets_free(octets);
}

static bool add_session(struct trace *trace)
{
	struct trace_session *list =
		array_room(trace->sessions, trace->count, &trace->size, sizeof *list);

	if (list == NULL) {
		trace->total.failed = true;
		return false;
	}
	trace->sessions = list;
	list[trace->count] = (struct trace_session){.waits = false};
	trace->at = trace->count++;
	return true;
}

/* Returns the current session, creating it if there is none. */
static struct trace_session *session_needed(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	if (session == NULL && add_session(trace))
		session = session_of(trace);
	return session;
}

static void add_key(struct trace *trace, struct span key, size_t value)
{
	uint32_t *known = span_map_find(&trace->keys, key);

	if (known != NULL) {
		*known = (uint32_t)value;
		return;
	}
	const char *kept = span_store_add(&trace->names, key.text, key.length);
	if (kept == NULL ||
	    !span_map_add(&trace->keys, (struct span){kept, key.length}, (uint32_t)value))
		trace->total.failed = true;
}

void trace_session(struct trace *trace, struct span key)
{
	const uint32_t *known = span_map_find(&trace->keys, key);

	if (known != NULL) {
		trace->at = *known;
		return;
	}
	/* Lines before any name belong to the first session that is named. */
	if ((trace->count != 1 || trace->sessions[0].name.length > 0) && !add_session(trace))
		return;
	add_key(trace, key, trace->at);
	trace_name(trace, key);
}

void trace_alias(struct trace *trace, struct span key)
{
	if (session_needed(trace) != NULL)
		add_key(trace, key, trace->at);
}

void trace_name(struct trace *trace, struct span name)
{
	struct trace_session *session = session_needed(trace);
	const char *kept = span_store_add(&trace->names, name.text, name.length);

	if (session == NULL || kept == NULL)
		trace->total.failed = true;
	else
		session->name = (struct span){kept, name.length};
}

/* Ends the part that was begun last. An ATR is complete now and is stored. */
static void close_part(struct trace *trace)
{
	struct trace_session *session =
		trace->open_session < trace->count ? &trace->sessions[trace->open_session] : NULL;

	if (session != NULL)
		trace_session_check(&trace->total, session);
	if (trace->open == TRACE_ATR && session != NULL) {
		if (!octets_are_masked(&session->atr) && !session->atr.half)
			trace_session_atr(&trace->total, session, &session->atr.bytes);
		octets_clear(&session->atr);
	}
	trace->open = TRACE_OTHER;
	trace->joins = false;
}

static struct octets *open_part(struct trace *trace, enum trace_part part)
{
	struct trace_session *session = session_of(trace);

	trace->open = part;
	trace->open_session = trace->at;
	if (part == TRACE_ATR) {
		session->atr_line = trace->number;
		return &session->atr;
	}
	return part == TRACE_COMMAND ? &session->command : &session->response;
}

struct octets *trace_begin(struct trace *trace, enum trace_part part)
{
	struct trace_session *session = session_needed(trace);

	close_part(trace);
	if (session == NULL)
		return NULL;
	if (part == TRACE_COMMAND) {
		trace_session_flush(&trace->total, session);
		octets_clear(&session->command);
		session->command_line = trace->number;
		session->command_least = 0;
		session->waits = true;
		session->answered = session->status_known = session->data_unknown = false;
	} else if (part == TRACE_RESPONSE || part == TRACE_STATUS) {
		if (!session->waits || (session->answered && part == TRACE_RESPONSE))
			return NULL;
		if (!session->answered)
			octets_clear(&session->response);
		session->answered = true;
		session->response_exact = 0;
		session->status_known = session->data_unknown = false;
		session->response_line = trace->number;
	}
	return open_part(trace, part);
}

struct octets *trace_response(struct trace *trace, const uint8_t *status)
{
	struct octets *octets = trace_begin(trace, TRACE_RESPONSE);

	if (octets != NULL) {
		struct trace_session *session = session_of(trace);

		memcpy(session->status, status, sizeof session->status);
		session->status_known = true;
	}
	return octets;
}

void trace_expect(struct trace *trace, size_t length)
{
	struct trace_session *session = session_of(trace);

	if (session != NULL && trace->open == TRACE_COMMAND)
		session->command_least = length;
	else if (session != NULL)
		session->response_exact = length;
}

void trace_data_unknown(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	if (session != NULL)
		session->data_unknown = true;
}

void trace_forget(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	if (session != NULL)
		session->waits = false;
}

struct octets *trace_more(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	if (session == NULL || trace->open == TRACE_OTHER || trace->open_session != trace->at)
		return NULL;
	return trace->open == TRACE_ATR      ? &session->atr :
		trace->open == TRACE_COMMAND ? &session->command :
					       &session->response;
}

static void copy_octets(struct octets *to, const struct octets *from)
{
	octets_clear(to);
	text_add(&to->bytes, from->bytes.data, from->bytes.length);
	text_add(&to->hidden, from->hidden.data, from->hidden.length);
	to->half = from->half;
}

void trace_exchange(struct trace *trace, const struct octets *command,
                    const struct octets *response)
{
	struct octets *to = trace_begin(trace, TRACE_COMMAND);

	if (to != NULL)
		copy_octets(to, command);
	to = to == NULL || response == NULL ? NULL : trace_begin(trace, TRACE_RESPONSE);
	if (to != NULL)
		copy_octets(to, response);
	close_part(trace);
	if (session_of(trace) != NULL)
		trace_session_flush(&trace->total, session_of(trace));
}

void trace_unanswered(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	close_part(trace);
	if (session != NULL) {
		session->answered = session->status_known = session->data_unknown = false;
		trace_session_flush(&trace->total, session);
	}
}

void trace_drop(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	if (session != NULL && trace->open == TRACE_COMMAND)
		session->waits = false;
	else if (trace->open != TRACE_ATR)
		trace_unanswered(trace);
	if (session != NULL && trace->open == TRACE_ATR)
		octets_clear(&session->atr);
	trace->open = TRACE_OTHER;
	trace->joins = false;
}

bool trace_wants_status(const struct trace *trace)
{
	return trace->open == TRACE_RESPONSE && trace->open_session < trace->count &&
		!trace->sessions[trace->open_session].status_known;
}

bool trace_waits(const struct trace *trace)
{
	return trace->at < trace->count && trace->sessions[trace->at].waits &&
		!trace->sessions[trace->at].answered;
}

void trace_atr_of(struct trace *trace, struct span key)
{
	const uint32_t *known = span_map_find(&trace->keys, key);
	struct trace_session *session = session_needed(trace);

	close_part(trace);
	if (known == NULL || session == NULL || *known == trace->at)
		return;
	session->atr_line = trace->number;
	trace_session_atr(&trace->total, session, &trace->sessions[*known].last_atr);
}

void trace_protocol(struct trace *trace, enum card_protocol protocol)
{
	struct trace_session *session = session_needed(trace);

	close_part(trace);
	if (session == NULL || (session->last_protocol == protocol && !session->renewed) ||
	    (protocol != CARD_T0 && protocol != CARD_T1))
		return;
	if (!session->renewed &&
	    (session->last_protocol == CARD_NONE || (session->commands == 0 && !session->waits))) {
		session->first_protocol = protocol;
	} else {
		trace_session_flush(&trace->total, session);
		trace_session_line(&trace->total, session, trace->number,
		                   protocol == CARD_T0 ? "# protocol: T=0" : "# protocol: T=1");
	}
	session->last_protocol = protocol;
}

void trace_reset(struct trace *trace, bool cold)
{
	struct trace_session *session = session_of(trace);

	close_part(trace);
	if (session == NULL)
		return;
	trace_session_flush(&trace->total, session);
	if (!session->used)
		return;
	trace_session_line(&trace->total, session, trace->number, cold ? "reset cold" : "reset");
	session->used = false;
	session->renewed = true;
}

static bool waits_for_secret(const struct trace_session *session)
{
	return session->waits &&
		secret_find(octets_data(&session->command), session->command.bytes.length).length >
		0;
}

static void remark(struct trace *trace, struct span text, struct span shown)
{
	static const char after[] = "not shown: it follows a command with a secret";
	struct trace_session *session = session_needed(trace);

	if (session == NULL)
		return;
	if (session->answered)
		trace_session_flush(&trace->total, session);
	if (!trace->total.hides)
		shown = text;
	else if (waits_for_secret(session))
		shown = (struct span){after, sizeof after - 1};
	trace_session_comment(&trace->total, session, trace->number, shown);
}

void trace_remark(struct trace *trace, struct span text)
{
	remark(trace, text, redact_remark(text));
}

void trace_odd(struct trace *trace, struct span line)
{
	static const char nothing[] = "not shown: it may hold a secret";
	struct span shown = redact_odd_line(line);

	trace->total.counts.odd++;
	remark(trace, line, shown.length > 0 ? shown : (struct span){nothing, sizeof nothing - 1});
}

static int by_first_line(const void *left, const void *right)
{
	const struct trace_session *a = left, *b = right;

	return (a->first_line > b->first_line) - (a->first_line < b->first_line);
}

/* Sessions are numbered in the order of their first commands. */
static size_t find_session(struct trace *trace, size_t wanted)
{
	size_t chosen = SIZE_MAX, most = 0;

	if (trace->count > 0)
		qsort(trace->sessions, trace->count, sizeof *trace->sessions, by_first_line);
	for (size_t i = 0; i < trace->count; i++) {
		size_t commands = trace->sessions[i].commands;

		if (commands == 0)
			continue;
		trace->total.counts.sessions++;
		if (wanted == 0 ? commands > most : trace->total.counts.sessions == wanted) {
			trace->total.counts.session = trace->total.counts.sessions;
			most = commands;
			chosen = i;
		}
	}
	return chosen;
}

static void report_none(const struct trace *trace, size_t wanted, struct conversion *conversion)
{
	if (trace->total.counts.sessions == 0)
		conversion_problem(conversion, 1, SEVERITY_ERROR, "no command in this trace");
	else
		conversion_problem(conversion, 1, SEVERITY_ERROR,
		                   "no session %zu: the trace has %zu", wanted,
		                   trace->total.counts.sessions);
}

void trace_finish(struct trace *trace, size_t wanted, struct conversion *conversion)
{
	close_part(trace);
	for (size_t i = 0; i < trace->count; i++) {
		trace_session_flush(&trace->total, &trace->sessions[i]);
		trace_session_check(&trace->total, &trace->sessions[i]);
	}
	size_t chosen = find_session(trace, wanted);
	if (chosen != SIZE_MAX)
		trace_session_hand_over(&trace->total, &trace->sessions[chosen], conversion);
	conversion->counts = trace->total.counts;
	for (size_t i = 0; i < trace->count; i++)
		trace_session_free(&trace->total, &trace->sessions[i]);
	free(trace->sessions);
	span_map_free(&trace->keys);
	span_store_free(&trace->names);
	conversion->failed = conversion->failed || trace->total.failed;
	if (chosen == SIZE_MAX && !trace->total.failed)
		report_none(trace, wanted, conversion);
}
