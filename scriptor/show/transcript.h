/* What scriptor writes to standard output: in the form that Debian's scriptor 1.6.2 has, as JSON,
 * or nothing of it. Nothing is flushed here. */
#ifndef SCRIPTOR_SHOW_TRANSCRIPT_H
#define SCRIPTOR_SHOW_TRANSCRIPT_H

#include "base/card.h"
#include "base/text.h"
#include "apdu/apdu_context.h"
#include "apdu/secret.h"
#include "words/node.h"
#include "names/sw.h"
#include "render/json.h"
#include "script/lint.h"
#include "script/script.h"

#include <stddef.h>
#include <stdint.h>

enum show_format { SHOW_TEXT, SHOW_JSON, SHOW_NOTHING };

struct show {
	enum show_format format;
	bool mask;         /* text: the data of VERIFY and the like is secret, too */
	bool secrets;      /* nothing is secret */
	struct json *json; /* SHOW_JSON; owned */
	struct text row;   /* owned, as all that follows */
	struct text hidden;
	struct tree tree;
	const char *file; /* the statement that runs, for JSON; NULL between statements */
	uint32_t line;    /* 0: the whole file */
};

bool show_start(struct show *show, enum show_format format);
void show_end(struct show *show);

/* Bytes with those that are not to be seen: hidden has 1 for each of these, or is NULL or empty. */
struct show_bytes {
	const uint8_t *bytes;
	size_t length;
	const struct text *hidden;
	bool control; /* they go to the reader with SCardControl */
};

/* One command and its answer. */
struct show_apdu {
	struct show_bytes command;
	const uint8_t *response; /* with SW1 SW2; NULL where none came */
	size_t response_length;
	double ms;
	const struct script *script;
	const struct expect *expect; /* NULL where nothing is expected, or not of this answer */
	bool met;
	bool explain;
	const struct apdu_context *context; /* as it was before the command */
};

/* Text alone: the file's lines, "> TEXT", "> 00 A4", "< OK", "< KO: why". */
void show_lines(struct show *show, const char *text, size_t length);
void show_sent(struct show *show, const char *text, size_t length);
void show_sent_bytes(struct show *show, const struct show_bytes *command);
void show_ok(struct show *show);
void show_ko(struct show *show, const char *text);
/* "< 6F 10 ... 90 00 : words", 16 bytes in each line; the last two are the status word. */
void show_answer(struct show *show, const uint8_t *bytes, size_t length,
                 const struct sw_context *context);
void show_time(struct show *show, double ms);
/* What a command or its answer means. */
void show_explained_command(struct show *show, const struct show_apdu *apdu);
void show_explained_response(struct show *show, const struct show_apdu *apdu);

/* JSON alone: what show_sent and show_answer said, whole. */
void show_apdu(struct show *show, const struct show_apdu *apdu);
/* JSON alone: what went wrong. */
void show_error(struct show *show, const char *text, int status);

/* Text: "< OK: ATR " where a command asked for it, and "Using T=0 protocol". */
void show_connected(struct show *show, const struct card *card, bool asked);
void show_reset(struct show *show, const struct card *card, enum card_reset kind);
void show_disconnected(struct show *show, enum card_disposition disposition);
void show_echo(struct show *show, const char *text, size_t length);
void show_attribute(struct show *show, uint32_t tag, const uint8_t *bytes, size_t length);
void show_control(struct show *show, uint32_t code, const struct show_bytes *command,
                  const uint8_t *bytes, size_t length);
/* The data objects of an answer. */
void show_tlv(struct show *show, const uint8_t *data, size_t length,
              const struct apdu_context *context, uint8_t cla);

/* --check: what is doubtful in a script. */
void show_finding(struct show *show, const char *file, const struct lint_finding *finding);

/* What a whole run came to. */
struct show_summary {
	size_t files, tests, passed, failed, errors, skipped, apdus;
	double ms;
	int status;
};
void show_summary(struct show *show, const struct show_summary *summary);

/* What must not be told of a command's words. For show*.c. */
struct secret show_secret(const struct show *show, const struct show_bytes *command);
/* Fills the tree with what a response means. For show*.c. */
void show_describe_response(struct show *show, const struct show_apdu *apdu);
/* Fills the row anew: bytes in hex, ** for those that are hidden. For show*.c. */
void show_hex(struct show *show, const struct show_bytes *bytes, bool is_masked, char blank);

/* show_json.c, for show.c. */
void show_json_finding(struct show *show, const struct lint_finding *finding);
void show_json_connected(struct show *show, const struct card *card);
void show_json_reset(struct show *show, const struct card *card, enum card_reset kind);
void show_json_disconnected(struct show *show, enum card_disposition disposition);
void show_json_echo(struct show *show, const char *text, size_t length);
void show_json_attribute(struct show *show, uint32_t tag, const uint8_t *bytes, size_t length);
void show_json_control(struct show *show, uint32_t code, const struct show_bytes *command,
                       const uint8_t *bytes, size_t length);
void show_json_tlv(struct show *show, const uint8_t *data, size_t length);

#endif
