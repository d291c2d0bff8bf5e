#include "app/capture_source.h"

#include "sys/message.h"
#include "sys/process/helper.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { MAGIC = 4 };

/* Recognizes pcap with µs or ns in either byte order, and pcapng. */
static bool is_capture(const void *start, size_t length)
{
	static const uint8_t magics[][MAGIC] = {
		{0xA1, 0xB2, 0xC3, 0xD4}, {0xD4, 0xC3, 0xB2, 0xA1}, {0xA1, 0xB2, 0x3C, 0x4D},
		{0x4D, 0x3C, 0xB2, 0xA1}, {0x0A, 0x0D, 0x0D, 0x0A},
	};

	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (length >= MAGIC && memcmp(start, magics[i], MAGIC) == 0)
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
	if (error == 0 && status != 0)
		file_free(text);
	if (error != 0)
		message_error("%s: %s", name, file_error(error));
	else if (status == STATUS_INPUT)
		message_error("%s: the capture cannot be read", name);
	return error != 0                ? STATUS_TROUBLE :
		status <= STATUS_TROUBLE ? (enum status)status :
					   STATUS_TROUBLE;
}

/* Reads a capture from a pipe. */
static enum status read_piped(struct file *file, const char *name, size_t max)
{
	struct file piped = *file;
	int in = file_nameless(piped.data, piped.length);

	*file = (struct file){.data = ""};
	enum status status = STATUS_TROUBLE;
	if (in < 0) {
		message_error("%s: %s", name, file_error(errno));
	} else {
		status = run_read(file, in, name, max);
		close(in);
	}
	file_free(&piped);
	return status;
}

const char *capture_source_packed(const struct file *file)
{
	static const struct {
		const char *magic, *words;
	} rows[] = {
		{"\x1F\x8B", "compressed with gzip; unpack it first, with \"gunzip\""},
		{"\x28\xB5\x2F\xFD", "compressed with Zstandard; unpack it first, with \"unzstd\""},
		{"\xFD"
	         "7zXZ",
	         "compressed with xz; unpack it first, with \"unxz\""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t length = strlen(rows[i].magic);

		if (file->length >= length && memcmp(file->data, rows[i].magic, length) == 0)
			return rows[i].words;
	}
	return NULL;
}

static enum status refuse_packed(struct file *file, const char *name)
{
	const char *words = capture_source_packed(file);

	if (words == NULL)
		return STATUS_YES;
	message_error("%s: %s", name, words);
	file_free(file);
	*file = (struct file){.data = ""};
	return STATUS_INPUT;
}

int capture_source(struct file *file, const char *path, const char *name, size_t max,
                   enum status *status)
{
	int fd = file_open(path, false), error = 0;
	uint8_t start[MAGIC];

	*file = (struct file){.data = ""};
	*status = STATUS_YES;
	if (fd < 0)
		return errno;
	if (is_capture(start, file_peek(fd, start, sizeof start))) {
		*status = run_read(file, fd, name, max);
	} else {
		error = file_read_open(file, fd, FILE_COPY, false, max);
		if (error == 0 && is_capture(file->data, file->length))
			*status = read_piped(file, name, max);
		else if (error == 0)
			*status = refuse_packed(file, name);
	}
	close(fd);
	return error;
}
