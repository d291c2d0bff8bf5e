/* pcscd of pcsc-lite with --apdu or --debug: "DELTA [THREAD] TEXT", with the thread only in
 * colored output. Without it, only lines that name the client link a command to its response. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

enum { WAITING_MAX = 8 };

struct pcscd {
	bool clients; /* lines name them */
	bool overlap; /* two commands preceded a response, and no line names a client */
	size_t waiting[WAITING_MAX]; /* sessions whose command has no response yet */
	size_t count;
	struct octets response; /* held until a line names its client */
};

static size_t digits(struct span text)
{
	size_t n = 0;

	while (n < text.length && text.text[n] >= '0' && text.text[n] <= '9')
		n++;
	return n;
}

static bool skip_delta(struct span *line)
{
	enum { DELTA = 8 };

	if (digits(*line) != DELTA || line->length == DELTA || line->text[DELTA] != ' ')
		return false;
	*line = span_trim(span_from(*line, DELTA));
	return true;
}

/* Skips the prefix of a line of pcscd, or of the system log that it was written to; returns false
 * if there is none. */
static bool skip_head(struct span *line, struct span *thread)
{
	bool headed = skip_delta(line);

	if (!headed) {
		size_t daemon = span_find(*line, "pcscd["), close = SIZE_MAX;

		if (daemon != SIZE_MAX)
			close = span_find(span_from(*line, daemon), "]: ");
		headed = close != SIZE_MAX;
		*line = headed ? span_trim(span_from(*line, daemon + close + 3)) : *line;
		headed = skip_delta(line) || headed;
	}
	size_t close = span_starts(*line, "[") ? span_find(*line, "] ") : SIZE_MAX;
	if (close == SIZE_MAX)
		return headed;
	*thread = (struct span){line->text + 1, close - 1};
	*line = span_trim(span_from(*line, close + 2));
	return true;
}

bool trace_pcscd_marks(struct span line)
{
	struct span thread;

	bool headed = skip_head(&line, &thread);

	return span_starts(line, "APDU:") || (headed && span_starts(line, "SW:"));
}

/* "file.c:12:function() text" */
static bool is_debug(struct span line)
{
	size_t colon = span_find(line, ":");

	return colon != SIZE_MAX && colon > 2 && line.text[colon - 2] == '.' &&
		digits(span_from(line, colon + 1)) > 0;
}

/* Finds the text after start, up to stop if that occurs. */
static bool text_between(struct span line, const char *start, const char *stop, struct span *found)
{
	if (!span_starts(line, start))
		return false;
	*found = span_from(line, strlen(start));
	size_t length = span_find(*found, stop);
	if (length != SIZE_MAX)
		found->length = length;
	return true;
}

static void forget_waiting(struct pcscd *pcscd, size_t session)
{
	for (size_t i = 0; i < pcscd->count; i++)
		if (pcscd->waiting[i] == session)
			pcscd->waiting[i--] = pcscd->waiting[--pcscd->count];
}

static void take_client(struct trace *trace, struct pcscd *pcscd, struct span client)
{
	client.length = digits(client);
	pcscd->clients = true;
	trace_session(trace, client);
}

/* Ends the transmission of this client. */
static void end_transmission(struct trace *trace, struct pcscd *pcscd, struct span client)
{
	struct octets *to = NULL;

	take_client(trace, pcscd, client);
	forget_waiting(pcscd, trace->at);
	if (pcscd->response.bytes.length > 0)
		to = trace_begin(trace, TRACE_RESPONSE);
	if (to != NULL)
		text_add(&to->bytes, pcscd->response.bytes.data, pcscd->response.bytes.length);
	octets_clear(&pcscd->response);
}

/* Handles "Received command: TRANSMIT from client 9", "TRANSMIT for client 9, rv=..." or, in older
 * versions, "TRANSMIT rv=0x0 for client 9". */
