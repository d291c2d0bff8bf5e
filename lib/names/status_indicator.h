/* Life cycle status and SW1 SW2 in words, as a card gives them in its status indicator (ISO/IEC
 * 7816-4:2005, 8.1.1.3), and a file in its control parameters (tag 8A). */
#ifndef NAMES_STATUS_INDICATOR_H
#define NAMES_STATUS_INDICATOR_H

#include "words/words.h"

/* Returns what a life cycle status byte means: 5.3.3.2. */
const char *life_cycle_name(unsigned lcs);

/* Adds life cycle status and SW1 SW2; -1 is "not there". */
void describe_status(struct words *words, int life_cycle, int sw);

#endif
