/* What a capture holds, or is to hold: events of sessions, a session being one slot of a reader. */
#ifndef CAPTURE_CAPTURE_EVENT_H
#define CAPTURE_CAPTURE_EVENT_H

#include <stddef.h>
#include <stdint.h>

enum capture_kind {
	CAPTURE_SESSION,  /* text: the reader; the next two are of this session */
	CAPTURE_ATR,      /* bytes; the card was powered or reset */
	CAPTURE_PROTOCOL, /* number: T */
	CAPTURE_COMMAND,  /* bytes */
	CAPTURE_RESPONSE, /* bytes, with SW1 SW2 */
	CAPTURE_COMMENT,  /* text */
};

enum {
	CAPTURE_READER_SIZE = 128, /* of the text of CAPTURE_SESSION, with its NUL */
	CAPTURE_BYTES_MAX = 65548, /* of an APDU: more than the longest, 65544 */
};

struct capture_event {
	enum capture_kind kind;
	unsigned session; /* from 1 */
	unsigned number;
	const uint8_t *bytes;
	size_t length;
	const char *text;
};

/* Takes events; what they point to lives until it returns. */
struct capture_sink {
	void *self;
	void (*take)(void *self, const struct capture_event *event);
};

#endif
