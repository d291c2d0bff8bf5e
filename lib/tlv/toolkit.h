/* Values of the card application toolkit: ETSI TS 102 223, 8. */
#ifndef TLV_TOOLKIT_H
#define TLV_TOOLKIT_H

#include "tlv/tlv_tags.h"
#include "words/words.h"

/* Adds what VALUE_COMMAND_DETAILS, VALUE_DEVICES or VALUE_TOOLKIT_TEXT says. */
void toolkit_text(struct words *words, enum tlv_value kind, const uint8_t *value, size_t length);

/* The name of a proactive command's type (TS 102 223, 9.4); NULL where there is none. */
const char *toolkit_command_name(uint8_t type);

#endif
