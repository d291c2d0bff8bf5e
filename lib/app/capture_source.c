#include "app/capture_source.h"

#include "sys/message.h"
#include "sys/process/helper.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* pcap in µs and ns and in either byte order, pcapng. */
static bool is_capture(const struct file *file)
{
	static const uint8_t magics[][4] = {
		{0xA1, 0xB2, 0xC3, 0xD4}, {0xD4, 0xC3, 0xB2, 0xA1}, {0xA1, 0xB2, 0x3C, 0x4D},
		{0x4D, 0x3C, 0xB2, 0xA1}, {0x0A, 0x0D, 0x0D, 0x0A},
	};

	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (file->length >= sizeof *magics &&
		    memcmp(file->data, magics[i], sizeof *magics) == 0)
			return true;
	return false;
}

static enum status run_read(struct file *text, int in, const char *name, size_t max)
{
	struct helper helper;

	if (!helper_start(&helper, "capture", "read", in, -1))
		return STATUS_TROUBLE;
	int error = file_read_open(text, helper.fd, FILE_COPY, false, max);
	int status = helper_end(&helper);
	if (error != 0)
		message_error("%s: %s", name, file_error(error));
	else if (status == STATUS_INPUT)
		message_error("%s: the capture cannot be read", name);
	return error != 0                ? STATUS_TROUBLE :
		status <= STATUS_TROUBLE ? (enum status)status :
					   STATUS_TROUBLE;
}

enum status capture_source(struct file *file, const char *name, size_t max)
{
	struct file text = {.data = ""};

	if (!is_capture(file))
		return STATUS_YES;
	int in = file_nameless(file->data, file->length);
	if (in < 0)
		message_error("%s: %s", name, file_error(errno));
	enum status status = in < 0 ? STATUS_TROUBLE : run_read(&text, in, name, max);
	if (in >= 0)
		close(in);
	file_free(file);
	if (status == STATUS_YES)
		*file = text;
	else
		file_free(&text);
	return status;
}
