/* Bytes in the hex digits of other programs: what separates them, and what hides some of them. */
#ifndef SCRIPT_DIALECT_OCTETS_H
#define SCRIPT_DIALECT_OCTETS_H

#include "base/span.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* All zero is none. */
struct octets {
	struct text bytes;  /* owned; a masked one counts as 00 */
	struct text hidden; /* owned: 1 for each masked byte; as far as any is masked */
	bool half;          /* the last byte has only its first digit so far: its line was broken */
};

void octets_free(struct octets *octets);
/* Forgets the bytes, but not that memory ran out. */
void octets_clear(struct octets *octets);
static inline bool octets_failed(const struct octets *octets)
{
	return octets->bytes.failed || octets->hidden.failed;
}

/* Adds the pairs of digits that part begins with, packed or with blanks, colons, commas, brackets,
 * quotes and 0x between; **, XX and ?? are masked bytes. Stops before a word that is not made of
 * pairs. With most, adds at most so many bytes. Returns what follows, without blanks before it. */
struct span octets_read(struct octets *octets, struct span part, size_t most);
/* Passes what octets_read takes, and returns how many bytes it is; *rest is what follows. */
size_t octets_count(struct span part, size_t most, struct span *rest);
/* Does the same as octets_read, and a line may end, and the next one begin, within a pair. */
struct span octets_read_broken(struct octets *octets, struct span part);
/* Adds bytes that are masked. */
void octets_add_hidden(struct octets *octets, size_t count);

static inline const uint8_t *octets_data(const struct octets *octets)
{
	return (const uint8_t *)octets->bytes.data;
}

static inline bool octets_are_masked(const struct octets *octets)
{
	return octets->hidden.length > 0;
}

#endif
