/* A growing string. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty text. Out of memory sets failed and later calls do nothing. Any of them may
 * hold a secret: memory that is given back is wiped. */
struct text {
	char *data; /* NUL-terminated once anything was added; owned */
	size_t length;
	size_t size;
	bool failed;
};

void text_free(struct text *text);
/* Forgets the content, which is overwritten; keeps the memory. */
void text_clear(struct text *text);
void text_add(struct text *text, const char *data, size_t length);
void text_puts(struct text *text, const char *string);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Upper-case hex digits; with blank between pairs where blank is not 0. */
void text_hex(struct text *text, const uint8_t *bytes, size_t count, char blank);

#endif
