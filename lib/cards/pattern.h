/* The pattern language of card lists: the part of POSIX extended regular expressions that has no
 * groups, anchored at both ends, over an ATR written as upper-case hex pairs with one blank between
 * them.
 *
 *   pattern = [ "^" ] { atom [ repeat ] } [ "$" ]
 *   atom = hex digit in any case | blank | "." (any character, a blank too) | "[" [ "^" ] set "]"
 *   set = { digit | digit "-" digit | blank | "," }, at least one that is no comma
 *   repeat = "*" | "+" | "?" | "{" N [ "," [ N ] ] "}", N up to 255
 *
 * A range goes upwards by value.  Lists have sets written [1,3], and no ATR has a comma.  Several
 * blanks or TABs in a row are one blank.  Groups and alternatives are refused: two entries say the
 * same.  A pattern that holds anything else never matches. */
#ifndef CARDS_PATTERN_H
#define CARDS_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PATTERN_ATR_MAX = 255, /* bytes; nothing longer is ever matched */
	PATTERN_SYMBOLS = 17,  /* what the text of an ATR is made of: 16 digits and the blank */
	PATTERN_WORDS = (3 * PATTERN_ATR_MAX + 63) / 64,
};

/* Returns true for the characters that begin a repeat. */
bool pattern_is_repeat(char c);

/* A prepared ATR: which characters of its text are this symbol, a bit each. */
struct pattern_subject {
	uint64_t is[PATTERN_SYMBOLS][PATTERN_WORDS];
	uint64_t any[PATTERN_WORDS]; /* all characters */
	size_t end;                  /* characters of the text */
	size_t words;                /* in use; 0: too long to be matched */
};

void pattern_subject(struct pattern_subject *subject, const uint8_t *atr, size_t length);

/* Time grows with the length of the pattern, whatever it holds. */
bool pattern_match(const char *pattern, size_t length, const struct pattern_subject *subject);

enum pattern_status {
	PATTERN_OK,
	PATTERN_UNKNOWN,   /* a character that has no meaning in its place */
	PATTERN_GROUP,     /* "(", ")" or "|" */
	PATTERN_OPEN,      /* a "[" without its "]" */
	PATTERN_EMPTY_SET, /* "[]", or with commas only */
	PATTERN_RANGE,     /* a range that does not go from a digit up to a digit */
	PATTERN_REPEAT,    /* a "*", "+", "?" or "{" with nothing before it to repeat */
	PATTERN_COUNT,     /* a "{" that is not followed by one or two numbers and "}" */
};

struct pattern_check {
	enum pattern_status status;
	size_t at;         /* the character the status speaks of, from 0 */
	bool wild;         /* it holds more than digits and blanks */
	bool fixed;        /* what it matches has always this many characters: */
	size_t characters; /* without those that may be left out */
	/* Of each digit that has its place: how many of the 16 it leaves out; and 1 if the
	 * length is fixed. */
	uint32_t specificity;
};

struct pattern_check pattern_check(const char *pattern, size_t length);

/* Returns false if no text of an ATR, however long, can match: its digits do not come in pairs with
 * one blank between them. */
bool pattern_possible(const char *pattern, size_t length);

/* Gets the bytes with which each ATR that it matches begins, as far as it has them as plain digits:
 * writes at most max, returns how many. */
size_t pattern_head(const char *pattern, size_t length, uint8_t *out, size_t max);

enum pattern_times {
	PATTERN_ONCE,
	PATTERN_MAYBE, /* or not at all */
	PATTERN_STAR,  /* any number of times, also not at all */
};

struct pattern_atom {
	uint32_t mask; /* the symbols that it takes, a bit each: 16 digits, then the blank */
	enum pattern_times times;
	size_t at, length; /* its place in the pattern, with its repeat */
};

/* A walk over a pattern's atoms; to be started with text and length. */
struct pattern_walk {
	const char *text;
	size_t length, at;
	bool after_blank; /* the last atom was a plain blank */
	bool wild;
	enum pattern_status status;
	/* The atom read last, and how many of it are still to be given. */
	struct pattern_atom atom;
	unsigned once, maybe;
	bool star;
};

/* Gets the next atom, where "0{2,3}" is 0, 0 and a 0 that may be left out, and "0+" is 0 and 0*.
 * Returns false at the end, and where walk->status is no longer PATTERN_OK. */
bool pattern_next(struct pattern_walk *walk, struct pattern_atom *atom);

#endif
