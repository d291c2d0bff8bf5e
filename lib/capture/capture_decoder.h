/* Records of a capture file to events: what was said to smart cards and what they answered. */
#ifndef CAPTURE_CAPTURE_DECODER_H
#define CAPTURE_CAPTURE_DECODER_H

#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct capture_decoder;

/* Returns true if records of this link type (www.tcpdump.org/linktypes.html) can be read: usbmon,
 * USBPcap, and networks, for GSMTAP. */
bool capture_decoder_knows(int link);

/* Returns NULL if out of memory. */
struct capture_decoder *capture_decoder_new(struct capture_sink sink);
void capture_decoder_free(struct capture_decoder **decoder);
/* Takes the next record; usbmon's is in the byte order of this machine. */
void capture_decoder_take(struct capture_decoder *decoder, int link, const uint8_t *bytes,
                          size_t length);
/* Reports what waits for more. Returns false if out of memory: events are missing. */
bool capture_decoder_end(struct capture_decoder *decoder);

#endif
