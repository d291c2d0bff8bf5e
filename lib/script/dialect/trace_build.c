#include "script/dialect/trace_build.h"

#include "script/dialect/shown.h"

#include "apdu/secret.h"
#include "base/array.h"
#include "base/bytes.h"
#include "base/escape.h"
#include "script/dialect/dialect_row.h"

#include <stdlib.h>
#include <string.h>

/* A session's script so far, and the exchange at hand. What is known of the card before its first
 * reset stands before the script, whenever it was learned. */
struct trace_session {
	struct span name;
	struct record record;
	size_t *lines; /* of the source, for each line of the record; owned */
	size_t line_count, line_size;
	struct octets command, response, atr;
	size_t command_line, response_line, atr_line;
	size_t first_line;                    /* of its first command */
	size_t command_least, response_exact; /* bytes, if all are there; 0: not known */
	bool waits;                           /* there is a command at hand */
	bool answered;                        /* and its response */
	uint8_t status[2];                    /* of the response, to be put behind it */
	bool status_known, data_unknown;      /* it is to be; the data are not in the trace */
	bool renewed; /* it was reset, and nothing was told of the card since */
	bool used;    /* commands since the last reset */
	size_t commands;
	struct text first_atr; /* owned; bytes */
	struct text last_atr;  /* owned; bytes */
	enum card_protocol first_protocol, last_protocol;
};

static struct trace_session *session_of(struct trace *trace)
{
	return trace->at < trace->count ? &trace->sessions[trace->at] : NULL;
}

void trace_free(struct trace *trace, struct octets *octets)
{
	trace->failed = trace->failed || octets_failed(octets);
	octets_free(octets);
}

static void session_free(struct trace *trace, struct trace_session *session)
{
	text_free(&session->record.text);
	free(session->lines);
	trace->failed = trace->failed || session->first_atr.failed || session->last_atr.failed;
	trace_free(trace, &session->command);
	trace_free(trace, &session->response);
	trace_free(trace, &session->atr);
	text_free(&session->first_atr);
	text_free(&session->last_atr);
}

static bool add_session(struct trace *trace)
{
	struct trace_session *list =
		array_room(trace->sessions, trace->count, &trace->size, sizeof *list);

	if (list == NULL) {
		trace->failed = true;
		return false;
	}
	trace->sessions = list;
	list[trace->count] = (struct trace_session){.waits = false};
	trace->at = trace->count++;
	return true;
}

/* The session chosen, which may be the first. */
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
		trace->failed = true;
}

void trace_session(struct trace *trace, struct span key)
{
	const uint32_t *known = span_map_find(&trace->keys, key);

	if (known != NULL) {
		trace->at = *known;
		return;
	}
	/* What came before any name is of the first that is named. */
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
		trace->failed = true;
	else
		session->name = (struct span){kept, name.length};
}

/* Notes the line of the source for each line that was added to the record. */
static void end_lines(struct trace *trace, struct trace_session *session, size_t added,
                      size_t number)
{
	for (; added > 0; added--) {
		size_t *lines = array_room(session->lines, session->line_count, &session->line_size,
		                           sizeof *lines);

		if (lines == NULL) {
			trace->failed = true;
			return;
		}
		session->lines = lines;
		session->lines[session->line_count++] = number;
	}
}

/* Protocol and parameters selection, ISO/IEC 7816-3:2006, 9.2: PPSS, PPS0 that says which of PPS1
 * to PPS3 follow, and PCK. It is no command. */
static bool is_pps(const struct octets *octets)
{
	const uint8_t *bytes = octets_data(octets);
	size_t length = octets->bytes.length;
	uint8_t check = 0;

	if (length < 3 || bytes[0] != 0xFF)
		return false;
	size_t wanted = 3u + (bytes[1] >> 4 & 1) + (bytes[1] >> 5 & 1) + (bytes[1] >> 6 & 1);
	for (size_t i = 0; i < length; i++)
		check ^= bytes[i];
	return length == wanted && check == 0;
}

static void put_comment(struct trace *trace, struct trace_session *session, size_t number,
                        struct span text)
{
	struct text *out = &session->record.text;

	text_printf(out, "# line %zu: ", number);
	if (escape_plain(text.text, text.length) == text.length) {
		text_add(out, text.text, text.length);
	} else {
		size_t size = 4 * text.length + 1;
		char *safe = malloc(size);

		if (safe == NULL)
			trace->failed = true;
		else
			text_add(out, safe, escape_terminal(safe, size, text.text, text.length));
		free(safe);
	}
	text_puts(out, "\n");
	end_lines(trace, session, 1, number);
}

static void put_note(struct trace *trace, struct trace_session *session, size_t number,
                     const char *note)
{
	put_comment(trace, session, number, (struct span){note, strlen(note)});
}

