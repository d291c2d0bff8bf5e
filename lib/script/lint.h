/* What is doubtful in a script that parses: findings with stable codes, found without a card. */
#ifndef SCRIPT_LINT_H
#define SCRIPT_LINT_H

#include "atr/atr.h"
#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lint_code {
	LINT_SHORT_APDU,   /* fewer than four bytes */
	LINT_LC,           /* Lc and the data do not fit */
	LINT_NO_LE,        /* a command that asks for data has no Le */
	LINT_LE,           /* a command that gives no data has an Le */
	LINT_EXTENDED,     /* the card's ATR does not allow extended lengths */
	LINT_UNREACHABLE,  /* never run */
	LINT_UNSET,        /* a variable that nothing sets before */
	LINT_NEVER,        /* an expectation that no answer meets */
	LINT_PIN,          /* a try of a PIN is at stake */
	LINT_SECRET,       /* a PIN or key stands in the script */
	LINT_LENGTH_AS_LC, /* { } of more than 127 bytes behind a header */
	LINT_CODE_COUNT,
};

struct lint_finding {
	enum lint_code code;
	uint16_t file;
	uint32_t line, column;
	char text[160];
};

struct lint {
	struct lint_finding *findings; /* owned; in the order of the script */
	size_t count, size;
	bool failed; /* out of memory: not complete */
};

/* "lc", "no-le" …: what --check prints. */
const char *lint_code_name(enum lint_code code);
/* True for what is told and is no fault: pin, secret. */
bool lint_is_remark(enum lint_code code);

/* Adds the findings of a script. atr may be NULL: none is given. */
void lint_script(struct lint *lint, const struct script *script, const struct atr *atr);
void lint_free(struct lint *lint);

#endif
