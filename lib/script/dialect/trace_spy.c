/* pcsc-spy of pcsc-lite: calls of a program's threads, distinguished by the indentation of each
 * line or by "(tN)". A call has its arguments on lines " i ...", its results on lines " o ..." and
 * ends with " => ...". */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "script/dialect/source.h"

#include <string.h>

const struct trace_label trace_spy_labels[] = {
	{"i bSendBuffer", TRACE_COMMAND},
	{"o bRecvBuffer", TRACE_RESPONSE},
	{NULL},
};

enum { THREADS = 64, PER_LINE = 16, INDENT = 4, NAME_MAX = 128 };

/* The current call of a thread. */
struct call {
	bool transmits, connects, reconnects;
	bool resets, cold;           /* by its disposition or initialization */
	enum card_protocol protocol; /* the active protocol after the call */
	enum trace_part to;          /* what the lines of the dump belong to */
	bool cut;                    /* bytes of the command are missing */
	size_t left;                 /* bytes of the dump not yet read */
	struct octets command, response;
	char reader[NAME_MAX];
	size_t session; /* of its handle */
	size_t line;    /* line where the call begins */
};

struct spy {
	struct call calls[THREADS];
	bool statistics; /* the statistics after the calls */
};

static void begin_call(struct call *call, struct span name, size_t line)
{
	call->line = line;
	octets_clear(&call->command);
	octets_clear(&call->response);
	call->transmits = span_is(name, "SCardTransmit");
	call->connects = span_is(name, "SCardConnect");
	call->reconnects = span_is(name, "SCardReconnect");
	call->resets = call->cold = call->cut = false;
	call->left = 0;
	call->protocol = CARD_NONE;
	call->to = TRACE_OTHER;
}

static void end_call(struct trace *trace, struct call *call, bool succeeds)
{
	/* Fewer bytes than the length announced means that some are missing. */
	bool whole = call->to != TRACE_COMMAND || call->left == 0;
	bool answered = call->response.bytes.length >= 2 && call->left == 0;
	size_t line = trace->number;

	trace->at = call->session;
	trace->number = call->line > 0 ? call->line : line;
	if (call->transmits && call->command.bytes.length > 0 && whole && !call->cut)
		trace_exchange(trace, &call->command, answered ? &call->response : NULL);
	else if (call->resets && succeeds)
		trace_reset(trace, call->cold);
	if (call->protocol != CARD_NONE && succeeds)
		trace_protocol(trace, call->protocol);
	trace->number = line;
	begin_call(call, (struct span){"", 0}, 0);
}

/* Reads the bytes of "0010 HH HH ... text"; their number is known from the call. */
static void take_dump(struct call *call, struct span text)
{
	struct octets *to = call->to == TRACE_COMMAND ? &call->command : &call->response;
	size_t most = call->left < PER_LINE ? call->left : PER_LINE;
	size_t before = to->bytes.length;

	(void)source_word(&text);
	(void)octets_read(to, text, most);
	call->left -= to->bytes.length - before;
}

static bool argument(struct span text, const char *name, struct span *value)
{
	if (!span_starts(text, name))
		return false;
	*value = span_from(text, strlen(name));
	if (span_starts(*value, ":"))
		*value = span_from(*value, 1);
	*value = span_trim(*value);
	return true;
}

static void take_length(struct call *call, struct span value)
{
	call->cut = call->cut || (call->to == TRACE_COMMAND && call->left > 0);
	struct span rest;
	size_t open = span_find(value, "(");
	size_t length =
		open == SIZE_MAX ? SIZE_MAX : trace_number(span_from(value, open + 1), &rest);

	call->left = length == SIZE_MAX ? 0 : length;
}

static void take_reader(struct call *call, struct span name)
{
	size_t length = name.length < NAME_MAX - 1 ? name.length : NAME_MAX - 1;

	memcpy(call->reader, name.text, length);
	call->reader[length] = '\0';
}

/* A handle belongs to the session of the reader that it was connected to. */
static void take_handle(struct trace *trace, struct call *call, struct span value, bool made)
{
	struct span handle = source_word(&value), reader = {call->reader, strlen(call->reader)};

	if (!made) {
		trace_session(trace, handle);
		call->session = trace->at;
	} else if (call->connects && reader.length > 0) {
		trace_session(trace, reader);
		trace_alias(trace, handle);
		call->session = trace->at;
	}
}

