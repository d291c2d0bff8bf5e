/* Describes the capability container of a type 4 tag (NFC Forum Type 4 Tag 3.0, 4.3): which file
 * contains the NDEF message. */
#ifndef TLV_NDEF_NDEF_CONTAINER_H
#define TLV_NDEF_NDEF_CONTAINER_H

#include "tlv/tlv_data.h"
#include "words/node.h"

#include <stdbool.h>

enum { NDEF_CONTAINER = 0xE103 }; /* identifier of its file */

/* Adds fields to field for all bytes of the container, of which any are accepted; it may be
 * incomplete. */
void ndef_container_details(struct tree *tree, node_id field, const struct tlv_data *data);

/* Finds the file that the first control TLV of a container names, and how many bytes in front of
 * its message contain the message's length. Returns false, with nothing set, if there is none. */
bool ndef_container_file(const uint8_t *bytes, size_t length, uint16_t *file, size_t *length_bytes);

#endif