/* A response in which something is masked, or that was cut, is not one to expect. */
static bool is_whole(struct trace *trace, struct trace_session *session)
{
	const struct octets *response = &session->response;
	bool cut = response->half || response->bytes.length < 2 ||
		(session->response_exact > 0 && response->bytes.length != session->response_exact);

	if (!session->answered)
		return false;
	trace->counts.odd += cut;
	if (cut || octets_are_masked(response))
		put_note(trace, session, session->response_line,
		         cut ? "incomplete response" : "response with masked bytes");
	return !cut && !octets_are_masked(response);
}

static void put_exchange(struct trace *trace, struct trace_session *session)
{
	struct record *record = &session->record;
	unsigned secrets = record->secrets;
	const struct text *hidden = &session->command.hidden;
	const struct text *command = &session->command.bytes;
	const struct text *response = &session->response.bytes;
	bool whole = is_whole(trace, session);

	record->shows_secrets = !trace->hides && hidden->length == 0;
	if (whole && !session->data_unknown) {
		record_apdu(record, octets_data(&session->command), command->length, hidden,
		            octets_data(&session->response), response->length);
	} else {
		record_command(record, octets_data(&session->command), command->length, hidden);
		if (whole)
			text_printf(&record->text, " (%02X%02X)", session->status[0],
			            session->status[1]);
		text_puts(&record->text, "\n");
	}
	end_lines(trace, session, record->secrets - secrets + 1, session->command_line);
	if (session->commands++ == 0)
		session->first_line = session->command_line;
	session->used = true;
	session->renewed = false;
	trace->counts.commands++;
	trace->counts.responses += whole;
}

/* To be called before bytes are used and forgotten. */
static void check_memory(struct trace *trace, const struct trace_session *session)
{
	const struct text *texts[] = {&session->command.bytes,  &session->command.hidden,
	                              &session->response.bytes, &session->response.hidden,
	                              &session->atr.bytes,      &session->atr.hidden,
	                              &session->first_atr,      &session->last_atr};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		trace->failed = trace->failed || texts[i]->failed;
}

/* The command at hand, and its response, are complete. */
static void flush(struct trace *trace, struct trace_session *session)
{
	bool waits = session->waits;

	session->waits = false;
	if (!waits)
		return;
	if (session->status_known)
		text_add(&session->response.bytes, (const char *)session->status,
		         sizeof session->status);
	check_memory(trace, session);
	if (session->command.half || session->command.bytes.length == 0 ||
	    session->command.bytes.length < session->command_least) {
		put_note(trace, session, session->command_line, "incomplete command");
		trace->counts.odd++;
	} else if (is_pps(&session->command)) {
		put_note(trace, session, session->command_line, "PPS exchange, not a command");
	} else {
		put_exchange(trace, session);
	}
}

static void put_atr(struct trace *trace, struct trace_session *session)
{
	text_puts(&session->record.text, "# ATR: ");
	text_hex(&session->record.text, (const uint8_t *)session->last_atr.data,
	         session->last_atr.length, ' ');
	text_puts(&session->record.text, "\n");
	end_lines(trace, session, 1, session->atr_line);
}

static bool same(const struct text *a, const struct text *b)
{
	return span_equal((struct span){a->data, a->length}, (struct span){b->data, b->length});
}

static void keep_atr(struct text *out, const struct text *atr)
{
	text_clear(out);
	text_add(out, atr->data, atr->length);
}

/* A card's ATR is told at each connection; only another one is news. */
static void set_atr(struct trace *trace, struct trace_session *session, const struct text *atr)
{
	bool known = session->last_atr.length > 0;

	if (atr->length < 2 || atr->length > CARD_ATR_MAX)
		return;
	if (session->renewed) {
		keep_atr(&session->last_atr, atr);
		put_atr(trace, session);
		return;
	}
	if (same(atr, &session->last_atr))
		return;
	if (known && (session->commands > 0 || session->waits)) {
		flush(trace, session);
		if (session->used) {
			text_puts(&session->record.text, "reset\n");
			end_lines(trace, session, 1, session->atr_line);
		}
		session->used = false;
		keep_atr(&session->last_atr, atr);
		put_atr(trace, session);
		return;
	}
	keep_atr(&session->last_atr, atr);
	keep_atr(&session->first_atr, atr);
}

