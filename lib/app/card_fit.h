/* Compares a card with a reader. */
#ifndef APP_CARD_FIT_H
#define APP_CARD_FIT_H

#include "cards/atr_report.h"
#include "reader/fit.h"

/* Compares the ATR of a report with the descriptor of the reader name (fit_compare): fills fit,
 * which must outlive the report's use, sets report->fit, and adds its lines to the tree unless that
 * is empty. */
void card_fit(struct atr_report *report, struct fit *fit, const struct ccid *reader,
              const char *name, bool inserted);

#endif
