/* Describes X.509 certificates in outline (RFC 5280, 4.1). */
#ifndef TLV_CERTIFICATE_H
#define TLV_CERTIFICATE_H

#include "tlv/tlv_data.h"
#include "words/node.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns true if the bytes are a certificate in DER: a sequence with the objects of RFC 5280, 4.1,
 * whatever is in them. */
bool certificate_is(const uint8_t *bytes, size_t length);

/* Adds the serial number, issuer, validity, subject, public key and signature algorithm of a
 * certificate in DER to field, as details; a problem where it cannot be read. */
void certificate_details(struct tree *tree, node_id field, const struct tlv_data *data);

#endif
