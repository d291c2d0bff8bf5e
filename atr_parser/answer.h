/* Decodes ATRs one by one and writes an answer for each. */
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

/* What all answers need. */
struct answer {
	const struct options *options;
	struct layout layout;
	FILE *out;                    /* where answers are written; standard output by default */
	const struct html_site *site; /* of the HTML pages; by default pages that stand alone */
	const char *asked;            /* the text in a page's form */
	struct identify *identify;    /* owned */
	struct json *json;            /* owned; NULL if the answer is text */
	struct atr_report report;     /* owned */
	struct card_nearest *nearest; /* NULL unless --nearest was given */
	unsigned long count;          /* answers given */
	bool explained;               /* the hint on how an ATR is written was given */
	/* The reader to compare the card with, if has_reader; its name is untrusted. */
	bool has_reader;
	char reader_name[USB_TEXT_MAX];
	struct ccid reader;
	struct fit fit; /* of the last answer */
};

/* Fills answer and reads the card lists. many: prepare them for many look-ups. Returns false
 * after a message. answer_end is to be called in any case. */
bool answer_start(struct answer *answer, const struct options *options, bool many);
/* Ends the HTML page that the answers are on; the next answer begins another one. */
void answer_end_page(struct answer *answer);
void answer_end(struct answer *answer);

/* Finds the reader of --usb, with which cards are then compared. Returns STATUS_YES; or, after a
 * message, another status. */
enum status answer_usb(struct answer *answer);
/* Makes the reader that the service calls name the one to compare with, if its descriptor can be
 * found. */
void answer_reader(struct answer *answer, const char *name);

/* Writes the answer to a text, which came from source; or reports why it is not an ATR. Returns the
 * exit status. */
enum status answer_text(struct answer *answer, struct span text, const struct text_source *source);
/* Does the same for the bytes of an ATR. input is the text that they were read from; {NULL, 0}:
 * none. */
enum status answer_bytes(struct answer *answer, const uint8_t *bytes, size_t length,
                         struct span input);
/* Writes no answer, but reports the warnings and errors of an ATR on standard error. Returns
 * STATUS_INPUT if there is an error, else STATUS_YES. */
enum status answer_check(struct answer *answer, const uint8_t *bytes, size_t length);
/* Reports that a text, of which this is the beginning, is too long for an ATR. Returns
 * STATUS_INPUT, or STATUS_TROUBLE if out of memory. */
enum status answer_too_long(struct answer *answer, struct span text,
                            const struct text_source *source);

#endif
