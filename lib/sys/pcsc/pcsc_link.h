/* The PC/SC calls on a connected card, a function for each; sys/pcsc/pcsc_card.c makes a struct
 * card of them. They return PC/SC codes, as the functions of sys/pcsc/pcsc.h do. */
#ifndef SYS_PCSC_PCSC_LINK_H
#define SYS_PCSC_PCSC_LINK_H

#include "base/card.h"

#include <stddef.h>
#include <stdint.h>

struct pcsc;

struct pcsc_link {
	struct pcsc *pcsc;  /* set by the caller, and must outlive the link */
	const char *reader; /* the same */
	intptr_t handle;    /* set by pcsc_link_connect */
};

/* Connect to the card, or reset it, with one of protocols (bits of enum card_protocol); *active
 * becomes the protocol in use on success. */
uint32_t pcsc_link_connect(struct pcsc_link *link, enum card_share share, unsigned protocols,
                           enum card_protocol *active);
uint32_t pcsc_link_reconnect(const struct pcsc_link *link, enum card_share share,
                             unsigned protocols, enum card_reset kind, enum card_protocol *active);
uint32_t pcsc_link_disconnect(const struct pcsc_link *link, enum card_disposition disposition);

/* Sends a command. response must have room for CARD_RESPONSE_MAX bytes; *length becomes the length
 * of the response, 0 on failure. */
uint32_t pcsc_link_transmit(const struct pcsc_link *link, enum card_protocol protocol,
                            const uint8_t *command, size_t command_length, uint8_t *response,
                            size_t *length);
/* Call the driver with a control code, or get the attribute tag. *out_length is the size of out and
 * becomes the number of bytes received, 0 on failure. */
uint32_t pcsc_link_control(const struct pcsc_link *link, uint32_t control, const uint8_t *in,
                           size_t in_length, uint8_t *out, size_t *out_length);
uint32_t pcsc_link_attribute(const struct pcsc_link *link, uint32_t tag, uint8_t *out,
                             size_t *out_length);
/* Begin and end a transaction, in which no other program can use the card. */
uint32_t pcsc_link_begin(const struct pcsc_link *link);
uint32_t pcsc_link_end(const struct pcsc_link *link);

#endif
