#include "scriptor/show/output_files.h"

#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/replace.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>

/* Completes an output file if ok, or reports the error; mode is that of a new file. */
static enum status end_file(const char *path, struct replace *replace, bool ok, mode_t mode)
{
	if (ok && replace_commit(replace, mode))
		return STATUS_YES;
	message_error("%s: %s", path, file_error(errno));
	return STATUS_TROUBLE;
}

enum status output_files_write_record(const char *path, const struct text *text)
{
	struct replace replace;
	struct stat old;

	if (text->failed)
		return memory_trouble();
	/* No card was connected: do not replace an earlier recording with an empty one. */
	if (text->length == 0 && stat(path, &old) == 0 && S_ISREG(old.st_mode))
		return STATUS_YES;
	bool ok = replace_start(&replace, path);
	if (ok && text->length > 0)
		fwrite(text->data, 1, text->length, replace.file);
	return end_file(path, &replace, ok, 0600);
}

enum status output_files_write_junit(const char *path, const struct summary *summary)
{
	struct transcript junit;
	struct replace replace;
	enum status status = STATUS_YES;
	bool ok = replace_start(&replace, path);

	if (ok) {
		(void)transcript_begin(&junit, &transcript_junit, replace.file);
		transcript_end(&junit, summary);
		if (junit.failed)
			status = memory_trouble();
		transcript_free(&junit);
	}
	enum status ended = end_file(path, &replace, ok, 0644);
	return ended != STATUS_YES ? ended : status;
}
