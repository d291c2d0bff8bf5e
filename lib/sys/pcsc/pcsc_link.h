/* The PC/SC calls on a card, one function for each, as sys/pcsc/pcsc_card.c needs them for a struct
 * card. They return PC/SC codes, as those of sys/pcsc/pcsc.h. */
#ifndef SYS_PCSC_PCSC_LINK_H
#define SYS_PCSC_PCSC_LINK_H

#include "base/card.h"

#include <stddef.h>
#include <stdint.h>

struct pcsc;

struct pcsc_link {
	struct pcsc *pcsc; /* this and reader are set before the first call, and outlive it */
	const char *reader;
	intptr_t handle; /* set by pcsc_link_connect */
};

/* Connect or reconnect with any of protocols, bits of enum card_protocol; *active becomes the one
 * in use if the call succeeds. */
uint32_t pcsc_link_connect(struct pcsc_link *link, enum card_share share, unsigned protocols,
                           enum card_protocol *active);
uint32_t pcsc_link_reconnect(const struct pcsc_link *link, enum card_share share,
                             unsigned protocols, enum card_reset kind, enum card_protocol *active);
uint32_t pcsc_link_disconnect(const struct pcsc_link *link, enum card_disposition disposition);

/* response has room for CARD_RESPONSE_MAX bytes. */
uint32_t pcsc_link_transmit(const struct pcsc_link *link, enum card_protocol protocol,
                            const uint8_t *command, size_t command_length, uint8_t *response,
                            size_t *length);
/* *out_length is the size of out, and becomes the number of bytes received. */
uint32_t pcsc_link_control(const struct pcsc_link *link, uint32_t control, const uint8_t *in,
                           size_t in_length, uint8_t *out, size_t *out_length);
uint32_t pcsc_link_attribute(const struct pcsc_link *link, uint32_t tag, uint8_t *out,
                             size_t *out_length);
uint32_t pcsc_link_begin(const struct pcsc_link *link);
uint32_t pcsc_link_end(const struct pcsc_link *link);

#endif
