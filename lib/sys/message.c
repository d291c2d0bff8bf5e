#include "sys/message.h"

#include "base/escape.h"
#include "sys/streams.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVEL_ERROR = 3, LEVEL_NOTICE = 5, LEVEL_INFO = 6 }; /* syslog(3) */

static const char *name = "pcsckit";
static const struct palette *colours = &palette_plain;
static int failure; /* errno of the first message that could not be written */
static bool levels; /* "<3>" before a line tells the journal how grave it is (sd-daemon(3)) */

/* $JOURNAL_STREAM (systemd.exec(5)) names device and inode of what was connected to the journal; a
 * stream that was sent elsewhere since has others. */
static bool is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char ours[64];
	struct stat info;

	if (stream == NULL || fstat(STDERR_FILENO, &info) != 0 || isatty(STDERR_FILENO))
		return false;
	snprintf(ours, sizeof ours, "%llu:%llu", (unsigned long long)info.st_dev,
	         (unsigned long long)info.st_ino);
	return strcmp(stream, ours) == 0;
}

void message_start(const char *program, const struct palette *palette)
{
	name = program;
	colours = palette;
	levels = is_journal();
}

/* One write for a line, so that lines of several processes do not mix. */
__attribute__((format(printf, 4, 0))) static void say(int level, const char *head, enum role role,
                                                      const char *format, va_list args)
{
	char raw[2048], safe[4096], line[8192], mark[8] = "";

	int n = vsnprintf(raw, sizeof raw, format, args);
	if (n < 0)
		return;
	size_t length = (size_t)n < sizeof raw ? (size_t)n : sizeof raw - 1;
	escape_terminal(safe, sizeof safe, raw, length);
	if (levels)
		snprintf(mark, sizeof mark, "<%d>", level);
	bool cut = (size_t)n >= sizeof raw;
	snprintf(line, sizeof line, "%s%s%s%s%s%s%s\n", mark, head, *head != '\0' ? ": " : "",
	         colours->on[role], safe, cut ? "..." : "", colours->off[role]);
	(void)streams_flush();
	int error = streams_write(STDERR_FILENO, line, strlen(line));
	failure = failure != 0 ? failure : error;
}

int message_failure(void)
{
	return failure;
}

void message_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LEVEL_ERROR, name, ROLE_ERROR, format, args);
	va_end(args);
}

void message_hint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LEVEL_NOTICE, name, ROLE_PLAIN, format, args);
	va_end(args);
}

void message_note(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LEVEL_INFO, "", ROLE_PLAIN, format, args);
	va_end(args);
}