static bool take_named_client(struct trace *trace, struct pcscd *pcscd, struct span text)
{
	bool begins = span_starts(text, "Received command: ");
	size_t at =
		begins || span_starts(text, "TRANSMIT ") ? span_find(text, " client ") : SIZE_MAX;

	if (at == SIZE_MAX)
		return false;
	struct span client = span_from(text, at + strlen(" client "));
	if (begins)
		take_client(trace, pcscd, client);
	else
		end_transmission(trace, pcscd, client);
	return true;
}

/* pcscd does not log whether a reset was warm or cold: it is taken as warm. */
static void take_debug(struct trace *trace, struct pcscd *pcscd, struct span line, bool threads)
{
	size_t at = span_find(line, "() ");
	struct span text = span_from(line, at == SIZE_MAX ? line.length : at + 3), name;

	if (!threads && take_named_client(trace, pcscd, text))
		return;
	if (text_between(text, "Attempting Connect to ", " using protocol", &name)) {
		trace_name(trace, name);
		trace_atr_of(trace, name);
	} else if (text_between(text, "Active Protocol: ", "\n", &name)) {
		trace_protocol(trace, span_is(name, "T=0") ? CARD_T0 : CARD_T1);
	} else if (text_between(text, "Card inserted into ", "\n", &name)) {
		if (!threads)
			trace_session(trace, name);
		trace_alias(trace, name);
	} else if (span_starts(text, "Reset complete") &&
	           span_find(line, ":SCardReconnect()") != SIZE_MAX) {
		trace_reset(trace, false);
	}
}

static void take_command(struct trace *trace, struct pcscd *pcscd, struct span rest,
                         struct span line)
{
	pcscd->overlap = trace_waits(trace);
	forget_waiting(pcscd, trace->at);
	if (pcscd->count < WAITING_MAX)
		pcscd->waiting[pcscd->count++] = trace->at;
	trace_take_or_odd(trace, TRACE_COMMAND, rest, line);
}

/* If several commands have no response yet, holds the response until a line names its client. If a
 * second response comes before that, neither can be assigned. */
static void hold_response(struct pcscd *pcscd, struct span rest)
{
	bool alone = pcscd->response.bytes.length == 0;

	octets_clear(&pcscd->response);
	if (alone)
		(void)octets_read(&pcscd->response, rest, SIZE_MAX);
}

static void take_response(struct trace *trace, struct pcscd *pcscd, struct span rest,
                          struct span line)
{
	if (rest.length == 0) {
		/* pcscd logs this line even if the transmission failed: it did, as there are no
		 * bytes. */
		trace_unanswered(trace);
	} else if (pcscd->clients && pcscd->count > 1) {
		hold_response(pcscd, rest);
	} else {
		if (pcscd->clients && pcscd->count == 1)
			trace->at = pcscd->waiting[0];
		pcscd->count = 0;
		if (pcscd->overlap && !trace_waits(trace))
			trace_unanswered(trace);
		trace_take_or_odd(trace, TRACE_RESPONSE, rest, line);
	}
}

void trace_pcscd(struct trace *trace, struct span line)
{
	struct pcscd *pcscd = trace_state(trace, sizeof *pcscd);
	struct span thread = {"", 0}, text = line;

	if (pcscd == NULL)
		return;
	bool headed = skip_head(&text, &thread);
	if (thread.length > 0)
		trace_session(trace, thread);
	if (span_starts(text, "APDU:"))
		take_command(trace, pcscd, span_trim(span_from(text, 5)), line);
	else if (span_starts(text, "SW:"))
		take_response(trace, pcscd, span_trim(span_from(text, 3)), line);
	else if (span_starts(text, "Card ATR:"))
		(void)trace_take(trace, TRACE_ATR, span_from(text, 9));
	else if (is_debug(text))
		take_debug(trace, pcscd, text, thread.length > 0);
	else if (!headed)
		trace_odd(trace, line);
}

void trace_pcscd_end(struct trace *trace)
{
	struct pcscd *pcscd = trace->state;

	if (pcscd != NULL)
		trace_free(trace, &pcscd->response);
}
