#include "sys/message.h"

#include "base/escape.h"

#include <stdarg.h>
#include <stdio.h>

static const char *name = "pcsckit";
static const struct palette *colours = &palette_plain;

void message_start(const char *program, const struct palette *palette)
{
	name = program;
	colours = palette;
}

/* One write for a line, so that lines of several processes do not mix. */
__attribute__((format(printf, 3, 0)))
static void say(const char *head, enum role role, const char *format, va_list args)
{
	char raw[2048], safe[4096], line[8192];

	int n = vsnprintf(raw, sizeof raw, format, args);
	if (n < 0)
		return;
	size_t length = (size_t)n < sizeof raw ? (size_t)n : sizeof raw - 1;
	escape_terminal(safe, sizeof safe, raw, length);
	bool cut = (size_t)n >= sizeof raw;
	snprintf(line, sizeof line, "%s%s%s%s%s%s\n", head, *head != '\0' ? ": " : "",
	         colours->on[role], safe, cut ? "..." : "", colours->off[role]);
	fflush(stdout);
	fputs(line, stderr);
}

void message_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(name, ROLE_ERROR, format, args);
	va_end(args);
}

void message_hint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(name, ROLE_PLAIN, format, args);
	va_end(args);
}

void message_note(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say("", ROLE_PLAIN, format, args);
	va_end(args);
}
