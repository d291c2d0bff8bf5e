/* Bytes typed at a terminal that no line has used yet. */
#ifndef SYS_TERMINAL_TYPED_H
#define SYS_TERMINAL_TYPED_H

#include <stdbool.h>
#include <stddef.h>

/* All zero is empty. The bytes from at to end are not used yet. */
struct typed {
	char *bytes; /* owned */
	size_t at, end, size;
	char *line; /* owned */
};

void typed_free(struct typed *typed);
/* Makes room for at least this many bytes at end. Returns false if out of memory. */
bool typed_make_room(struct typed *typed, size_t room);
/* Uses the next length bytes. Returns a copy, which may contain NUL and ends with one more, valid
 * until the next call, or NULL if out of memory. */
const char *typed_take(struct typed *typed, size_t length);

#endif
