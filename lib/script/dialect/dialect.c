#include "script/dialect/dialect.h"

#include "script/dialect/dialect_3gpp.h"
#include "script/dialect/dialect_apdutool.h"
#include "script/dialect/dialect_dump.h"
#include "script/dialect/dialect_opensc.h"
#include "script/dialect/source.h"

#include <string.h>
#include <strings.h>

static void ours(struct conversion *conversion, const char *text, size_t length)
{
	struct source source = {.at = text, .end = text + length, .next = 1};
	struct span line;
	size_t number;

	while (source_line(&source, &line, &number)) {
		text_add(&conversion->text, line.text, line.length);
		conversion_end_line(conversion, number);
	}
}

const struct dialect_row dialect_rows[DIALECT_COUNT] = {
	{DIALECT_OURS, "scriptor", ".apdu", "scriptor's own language", ours},
	{DIALECT_3GPP, "3gpp", ".3gpp", "3GPP TS 51.013 annex B: CMD, RST, INI, REM", dialect_3gpp},
	{DIALECT_APDUTOOL, "apdutool", ".scr", "apdutool of the Java Card development kit",
         dialect_apdutool},
	{DIALECT_OPENSC, "opensc", ".opensc", "opensc-explorer's apdu, opensc-tool -s",
         dialect_opensc},
	{DIALECT_DUMP, "dump", ".dump", "what apdu4j and GlobalPlatformPro write of a session",
         dialect_dump},
};

const char *dialect_word(unsigned n)
{
	return n < DIALECT_COUNT ? dialect_rows[n].name : NULL;
}

const struct dialect_row *dialect_find(const char *name)
{
	for (size_t i = 0; i < DIALECT_COUNT; i++)
		if (strcasecmp(name, dialect_rows[i].name) == 0)
			return &dialect_rows[i];
	return NULL;
}

const struct dialect_row *dialect_of_file(const char *path)
{
	size_t length = strlen(path);

	for (size_t i = 0; i < DIALECT_COUNT; i++) {
		size_t n = strlen(dialect_rows[i].ending);

		if (length > n && strcasecmp(path + length - n, dialect_rows[i].ending) == 0)
			return &dialect_rows[i];
	}
	return &dialect_rows[0];
}

bool dialect_convert(enum dialect dialect, const char *text, size_t length,
                     struct conversion *conversion)
{
	static const char bom[] = "\xEF\xBB\xBF";

	if (length >= 3 && memcmp(text, bom, 3) == 0) {
		text += 3;
		length -= 3;
	}
	const char *nul = length > 0 ? memchr(text, '\0', length) : NULL;
	if (nul != NULL) {
		size_t line = 1;

		for (const char *at = text; at < nul; at++)
			line += *at == '\n';
		conversion_problem(conversion, line, SEVERITY_ERROR,
		                   "NUL byte: not text (or UTF-16)");
		return false;
	}
	dialect_rows[dialect].convert(conversion, text, length);
	conversion->failed = conversion->failed || conversion->text.failed;
	return !conversion->wrong && !conversion->failed;
}
