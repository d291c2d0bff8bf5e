/* ATRs compared. */
#ifndef ATR_PARSER_DIFF_H
#define ATR_PARSER_DIFF_H

#include "atr_parser/answer.h"

/* Each word of the command line is one ATR. STATUS_NO where they differ. */
enum status diff_words(struct answer *answer);

#endif
