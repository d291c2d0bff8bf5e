/* A multi-string of PC/SC, as names. For sys/pcsc/pcsc.c. */
#ifndef SYS_PCSC_READER_NAMES_H
#define SYS_PCSC_READER_NAMES_H

#include "sys/pcsc/pcsc.h"

/* Takes a multi-string apart: names that each end with a NUL, and an empty one after the last.
 * readers is empty before. PCSC_F_COMM_ERROR where it is none, or a name is longer than PC/SC
 * allows. */
uint32_t reader_names_take(struct reader_names *readers, const char *list, size_t length);

#endif
