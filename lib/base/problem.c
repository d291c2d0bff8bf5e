#include "base/problem.h"

#include "base/template.h"

#include <stdio.h>

static const struct {
	const char *name;
	enum role role;
} severities[] = {
	[SEVERITY_INFO] = {"info", ROLE_INFO},
	[SEVERITY_WARNING] = {"warning", ROLE_WARNING},
	[SEVERITY_ERROR] = {"error", ROLE_ERROR},
};

const char *severity_name(enum severity severity)
{
	return severities[severity].name;
}

enum role severity_role(enum severity severity)
{
	return severities[severity].role;
}

static int print_number(char *out, size_t size, char field, const void *self)
{
	const struct problem *problem = self;

	switch (field) {
	case '1':
		return snprintf(out, size, "%02X", (unsigned)problem->first);
	case '2':
		return snprintf(out, size, "%02X", (unsigned)problem->second);
	case 'x':
		return snprintf(out, size, "%X", (unsigned)problem->second);
	case 'a':
		return snprintf(out, size, "%u", (unsigned)problem->first);
	case 'b':
		return snprintf(out, size, "%u", (unsigned)problem->second);
	case 's':
		return snprintf(out, size, "%s", problem->first == 1 ? "" : "s");
	case 'S':
		return snprintf(out, size, "%s", problem->second == 1 ? "" : "s");
	case 'c':
		return snprintf(out, size, "%c", (int)(problem->first & 0x7F));
	default:
		return snprintf(out, size, "%c", field);
	}
}

size_t problem_text(const struct problem *problem, char *out, size_t size)
{
	return template_text(problem->kind->text, out, size, print_number, problem);
}
