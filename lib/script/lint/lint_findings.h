/* The findings that --check reports. */
#ifndef SCRIPT_LINT_FINDINGS_H
#define SCRIPT_LINT_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lint_code {
	LINT_SHORT_APDU,   /* fewer than four bytes */
	LINT_LC,           /* Lc does not match the data */
	LINT_NO_LE,        /* a command with data in its response has no Le */
	LINT_LE,           /* a command without data in its response has an Le */
	LINT_EXTENDED,     /* the card's ATR does not allow extended lengths */
	LINT_UNREACHABLE,  /* never run */
	LINT_UNSET,        /* a variable, or the status word of if, that is not set before */
	LINT_NEVER,        /* an expectation that no response matches */
	LINT_PIN,          /* uses a try of a PIN */
	LINT_SECRET,       /* the script contains a PIN or key */
	LINT_WRITES,       /* a file that the script writes */
	LINT_REFUSED,      /* would be refused when run */
	LINT_LENGTH_AS_LC, /* { } of more than 127 bytes after a header */
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
	bool failed; /* out of memory: findings are missing */
};

/* Returns the stable name of a code: "lc", "no-le" … */
const char *lint_code_name(enum lint_code code);
/* Returns true for codes of information, not warnings: pin, secret, writes. */
bool lint_is_remark(enum lint_code code);

void lint_free(struct lint *lint);

/* Adds a finding, whose text is empty, and returns it; NULL if out of memory. */
struct lint_finding *lint_add(struct lint *lint, enum lint_code code);

#endif
