#include "sys/message.h"

#include "base/columns.h"
#include "base/escape.h"
#include "base/installed.h"
#include "base/wrap.h"
#include "sys/streams.h"
#include "sys/terminal/progress.h"
#include "sys/terminal/term.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVEL_ERROR = 3, LEVEL_NOTICE = 5, LEVEL_INFO = 6 }; /* syslog(3) */

static const char *name = "pcsckit";
static const struct palette *colors = &palette_plain;
static int failure; /* errno of the first message that could not be written */
static bool levels; /* write "<3>" and the like, the priority for the journal (sd-daemon(3)) */

/* $JOURNAL_STREAM (systemd.exec(5)) contains the device and inode of the stream connected to the
 * journal; a stream redirected since then has different ones. */
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
	colors = palette;
	levels = is_journal();
}

/* Writes a message with one write(), so that lines of several processes do not mix. width is the
 * column at which it is wrapped, 0 for no wrapping. */
__attribute__((format(printf, 5, 0))) static void
report(int level, const char *head, size_t width, enum role role, const char *format, va_list args)
{
	char raw[2048], safe[4096], named[4096], wrapped[16384], line[16640], mark[8] = "";

	int n = vsnprintf(raw, sizeof raw, format, args);
	if (n < 0)
		return;
	bool cut = (size_t)n >= sizeof raw;
	escape_terminal(safe, sizeof safe, raw, cut ? sizeof raw - 1 : (size_t)n);
	installed_text(named, sizeof named, safe);
	wrap(wrapped, sizeof wrapped, named, utf8_columns(head, strlen(head)), width);
	if (levels)
		snprintf(mark, sizeof mark, "<%d>", level);
	snprintf(line, sizeof line, "%s%s%s%s%s%s\n", mark, head, colors->on[role], wrapped,
	         cut ? "..." : "", colors->off[role]);
	progress_pause();
	(void)streams_flush();
	int error = streams_write(STDERR_FILENO, line, strlen(line));
	progress_resume();
	failure = failure != 0 ? failure : error;
}

int message_failure(void)
{
	return failure;
}

void message_error(const char *format, ...)
{
	char head[128];
	va_list args;

	snprintf(head, sizeof head, "%s: ", name);
	va_start(args, format);
	report(LEVEL_ERROR, head, 0, ROLE_ERROR, format, args);
	va_end(args);
}

void message_hint(const char *format, ...)
{
	char head[128];
	va_list args;

	snprintf(head, sizeof head, "%s: hint: ", name);
	va_start(args, format);
	report(LEVEL_NOTICE, head, term_width(STDERR_FILENO), ROLE_PLAIN, format, args);
	va_end(args);
}

void message_note(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(LEVEL_INFO, "", 0, ROLE_PLAIN, format, args);
	va_end(args);
}
