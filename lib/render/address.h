/* Addresses of pages in a line of text: "http://…", "https://…" and "www.…", and nothing else that
 * a browser might open. */
#ifndef RENDER_ADDRESS_H
#define RENDER_ADDRESS_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

/* Where it stands in the line, and what its link has before it: "http://" or "". */
struct address {
	size_t at, length;
	const char *before;
};

/* The first address that begins the line, or stands behind a blank or "(". False: there is none. */
bool address_find(struct span line, struct address *address);
/* True if a line begins with one. */
bool address_begins(struct span line);

/* A byte of the address as its link has it: percent-encoded where it has no place there (RFC 3986,
 * 2), so that printable ASCII without quotation marks, blanks, "<" and ">" is all there is. Returns
 * out. */
const char *address_byte(char out[4], char byte);

#endif
