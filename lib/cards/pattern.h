/* The patterns of card lists: POSIX extended regular expressions without groups, anchored at both
 * ends, that match an ATR written as upper-case hex pairs with one blank between them.
 *
 *   pattern = [ "^" ] { atom [ repeat ] } [ "$" ]
 *   atom = hex digit in any case | blank | "." (any character, a blank too) | "[" [ "^" ] set "]"
 *   set = { digit | digit "-" digit | blank | "," }, at least one other than a comma
 *   repeat = "*" | "+" | "?" | "{" N [ "," [ N ] ] "}", N up to 255
 *
 * A range goes upwards by value. A comma in a set has no effect, as lists write [1,3] for [13].
 * Several blanks or TABs in a row are one blank. Groups and alternatives are an error: two entries
 * express the same. A pattern with an error matches nothing. */
#ifndef CARDS_PATTERN_H
#define CARDS_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PATTERN_ATR_MAX = 255, /* bytes; longer ATRs match no pattern */
	PATTERN_SYMBOLS = 17,  /* the characters of the text of an ATR: 16 digits and the blank */
	PATTERN_WORDS = (3 * PATTERN_ATR_MAX + 63) / 64,
};

/* Returns true for the characters that begin a repeat: "*", "+", "?" and "{". */
bool pattern_is_repeat(char c);

/* The text of an ATR, prepared for matching: for each symbol a bit for each character. */
struct pattern_subject {
	uint64_t is[PATTERN_SYMBOLS][PATTERN_WORDS];
	uint64_t any[PATTERN_WORDS]; /* all characters */
	size_t end;                  /* characters of the text */
	size_t words;                /* in use; 0: too long to be matched */
};

/* Prepares an ATR of length bytes. */
void pattern_subject(struct pattern_subject *subject, const uint8_t *atr, size_t length);

/* Returns true if the pattern matches the ATR, in time proportional to the pattern's length. */
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
	size_t at;         /* the character in error, from 0 */
	bool wild;         /* it has other characters than digits and blanks */
	bool fixed;        /* all texts that match have the same length */
	size_t characters; /* of the shortest text that matches */
	/* The sum over all digits of how many of the 16 do not match there, and 1 if fixed. */
	uint32_t specificity;
};

/* Parses a pattern. */
struct pattern_check pattern_check(const char *pattern, size_t length);

/* Returns false if the pattern can match no ATR of any length, as its digits do not stand in pairs
 * with one blank between them. */
bool pattern_possible(const char *pattern, size_t length);

/* Writes the bytes that the pattern begins with as plain digits, with which each ATR that matches
 * must begin, at most max of them. Returns their number. */
size_t pattern_head(const char *pattern, size_t length, uint8_t *out, size_t max);

enum pattern_times {
	PATTERN_ONCE,
	PATTERN_MAYBE, /* once or not at all */
	PATTERN_STAR,  /* any number of times, also not at all */
};

struct pattern_atom {
	uint32_t mask; /* the symbols that match, a bit each: 16 digits, then the blank */
	enum pattern_times times;
	size_t at, length; /* in the pattern, with its repeat */
};

/* A walk over a pattern's atoms, started with text and length set and all else zero. */
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

/* Gets the next atom. Repeats are expanded: "0{2,3}" gives 0, 0 and 0?, "0+" gives 0 and 0*.
 * Returns false at the end, or at an error, with walk->status set. */
bool pattern_next(struct pattern_walk *walk, struct pattern_atom *atom);

#endif
