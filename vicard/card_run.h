/* One use of vicard: the card from its insertion to the end of standard input, or a signal. */
#ifndef VICARD_CARD_RUN_H
#define VICARD_CARD_RUN_H

#include "vicard/options.h"

/* Returns the exit status. */
int card_run(const struct options *options);

#endif
