/* Runs vicard: from the insertion of the card to the end of standard input or a signal. */
#ifndef VICARD_CARD_RUN_H
#define VICARD_CARD_RUN_H

#include "vicard/options.h"

/* Does what the options ask for. Returns the exit status. */
int card_run(const struct options *options);

#endif
