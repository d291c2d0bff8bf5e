/* atr_parser --lint: what is wrong in a card list, and mending it. */
#ifndef ATR_PARSER_LISTS_LINT_LIST_H
#define ATR_PARSER_LISTS_LINT_LIST_H

#include "atr_parser/options.h"

#include "base/status.h"

/* The findings go to standard output. Gives the status of the program: STATUS_NO where there is a
 * finding (after --fix: one that is left; with --dry-run: one that would be fixed, too). */
enum status lint(const struct options *options);

#endif
