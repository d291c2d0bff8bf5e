#include "list_update/origin.h"

#include "base/text.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/replace.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ORIGIN_MAX = 8192 };

/* Writes the lines before the tag. The file belongs to a download only if all of them match. */
static void head(struct text *text, const char *url, uint64_t size, int64_t modified)
{
	text_printf(text, "list-update 1\nurl %s\nsize %" PRIu64 "\nmodified %" PRId64 "\netag ",
	            url, size, modified);
}

/* The origin is beside the list itself, not beside a symbolic link to it. */
static void name(struct text *text, const char *path)
{
	char *real = realpath(path, NULL);

	(void)memory_sufficed(real != NULL || errno != ENOMEM);
	text_printf(text, "%s.origin", real != NULL ? real : path);
	free(real);
}

bool origin_read(struct origin *origin, const char *path, const char *url, uint64_t size,
                 int64_t modified)
{
	struct text file_name = {0}, start = {0};
	struct file file = {0};
	bool known = false;

	*origin = (struct origin){0};
	name(&file_name, path);
	head(&start, url, size, modified);
	if (!file_name.failed && !start.failed &&
	    file_read(&file, file_name.data, FILE_COPY, true, ORIGIN_MAX) == 0 &&
	    file.length > start.length && memcmp(file.data, start.data, start.length) == 0) {
		size_t length = file.length - start.length - 1; /* without the newline at the end */

		known = length < sizeof origin->etag && file.data[file.length - 1] == '\n' &&
			memchr(file.data + start.length, '\n', length) == NULL;
		if (known)
			memcpy(origin->etag, file.data + start.length, length);
	}
	file_free(&file);
	text_free(&file_name);
	text_free(&start);
	return known;
}

bool origin_write(const struct origin *origin, const char *path, const char *url, uint64_t size,
                  int64_t modified)
{
	struct text file_name = {0}, content = {0};
	struct replace replace;
	bool good = false;

	name(&file_name, path);
	head(&content, url, size, modified);
	text_puts(&content, origin->etag);
	text_puts(&content, "\n");
	if (!file_name.failed && !content.failed && replace_start(&replace, file_name.data)) {
		fwrite(content.data, 1, content.length, replace.file);
		good = replace_commit(&replace, 0600);
	}
	text_free(&file_name);
	text_free(&content);
	return good;
}
