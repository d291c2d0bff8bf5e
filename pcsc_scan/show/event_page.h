/* What the formats of events write on, and what they share. */
#ifndef PCSC_SCAN_SHOW_EVENT_PAGE_H
#define PCSC_SCAN_SHOW_EVENT_PAGE_H

#include "pcsc_scan/options.h"
#include "pcsc_scan/show/changes.h"
#include "pcsc_scan/show/event.h"
#include "pcsc_scan/show/naming.h"
#include "pcsc_scan/stress/stress_report.h"
#include "render/json.h"
#include "render/page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

struct event_page {
	const struct scan_options *options;
	struct naming *naming; /* NULL: no analysis */
	struct json *json;     /* to write an object with */
	FILE *out;
	struct layout layout; /* as wide as the terminal is now */
	unsigned height;      /* of the terminal; 0 means no limit */
	struct timespec now;  /* of the snapshot, or of the service's event */
	struct snapshot snapshot;
	struct changes changes; /* what its events changed so far */
	bool introduced;        /* text: how to stop was said */
	bool was_empty;         /* the snapshot before it had no reader */
};

/* The name in its colour, fit for a terminal. */
void page_name(const struct event_page *page, const char *name);
/* "0: NAME" and a newline. */
void page_reader(const struct event_page *page, size_t index, const char *name);
/* "No reader found." where the snapshot has none. */
void page_no_reader(const struct event_page *page);
/* The report on the ATR in the options' format; ends its line. As text it has how the card fits the
 * reader of that name. */
void page_report(const struct event_page *page, const char *reader, const uint8_t *atr,
                 size_t length);
/* "  ATR: 3B 82 00" at a column, wrapped at blanks. */
void page_atr(const struct event_page *page, size_t column, const uint8_t *atr, size_t length);
/* "UID: 04 A1 …" and the ATS, or why there is none; nothing if nothing was asked. */
void page_uid(const struct event_page *page, size_t column, const struct card_uid *uid);
/* The card's name in the lists, and how many others match; that none does. */
void page_card_name(const struct event_page *page, size_t column, const uint8_t *atr,
                    size_t length);
/* In a few words: the card's name, or its ATR where no list has it; "" for no ATR. */
void page_card(const struct event_page *page, const uint8_t *atr, size_t length,
               char card[CARD_NAME_SIZE]);
/* What the ATR says, in one line. */
void page_facts(const struct event_page *page, size_t column, const uint8_t *atr, size_t length);
void page_stress(struct event_page *page, const struct stress_report *report);

#endif
