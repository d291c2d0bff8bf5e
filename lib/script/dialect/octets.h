/* Reads bytes from the hex digits that other programs print, with separators and masks. */
#ifndef SCRIPT_DIALECT_OCTETS_H
#define SCRIPT_DIALECT_OCTETS_H

#include "base/span.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* All zero is empty. */
struct octets {
	struct text bytes;  /* owned; a masked byte is 00 */
	struct text hidden; /* owned: 1 for each masked byte, up to the last one */
	bool half;          /* the last byte has only its first digit so far, as its line broke */
};

void octets_free(struct octets *octets);
/* Removes the bytes; octets_failed does not change. */
void octets_clear(struct octets *octets);
/* Returns true if bytes are missing because memory ran out. */
static inline bool octets_failed(const struct octets *octets)
{
	return octets->bytes.failed || octets->hidden.failed;
}

/* Adds the bytes that part begins with, at most most (SIZE_MAX: all): pairs of digits, packed or
 * with blanks, colons, commas, brackets, quotes and 0x between; **, XX, xx and ?? are masked bytes.
 * Stops before a word that is not made of pairs. Returns the rest, without blanks before it. */
struct span octets_read(struct octets *octets, struct span part, size_t most);
/* Returns how many bytes octets_read would add; *rest is what it would return. */
size_t octets_count(struct span part, size_t most, struct span *rest);
/* Does the same as octets_read for a part that may begin and end within a pair. */
struct span octets_read_broken(struct octets *octets, struct span part);
/* Returns true if the two characters at at stand for a masked byte: **, XX, xx or ??. */
bool octets_is_mask(const char *at);
/* Adds count masked bytes. */
void octets_add_hidden(struct octets *octets, size_t count);

/* Returns the bytes, valid until the next change. */
static inline const uint8_t *octets_data(const struct octets *octets)
{
	return (const uint8_t *)octets->bytes.data;
}

/* Returns true if any byte is masked. */
static inline bool octets_are_masked(const struct octets *octets)
{
	return octets->hidden.length > 0;
}

#endif
