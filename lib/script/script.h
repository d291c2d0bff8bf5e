/* A parsed script: its statements in order, and what they refer to. */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include "base/text.h"
#include "script/keyword.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SCRIPT_DEPTH_MAX = 16, /* of blocks, of included files and of { } */
};

/* A part of the pool, or of the items. */
struct range {
	uint32_t at, count;
};

enum item_kind {
	ITEM_BYTES,    /* pool: the bytes */
	ITEM_VARIABLE, /* pool: the name */
	ITEM_OPEN,     /* "{" */
	ITEM_CLOSE,    /* "}" */
	ITEM_TEXT,     /* only in echo: pool: characters as they are printed */
	ITEM_BLANK,    /* only in echo */
};

struct item {
	enum item_kind kind;
	struct range range;
	bool quoted; /* ITEM_BYTES was written as "text" */
	bool sliced; /* $name[offset,length] */
	uint32_t offset, length;
};

/* The response that a statement expects. Patterns are upper-case characters in the pool. */
struct expect {
	bool data_given;
	struct range data; /* nibbles, X for any; a last * for any rest */
	struct range sw;   /* four characters for each alternative; none: not given */
	bool time_given;
	uint32_t ms;
};

/* How text from the user or the environment is converted to bytes. */
enum value_form {
	FORM_TEXT, /* UTF-8; of a PIN digits in ASCII */
	FORM_HEX,
	FORM_BCD,  /* two digits in a byte, padded with F */
	FORM_ISO2, /* ISO 9564-1 format 2: 2, number of digits, digits, padded with F to eight
	            * bytes */
};

enum statement_kind {
	STATEMENT_RAW,     /* items: the bytes to send */
	STATEMENT_BUILT,   /* header, items, le */
	STATEMENT_COMMAND, /* keyword, and its arguments */
};

struct statement {
	enum statement_kind kind;
	const struct keyword *keyword; /* STATEMENT_COMMAND; else NULL */
	uint16_t file;                 /* index of script's files */
	uint32_t line;                 /* where it starts */
	uint32_t column;
	uint32_t last;    /* its last physical line */
	uint32_t partner; /* repeat -> end, if -> else or end, else -> end, end -> repeat or if */

	struct range items;
	struct range header; /* built: items of the header */
	struct range le;     /* built: items after "/" */
	bool data_given;     /* built: ":" */
	bool le_given;       /* built: "/" */
	uint32_t expect;     /* index of script's expects, counted from 1; 0 for none */
	/* raw: the text to show in place of the bytes, for a line in the form that pcsc-tools'
	 * scriptor accepts; count 0: none. */
	struct range shown;

	struct range name;   /* set, repeat, ask, env, pin: the variable; include, reader, test,
	                        write: as written */
	struct range prompt; /* ask, pin, pause: what to show */
	struct range sw;     /* if: as in struct expect */
	uint32_t number; /* exit, repeat, sleep; wait: ms; control: code; attrib: tag; pin: pad */
	bool number_given;
	int choice;  /* reset: enum card_reset; disconnect: enum card_disposition;
	              * connect: allowed enum card_protocol bits, 0 if not given;
	              * auto, chain, tlv, explain, time: on; transaction: begins; wait: for a card;
	              * ask, env, pin: enum value_form */
	int share;   /* connect: enum card_share; control: the code is the platform's own */
	bool secret; /* env */
	const struct keyword *topic; /* help: NULL for all */
};

struct script_error {
	uint16_t file;
	struct position position;
	char text[160];
};

enum { SCRIPT_ERRORS_MAX = 20 };

/* All zero is an empty script. */
struct script {
	struct statement *statements; /* owned, as all that follows */
	size_t count, size;
	struct item *items;
	size_t item_count, item_size;
	struct expect *expects;
	size_t expect_count, expect_size;
	struct text pool;
	char **files; /* names for messages; "-" is standard input */
	size_t file_count, file_size;
	struct script_error errors[SCRIPT_ERRORS_MAX];
	size_t error_count; /* may be greater than what errors holds */
	bool failed;        /* out of memory: not complete */
};

void script_free(struct script *script);
/* Removes the statements and errors, but not the files. */
void script_clear(struct script *script);

/* Add a statement, item or expectation, all zero but for its kind, and return it; NULL if out of
 * memory. The pointer is valid until the next one is added. */
struct statement *script_add(struct script *script);
struct item *script_add_item(struct script *script, enum item_kind kind);
struct expect *script_add_expect(struct script *script);
/* Adds a file, whose index is file_count - 1 then; returns false if out of memory. */
bool script_add_file(struct script *script, const char *name);
/* Returns true if no more files can be added, of which each include adds one. */
bool script_is_full(const struct script *script);
/* Adds length bytes to the pool and returns where they are. */
struct range script_store(struct script *script, const void *data, size_t length);

/* Returns the number of one of the script's statements. */
uint32_t script_index(const struct script *script, const struct statement *statement);
/* Returns true if the statement is the command id. */
bool statement_is(const struct statement *statement, enum keyword_id id);

/* Returns true if the file that "write" names may be outside the current directory: its path is
 * absolute or has "..". */
bool statement_writes_outside(const struct script *script, const struct statement *statement);

/* Returns a part of the pool, valid until something is added to it. */
struct span script_text(const struct script *script, struct range range);
/* Returns the expectation of the statement; NULL if it has none. */
const struct expect *script_expect(const struct script *script, const struct statement *statement);

#endif
