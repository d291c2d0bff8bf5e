#include "capture/capture_decoder.h"

#include "capture/ccid_decoder.h"
#include "capture/gsmtap.h"
#include "capture/track.h"

#include <stdlib.h>

struct capture_decoder {
	struct track_list list;
	struct ccid_decoder *usb;
	struct gsmtap_decoder *gsmtap;
};

bool capture_decoder_knows(int link)
{
	return usb_record_knows(link) || gsmtap_knows(link);
}

struct capture_decoder *capture_decoder_new(struct capture_sink sink)
{
	struct capture_decoder *decoder = calloc(1, sizeof *decoder);

	if (decoder == NULL)
		return NULL;
	decoder->list.sink = sink;
	decoder->usb = ccid_decoder_new(&decoder->list);
	decoder->gsmtap = gsmtap_decoder_new(&decoder->list);
	if (decoder->usb == NULL || decoder->gsmtap == NULL)
		capture_decoder_free(&decoder);
	return decoder;
}

void capture_decoder_free(struct capture_decoder **decoder)
{
	if (*decoder == NULL)
		return;
	ccid_decoder_free(&(*decoder)->usb);
	gsmtap_decoder_free(&(*decoder)->gsmtap);
	free(*decoder);
	*decoder = NULL;
}

void capture_decoder_take(struct capture_decoder *decoder, int link, const uint8_t *bytes,
                          size_t length)
{
	struct usb_record record;

	if (gsmtap_knows(link))
		gsmtap_decoder_take(decoder->gsmtap, link, bytes, length);
	else if (usb_record_read(&record, link, bytes, length))
		ccid_decoder_take(decoder->usb, &record);
}

bool capture_decoder_end(struct capture_decoder *decoder)
{
	ccid_decoder_end(decoder->usb);
	gsmtap_decoder_end(decoder->gsmtap);
	return !decoder->list.failed;
}
