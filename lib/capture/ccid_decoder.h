/* Decodes USB records: recognizes the devices that are readers, reassembles their CCID messages,
 * and reports what goes to and from the card in each slot. */
#ifndef CAPTURE_CCID_DECODER_H
#define CAPTURE_CCID_DECODER_H

#include "capture/track.h"
#include "capture/usb_record.h"

struct ccid_decoder;

/* Returns a decoder whose events go to list, which must outlive it; to be freed with
 * ccid_decoder_free. NULL if out of memory. */
struct ccid_decoder *ccid_decoder_new(struct track_list *list);
/* Frees the decoder and sets *decoder to NULL. */
void ccid_decoder_free(struct ccid_decoder **decoder);
/* Decodes the next record. */
void ccid_decoder_take(struct ccid_decoder *decoder, const struct usb_record *record);
/* Reports the events that were held back for a following record, after the last one. */
void ccid_decoder_end(struct ccid_decoder *decoder);

#endif
