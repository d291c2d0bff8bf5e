#include "script/lint/lint_findings.h"

#include "base/array.h"

#include <stdlib.h>

static const char *const code_names[LINT_CODE_COUNT] = {
	[LINT_SHORT_APDU] = "short-apdu",
	[LINT_LC] = "lc",
	[LINT_NO_LE] = "no-le",
	[LINT_LE] = "le",
	[LINT_EXTENDED] = "extended",
	[LINT_UNREACHABLE] = "unreachable",
	[LINT_UNSET] = "unset",
	[LINT_NEVER] = "never",
	[LINT_PIN] = "pin",
	[LINT_SECRET] = "secret",
	[LINT_WRITES] = "writes",
	[LINT_REFUSED] = "refused",
	[LINT_LENGTH_AS_LC] = "length-as-lc",
};

const char *lint_code_name(enum lint_code code)
{
	return code_names[code];
}

bool lint_is_remark(enum lint_code code)
{
	return code == LINT_PIN || code == LINT_SECRET || code == LINT_WRITES;
}

void lint_free(struct lint *lint)
{
	free(lint->findings);
	*lint = (struct lint){0};
}

struct lint_finding *lint_add(struct lint *lint, enum lint_code code)
{
	struct lint_finding *more =
		array_room(lint->findings, lint->count, &lint->size, sizeof *more);

	if (more == NULL) {
		lint->failed = true;
		return NULL;
	}
	lint->findings = more;
	struct lint_finding *finding = &lint->findings[lint->count++];
	*finding = (struct lint_finding){.code = code};
	return finding;
}
