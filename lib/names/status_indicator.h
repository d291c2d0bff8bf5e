/* Describes a status indicator, the life cycle status and SW1 SW2 of historical bytes (ISO/IEC
 * 7816-4:2005, 8.1.1.3); the former is also in file control parameters (tag 8A). */
#ifndef NAMES_STATUS_INDICATOR_H
#define NAMES_STATUS_INDICATOR_H

#include "words/words.h"

/* Returns the meaning of a life cycle status byte (5.3.3.2). */
const char *life_cycle_name(unsigned lcs);

/* Adds life cycle status and SW1 SW2; -1: absent. */
void describe_status(struct words *words, int life_cycle, int sw);

#endif
