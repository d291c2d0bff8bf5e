/* What a word of a line that is not finished yet could become. */
#ifndef SCRIPT_COMPLETE_H
#define SCRIPT_COMPLETE_H

#include "script/keyword.h"
#include "script/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum complete_kind {
	COMPLETE_NOTHING,
	COMPLETE_COMMAND,  /* a keyword, or an instruction's name for its two bytes CLA INS */
	COMPLETE_VARIABLE, /* word is behind the "$" */
	COMPLETE_FILE,     /* of include and the like; quoted tells whether a quote was opened */
	COMPLETE_READER,
	COMPLETE_KEYWORD, /* a keyword as help wants it */
	COMPLETE_CHOICE,  /* one of the words in the command's syntax */
	COMPLETE_INS,     /* of a built APDU, where its name may stand for its byte; cla is known */
	COMPLETE_AID, /* bytes of data, where the name of an application may stand for its AID */
};

struct completion {
	enum complete_kind kind;
	struct span word;              /* what is typed of it, up to the end of the line */
	const struct keyword *keyword; /* FILE, READER, KEYWORD, CHOICE: the command */
	bool quoted;
	uint8_t cla;
};

/* Finds what could stand at the end of a line, which is what stands before the cursor. */
struct completion complete_find(const char *line, size_t length);

/* The next word that can be typed as it stands in a syntax ("on|off", "[cold|warm]"), from *at on,
 * which is 0 at first; false at the end. */
bool complete_choice(const char *syntax, size_t *at, struct span *word);

#endif
