/* The table of application identifiers. */
#ifndef NAMES_AID_TABLE_H
#define NAMES_AID_TABLE_H

#include "names/aid.h"

extern const struct aid_row aid_rows[];
extern const size_t aid_row_count;

#endif