static void take_atr(struct trace *trace, struct call *call, struct span value)
{
	if (value.length == 0)
		return;
	if (call->reader[0] != '\0')
		trace_session(trace, (struct span){call->reader, strlen(call->reader)});
	(void)trace_take(trace, TRACE_ATR, value);
	trace->joins = false;
}

/* Reads a disposition by name or, for an initialization, by number. */
static void take_disposition(struct call *call, struct span value)
{
	call->cold = span_starts(value, "SCARD_UNPOWER") || span_starts(value, "0x00000002");
	call->resets =
		call->cold || span_starts(value, "SCARD_RESET") || span_starts(value, "0x00000001");
}

static void take_input(struct trace *trace, struct call *call, struct span text)
{
	struct span value;

	if (argument(text, "hCard", &value))
		take_handle(trace, call, value, false);
	else if (argument(text, "szReader", &value))
		take_reader(call, value);
	else if (argument(text, "bSendLength", &value)) {
		octets_clear(&call->command);
		take_length(call, value);
	} else if (argument(text, "bSendBuffer", &value))
		call->to = TRACE_COMMAND;
	else if (argument(text, "dwDisposition", &value) ||
	         argument(text, "dwInitialization", &value))
		take_disposition(call, value);
}

static void take_output(struct trace *trace, struct call *call, struct span text)
{
	struct span value;

	if (argument(text, "phCard", &value))
		take_handle(trace, call, value, true);
	else if (argument(text, "szReader", &value))
		take_reader(call, value);
	else if (argument(text, "Atr length", &value))
		return;
	else if (argument(text, "Atr", &value) || argument(text, "bAtr ", &value))
		take_atr(trace, call, value);
	else if (argument(text, "bRecvLength", &value))
		take_length(call, value);
	else if (argument(text, "bRecvBuffer", &value))
		call->to = TRACE_RESPONSE;
	else if ((call->connects || call->reconnects) && argument(text, "dwActiveProtocol", &value))
		call->protocol = span_starts(value, "T=0") ? CARD_T0 :
			span_starts(value, "T=1")          ? CARD_T1 :
							     CARD_NONE;
}

/* Recognizes "0010", the offset on a line of a dump. */
static bool is_offset(struct span text)
{
	struct span word = source_word(&text);
	size_t n = 0;

	while (n < word.length && hex_digit(word.text[n]) >= 0)
		n++;
	return n >= 4 && n == word.length;
}

/* Returns the call of the thread, identified by "(tN) ", which is removed, or by the
 * indentation. */
static struct call *call_of(struct spy *spy, struct span *line, size_t indent)
{
	size_t number = SIZE_MAX;
	struct span rest;

	if (span_starts(*line, "(t")) {
		number = trace_number(span_from(*line, 2), &rest);
		*line = span_trim(span_from(rest, 1));
	}
	return &spy->calls[(number == SIZE_MAX ? indent / INDENT : number) % THREADS];
}

void trace_spy(struct trace *trace, struct span line)
{
	struct spy *spy = trace_state(trace, sizeof *spy);
	struct span text = line;

	if (spy == NULL)
		return;
	struct call *call = call_of(spy, &text, trace->indent);
	char kind = text.length > 2 && is_blank(text.text[1]) ? text.text[0] : '\0';
	struct span rest = span_trim(span_from(text, 2));
	bool dump = call->to != TRACE_OTHER && is_offset(rest);
	if (span_starts(text, "SCar") && span_find(text, " ") == SIZE_MAX)
		begin_call(call, text, trace->number);
	else if (span_starts(text, "=> "))
		end_call(trace, call, span_find(text, "successful") != SIZE_MAX);
	else if (dump && call->transmits && (kind == 'i' || kind == 'o'))
		take_dump(call, rest);
	else if (kind == 'i')
		take_input(trace, call, rest);
	else if (kind == 'o')
		take_output(trace, call, rest);
	else if (span_starts(text, "Thread "))
		spy->statistics = true;
	else if (!spy->statistics)
		trace_odd(trace, line);
}

/* The program may have ended during a call. */
void trace_spy_end(struct trace *trace)
{
	struct spy *spy = trace->state;

	for (size_t i = 0; spy != NULL && i < THREADS; i++) {
		octets_clear(&spy->calls[i].response);
		end_call(trace, &spy->calls[i], false);
		trace_free(trace, &spy->calls[i].command);
		trace_free(trace, &spy->calls[i].response);
	}
}
