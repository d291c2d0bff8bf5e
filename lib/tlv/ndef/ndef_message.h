/* Describes NDEF messages: NFC Forum NDEF 1.0, and the record type definitions of URI, text and
 * smart poster. */
#ifndef TLV_NDEF_NDEF_MESSAGE_H
#define TLV_NDEF_NDEF_MESSAGE_H

#include "tlv/tlv_data.h"
#include "words/node.h"

#include <stdbool.h>

enum { NDEF_FILE = 0xE104 }; /* the usual identifier of the file on a type 4 tag */

/* Both add fields to field for all bytes, of which any are accepted; a message may be incomplete.
 */

/* Of a file of a type 4 tag: the length of the message, in length_bytes bytes, and the message (NFC
 * Forum Type 4 Tag 3.0, 4.2). */
void ndef_file_details(struct tree *tree, node_id field, const struct tlv_data *data,
                       size_t length_bytes);
/* Of a message alone. */
void ndef_message_details(struct tree *tree, node_id field, const struct tlv_data *data);

/* Returns true if the bytes, 1 or more, begin like the first record of a message. */
bool ndef_begins(const uint8_t *bytes, size_t length);

#endif
