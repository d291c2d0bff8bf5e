/* The ATR of the card in a reader. */
#ifndef ATR_PARSER_INPUT_READER_ATR_H
#define ATR_PARSER_INPUT_READER_ATR_H

#include "base/reader_state.h"
#include "base/status.h"

/* Asks the PC/SC service what it knows of the card: nothing is sent to it, and nobody who works
 * with it is disturbed. Fills state, which has the ATR. wanted is as reader_choose takes it. After
 * a message: STATUS_NO where there is no card, or none that has answered; STATUS_INPUT and
 * STATUS_TROUBLE as reader_choose gives them. */
enum status card_atr(const char *wanted, struct reader_state *state);

#endif
