/* Writes the events of a run to a stream, in one of several formats. Nothing is flushed. */
#ifndef SCRIPTOR_SHOW_TRANSCRIPT_H
#define SCRIPTOR_SHOW_TRANSCRIPT_H

#include "apdu/apdu_context.h"
#include "apdu/joined.h"
#include "apdu/secret.h"
#include "base/card.h"
#include "base/style.h"
#include "base/text.h"
#include "render/apdu_view.h"
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

/* Bytes, and which of them must not be shown: hidden has 1 for each of these; it may be NULL or
 * empty. */
struct shown_bytes {
	const uint8_t *bytes;
	size_t length;
	const struct text *hidden;
	bool control; /* they are sent to the reader with SCardControl */
};

/* A command and its response. */
struct shown_apdu {
	struct shown_bytes command;
	const char *written; /* the command as written in the script; NULL: its bytes are shown */
	size_t written_length;
	const uint8_t *response; /* with SW1 SW2; NULL: none was received */
	size_t response_length;
	double ms;
	bool explain, time;
	const struct apdu_context *context; /* the one before the command */
	const struct script *script;
	const struct expect *expect; /* NULL: nothing is expected of this response */
	bool met;
};

enum event_kind {
	EVENT_LINES,        /* text: lines of the file, before they are run */
	EVENT_SENT,         /* text: a request to the card or reader that is not an APDU */
	EVENT_COMMAND,      /* apdu: about to be sent */
	EVENT_RESPONSE,     /* apdu: received */
	EVENT_APDU,         /* apdu: with what was expected of it */
	EVENT_OK,           /* the request succeeded */
	EVENT_KO,           /* text: why the request failed */
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

/* What a recording has and what was received instead, as hex digits. sw is empty for an ATR. */
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

/* The totals of a run. */
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

extern const struct transcript_format transcript_text;  /* the format of Debian's scriptor 1.6.2 */
extern const struct transcript_format transcript_quiet; /* the same, but only what failed */
extern const struct transcript_format transcript_json;  /* an object for each event */
extern const struct transcript_format transcript_tap;   /* a line for each case */
extern const struct transcript_format transcript_diff;  /* differences from a recording */
extern const struct transcript_format transcript_junit; /* XML, written at the end */

enum transcript_view { VIEW_HEX, VIEW_ASCII, VIEW_BOTH };

struct transcript {
	const struct transcript_format *format;
	FILE *out;
	bool terminal; /* text: out is a terminal, so that control characters are escaped */
	bool mask;     /* text: mask secret data too */
	bool secrets;  /* mask nothing */
	const struct palette *palette; /* text: for responses, by the class of their status word */
	enum transcript_view view;     /* text: how response data is shown */
	const char *file;              /* of the statement being run; NULL between statements */
	uint32_t line;                 /* 0: the whole file */
	size_t explained; /* text: the number of data bytes whose objects were just explained */
	bool failed;      /* out of memory: the output is incomplete */

	/* For use by the formats. */
	struct json *json; /* owned, as all that follows */
	struct text row;
	struct tree tree;
	struct apdu_joined joined; /* of the responses that are explained */
};

/* Fills transcript, to be freed with transcript_free, and begins the output; out stays the
 * caller's. Returns false if out of memory. */
bool transcript_begin(struct transcript *transcript, const struct transcript_format *format,
                      FILE *out);
void transcript_item(struct transcript *transcript, const struct transcript_event *event);
/* Writes an event that consists of a kind and a text of length bytes. */
void transcript_words(struct transcript *transcript, enum event_kind kind, const char *text,
                      size_t length);
/* Writes an error with its exit status. The message on standard error is up to the caller. */
void transcript_error(struct transcript *transcript, const char *text, int status);
void transcript_end(struct transcript *transcript, const struct summary *summary);
void transcript_free(struct transcript *transcript);

/* The functions below are for the formats and for other texts made of bytes. */

/* Returns bytes in hex, separated by blank unless that is '\0', with ** for each that is hidden
 * or, if masks is set, secret. Valid until the next event. */
const char *transcript_hex(struct transcript *transcript, const struct shown_bytes *bytes,
                           bool masks, char blank);
/* Returns the bytes that an explanation of the command must not reveal. */
struct secret transcript_secret(const struct transcript *transcript,
                                const struct shown_bytes *command);
/* Fill transcript->tree with the meaning of a response; of the data of several commands or
 * responses of which this APDU is the last, with *view set to it; of the data objects of an event.
 * All but the first return false if there are none. */
void transcript_describe_response(struct transcript *transcript, const struct shown_apdu *apdu);
bool transcript_describe_joined_command(struct transcript *transcript,
                                        const struct shown_apdu *apdu, struct apdu_view *view);
bool transcript_describe_joined_response(struct transcript *transcript,
                                         const struct shown_apdu *apdu, struct apdu_view *view);
bool transcript_describe_objects(struct transcript *transcript,
                                 const struct transcript_event *event);

#endif
