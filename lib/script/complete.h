/* Completion of an unfinished line. */
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
	COMPLETE_VARIABLE, /* word is behind the "$" */
	COMPLETE_FILE,     /* a file name; quoted: a quote is open */
	COMPLETE_READER,
	COMPLETE_KEYWORD, /* a keyword as help wants it */
	COMPLETE_CHOICE,  /* one of the words in the command's syntax */
	COMPLETE_INS,     /* INS of a built APDU, by its name; cla is known */
	COMPLETE_AID,     /* data, which may be an AID, by its name; needs_lc: no Lc is there yet */
};

struct completion {
	enum complete_kind kind;
	struct span word;              /* what is typed of it, up to the end of the line */
	const struct keyword *keyword; /* FILE, READER, KEYWORD, CHOICE: the command */
	bool quoted;
	bool needs_lc;
	uint8_t cla;
};

/* Finds what could complete a line, which is the text before the cursor. */
struct completion complete_find(const char *line, size_t length);

/* Takes the next literal word of a syntax ("on|off", "[cold|warm]") from *at on, which is 0 at
 * first. Returns false at the end. */
bool complete_choice(const char *syntax, size_t *at, struct span *word);

#endif
