#include "capture/read_capture.h"

#include "capture/capture_decoder.h"
#include "capture/capture_text.h"
#include "capture/packets.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdio.h>

/* output is written in pieces of this size */
enum { PIECE = 65536 };

static void write_text(struct text *text)
{
	if (text->length > 0)
		fwrite(text->data, 1, text->length, stdout);
	text_clear(text);
}

static void take(void *self, const struct capture_event *event)
{
	struct text *text = self;

	capture_text_add(text, event);
	if (text->length > PIECE)
		write_text(text);
}

static enum status decode(struct packets *packets, struct text *text)
{
	struct capture_decoder *decoder =
		capture_decoder_new((struct capture_sink){.self = text, .take = take});
	int link = packets_link(packets);
	const uint8_t *bytes;
	size_t length;

	if (!memory_sufficed(decoder != NULL))
		return STATUS_TROUBLE;
	text_puts(text, capture_text_start);
	while (packets_next(packets, &bytes, &length))
		capture_decoder_take(decoder, link, bytes, length);
	bool whole = memory_sufficed(capture_decoder_end(decoder) && !text->failed);
	write_text(text);
	capture_decoder_free(&decoder);
	return whole ? STATUS_YES : STATUS_TROUBLE;
}

enum status read_capture(void)
{
	struct packets *packets = packets_read();
	struct text text = {0};
	enum status status = ferror(stdin) ? STATUS_TROUBLE : STATUS_INPUT;

	if (packets != NULL && !capture_decoder_knows(packets_link(packets)))
		message_error("link type %d: not USB (usbmon, USBPcap), nor a network with GSMTAP",
		              packets_link(packets));
	else if (packets != NULL)
		status = decode(packets, &text);
	packets_free(&packets);
	text_free(&text);
	return status;
}
