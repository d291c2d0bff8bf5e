/* The PIN pad of a reader: FEATURE_VERIFY_PIN_DIRECT and FEATURE_MODIFY_PIN_DIRECT of PC/SC part
 * 10. The PINs are those of the reader's "typed" line. Supports only ASCII, left-justified, in
 * whole bytes. */
#ifndef IFD_PINPAD_H
#define IFD_PINPAD_H

#include "slots.h"

/* Builds the command from the structure, sends it to the card, and returns its status word in
 * response; or one of the reader's own (6401 cancelled, 6403 too short or too long). Modify uses
 * two PINs. Returns a RESPONSECODE. */
RESPONSECODE ifd_pinpad(const struct ifd_reader *reader, struct ifd_slot *slot, bool modify,
                        const uint8_t *in, size_t in_length, uint8_t *out, DWORD *length);

#endif
