#include "capture/write_capture.h"

#include "capture/capture_encoder.h"
#include "capture/capture_text.h"
#include "capture/packets.h"
#include "capture/usb_record.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
	struct packets *packets;
	struct capture_encoder *encoder;
	unsigned session;
	bool full; /* the capture cannot be written */
	uint8_t room[CAPTURE_BYTES_MAX];
};

static void take_record(void *self, int64_t seconds, int32_t microseconds, const uint8_t *bytes,
                        size_t length)
{
	struct writer *writer = self;

	if (!packets_add(writer->packets, seconds, microseconds, bytes, length))
		writer->full = true;
}

/* Longer than the longest command. */
static char *next_line(char **line, size_t *size, size_t *length)
{
	ssize_t n = getline(line, size, stdin);

	if (n < 0)
		return NULL;
	*length = (size_t)n - (n > 0 && (*line)[n - 1] == '\n');
	return *line;
}

static enum status take_lines(struct writer *writer)
{
	char *line = NULL;
	size_t size = 0, length;
	unsigned long number = 0;
	struct capture_event event;
	enum status status = STATUS_YES;

	while (status == STATUS_YES && !writer->full && next_line(&line, &size, &length) != NULL) {
		number++;
		if (capture_text_read(line, length, &writer->session, writer->room, &event) &&
		    capture_encoder_take(writer->encoder, &event))
			continue;
		message_error("standard input:%lu: not a line of a trace", number);
		status = STATUS_INPUT;
	}
	/* getline() also returns -1 if memory runs out. */
	if (!memory_sufficed(status != STATUS_YES || writer->full || feof(stdin) || ferror(stdin)))
		status = STATUS_TROUBLE;
	if (ferror(stdin)) {
		message_error("standard input: %s", strerror(errno));
		status = STATUS_TROUBLE;
	}
	free(line);
	return status;
}

enum status write_capture(void)
{
	struct writer *writer = calloc(1, sizeof *writer);
	enum status status = STATUS_TROUBLE;

	if (!memory_sufficed(writer != NULL))
		return STATUS_TROUBLE;
	writer->encoder =
		capture_encoder_new((struct capture_records){.self = writer, .take = take_record});
	if (memory_sufficed(writer->encoder != NULL))
		writer->packets = packets_write(LINK_USBMON_MMAPPED);
	if (writer->packets != NULL) {
		status = take_lines(writer);
		capture_encoder_end(writer->encoder);
	}
	packets_free(&writer->packets);
	capture_encoder_free(&writer->encoder);
	free(writer);
	return status;
}
