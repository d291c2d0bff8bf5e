#include "base/installed.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static char prefix[64];

static const char *const programs[] = {"atr_parser", "pcsc_scan", "scriptor", "vicard"};

void installed_start(const char *path, const char *own)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	size_t length = strlen(name), end = strlen(own);

	prefix[0] = '\0';
	if (length < end || strcmp(name + length - end, own) != 0 || length - end >= sizeof prefix)
		return;
	for (size_t i = 0; i < length - end; i++)
		if (name[i] <= ' ' || name[i] > '~')
			return;
	memcpy(prefix, name, length - end);
	prefix[length - end] = '\0';
}

/* Returns true if what follows the name at this place makes it a command. */
static bool is_command(const char *text, const char *at, const char *after)
{
	bool begins = at == text || at[-1] == ' ' || at[-1] == '"';

	return begins &&
		((at == text && *after == '\0') || strncmp(after, " -", 2) == 0 ||
	         strncmp(after, " <", 2) == 0);
}

static bool names_command(const char *text, const char *at)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		size_t length = strlen(programs[i]);

		if (strncmp(at, programs[i], length) == 0 && is_command(text, at, at + length))
			return true;
	}
	return false;
}

char *installed_text(char *out, size_t size, const char *text)
{
	size_t length = 0;

	for (const char *at = text; *at != '\0' && length + 1 < size; at++) {
		if (names_command(text, at))
			length += (size_t)snprintf(out + length, size - length, "%s", prefix);
		if (length + 1 < size)
			out[length++] = *at;
	}
	out[length < size ? length : size - 1] = '\0';
	return out;
}
