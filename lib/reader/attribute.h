/* Attributes of readers (PC/SC part 3, 3.1.3): names, tags, and how their values are read. */
#ifndef READER_ATTRIBUTE_H
#define READER_ATTRIBUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attribute_row {
	uint32_t tag;
	const char *name; /* upper case, without SCARD_ATTR_ */
	bool text;        /* its value is text, often with a NUL at the end */
};

/* NULL if none is known. */
const struct attribute_row *attribute_named(const char *name, size_t length);
const struct attribute_row *attribute_row(uint32_t tag);

#endif
