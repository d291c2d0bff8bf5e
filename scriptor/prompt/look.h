/* How answers look at the prompt: coloured by the class of their status word, their text beside
 * them. */
#ifndef SCRIPTOR_PROMPT_LOOK_H
#define SCRIPTOR_PROMPT_LOOK_H

#include "base/style.h"
#include "names/sw.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum look_view { VIEW_HEX, VIEW_ASCII, VIEW_BOTH };

/* Before this nothing is coloured, and bytes are shown in hex. */
void look_colours(const struct palette *palette);
void look_view(enum look_view view);

/* To be written before and after an answer whose status word is of this class. */
const char *look_on(enum sw_class class);
const char *look_off(enum sw_class class);

/* False where an answer's bytes are not wanted in hex. */
bool look_is_hex(void);
/* Writes the data of an answer as text, a line for each 64 bytes with a dot for what is not
 * printable ASCII; nothing where that is not wanted or there are no data. */
void look_text(const uint8_t *data, size_t length);

#endif
