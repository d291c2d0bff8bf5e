#include "capture/capture_text.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/span.h"

#include <string.h>

const char capture_text_start[] = "# capture\n";

static const char session_word[] = "# session ",
		  atr_word[] = "# ATR: ", protocol_word[] = "# protocol: T=";

static void add_text(struct text *text, const char *from)
{
	char clean[4 * 160 + 1];

	for (size_t at = 0, length = strlen(from), n; at < length; at += n) {
		n = escape_piece(from + at, length - at, 160);
		text_add(text, clean, escape_terminal(clean, sizeof clean, from + at, n));
	}
}

void capture_text_add(struct text *text, const struct capture_event *event)
{
	switch (event->kind) {
	case CAPTURE_SESSION:
		text_printf(text, "%s%u ", session_word, event->session);
		add_text(text, event->text);
		break;
	case CAPTURE_ATR:
		text_puts(text, atr_word);
		text_hex(text, event->bytes, event->length, ' ');
		break;
	case CAPTURE_PROTOCOL:
		text_printf(text, "%s%u", protocol_word, event->number);
		break;
	case CAPTURE_COMMAND:
	case CAPTURE_RESPONSE:
		text_printf(text, "%u %c ", event->session,
		            event->kind == CAPTURE_COMMAND ? '>' : '<');
		text_hex(text, event->bytes, event->length, ' ');
		break;
	case CAPTURE_COMMENT:
		text_printf(text, "%u # ", event->session);
		add_text(text, event->text);
		break;
	}
	text_puts(text, "\n");
}

/* Removes word from the start of the line; returns false if it is not there. */
static bool take_word(struct span *line, const char *word)
{
	if (!span_starts(*line, word))
		return false;
	*line = span_from(*line, strlen(word));
	return true;
}

static bool take_number(struct span *line, unsigned *number)
{
	size_t length = 0;
	uint64_t value;

	while (length < line->length && line->text[length] != ' ')
		length++;
	if (!num_decimal((struct span){line->text, length}, 999999, &value))
		return false;
	*line = span_from(*line, length);
	*number = (unsigned)value;
	return true;
}

static bool take_bytes(struct span line, uint8_t *room, struct capture_event *event)
{
	struct hex_result got = hex_read(line.text, line.length, room, CAPTURE_BYTES_MAX);

	event->bytes = room;
	event->length = got.count;
	return got.status == HEX_OK;
}

static bool take_text(struct span line, uint8_t *room, struct capture_event *event)
{
	size_t length = line.length < CAPTURE_BYTES_MAX ? line.length : CAPTURE_BYTES_MAX - 1;

	memcpy(room, line.text, length);
	room[length] = '\0';
	event->text = (const char *)room;
	return true;
}

static bool read_session_line(struct span line, uint8_t *room, struct capture_event *event)
{
	if (take_word(&line, " > ")) {
		event->kind = CAPTURE_COMMAND;
		return take_bytes(line, room, event);
	}
	if (take_word(&line, " < ")) {
		event->kind = CAPTURE_RESPONSE;
		event->bytes = room;
		return line.length == 0 || take_bytes(line, room, event);
	}
	event->kind = CAPTURE_COMMENT;
	return take_word(&line, " # ") && take_text(line, room, event);
}

bool capture_text_read(const char *text, size_t length, unsigned *session, uint8_t *room,
                       struct capture_event *event)
{
	struct span line = {text, length};

	*event = (struct capture_event){.kind = CAPTURE_COMMENT, .text = ""};
	if (length == 0 ||
	    (length + 1 == strlen(capture_text_start) &&
	     memcmp(text, capture_text_start, length) == 0))
		return true;
	if (take_word(&line, session_word)) {
		event->kind = CAPTURE_SESSION;
		bool ok = take_number(&line, session) && *session > 0 && take_word(&line, " ");
		event->session = *session;
		return ok && take_text(line, room, event);
	}
	event->session = *session;
	if (take_word(&line, atr_word)) {
		event->kind = CAPTURE_ATR;
		return *session > 0 && take_bytes(line, room, event);
	}
	if (take_word(&line, protocol_word)) {
		event->kind = CAPTURE_PROTOCOL;
		return *session > 0 && take_number(&line, &event->number) && event->number <= 1;
	}
	return take_number(&line, &event->session) && event->session > 0 &&
		read_session_line(line, room, event);
}
