/* The keywords of the script language: one table for the parser, for help and for completion. */
#ifndef SCRIPT_WORDS_H
#define SCRIPT_WORDS_H

#include <stddef.h>

enum word {
	WORD_NONE,
	WORD_ASK,
	WORD_ATR,
	WORD_ATTRIB,
	WORD_AUTO,
	WORD_CHAIN,
	WORD_CONNECT,
	WORD_CONTROL,
	WORD_DISCONNECT,
	WORD_ECHO,
	WORD_ELSE,
	WORD_END,
	WORD_ENV,
	WORD_EXIT,
	WORD_EXPLAIN,
	WORD_HELP,
	WORD_IF,
	WORD_INCLUDE,
	WORD_PAUSE,
	WORD_PIN,
	WORD_READER,
	WORD_READERS,
	WORD_REPEAT,
	WORD_RESET,
	WORD_SET,
	WORD_SLEEP,
	WORD_TEST,
	WORD_TIME,
	WORD_TLV,
	WORD_TRANSACTION,
	WORD_WAIT,
	WORD_COUNT,
};

struct word_row {
	enum word id;
	const char *name;   /* lower case */
	const char *syntax; /* what follows the name; "" for nothing */
	const char *help;   /* one sentence without a full stop */
};

/* One row for each id but WORD_NONE, by name. */
extern const struct word_row word_rows[WORD_COUNT - 1];

/* The keyword that text of length characters is, in any case; NULL for none. */
const struct word_row *word_find(const char *text, size_t length);
/* The row of an id; NULL for WORD_NONE. */
const struct word_row *word_row(enum word id);
/* The keyword nearest to a mistyped one; NULL where none is near. */
const struct word_row *word_nearest(const char *text, size_t length);

#endif
