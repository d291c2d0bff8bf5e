/* Decodes the records of a capture file into events: the commands that cards received and their
 * responses. */
#ifndef CAPTURE_CAPTURE_DECODER_H
#define CAPTURE_CAPTURE_DECODER_H

#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct capture_decoder;

/* Returns true if records of this link type (www.tcpdump.org/linktypes.html) can be decoded: those
 * of usbmon, USBPcap, and of networks, for GSMTAP. */
bool capture_decoder_knows(int link);

/* Returns a decoder that passes events to sink, to be freed with capture_decoder_free; NULL if out
 * of memory. */
struct capture_decoder *capture_decoder_new(struct capture_sink sink);
/* Frees the decoder and sets *decoder to NULL. */
void capture_decoder_free(struct capture_decoder **decoder);
/* Decodes the next record, of any bytes; those of usbmon are in the byte order of this machine. */
void capture_decoder_take(struct capture_decoder *decoder, int link, const uint8_t *bytes,
                          size_t length);
/* Reports the events that were held back for a following record, after the last one. Returns false
 * if events are missing because memory ran out. */
bool capture_decoder_end(struct capture_decoder *decoder);

#endif
