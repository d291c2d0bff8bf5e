/* USB records of readers to events: which devices are readers, what their messages are, and what
 * goes to and from the card in each slot. */
#ifndef CAPTURE_CCID_DECODER_H
#define CAPTURE_CCID_DECODER_H

#include "capture/track.h"
#include "capture/usb_record.h"

struct ccid_decoder;

/* list lives longer. Returns NULL if out of memory. */
struct ccid_decoder *ccid_decoder_new(struct track_list *list);
void ccid_decoder_free(struct ccid_decoder **decoder);
/* Takes the next record. */
void ccid_decoder_take(struct ccid_decoder *decoder, const struct usb_record *record);
/* Reports what waits for more. */
void ccid_decoder_end(struct ccid_decoder *decoder);

#endif
