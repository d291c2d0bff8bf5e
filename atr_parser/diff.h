/* --diff: compares ATRs. */
#ifndef ATR_PARSER_DIFF_H
#define ATR_PARSER_DIFF_H

#include "atr_parser/answer.h"

/* Compares the ATRs on the command line, one per argument. Returns the exit status: STATUS_NO if
 * they differ. */
enum status diff_words(struct answer *answer);

#endif
