#include "script/dialect/dialect.h"

#include "script/dialect/dialect_3gpp.h"
#include "script/dialect/dialect_apdutool.h"
#include "script/dialect/dialect_dump.h"
#include "script/dialect/dialect_lines.h"
#include "script/dialect/dialect_opensc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct dialect_row dialect_rows[DIALECT_COUNT] = {
	{DIALECT_OURS, "scriptor", ".apdu", "scriptor's own language"},
	{DIALECT_3GPP, "3gpp", ".3gpp", "3GPP TS 51.013 annex B: CMD, RST, INI, REM"},
	{DIALECT_APDUTOOL, "apdutool", ".scr", "apdutool of the Java Card development kit"},
	{DIALECT_OPENSC, "opensc", ".opensc", "opensc-explorer's apdu, opensc-tool -s"},
	{DIALECT_DUMP, "dump", ".dump", "what apdu4j and GlobalPlatformPro write of a session"},
};

static void ours(struct conversion *conversion, const char *text, size_t length)
{
	struct source source = {.at = text, .end = text + length, .next = 1};
	struct part line;
	size_t number;

	while (source_line(&source, &line, &number)) {
		text_add(&conversion->text, line.text, line.length);
		conversion_end_line(conversion, number);
	}
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
	static void (*const makers[DIALECT_COUNT])(struct conversion *, const char *, size_t) = {
		[DIALECT_OURS] = ours,
		[DIALECT_3GPP] = dialect_3gpp,
		[DIALECT_APDUTOOL] = dialect_apdutool,
		[DIALECT_OPENSC] = dialect_opensc,
		[DIALECT_DUMP] = dialect_dump,
	};
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
		                   "a NUL byte: this is no text (or UTF-16)");
		return false;
	}
	makers[dialect](conversion, text, length);
	conversion->failed = conversion->failed || conversion->text.failed;
	return !conversion->wrong && !conversion->failed;
}

void conversion_free(struct conversion *conversion)
{
	text_free(&conversion->text);
	free(conversion->lines);
	*conversion = (struct conversion){0};
}

static size_t source_of(const struct conversion *conversion, size_t line)
{
	if (line >= 1 && line <= conversion->line_count)
		return conversion->lines[line - 1];
	return line;
}

void conversion_restore(const struct conversion *conversion, struct script *script, uint16_t file)
{
	size_t errors =
		script->error_count < SCRIPT_ERRORS_MAX ? script->error_count : SCRIPT_ERRORS_MAX;

	for (size_t i = 0; i < script->count; i++) {
		struct statement *statement = &script->statements[i];

		if (statement->file != file)
			continue;
		statement->line = (uint32_t)source_of(conversion, statement->line);
		statement->last = (uint32_t)source_of(conversion, statement->last);
	}
	for (size_t i = 0; i < errors; i++)
		if (script->errors[i].file == file)
			script->errors[i].place.line =
				source_of(conversion, script->errors[i].place.line);
}
