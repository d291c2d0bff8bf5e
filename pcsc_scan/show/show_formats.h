/* Inside of show: what its formats share. */
#ifndef PCSC_SCAN_SHOW_SHOW_FORMATS_H
#define PCSC_SCAN_SHOW_SHOW_FORMATS_H

#include "pcsc_scan/show/show.h"
#include "pcsc_scan/uid.h"

#include "base/style.h"
#include "render/json.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

struct show {
	const struct scan_options *options;
	struct naming *naming; /* NULL: no analysis */
	const struct show_format *format;
	const struct palette *palette;
	struct outbox *outbox; /* owned */
	unsigned in_look;      /* events in out */
	uint64_t dropped;      /* since it was last told */
	FILE *out;             /* into text, of length bytes; both owned */
	char *text;
	size_t length;
	struct timespec now; /* of the look or the service's event */
	struct show_look look;
	bool last_was_empty; /* the look before had no reader */

	/* Of classic: which readers of the look changed, and whether some came or went. */
	struct show_mark {
		bool changed;
		uint32_t before;
		unsigned missed;
		struct card_uid uid;
	} *marks; /* owned */
	size_t size;
	bool list_changed;

	/* Of text: the reader whose block is being written, and its number there. */
	char block[READER_NAME_SIZE];
	size_t block_index;
	bool introduced;

	struct json *json; /* owned */
};

/* One layout; NULL where it has nothing to say. */
struct show_format {
	void (*start)(struct show *show);
	void (*begin)(struct show *show);
	void (*event)(struct show *show, const struct watch_event *event,
	              const struct card_uid *uid);
	void (*end)(struct show *show);
	void (*service)(struct show *show, enum watch_kind kind, bool initial);
	void (*dropped)(struct show *show, uint64_t count);
};

extern const struct show_format show_classic, show_text, show_brief, show_json;

/* The name, fit for a terminal. */
void show_name(const struct show *show, const char *name);
/* The report on the ATR in the options' format; ends its line. */
void show_report(struct show *show, const uint8_t *atr, size_t length);
/* "3B 82 00" */
void show_bytes(const struct show *show, const uint8_t *bytes, size_t count);
/* "  ATR: 3B 82 00", wrapped at blanks to the terminal's width. */
void show_entry(const struct show *show, const char *key, const char *text);
/* "  UID: 04 A1 …" and the ATS, or why there is none; nothing where nothing was asked. */
void show_uid(const struct show *show, const struct card_uid *uid);

#endif
