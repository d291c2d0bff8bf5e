/* Attributes of readers (PC/SC part 3, 3.1.3): names and tags. */
#ifndef READER_ATTRIBUTE_H
#define READER_ATTRIBUTE_H

#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

struct attribute_row {
	uint32_t tag;
	const char *name; /* upper case, without SCARD_ATTR_ */
	bool text;        /* the value is text, often with a NUL at the end */
};

/* Returns the row of a name, in any case; NULL if unknown. */
const struct attribute_row *attribute_named(struct span name);
/* Returns the name closest to a mistyped one (base/nearest.h); NULL if none is close. */
const char *attribute_nearest(struct span name);
/* Returns the row of a tag; NULL if unknown. */
const struct attribute_row *attribute_row(uint32_t tag);

#endif
