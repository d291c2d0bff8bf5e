/* Conversions of scripts and traces when memory runs out. */
#ifndef TESTS_UNIT_CONVERSIONS_H
#define TESTS_UNIT_CONVERSIONS_H

#include "no_memory.h"

#include "script/dialect/dialect.h"

struct conversion_source {
	struct dialect_request request;
	const char *text;
};

static inline bool convert(const void *subject, struct text *out)
{
	const struct conversion_source *source = subject;
	struct conversion conversion = {0};

	(void)dialect_read(&source->request, source->text, strlen(source->text), &conversion);
	text_add(out, conversion.text.data, conversion.text.length);
	for (size_t i = 0; i < conversion.problem_count && i < DIALECT_PROBLEMS_MAX; i++)
		text_printf(out, "%zu %s\n", conversion.problems[i].line,
		            conversion.problems[i].text);
	bool good = !conversion.failed && !conversion.text.failed;
	conversion_free(&conversion);
	return good;
}

/* The conversion is complete or reports that it is not, whichever allocation fails. */
static inline void converts_without_memory(struct dialect_request request, const char *text)
{
	if (*text != '\0')
		no_memory(convert, &(struct conversion_source){request, text});
}

#endif