/* What was begun last is complete; only of an ATR nothing more can tell. */
static void close_part(struct trace *trace)
{
	struct trace_session *session =
		trace->open_session < trace->count ? &trace->sessions[trace->open_session] : NULL;

	if (session != NULL)
		check_memory(trace, session);
	if (trace->open == TRACE_ATR && session != NULL) {
		if (!octets_are_masked(&session->atr) && !session->atr.half)
			set_atr(trace, session, &session->atr.bytes);
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
		flush(trace, session);
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

	if (session == NULL)
		return;
	if (trace->open == TRACE_COMMAND)
		session->command_least = length;
	else
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

static void copy(struct octets *to, const struct octets *from)
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
		copy(to, command);
	to = to == NULL || response == NULL ? NULL : trace_begin(trace, TRACE_RESPONSE);
	if (to != NULL)
		copy(to, response);
	close_part(trace);
	if (session_of(trace) != NULL)
		flush(trace, session_of(trace));
}

void trace_unanswered(struct trace *trace)
{
	struct trace_session *session = session_of(trace);

	close_part(trace);
	if (session != NULL) {
		session->answered = session->status_known = session->data_unknown = false;
		flush(trace, session);
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
	set_atr(trace, session, &trace->sessions[*known].last_atr);
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
		flush(trace, session);
		text_printf(&session->record.text, "# protocol: %s\n",
		            card_protocol_name(protocol));
		end_lines(trace, session, 1, trace->number);
	}
	session->last_protocol = protocol;
}

void trace_reset(struct trace *trace, bool cold)
{
	struct trace_session *session = session_of(trace);

	close_part(trace);
	if (session == NULL)
		return;
	flush(trace, session);
	if (!session->used)
		return;
	text_puts(&session->record.text, cold ? "reset cold\n" : "reset\n");
	end_lines(trace, session, 1, trace->number);
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
		flush(trace, session);
	if (!trace->hides)
		shown = text;
	else if (waits_for_secret(session))
		shown = (struct span){after, sizeof after - 1};
	put_comment(trace, session, trace->number, shown);
}

void trace_remark(struct trace *trace, struct span text)
{
	remark(trace, text, shown_of_remark(text));
}

void trace_odd(struct trace *trace, struct span line)
{
	static const char nothing[] = "not shown: it may hold a secret";
	struct span shown = shown_of_odd_line(line);

	trace->counts.odd++;
	remark(trace, line, shown.length > 0 ? shown : (struct span){nothing, sizeof nothing - 1});
}

static int by_first_line(const void *left, const void *right)
{
	const struct trace_session *a = left, *b = right;

	return (a->first_line > b->first_line) - (a->first_line < b->first_line);
}

/* Sessions count in the order of their first commands. */
static size_t find_session(struct trace *trace, size_t wanted)
{
	size_t chosen = SIZE_MAX, most = 0;

	if (trace->count > 0)
		qsort(trace->sessions, trace->count, sizeof *trace->sessions, by_first_line);
	for (size_t i = 0; i < trace->count; i++) {
		size_t commands = trace->sessions[i].commands;

		if (commands == 0)
			continue;
		trace->counts.sessions++;
		if (wanted == 0 ? commands > most : trace->counts.sessions == wanted) {
			trace->counts.session = trace->counts.sessions;
			most = commands;
			chosen = i;
		}
	}
	return chosen;
}

/* Puts what is known of the card before the lines. */
static void add_head(struct conversion *conversion, struct trace_session *session)
{
	struct text *text = &conversion->text;
	size_t before = text->length, lines = conversion->line_count;

	if (session->first_atr.length > 0) {
		text_puts(text, "# ATR: ");
		text_hex(text, (const uint8_t *)session->first_atr.data, session->first_atr.length,
		         ' ');
		conversion_end_line(conversion, session->atr_line);
	}
	if (session->first_protocol != CARD_NONE)
		conversion_line(conversion, session->atr_line > 0 ? session->atr_line : 1,
		                session->first_protocol == CARD_T0 ? "# protocol: T=0" :
		                                                     "# protocol: T=1");
	if (text->failed || conversion->failed || before == text->length)
		return;
	conversion_raise(conversion, before, lines);
}

static void hand_over(struct trace *trace, struct trace_session *session,
                      struct conversion *conversion)
{
	struct conversion_counts *counts = &trace->counts;

	conversion->text = session->record.text;
	conversion->lines = session->lines;
	conversion->line_count = session->line_count;
	conversion->line_size = session->line_size;
	session->record.text = (struct text){0};
	session->lines = NULL;
	counts->session_commands = session->commands;
	escape_terminal(counts->name, sizeof counts->name,
	                session->name.length > 0 ? session->name.text : "", session->name.length);
	add_head(conversion, session);
}

static void report_none(const struct trace *trace, size_t wanted, struct conversion *conversion)
{
	if (trace->counts.sessions == 0)
		conversion_problem(conversion, 1, SEVERITY_ERROR, "no command in this trace");
	else
		conversion_problem(conversion, 1, SEVERITY_ERROR,
		                   "no session %zu: the trace has %zu", wanted,
		                   trace->counts.sessions);
}

void trace_finish(struct trace *trace, size_t wanted, struct conversion *conversion)
{
	close_part(trace);
	for (size_t i = 0; i < trace->count; i++) {
		flush(trace, &trace->sessions[i]);
		check_memory(trace, &trace->sessions[i]);
	}
	size_t chosen = find_session(trace, wanted);
	if (chosen != SIZE_MAX)
		hand_over(trace, &trace->sessions[chosen], conversion);
	conversion->counts = trace->counts;
	for (size_t i = 0; i < trace->count; i++)
		session_free(trace, &trace->sessions[i]);
	free(trace->sessions);
	span_map_free(&trace->keys);
	span_store_free(&trace->names);
	conversion->failed = conversion->failed || trace->failed;
	if (chosen == SIZE_MAX && !trace->failed)
		report_none(trace, wanted, conversion);
}
