/* --lint: finds mistakes in a card list, and fixes them. */
#ifndef ATR_PARSER_LISTS_LINT_LIST_H
#define ATR_PARSER_LISTS_LINT_LIST_H

#include "atr_parser/options.h"

#include "base/status.h"

/* Writes the findings to standard output. Returns the exit status: STATUS_NO if there is a
 * finding (with --fix: one that is left; with --dry-run any). */
enum status lint(const struct options *options);

#endif
