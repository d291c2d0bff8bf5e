/* The text of one ATR in, the answer to it out. */
#ifndef ATR_PARSER_ANSWER_H
#define ATR_PARSER_ANSWER_H

#include "atr_parser/input/read.h"
#include "atr_parser/options.h"

#include "app/card_fit.h"
#include "app/identify.h"
#include "app/reader_ccid.h"
#include "base/status.h"
#include "cards/atr_report.h"
#include "render/html/html_page.h"
#include "render/json.h"

#include <stdbool.h>
#include <stdio.h>

/* All that answers need, and what is used again for the next. */
struct answer {
	const struct options *options;
	struct layout layout;
	FILE *out;                    /* where answers go; standard output at first */
	const struct html_site *site; /* of the pages; they stand alone at first */
	const char *asked;            /* what a page's form has */
	struct identify *identify;    /* owned */
	struct json *json;            /* owned; NULL if the answer is text */
	struct atr_report report;     /* owned */
	struct card_nearest *nearest; /* NULL if they are not asked for */
	unsigned long count;          /* answers given */
	bool explained;               /* how an ATR is written */
	/* The reader to compare with; its name is from outside. */
	bool has_reader;
	char reader_name[USB_TEXT_MAX];
	struct ccid reader;
	struct fit fit; /* of the last answer */
};

/* With many, card lists are prepared for many look-ups. Returns false after a message; answer_end
 * is to be called anyway. */
bool answer_start(struct answer *answer, const struct options *options, bool many);
/* Ends the page that all answers so far are on; the next one begins another. */
void answer_end_page(struct answer *answer);
void answer_end(struct answer *answer);

/* Finds the reader that --usb names, which answers are to compare with; STATUS_YES, or as
 * usb_reader_choose. */
enum status answer_usb(struct answer *answer);
/* Does the same for a reader of the service, where its descriptor can be told. */
void answer_reader(struct answer *answer, const char *name);

/* Writes the answer to standard output, or reports on standard error why there is none. */
enum status answer_give(struct answer *answer, struct span text, const struct text_source *source);
/* Does the same for bytes; input is what the user wrote, or {NULL, 0}. */
enum status answer_bytes(struct answer *answer, const uint8_t *bytes, size_t length,
                         struct span input);
/* Writes nothing but what is wrong with an ATR, to standard error. STATUS_INPUT where it has an
 * error. */
enum status answer_check(struct answer *answer, const uint8_t *bytes, size_t length);
/* As answer_give, for a line that is too long to be looked at. */
enum status answer_too_long(struct answer *answer, struct span text,
                            const struct text_source *source);

#endif
