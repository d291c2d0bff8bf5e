/* What scriptor writes of a run: events, in one of several formats, to a stream. Nothing is flushed
 * here. */
#ifndef SCRIPTOR_SHOW_TRANSCRIPT_H
#define SCRIPTOR_SHOW_TRANSCRIPT_H

#include "apdu/apdu_context.h"
#include "apdu/secret.h"
#include "base/card.h"
#include "base/style.h"
#include "base/text.h"
#include "render/json.h"
#include "script/lint/lint_findings.h"
#include "script/script.h"
#include "words/node.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct report;
struct report_case;
struct transcript;

/* Bytes, and which of them must not be seen: hidden has 1 for each of these, or is NULL or empty.
 */
struct shown_bytes {
	const uint8_t *bytes;
	size_t length;
	const struct text *hidden;
	bool control; /* they go to the reader with SCardControl */
};

/* One command and its response. */
struct shown_apdu {
	struct shown_bytes command;
	const char *written; /* the command as the script has it; NULL: its bytes are shown */
	size_t written_length;
	const uint8_t *response; /* with SW1 SW2; NULL if none came */
	size_t response_length;
	double ms;
	bool explain, time;
	const struct apdu_context *context; /* as it was before the command */
	const struct script *script;
	const struct expect *expect; /* NULL if nothing is expected, or not of this response */
	bool met;
};

enum event_kind {
	EVENT_LINES,        /* text: lines of the file, before they run */
	EVENT_SENT,         /* text: what is asked of the card or reader, but for APDUs */
	EVENT_COMMAND,      /* apdu: about to be sent */
	EVENT_RESPONSE,     /* apdu: received */
	EVENT_APDU,         /* apdu: with what was expected of it */
	EVENT_OK,           /* what was asked is done */
	EVENT_KO,           /* text: why it failed */
	EVENT_CONNECTED,    /* card, requested */
	EVENT_RESET,        /* card, code: enum card_reset */
	EVENT_DISCONNECTED, /* code: enum card_disposition */
	EVENT_ECHO,         /* text */
	EVENT_ATTRIBUTE,    /* code: its tag; bytes */
	EVENT_CONTROL,      /* code, command, bytes: the response */
	EVENT_TLV,          /* bytes: data that may be objects; context, cla */
	EVENT_FINDING,      /* finding */
	EVENT_DIFFERENCE,   /* difference */
	EVENT_CASE,         /* report, test: a case that has ended */
	EVENT_COUNT,
};

/* What a recording has and what came instead, as hex digits. sw is empty for an ATR. */
struct difference {
	const char *place;                 /* "FILE:LINE: " of a command, FILE of an ATR */
	const struct shown_bytes *command; /* NULL for an ATR */
	struct {
		const char *data, *sw;
		size_t data_length, sw_length;
	} recorded, received;
};

struct transcript_event {
	enum event_kind kind;
	const char *text;
	size_t length;
	const struct shown_apdu *apdu;
	const struct card *card;
	bool requested; /* by a command of the script */
	uint32_t code;
	const struct shown_bytes *command;
	const uint8_t *bytes;
	size_t byte_count;
	const struct apdu_context *context;
	uint8_t cla;
	const struct lint_finding *finding;
	const struct difference *difference;
	const struct report *report;
	const struct report_case *test;
};

/* What a run came to. */
struct summary {
	const struct report *report;
	size_t files, tests, passed, failed, errors, skipped, apdus;
	double ms;
	int status;
};

/* A format: functions that may be NULL if there is nothing to write. */
struct transcript_format {
	void (*begin)(struct transcript *transcript);
	void (*item[EVENT_COUNT])(struct transcript *transcript,
	                          const struct transcript_event *event);
	void (*error)(struct transcript *transcript, const char *text, int status);
	void (*end)(struct transcript *transcript, const struct summary *summary);
};

extern const struct transcript_format transcript_text;  /* that of Debian's scriptor 1.6.2 */
extern const struct transcript_format transcript_quiet; /* the same, of what failed alone */
extern const struct transcript_format transcript_json;  /* one object an event */
extern const struct transcript_format transcript_tap;   /* a line for each case */
extern const struct transcript_format transcript_diff;  /* differences from a recording */
extern const struct transcript_format transcript_junit; /* XML, written at the end */

enum transcript_view { VIEW_HEX, VIEW_ASCII, VIEW_BOTH };

struct transcript {
	const struct transcript_format *format;
	FILE *out;
	bool terminal;                 /* text: out is one, and gets nothing that it would obey */
	bool mask;                     /* text: secret data is masked as well */
	bool secrets;                  /* nothing is masked */
	const struct palette *palette; /* text: for responses, by the class of their status word */
	enum transcript_view view;     /* text: how response data is shown */
	const char *file;              /* of the statement that runs; NULL between statements */
	uint32_t line;                 /* 0: the whole file */
	size_t explained;              /* text: bytes of data whose objects were just explained */
	bool failed;                   /* out of memory: not complete */

	/* For the formats. */
	struct json *json; /* owned, as all that follows */
	struct text row;
	struct tree tree;
};

/* Fills transcript, whose out is the caller's. Returns false if out of memory. */
bool transcript_begin(struct transcript *transcript, const struct transcript_format *format,
                      FILE *out);
void transcript_item(struct transcript *transcript, const struct transcript_event *event);
/* Adds an event that is a kind and a text of length bytes. */
void transcript_words(struct transcript *transcript, enum event_kind kind, const char *text,
                      size_t length);
/* Reports what went wrong; the message on standard error is the caller's. */
void transcript_error(struct transcript *transcript, const char *text, int status);
void transcript_end(struct transcript *transcript, const struct summary *summary);
void transcript_free(struct transcript *transcript);

/* For the formats, and who makes up text of bytes: */

/* Returns bytes in hex, blank between them unless it is '\0', with ** for each that is hidden, or
 * where masks, secret; valid until the next event. */
const char *transcript_hex(struct transcript *transcript, const struct shown_bytes *bytes,
                           bool masks, char blank);
/* Returns which bytes an explanation of the command must not reveal. */
struct secret transcript_secret(const struct transcript *transcript,
                                const struct shown_bytes *command);
/* Fills the tree with what a response means, or with its data objects; the latter returns false if
 * it does not look like any. */
void transcript_describe_response(struct transcript *transcript, const struct shown_apdu *apdu);
bool transcript_describe_objects(struct transcript *transcript,
                                 const struct transcript_event *event);

#endif
