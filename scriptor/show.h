/* What scriptor writes to standard output, in the form that Debian's scriptor 1.6.2 has. Nothing is
 * flushed here. */
#ifndef SCRIPTOR_SHOW_H
#define SCRIPTOR_SHOW_H

#include "base/card.h"
#include "base/text.h"
#include "decode/sw.h"

#include <stddef.h>
#include <stdint.h>

/* "Using T=0 protocol" */
void show_protocol(enum card_protocol protocol);
/* "> TEXT" */
void show_sent(const char *text, size_t length);
/* "> 00 A4": the bytes, upper case. row is room for the line, kept by the caller. */
void show_sent_bytes(struct text *row, const uint8_t *bytes, size_t length);
/* "< 6F 10 ... 90 00 : words", 16 bytes in each line; the last two are the status word. */
void show_answer(struct text *row, const uint8_t *bytes, size_t length,
                 const struct sw_context *context);
/* "< OK: ATR " */
void show_ok_atr(const struct card *card);
/* "< OK" */
void show_ok(void);
/* "< KO: TEXT" */
void show_ko(const char *text);

#endif
