/* What SIMtrace and its relatives send: GSMTAP packets of a SIM over UDP. */
#ifndef CAPTURE_GSMTAP_H
#define CAPTURE_GSMTAP_H

#include "capture/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gsmtap_decoder;

/* Returns true for a link type of which IP packets are found: Ethernet, Linux' "any" device,
 * loopback, bare IP. */
bool gsmtap_knows(int link);

/* list lives longer. Returns NULL if out of memory. */
struct gsmtap_decoder *gsmtap_decoder_new(struct track_list *list);
void gsmtap_decoder_free(struct gsmtap_decoder **decoder);
/* Takes the next record of a link; each sender is a session. What is no GSMTAP of a SIM is passed
 * over. */
void gsmtap_decoder_take(struct gsmtap_decoder *decoder, int link, const uint8_t *bytes,
                         size_t length);
void gsmtap_decoder_end(struct gsmtap_decoder *decoder);

#endif
