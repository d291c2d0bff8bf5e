/* Answers all ATRs from a source. Each returns the exit status: the greatest of the answers. */
#ifndef ATR_PARSER_INPUT_SOURCES_H
#define ATR_PARSER_INPUT_SOURCES_H

#include "atr_parser/answer.h"

/* Takes the arguments of the command line: each is an ATR if all of them are complete ones (but
 * not as ATR_analysis), else together they are one. */
enum status from_arguments(struct answer *answer);
/* Takes the ATR of the card in the reader of the options. */
enum status from_card(struct answer *answer);
/* Takes an ATR, or an object for --build, from each line of standard input. */
enum status from_standard_input(struct answer *answer);

#endif
