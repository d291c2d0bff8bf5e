#include "scriptor/input/input_lines.h"

#include "sys/file.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536 };

static bool make_room(struct input *input)
{
	if (input->at > 0)
		memmove(input->buffer, input->buffer + input->at, input->end - input->at);
	input->end -= input->at;
	input->at = 0;
	if (input->size - input->end >= CHUNK)
		return true;
	size_t size = input->size + (input->size > CHUNK ? input->size : CHUNK);
	char *buffer = size > INPUT_FILE_MAX ? NULL : realloc(input->buffer, size);
	if (buffer == NULL) {
		errno = size > INPUT_FILE_MAX ? EFBIG : ENOMEM;
		return false;
	}
	input->buffer = buffer;
	input->size = size;
	return true;
}

/* Waits for input or a signal, then takes what is there. */
static enum input_result read_more(struct input *input)
{
	struct pollfd wait[] = {{.fd = input->fd, .events = POLLIN},
	                        {.fd = input->signals, .events = POLLIN}};

	if (input->size == 0 || input->at > 0 || input->end == input->size)
		if (!make_room(input))
			return INPUT_FAILED;
	while (poll(wait, 2, -1) < 0)
		if (errno != EINTR)
			return INPUT_FAILED;
	if (wait[1].revents != 0)
		return INPUT_SIGNAL;
	ssize_t n = read(input->fd, input->buffer + input->end, input->size - input->end);
	if (n < 0)
		return errno == EINTR || errno == EAGAIN ? INPUT_LINE : INPUT_FAILED;
	input->ended = n == 0;
	input->end += (size_t)n;
	return INPUT_LINE;
}

enum input_result input_line(struct input *input, const char **text, size_t *length)
{
	size_t seen = 0; /* without a newline */

	for (;;) {
		size_t left = input->end - input->at;
		const char *start = left > 0 ? input->buffer + input->at : NULL;
		const char *newline = left > seen ? memchr(start + seen, '\n', left - seen) : NULL;

		if (newline != NULL || (input->ended && left > 0)) {
			*text = start;
			*length = newline != NULL ? (size_t)(newline - start) : left;
			input->at += newline != NULL ? *length + 1 : left;
			return INPUT_LINE;
		}
		if (input->ended)
			return INPUT_END;
		seen = left;
		enum input_result result = read_more(input);
		if (result != INPUT_LINE)
			return result;
	}
}

void input_free(struct input *input)
{
	free(input->buffer);
	*input = (struct input){0};
}

/* Returns wanted relative to the directory of from; standard input and -e are in the current one.
 */
static char *path_beside(const char *from, const char *wanted)
{
	const char *slash = wanted[0] == '/' ? NULL : strrchr(from, '/');
	size_t directory = slash == NULL ? 0 : (size_t)(slash - from) + 1;
	size_t length = strlen(wanted);
	char *path = malloc(directory + length + 1);

	if (path == NULL)
		return NULL;
	memcpy(path, from, directory);
	memcpy(path + directory, wanted, length + 1);
	return path;
}

static bool load(void *self, const char *from, const char *wanted, char **name, char **text,
                 size_t *length, const char **why)
{
	struct file file = {0};

	(void)self;
	*text = NULL;
	*name = path_beside(from, wanted);
	if (*name == NULL) {
		*why = "out of memory";
		return false;
	}
	int error = file_read(&file, *name, FILE_COPY, true, INPUT_FILE_MAX);
	if (error == 0) {
		*text = malloc(file.length + 1);
		error = *text == NULL ? ENOMEM : 0;
	}
	if (error == 0)
		memcpy(*text, file.data, file.length);
	*length = file.length;
	file_free(&file);
	*why = error == 0 ? NULL : file_error(error);
	return error == 0;
}

const struct loader input_loader = {.load = load};

enum status input_status(int error)
{
	return error == ENOMEM ? STATUS_TROUBLE : STATUS_INPUT;
}
