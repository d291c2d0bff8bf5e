/* Builds a sentence piece by piece, in fixed memory. */
#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* All zero is empty. What does not fit is dropped; every sentence of ours has less than 400 bytes.
 */
struct words {
	char text[400];
	size_t length;
};

/* Adds a text. */
void words_put(struct words *words, const char *text);
/* Adds a formatted text. */
void words_add(struct words *words, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds item number i of count, from 0, of a list: with ", " before it, or " and " before the last.
 */
void words_item(struct words *words, size_t i, size_t count, const char *item);

/* Adds bytes, the first 32 at most, as upper-case hex with blanks between pairs; "none" for no
 * bytes. */
void words_hex(struct words *words, const uint8_t *bytes, size_t count);

/* Adds a figure with at most six significant digits, a blank and its unit; "unknown" for NAN. */
void words_figure(struct words *words, double value, const char *unit);

/* Adds ', "TEXT"' if the bytes contain text: two or more that are all printable ASCII, or else the
 * longest run of four or more. */
void words_text(struct words *words, const uint8_t *bytes, size_t count);

#endif
