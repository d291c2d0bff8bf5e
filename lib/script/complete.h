/* Finds what can complete an unfinished line of a script. */
#ifndef SCRIPT_COMPLETE_H
#define SCRIPT_COMPLETE_H

#include "script/keyword.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum complete_kind {
	COMPLETE_NOTHING,
	COMPLETE_COMMAND,  /* a keyword, or an instruction's name for its two bytes CLA INS */
	COMPLETE_VARIABLE, /* a variable; word is without its "$" */
	COMPLETE_FILE,     /* a file name; quoted: a quote is open */
	COMPLETE_READER,
	COMPLETE_KEYWORD, /* a keyword, for help */
	COMPLETE_CHOICE,  /* one of the words in the command's syntax */
	COMPLETE_INS,     /* INS of a built APDU, by its name; cla is that of the line */
	COMPLETE_AID,     /* data that may be an AID, by its name; needs_lc: Lc is missing */
};

struct completion {
	enum complete_kind kind;
	struct span word;              /* what is typed of it, up to the end of the line */
	const struct keyword *keyword; /* FILE, READER, KEYWORD, CHOICE: the command */
	bool quoted;
	bool needs_lc;
	uint8_t cla;
};

/* Finds what can complete a line of length bytes, the text before the cursor; the result points
 * into it. */
struct completion complete_find(const char *line, size_t length);

/* Gets the next literal word of a keyword's syntax ("on|off", "[cold|warm]") from *at on, which is
 * 0 at first. Returns false at the end. */
bool complete_choice(const char *syntax, size_t *at, struct span *word);

#endif
