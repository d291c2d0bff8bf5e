/* Why a script is not run: told at once, and kept for the reports. */
#ifndef SCRIPTOR_INPUT_INPUT_ERRORS_H
#define SCRIPTOR_INPUT_INPUT_ERRORS_H

#include <stddef.h>
#include <stdint.h>

struct fault {
	const char *file; /* the caller's, as long as the faults are there */
	uint32_t line;    /* 0: of the whole file */
	char *text;       /* owned: the place and what is wrong there */
};

/* All zero is none. */
struct faults {
	struct fault *list; /* owned */
	size_t count, size;
};

/* Line and column count from 1; 0 is none. Where memory runs out it is only told. */
void faults_add(struct faults *faults, const char *file, size_t line, size_t column,
                const char *why);
/* Says that there are as many more, unless it is 0. */
void faults_add_more(struct faults *faults, const char *file, size_t count);
void faults_free(struct faults *faults);

#endif
