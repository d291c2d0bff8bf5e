/* The events of a capture. A session is one slot of a reader. */
#ifndef CAPTURE_CAPTURE_EVENT_H
#define CAPTURE_CAPTURE_EVENT_H

#include <stddef.h>
#include <stdint.h>

enum capture_kind {
	CAPTURE_SESSION,  /* text: the reader's name; comes before the session's other events */
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

/* Receives events. What they point to is valid until take returns. */
struct capture_sink {
	void *self;
	void (*take)(void *self, const struct capture_event *event);
};

#endif
