/* Captures: records of any link type are converted to text. Each line is read again and written as
 * usbmon records, which must give the same commands and responses. The input is a byte for the link
 * type, then records, each preceded by its length in two bytes, low byte first. */
#include "capture/capture_decoder.h"
#include "capture/capture_encoder.h"
#include "capture/capture_text.h"
#include "capture/usb_record.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take_event(void *self, const struct capture_event *event)
{
	capture_text_add(self, event);
}

static void take_record(void *self, int64_t seconds, int32_t microseconds, const uint8_t *bytes,
                        size_t length)
{
	assert(seconds >= 0 && microseconds >= 0 && microseconds < 1000000);
	capture_decoder_take(self, LINK_USBMON_MMAPPED, bytes, length);
}

static void decode(const uint8_t *data, size_t size, struct text *out)
{
	static const int links[] = {LINK_USBMON, LINK_USBMON_MMAPPED, LINK_USBPCAP, 1, 101, 113};
	struct capture_decoder *decoder =
		capture_decoder_new((struct capture_sink){.self = out, .take = take_event});
	int link = links[data[0] % (sizeof links / sizeof *links)];

	assert(decoder != NULL && capture_decoder_knows(link));
	for (size_t at = 1, n; at + 2 <= size; at += 2 + n) {
		n = (size_t)data[at] | (size_t)data[at + 1] << 8;
		n = n < size - at - 2 ? n : size - at - 2;
		capture_decoder_take(decoder, link, data + at + 2, n);
	}
	assert(capture_decoder_end(decoder));
	capture_decoder_free(&decoder);
}

/* Adds the line if it belongs to an exchange; a response without a command does not. */
static void keep(struct text *kept, const struct capture_event *event, bool *waits)
{
	bool command = event->kind == CAPTURE_COMMAND;

	if (command || (event->kind == CAPTURE_RESPONSE && *waits))
		capture_text_add(kept, event);
	if (event->kind != CAPTURE_COMMENT || strcmp(event->text, "card removed") == 0 ||
	    strcmp(event->text, "card inserted") == 0)
		*waits = command;
}

static void take_kept(void *self, const struct capture_event *event)
{
	if (event->kind == CAPTURE_COMMAND || event->kind == CAPTURE_RESPONSE)
		capture_text_add(self, event);
}

/* Writes the first session, and reads it again. */
static void encode(const struct text *text, struct text *kept, struct text *again)
{
	static uint8_t room[CAPTURE_BYTES_MAX];
	struct capture_decoder *decoder =
		capture_decoder_new((struct capture_sink){.self = again, .take = take_kept});
	struct capture_encoder *encoder =
		capture_encoder_new((struct capture_records){.self = decoder, .take = take_record});
	struct capture_event event;
	unsigned session = 0;
	bool waits = false;

	assert(decoder != NULL && encoder != NULL);
	for (const char *at = text->data, *end; at != NULL && *at != '\0'; at = end + 1) {
		end = strchr(at, '\n');
		assert(end != NULL);
		bool ok = capture_text_read(at, (size_t)(end - at), &session, room, &event);
		assert(ok);
		if (event.session != 1)
			continue;
		ok = capture_encoder_take(encoder, &event);
		assert(ok);
		keep(kept, &event, &waits);
	}
	capture_encoder_end(encoder);
	assert(capture_decoder_end(decoder));
	capture_encoder_free(&encoder);
	capture_decoder_free(&decoder);
	assert(kept->length == again->length &&
	       (kept->length == 0 || memcmp(kept->data, again->data, kept->length) == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = {0}, kept = {0}, again = {0};

	if (size == 0)
		return 0;
	decode(data, size, &text);
	encode(&text, &kept, &again);
	text_free(&text);
	text_free(&kept);
	text_free(&again);
	return 0;
}
