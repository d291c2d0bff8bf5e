/* Words for the bits of a reader's state. */
#ifndef PCSC_SCAN_SHOW_STATE_WORDS_H
#define PCSC_SCAN_SHOW_STATE_WORDS_H

#include <stdint.h>

struct state_word {
	uint32_t bit;     /* READER_* */
	const char *word; /* NULL ends a table */
};

/* The words of JSON and hooks, and those of pcsc-tools, each in the order of output. */
extern const struct state_word state_words[], state_words_classic[];

enum { STATE_TEXT_SIZE = 128 };

/* Writes all words of a state, separated by blanks: "present in-use". */
void state_text(uint32_t bits, char text[STATE_TEXT_SIZE]);

/* Returns a state in two or three words for people: "no card", "card in use". */
const char *state_summary(uint32_t bits);

#endif
