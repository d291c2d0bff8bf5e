/* Gets the ATR of the card in a reader. */
#ifndef ATR_PARSER_INPUT_READER_ATR_H
#define ATR_PARSER_INPUT_READER_ATR_H

#include "base/reader_state.h"
#include "base/status.h"

/* Fills state, which has the ATR, from the PC/SC service, without connecting to the card. wanted
 * is that of reader_choose. Returns STATUS_YES; or, after a message, STATUS_NO if there is no
 * card or it does not respond, STATUS_INPUT or STATUS_TROUBLE as reader_choose. */
enum status card_atr(const char *wanted, struct reader_state *state);

#endif
