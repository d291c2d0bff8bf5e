/* The table of application identifiers. */
#ifndef DECODE_AID_TABLE_H
#define DECODE_AID_TABLE_H

#include "decode/aid.h"

extern const struct aid_row aid_rows[];
extern const size_t aid_row_count;

#endif
