/* The table of application identifiers. */
#ifndef NAMES_AID_TABLE_H
#define NAMES_AID_TABLE_H

#include "names/family.h"

#include <stddef.h>

enum aid_match {
	AID_PREFIX, /* matches every AID that begins so */
	AID_WHOLE,  /* matches this AID alone */
	AID_RID,    /* names the registered provider, not the application */
};

struct aid_row {
	const char *hex; /* upper case, packed */
	enum aid_match match;
	enum family family;
	const char *name;
	const char *source;
};

extern const struct aid_row aid_rows[];
extern const size_t aid_row_count;

#endif
