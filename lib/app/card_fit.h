/* Compares a card with a reader. */
#ifndef APP_CARD_FIT_H
#define APP_CARD_FIT_H

#include "cards/atr_report.h"
#include "reader/fit.h"

/* Compares the card of a report with a reader, called name, by its descriptor (fit_compare);
 * inserted: the card is in it. Fills fit and makes it the report's, so fit must outlive the report.
 * If the report has a description (its tree is not empty), the result is added to it. */
void card_fit(struct atr_report *report, struct fit *fit, const struct ccid *reader,
              const char *name, bool inserted);

#endif
