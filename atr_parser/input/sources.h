/* Where ATRs come from. Both give the status of the program. */
#ifndef ATR_PARSER_INPUT_SOURCES_H
#define ATR_PARSER_INPUT_SOURCES_H

#include "atr_parser/answer.h"

/* All words of the command line are one; but where each of them is a whole ATR, each is one (never
 * as ATR_analysis, which joins them). */
enum status from_arguments(struct answer *answer);
/* That of the card in the reader that the options name. */
enum status from_card(struct answer *answer);
/* One a line of standard input. */
enum status from_standard_input(struct answer *answer);

#endif
