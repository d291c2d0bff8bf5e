/* The page that formats of events write to, and the parts that they share. Texts for people begin
 * at a column, from 0, and are wrapped to the terminal. */
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
	struct json *json;     /* a writer for objects */
	FILE *out;
	struct layout layout; /* as wide as the terminal is now */
	unsigned height;      /* of the terminal; 0 means no limit */
	struct timespec now;  /* of the snapshot, or of the service's event */
	struct snapshot snapshot;
	struct changes changes; /* what its events changed so far */
	bool introduced;        /* format_text has said how to stop */
	bool was_empty;         /* the previous snapshot had no reader */
};

/* Writes the name of a reader, escaped and in its color. */
void page_name(const struct event_page *page, const char *name);
/* Writes "0: NAME" and a newline. */
void page_reader(const struct event_page *page, size_t index, const char *name);
/* Writes "No reader found." if the snapshot has none. */
void page_no_reader(const struct event_page *page);
/* Writes the report on an ATR in the options' format. As text it includes how the card fits the
 * reader. */
void page_report(const struct event_page *page, const char *reader, const uint8_t *atr,
                 size_t length);
/* Writes "ATR: 3B 82 00". */
void page_atr(const struct event_page *page, size_t column, const uint8_t *atr, size_t length);
/* Writes "UID: 04 A1 …" and the ATS, or why there is none; nothing if the reader was not asked. */
void page_uid(const struct event_page *page, size_t column, const struct card_uid *uid);
/* Writes the card's name and how many more names match; or that no list has the card. */
void page_card_name(const struct event_page *page, size_t column, const uint8_t *atr,
                    size_t length);
/* Gets the card's name; if no list has it, its ATR; "" without an ATR. */
void page_card(const struct event_page *page, const uint8_t *atr, size_t length,
               char card[CARD_NAME_SIZE]);
/* Writes a summary of the ATR in one line. */
void page_facts(const struct event_page *page, size_t column, const uint8_t *atr, size_t length);
/* Writes a report of -s as text. */
void page_stress(struct event_page *page, const struct stress_report *report);

#endif
