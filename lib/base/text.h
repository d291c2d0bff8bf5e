/* A growing string. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty text. If memory runs out, failed is set and later calls do nothing. Memory
 * is wiped before it is freed, because a text may hold a secret. */
struct text {
	char *data; /* NUL-terminated once anything was added; owned */
	size_t length;
	size_t size;
	bool failed;
};

void text_free(struct text *text);
/* Empties the text, whose content is overwritten; keeps the memory. */
void text_clear(struct text *text);
void text_add(struct text *text, const char *data, size_t length);
void text_puts(struct text *text, const char *string);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds upper-case hex digits, with the character blank, if not 0, between pairs. */
void text_hex(struct text *text, const uint8_t *bytes, size_t count, char blank);

#endif
