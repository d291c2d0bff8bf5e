#include "script/remark.h"

bool remark_line(struct span line, const char *name, struct span *value)
{
	bool comment = false;

	for (line = span_trim(line); span_starts(line, "#"); line = span_trim(span_from(line, 1)))
		comment = true;
	*value = span_trim(span_from(line, strlen(name)));
	return comment && span_starts(line, name);
}

bool remark_find(struct span text, const char *name, struct span *value)
{
	struct span line;

	while (span_line(&text, &line))
		if (remark_line(line, name, value))
			return true;
	return false;
}
