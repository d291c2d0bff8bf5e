/* Decodes GSMTAP packets of SIM traffic over UDP, which SIMtrace and other programs send. */
#ifndef CAPTURE_GSMTAP_H
#define CAPTURE_GSMTAP_H

#include "capture/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gsmtap_decoder;

/* Returns true for the link types in which IP packets can be found: Ethernet, Linux' "any" device,
 * loopback, raw IP. */
bool gsmtap_knows(int link);

/* Returns a decoder whose events go to list, which must outlive it; to be freed with
 * gsmtap_decoder_free. NULL if out of memory. */
struct gsmtap_decoder *gsmtap_decoder_new(struct track_list *list);
/* Frees the decoder and sets *decoder to NULL. */
void gsmtap_decoder_free(struct gsmtap_decoder **decoder);
/* Decodes the next record of a link. Each sender is a session; other packets are ignored. */
void gsmtap_decoder_take(struct gsmtap_decoder *decoder, int link, const uint8_t *bytes,
                         size_t length);
/* Reports the events that were held back, after the last record. */
void gsmtap_decoder_end(struct gsmtap_decoder *decoder);

#endif
