/* pcsc-lite's pcscd with --apdu or --debug: "DELTA [THREAD] TEXT", the thread only in colour.
 * Without threads the client that a line names is the only link between command and response. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

enum { WAITING_MAX = 8 };

struct pcscd {
	bool clients; /* lines name them */
	bool overlap; /* two commands came before a response, and no line names one */
	size_t waiting[WAITING_MAX]; /* sessions whose command has no response yet */
	size_t count;
	struct octets response; /* whose it is, the next line that names a client says */
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

/* Takes the head of a line of pcscd, or of the log that it went to; false if there is none. */
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

/* What follows start, up to stop if it occurs. */
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

/* The transmission for this client is over. */
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

/* "Received command: TRANSMIT from client 9", "TRANSMIT for client 9, rv=...", or, older, "TRANSMIT
 * rv=0x0 for client 9". */
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

/* Whether a reset was warm or cold is not told. */
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

/* Of several commands without a response the next line that names a client tells which this is
 * for; where two responses come before it, none does. */
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
		/* It is written before the result is looked at: the transmission failed. */
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
