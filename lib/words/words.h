/* A sentence put together piece by piece, bounded. */
#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* All zero is empty. What does not fit is cut off; 400 characters hold each of our sentences. */
struct words {
	char text[400];
	size_t length;
};

void words_put(struct words *words, const char *text);
void words_add(struct words *words, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds the items of a list one by one: ", " between them, " and " before the last. */
void words_item(struct words *words, size_t i, size_t count, const char *item);

/* "none" for 0 bytes, else upper-case hex with blanks between pairs. */
void words_hex(struct words *words, const uint8_t *bytes, size_t count);

/* A figure with at most six significant digits and its unit; "unknown" for NAN. */
void words_figure(struct words *words, double value, const char *unit);

/* Adds ', "text"' where the bytes hold text: all of them printable ASCII, two at least, or else the
 * longest run of four or more. */
void words_text(struct words *words, const uint8_t *bytes, size_t count);

#endif
