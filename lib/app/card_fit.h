/* A card in a reader: the report on its ATR, and what the reader's USB descriptor says. */
#ifndef APP_CARD_FIT_H
#define APP_CARD_FIT_H

#include "cards/atr_report.h"
#include "reader/fit.h"

/* Compares the ATR of a filled report with a reader, which the card may be inserted in: fills fit,
 * which the report then refers to, and adds its lines to the words, if there are any. */
void card_fit(struct atr_report *report, struct fit *fit, const struct ccid *reader,
              const char *name, bool inserted);

#endif
