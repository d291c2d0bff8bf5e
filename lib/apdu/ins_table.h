/* The table of instructions. */
#ifndef APDU_INS_TABLE_H
#define APDU_INS_TABLE_H

#include "apdu/ins.h"

extern const struct ins_row ins_table[];
extern const size_t ins_row_count;

#endif
