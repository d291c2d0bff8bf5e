#include "atr_parser/lists/difference.h"

#include "render/escaped.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/process/spawn.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Returns a temporary file that contains the text, positioned at its start; NULL with errno set. */
static FILE *temporary(struct span text)
{
	FILE *file = tmpfile();

	if (file == NULL)
		return NULL;
	if (fwrite(text.text, 1, text.length, file) == text.length && fflush(file) == 0 &&
	    fseek(file, 0, SEEK_SET) == 0)
		return file;
	int error = errno;
	fclose(file);
	errno = error;
	return NULL;
}

/* --- and +++ are headers only on the first two lines; after those they are lines of the texts. */
static enum role role_of(const char *line, unsigned long number)
{
	if (number <= 2 || *line == '@')
		return ROLE_HEADING;
	return *line == '-' ? ROLE_ERROR : *line == '+' ? ROLE_GOOD : ROLE_PLAIN;
}

/* Returns false with errno set if from could not be read. */
static bool show_lines(FILE *from, const struct palette *palette)
{
	bool terminal = isatty(STDOUT_FILENO) == 1;
	unsigned long number = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	if (fseek(from, 0, SEEK_SET) != 0)
		return false;
	while ((length = getline(&line, &size, from)) > 0) {
		enum role role = role_of(line, ++number);
		size_t content = (size_t)length - (line[length - 1] == '\n');

		fputs(palette->on[role], stdout);
		if (terminal)
			put_escaped(stdout, (struct span){line, content});
		else
			fwrite(line, 1, content, stdout);
		fputs(palette->off[role], stdout);
		fputs("\n", stdout);
	}
	int error = errno;
	free(line);
	errno = error;
	return feof(from) != 0;
}

static enum status compare(const char *name, FILE *before, FILE *after, FILE *out,
                           const struct palette *palette)
{
	char path[32];
	const char *const argv[] = {"diff",    "-a", "-u", "--label", name,
	                            "--label", name, path, "-",       NULL};

	snprintf(path, sizeof path, "/dev/fd/%d", fileno(before));
	int status = spawn_run(argv, fileno(after), fileno(out));
	if (status < 0)
		message_error("cannot start diff: %s", file_error(errno));
	else if (status > 1)
		message_error("diff: exit status %d", status);
	if (status < 0 || status > 1)
		return STATUS_TROUBLE;
	if (show_lines(out, palette))
		return STATUS_YES;
	message_error("temporary file: %s", file_error(errno));
	return STATUS_TROUBLE;
}

enum status difference_show(const char *name, struct span before, struct span after,
                            const struct palette *palette)
{
	FILE *files[] = {temporary(before), temporary(after), tmpfile()};
	enum status status = STATUS_TROUBLE;

	if (files[0] != NULL && files[1] != NULL && files[2] != NULL)
		status = compare(name, files[0], files[1], files[2], palette);
	else
		message_error("temporary file: %s", file_error(errno));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (files[i] != NULL)
			fclose(files[i]);
	return status;
}
