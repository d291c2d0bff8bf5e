/* The table of instructions. */
#ifndef DECODE_INS_TABLE_H
#define DECODE_INS_TABLE_H

#include "decode/ins.h"

extern const struct ins_row ins_table[];
extern const size_t ins_row_count;

#endif
