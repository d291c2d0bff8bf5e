#include "scriptor/input/input_lines.h"

#include "sys/file.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* Waits for input or a signal. */
static enum input_result wait_for_input(int fd, int signals)
{
	struct pollfd wait[] = {{.fd = fd, .events = POLLIN}, {.fd = signals, .events = POLLIN}};

	while (poll(wait, 2, -1) < 0)
		if (errno != EINTR)
			return INPUT_FAILED;
	return wait[1].revents != 0 ? INPUT_SIGNAL : INPUT_LINE;
}

enum input_result input_line(struct lines *lines, int fd, int signals, struct span *text)
{
	struct line_read line;

	while (!lines_ready(lines)) {
		enum input_result result = wait_for_input(fd, signals);

		if (result != INPUT_LINE)
			return result;
		if (!lines_read(lines) && errno != EAGAIN)
			return INPUT_FAILED;
	}
	if (lines_next(lines, &line) == LINES_END)
		return INPUT_END;
	*text = line.text;
	if (!line.too_long)
		return INPUT_LINE;
	errno = EFBIG;
	return INPUT_FAILED;
}

/* Returns wanted relative to the directory of from; for standard input and -e that is the current
 * directory. */
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

static bool load_file(void *self, const char *from, const char *wanted, char **name, char **text,
                      size_t *length, const char **why)
{
	struct file file = {0};

	(void)self;
	*text = NULL;
	*name = path_beside(from, wanted);
	*why = NULL;
	if (*name == NULL)
		return false;
	int error = file_read(&file, *name, FILE_COPY, true, INPUT_FILE_MAX);
	if (error == 0) {
		*text = malloc(file.length + 1);
		error = *text == NULL ? ENOMEM : 0;
	}
	if (error == 0)
		memcpy(*text, file.data, file.length);
	*length = file.length;
	file_free(&file);
	if (error != 0 && error != ENOMEM)
		*why = file_error(error);
	return error == 0;
}

const struct loader input_loader = {.load = load_file};
