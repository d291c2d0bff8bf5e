/* Finds addresses of web pages in a line of text: "http://…", "https://…" and "www.…", but no other
 * URLs. */
#ifndef RENDER_ADDRESS_H
#define RENDER_ADDRESS_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct address {
	size_t at, length;  /* in the line */
	const char *before; /* what its link needs before it: "http://" or "" */
};

/* Finds the first address at the beginning of the line, or after a blank or "(". Returns false if
 * there is none. */
bool address_find(struct span line, struct address *address);
/* Returns true if the line begins with an address. */
bool address_begins(struct span line);

/* Writes a byte of an address as its link has it, NUL-terminated: percent-encoded (RFC 3986, 2) if
 * it is not printable ASCII, or a quotation mark, a blank, "<" or ">". Returns out. */
const char *address_byte(char out[4], char byte);

#endif
