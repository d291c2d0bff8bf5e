/* The output of the helper "capture" (capture/capture_text.h). */
#include "apdu/secret.h"
#include "base/bytes.h"
#include "capture/capture_text.h"
#include "script/dialect/dialect_formats.h"

#include <stdio.h>
#include <string.h>

struct captured {
	unsigned session;
	unsigned unpowered; /* the session whose card was powered down; 0: none */
	uint8_t room[CAPTURE_BYTES_MAX];
};

/* Recognizes "N > HEX" and "N < HEX". */
static bool is_exchange(struct span line)
{
	size_t n = 0;

	while (n < line.length && line.text[n] >= '0' && line.text[n] <= '9')
		n++;
	return n > 0 && n + 4 < line.length && line.text[n] == ' ' &&
		(line.text[n + 1] == '>' || line.text[n + 1] == '<') && line.text[n + 2] == ' ' &&
		hex_digit(line.text[n + 3]) >= 0 && hex_digit(line.text[n + 4]) >= 0;
}

bool trace_capture_marks(struct span line)
{
	return span_is(line, "# capture") || span_starts(line, "# session ") || is_exchange(line);
}

static void choose(struct trace *trace, const struct capture_event *event)
{
	char key[16];
	int length = snprintf(key, sizeof key, "%u", event->session);

	trace_session(trace, (struct span){key, (size_t)length});
	if (event->kind == CAPTURE_SESSION && event->text != NULL)
		trace_name(trace, (struct span){event->text, strlen(event->text)});
}

/* If all secret bytes are "*", --pcap has masked them: they are not the bytes that were sent. */
static void hide_masked(struct octets *octets, const struct capture_event *event)
{
	struct secret secret = secret_find(event->bytes, event->length);

	for (size_t i = 0; i < event->length; i++)
		if (secret_has(secret, i) && event->bytes[i] != '*')
			return;
	for (size_t i = 0; secret.length > 0 && i < event->length; i++)
		text_add(&octets->hidden, secret_has(secret, i) ? "\1" : "\0", 1);
}

static void add_bytes(struct trace *trace, enum trace_part part, const struct capture_event *event,
                      struct span line)
{
	struct octets *octets = trace_begin(trace, part);

	if (octets == NULL) {
		trace_odd(trace, line);
		return;
	}
	text_add(&octets->bytes, (const char *)event->bytes, event->length);
	if (part == TRACE_COMMAND)
		hide_masked(octets, event);
}

static void take_comment(struct trace *trace, struct captured *captured,
                         const struct capture_event *event)
{
	struct span text = {event->text, event->text == NULL ? 0 : strlen(event->text)};

	if (span_is(text, "power off"))
		captured->unpowered = event->session;
	else if (text.length > 0 && event->session > 0)
		trace_remark(trace, text);
}

static void take_event(struct trace *trace, struct captured *captured,
                       const struct capture_event *event, struct span line)
{
	if (event->session > 0)
		choose(trace, event);
	switch (event->kind) {
	case CAPTURE_SESSION:
		break;
	case CAPTURE_ATR:
		trace_reset(trace, captured->unpowered == event->session);
		captured->unpowered = 0;
		add_bytes(trace, TRACE_ATR, event, line);
		break;
	case CAPTURE_PROTOCOL:
		trace_protocol(trace, event->number == 0 ? CARD_T0 : CARD_T1);
		break;
	case CAPTURE_COMMAND:
		add_bytes(trace, TRACE_COMMAND, event, line);
		break;
	case CAPTURE_RESPONSE:
		add_bytes(trace, TRACE_RESPONSE, event, line);
		break;
	case CAPTURE_COMMENT:
	default:
		take_comment(trace, captured, event);
		break;
	}
}

void trace_capture(struct trace *trace, struct span line)
{
	struct captured *captured = trace_state(trace, sizeof *captured);
	struct capture_event event = {.session = 0};

	if (captured == NULL)
		return;
	if (capture_text_read(line.text, line.length, &captured->session, captured->room, &event))
		take_event(trace, captured, &event, line);
	else
		trace_odd(trace, line);
}
