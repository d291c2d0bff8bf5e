/* Takes bytes from untrusted input, each after a check that it is there. */
#ifndef BASE_CURSOR_H
#define BASE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cursor {
	const uint8_t *bytes; /* the whole input; not owned */
	size_t length;        /* of the whole input */
	size_t at;            /* offset of the next byte */
};

/* Starts at the first of length bytes, which stay the caller's. */
static inline struct cursor cursor_start(const uint8_t *bytes, size_t length)
{
	return (struct cursor){.bytes = bytes, .length = length, .at = 0};
}

/* Bytes not yet taken. */
static inline size_t cursor_left(const struct cursor *cursor)
{
	return cursor->length - cursor->at;
}

/* Takes one byte; false, and nothing taken, at the end. */
static inline bool cursor_u8(struct cursor *cursor, uint8_t *out)
{
	if (cursor_left(cursor) < 1)
		return false;
	*out = cursor->bytes[cursor->at++];
	return true;
}

/* Takes n bytes and points *out at them, inside the input; false, and nothing taken, where fewer
 * are left. */
static inline bool cursor_bytes(struct cursor *cursor, size_t n, const uint8_t **out)
{
	if (cursor_left(cursor) < n)
		return false;
	*out = cursor->bytes + cursor->at;
	cursor->at += n;
	return true;
}

#endif
